"""The verdict: whether the cheaper tier stays within the tolerance, and how many items would tell.

The tolerance is how many percentage points worse the cheaper tier may be. The whole 95 % interval of the difference has
to lie on one side of it: a test of non-inferiority at 2.5 %, as in G. Piaggio and others, JAMA 308 (2012) 2594-2604.
"""

from decimal import Decimal
from enum import StrEnum
from math import ceil, inf
from statistics import NormalDist

from checklists.rules.trade_off.counts import Counts, Pairs
from checklists.rules.trade_off.intervals import LEVEL, Interval, newcombe_of, wilson_centre, z_of
from checklists.rules.trade_off.paired import tango_of
from checklists.rules.trade_off.results import Result

MOST_ITEMS = 100_000
# "Usually": in four tests out of five.
POWER = 0.8
# Far below what an interval is worth; it keeps the last bit of a double from deciding a tie.
TIE = 1e-12


class Verdict(StrEnum):
    """Where the cheaper tier stands against the tolerance."""

    WITHIN = "within"
    OUTSIDE = "outside"
    CANNOT_TELL = "cannot_tell"
    NO_TOLERANCE = "no_tolerance"


def verdict_of(result: Result, tolerance: Decimal | None) -> Verdict:
    """Within where the worst the interval allows is within, outside where even the best is not."""
    if tolerance is None:
        return Verdict.NO_TOLERANCE
    return _side(result.difference.interval, tolerance) if result.difference else Verdict.CANNOT_TELL


def _side(interval: Interval, tolerance: Decimal) -> Verdict:
    limit = -float(tolerance) / 100
    if interval.low >= limit - TIE:
        return Verdict.WITHIN
    return Verdict.OUTSIDE if interval.high < limit - TIE else Verdict.CANNOT_TELL


def sample_for(counts: Counts, tolerance: Decimal) -> int | None:
    """How many items would usually show two equal tiers to be within the tolerance; None for more than MOST_ITEMS.

    Items of both tiers, or of each where they had different ones. After J.-p. Liu and others, Statistics in Medicine 21
    (2002) 231-245, with the share of items that part the tiers as seen here, drawn towards a half as Wilson's interval
    does: that a short test saw no disagreement does not mean that there is none. Never fewer than a test without any
    disagreement needs.
    """
    margin = float(tolerance) / 100
    if not margin:
        return None
    z = z_of(LEVEL)
    spread = (z + NormalDist().inv_cdf(POWER)) ** 2 * _variance(counts) / margin**2
    return _within_reach(max(spread, z * z * (1 - margin) / margin))


def _variance(counts: Counts) -> float:
    """Of one item's difference, supposing the tiers equal."""
    if isinstance(counts, Pairs):
        return wilson_centre(counts.only_larger + counts.only_cheaper, counts.total)
    both = counts.larger + counts.cheaper
    right = wilson_centre(both.right, both.total)
    return 2 * right * (1 - right)


def settled_at(counts: Counts, tolerance: Decimal) -> int | None:
    """How many items in all would settle it if the next ones went as these did; None for more than MOST_ITEMS.

    For tiers with different items, of the tier that has fewer.
    """
    if not counts.total or not _settled(counts, tolerance, MOST_ITEMS):
        return None
    few, enough = counts.total, MOST_ITEMS
    while few < enough:
        middle = (few + enough) // 2
        if _settled(counts, tolerance, middle):
            enough = middle
        else:
            few = middle + 1
    return enough


def _settled(counts: Counts, tolerance: Decimal, items: int) -> bool:
    return _side(_imagined(counts, items / counts.total), tolerance) is not Verdict.CANNOT_TELL


def _imagined(counts: Counts, times: float) -> Interval:
    """The interval of the difference, were there so many times the items."""
    if isinstance(counts, Pairs):
        return tango_of(counts.only_larger * times, counts.only_cheaper * times, counts.total * times)
    cheaper, larger = counts.cheaper, counts.larger
    return newcombe_of((cheaper.right * times, cheaper.total * times), (larger.right * times, larger.total * times))


def _within_reach(items: float) -> int | None:
    return ceil(items) if items < inf and ceil(items) <= MOST_ITEMS else None
