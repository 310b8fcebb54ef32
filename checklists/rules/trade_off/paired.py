"""Intervals for the difference and the ratio of two tiers that saw the same items.

Differences are cheaper minus larger, ratios cheaper by larger, as in `intervals`. No items give no interval.
"""

from math import hypot, sqrt

from checklists.rules.trade_off.counts import Pairs
from checklists.rules.trade_off.intervals import LEVEL, Interval, rate, ratio_limits, standing, wilson, z_of
from checklists.rules.trade_off.solving import crossing


def tango(pairs: Pairs, level: float = LEVEL) -> Interval | None:
    """The difference, by inverting the score test. T. Tango, Statistics in Medicine 17 (1998) 891-908."""
    return tango_of(pairs.only_larger, pairs.only_cheaper, pairs.total, level) if pairs.total else None


def tango_of(lost: float, gained: float, total: float, level: float = LEVEL) -> Interval:
    """Tango's interval from the items that the cheaper tier lost and gained, of a total above 0. Counts may be parts of
    items, as they are where a larger test of the same kind is imagined."""
    z, seen = z_of(level), (gained - lost) / total

    def score(difference: float) -> float:
        return _tango_score(lost, gained, total, difference)

    low = -1.0 if lost == total else crossing(lambda each: score(each) - z, -1.0, seen)
    high = 1.0 if gained == total else crossing(lambda each: score(each) + z, seen, 1.0)
    return Interval(low, high)


def _tango_score(lost: float, gained: float, total: float, difference: float) -> float:
    """The score of a supposed difference, with the share lost estimated under that supposition."""
    a = 2 * total
    b = (2 * total - gained + lost) * difference - lost - gained
    c = -lost * difference * (1 - difference)
    root = sqrt(max(0.0, b * b - 4 * a * c))
    # The larger root of the two, in the form that does not take alike numbers from each other.
    share_lost = (root - b) / (2 * a) if b <= 0 else -2 * c / (b + root)
    variance = total * (2 * share_lost + difference * (1 - difference))
    return standing(gained - lost - total * difference, max(0.0, variance))


def newcombe_paired(pairs: Pairs, level: float = LEVEL) -> Interval | None:
    """The difference, from both score intervals and the correlation of the pairs, corrected for continuity.

    Method 10 of R. G. Newcombe, Statistics in Medicine 17 (1998) 2635-2650.
    """
    first, second = wilson(pairs.cheaper, level), wilson(pairs.larger, level)
    if first is None or second is None:
        return None
    cheaper, larger, phi = rate(pairs.cheaper), rate(pairs.larger), _phi(pairs)
    below, above = cheaper - first.low, first.high - cheaper
    under, over = larger - second.low, second.high - larger
    seen = cheaper - larger
    return Interval(seen - _joined(below, over, phi), seen + _joined(above, under, phi))


def _joined(one: float, other: float, phi: float) -> float:
    return sqrt(max(0.0, hypot(one, other) ** 2 - 2 * phi * one * other))


def _phi(pairs: Pairs) -> float:
    """The correlation of right with right; 0 where a margin is empty."""
    margins = (pairs.larger.right, pairs.total - pairs.larger.right, pairs.cheaper.right)
    product = margins[0] * margins[1] * margins[2] * (pairs.total - pairs.cheaper.right)
    if product == 0:
        return 0.0
    above = pairs.both * pairs.neither - pairs.only_larger * pairs.only_cheaper
    return (max(above - pairs.total / 2, 0.0) if above > 0 else above) / sqrt(product)


def tang(pairs: Pairs, level: float = LEVEL) -> Interval | None:
    """The ratio, by inverting the score test. N.-S. Tang, M.-L. Tang and I. S. F. Chan, Statistics in Medicine 22
    (2003) 1217-1233."""
    lost, gained, both, total = pairs.only_larger, pairs.only_cheaper, pairs.both, pairs.total
    if both + lost + gained == 0:
        return None
    useful = both + lost + gained

    def score(ratio: float) -> float:
        a = total * (1 + ratio)
        b = (both + lost) * ratio * ratio - (both + gained + 2 * lost)
        c = lost * (1 - ratio) * useful / total
        root = sqrt(max(0.0, b * b - 4 * a * c))
        share_lost = (root - b) / (2 * a) if b <= 0 else -2 * c / (b + root)
        variance = total * (1 + ratio) * share_lost + useful * (ratio - 1)
        return standing(both + gained - (both + lost) * ratio, max(0.0, variance))

    return ratio_limits(score, level, nought=pairs.cheaper.right == 0, unbounded=pairs.larger.right == 0)
