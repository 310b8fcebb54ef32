"""Prices of two tiers: which of them hold on a day, which are still to come, and which were read too long ago."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum


class Tier(StrEnum):
    """Which of the two: the larger model, or the cheaper one beside it."""

    LARGER = "larger"
    CHEAPER = "cheaper"


class Unit(StrEnum):
    """What a price is for: a million tokens read or written, one task, or one month with all seats."""

    MILLION_TOKENS = "million_tokens"
    TASK = "task"
    MONTH = "month"


TIER_LABELS = {Tier.LARGER: "Larger tier", Tier.CHEAPER: "Cheaper tier"}
UNIT_LABELS = {
    Unit.MILLION_TOKENS: "per million tokens",
    Unit.TASK: "per task",
    Unit.MONTH: "per month, all seats together",
}


@dataclass(frozen=True)
class Price:
    """One price as somebody published or charged it, in one currency (ISO 4217).

    `price` is for a task or a month; `input_price` and `output_price` are for a million tokens. None: not on record.
    Nought counts only with `free_because`, which says why nothing is charged. `source` empty: none was given.
    `in_confidence`: the vendor gave it so, and no dossier prints it.
    """

    id: str
    tier: Tier
    label: str
    unit: Unit
    currency: str
    valid_from: date
    read_on: date
    price: Decimal | None = None
    input_price: Decimal | None = None
    output_price: Decimal | None = None
    free_because: str = ""
    source: str = ""
    address: str = ""
    from_catalogue: bool = False
    in_confidence: bool = False

    def charged(self, amount: Decimal | None) -> Decimal | None:
        """An amount of this price as it may be reckoned with: nought without a reason is no price."""
        return None if amount == 0 and not self.free_because else amount

    def is_old(self, on: date, days: int | None) -> bool:
        """Whether it was read more than `days` days before a day; None sets no limit."""
        return days is not None and self.read_on + timedelta(days=days) < on


def in_force(prices: Iterable[Price], tier: Tier, on: date) -> tuple[Price, ...]:
    """The prices of a tier that hold on a day: those that took effect together, on the latest day not after it.

    A price list takes effect as a whole, so what was charged before in another unit no longer counts. Prices of one
    day in several units (a monthly fee and a price per token) are charged side by side.
    """
    started = [each for each in prices if each.tier is tier and each.valid_from <= on]
    latest = max((each.valid_from for each in started), default=None)
    return tuple(each for each in started if each.valid_from == latest)


def coming(prices: Iterable[Price], tier: Tier, on: date) -> tuple[Price, ...]:
    """The prices of a tier that are announced and do not hold yet, the next first."""
    later = (each for each in prices if each.tier is tier and each.valid_from > on)
    return tuple(sorted(later, key=lambda each: (each.valid_from, each.unit)))
