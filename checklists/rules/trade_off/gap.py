"""The gap between two tiers, as money and the recommendation read it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Gap:
    """Of all tasks, the share that the cheaper tier gets wrong beyond what the larger one does, from -1 to 1.

    `value` is what was seen (above 0: the cheaper tier makes more mistakes); `low` and `high` its 95 % interval.
    `evaluation` is the id of the comparison that says so, `items` how many it had.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    evaluation: str
    items: int
