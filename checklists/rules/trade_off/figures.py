"""Figures of a comparison as text: rounded half to even, a number seen and its interval alike.

Percentages and points have one place, chances four. Rounding also keeps a record the same on machines whose last bit of
a logarithm differs.
"""

from decimal import ROUND_HALF_EVEN, Decimal
from math import isinf

from checklists.rules.plain import decimal

TENTH, TEN_THOUSANDTH = Decimal("0.1"), Decimal("0.0001")
NEVER = "below 0.0001"


def percent(value: float) -> str:
    """A share, a difference or a ratio in hundredths as people read it: 0.05 is "5", 0.0512 is "5.1"."""
    return decimal(_rounded(100 * value, TENTH))


def fixed_percent(value: float) -> str | None:
    """The same with one place always, for a record: "5.0". None for what has no bound."""
    return None if isinf(value) else format(_rounded(100 * value, TENTH), "f")


def in_a_hundred(value: float) -> str:
    """So many in a hundred, in words."""
    return f"{percent(value)} in a hundred"


def chance(value: float) -> str:
    """A p value with four places; the smallest is said to be below 0.0001."""
    return format(_rounded(value, TEN_THOUSANDTH), "f") if value >= float(TEN_THOUSANDTH) else NEVER


def _rounded(value: float, place: Decimal) -> Decimal:
    """Rounded half to even, from the shortest decimal that is this number; never minus nought."""
    return Decimal(repr(value)).quantize(place, ROUND_HALF_EVEN) + 0
