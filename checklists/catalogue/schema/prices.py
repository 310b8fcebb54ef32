"""prices.yaml: what hosts ask for a million tokens of known models, as tables of prices have it on a day."""

from typing import Annotated

from pydantic import Field

from checklists.catalogue.schema.base import (
    Address,
    CurrencyCode,
    Day,
    DecimalText,
    Entry,
    Key,
    Line,
    Many,
    ModelKey,
    PriceKey,
    Text,
    Word,
)


class PriceTable(Entry):
    """A published table of prices, at one version."""

    key: Key
    title: Line
    version: Word
    licence: Word
    url: Address


class OtherPrice(Entry):
    """What a table says that does not agree."""

    table: Key
    input: DecimalText
    output: DecimalText


class ListPrice(Entry):
    """One model at one host, for a million tokens read (`input`) and written (`output`)."""

    key: PriceKey
    model: ModelKey
    host: Line
    input: DecimalText
    output: DecimalText
    currency: CurrencyCode
    checked_on: Day
    valid_from: Day | None = None
    agree: Annotated[Many[Key], Field(min_length=1)]
    differ: Many[OtherPrice] = ()
    note: Text | None = None


class PricesFile(Entry):
    """prices.yaml as a whole. It may list no price."""

    notes: Many[Text] = ()
    tables: Many[PriceTable] = ()
    prices: Many[ListPrice] = ()
