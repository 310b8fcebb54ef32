"""List prices of the catalogue: what hosts ask for known models, and what is said beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checklists.rules.dates import in_words

CAPTION = "List price, per million tokens, read on {read_on}, not a quotation."
SOURCE = "{host}: list price, not a quotation; read on {read_on} in {tables}"


@dataclass(frozen=True)
class Table:
    """A published table of prices, at one version."""

    title: str
    version: str
    url: str

    @property
    def name(self) -> str:
        """The title with its version."""
        return f"{self.title} {self.version}"


@dataclass(frozen=True)
class OtherPrice:
    """What another table says of the same model at the same host."""

    table: Table
    input: Decimal
    output: Decimal


@dataclass(frozen=True)
class ListPrice:
    """One model (its catalogue key) at one host. `valid_from` None: since when it holds is not known."""

    key: str
    model: str
    host: str
    input: Decimal
    output: Decimal
    currency: str
    checked_on: date
    valid_from: date | None
    agree: tuple[Table, ...]
    differ: tuple[OtherPrice, ...] = ()
    note: str = ""

    @property
    def holds_from(self) -> date:
        """The day from which it counts: the one given, else the day on which it was read."""
        return self.valid_from or self.checked_on

    @property
    def caption(self) -> str:
        """What is said beside it wherever it is shown."""
        return CAPTION.format(read_on=in_words(self.checked_on))

    @property
    def source(self) -> str:
        """Where it comes from, in one line."""
        tables = ", ".join(table.name for table in self.agree)
        return SOURCE.format(host=self.host, read_on=in_words(self.checked_on), tables=tables)


def prices_of_models(prices: Iterable[ListPrice], keys: Iterable[str]) -> tuple[ListPrice, ...]:
    """The list prices of some models, in the order of the catalogue."""
    wanted = set(keys)
    return tuple(price for price in prices if price.model in wanted)
