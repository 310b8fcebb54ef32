"""The score: how well the questions are answered, with both bounds. It says nothing of how good the vendor is."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class ScoreLine:
    """What one question adds at least and at most, of the weight it has, and why."""

    question: str
    weight: Decimal
    lower: Decimal
    upper: Decimal
    why: str


@dataclass(frozen=True)
class Score:
    """Whole numbers from 0 to 100: the lower bound rounded down, the upper one up. `states` counts the answer states.

    Nothing to count gives no bounds, empty bands and a label that says so.
    """

    lower: int | None
    upper: int | None
    band_lower: str
    band_upper: str
    label: str
    lines: tuple[ScoreLine, ...]
    states: Mapping[str, int]
    weight_total: Decimal
