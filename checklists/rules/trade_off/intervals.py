"""Intervals for one share, and for the difference and the ratio of two that were measured on separate items.

Shares, differences and ratios are plain numbers (0.05 is five in a hundred). A difference is cheaper minus larger, so
below 0 the cheaper tier did worse; a ratio is cheaper by larger. Nothing counted gives no interval.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import copysign, hypot, inf, isinf, nan, sqrt
from statistics import NormalDist

from checklists.rules.trade_off.counts import Separate, Share
from checklists.rules.trade_off.solving import crossing

LEVEL = 0.95


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`. The upper end of a ratio may be infinite."""

    low: float
    high: float

    def turned(self) -> "Interval":
        """The interval of the same difference, taken the other way round."""
        return Interval(-self.high, -self.low)


@cache
def z_of(level: float) -> float:
    """The two-sided normal quantile of a level of confidence between 0 and 1: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(share: Share, level: float = LEVEL) -> Interval | None:
    """The score interval of one share. E. B. Wilson, JASA 22 (1927) 209-212."""
    return _wilson(share.right, share.total, level) if share.total else None


def _wilson(right: float, total: float, level: float) -> Interval:
    squared = z_of(level) ** 2
    middle = (right + squared / 2) / (total + squared)
    half = sqrt(squared * (right * (total - right) / total + squared / 4)) / (total + squared)
    return Interval(0.0 if right == 0 else max(0.0, middle - half), 1.0 if right == total else min(1.0, middle + half))


def wilson_centre(right: float, total: float, level: float = LEVEL) -> float:
    """The middle of the score interval: a share drawn towards a half, the more the fewer items there were."""
    squared = z_of(level) ** 2
    return (right + squared / 2) / (total + squared)


def newcombe(counts: Separate, level: float = LEVEL) -> Interval | None:
    """The difference of two separate shares, from their score intervals.

    Method 10 of R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890.
    """
    cheaper, larger = counts.cheaper, counts.larger
    if not cheaper.total or not larger.total:
        return None
    return newcombe_of((cheaper.right, cheaper.total), (larger.right, larger.total), level)


def newcombe_of(cheaper: tuple[float, float], larger: tuple[float, float], level: float = LEVEL) -> Interval:
    """The same from right and total of each tier, totals above 0.

    Counts may be parts of items, as they are where a larger test of the same kind is imagined.
    """
    first, second = _wilson(*cheaper, level), _wilson(*larger, level)
    one, other = cheaper[0] / cheaper[1], larger[0] / larger[1]
    return Interval(
        max(-1.0, one - other - hypot(one - first.low, second.high - other)),
        min(1.0, one - other + hypot(first.high - one, other - second.low)),
    )


def koopman(counts: Separate, level: float = LEVEL) -> Interval | None:
    """The ratio of two separate shares, by inverting the score test.

    P. A. R. Koopman, Biometrics 40 (1984) 513-517; the restricted estimate as in O. Miettinen and M. Nurminen,
    Statistics in Medicine 4 (1985) 213-226.
    """
    first, second = counts.cheaper, counts.larger
    if not first.total or not second.total or first.right + second.right == 0:
        return None

    def score(ratio: float) -> float:
        total = first.total + second.total
        linear = first.total * ratio + first.right + second.total + second.right * ratio
        right = first.right + second.right
        # The smaller root of total * ratio * p^2 - linear * p + right, without taking alike numbers from each other.
        p = 2 * right / (linear + sqrt(max(0.0, linear * linear - 4 * total * ratio * right)))
        q = ratio * p
        spread = q * (1 - q) / first.total + ratio * ratio * p * (1 - p) / second.total
        return standing(rate(first) - ratio * rate(second), spread)

    return ratio_limits(score, level, nought=first.right == 0, unbounded=second.right == 0)


def standing(above: float, variance: float) -> float:
    """A score: how many standard errors something is above what is asked. Nothing above nothing is 0."""
    if variance > 0:
        return above / sqrt(variance)
    return copysign(inf, above) if above else 0.0


def ratio_limits(score: Callable[[float], float], level: float, *, nought: bool, unbounded: bool) -> Interval:
    """Both ends of the ratios whose falling `score` stays within the quantile. `nought`: the ratio seen is 0;
    `unbounded`: nothing seen bounds it above."""
    z = z_of(level)

    def beyond(limit: float) -> float:
        # Ratios from 0 to infinity lie on a line from 0 to 1, so that halving finds small and large ones alike.
        return _ratio(crossing(lambda place: _finite(score(_ratio(place)) - limit), 1e-15, 1 - 1e-15))

    return Interval(0.0 if nought else beyond(z), inf if unbounded else beyond(-z))


def _ratio(place: float) -> float:
    return place / (1 - place)


def _finite(value: float) -> float:
    return copysign(1e300, value) if isinf(value) else value


def rate(share: Share) -> float:
    """The share as a number; not a number where nothing was counted."""
    return share.right / share.total if share.total else nan
