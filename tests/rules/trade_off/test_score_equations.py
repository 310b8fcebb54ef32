"""The score intervals hold exactly the values whose score, worked out the long way, is within the quantile."""

from math import log, sqrt

import pytest

from checklists.rules.trade_off.intervals import z_of
from checklists.rules.trade_off.paired import tang, tango
from checklists.rules.trade_off.solving import crossing
from tests.rules.trade_off.tables import SMALL

Z, NEAR = z_of(0.95), 1e-6
RATIOS = [each for each in SMALL if min(each.larger.right, each.cheaper.right)]


def difference_accepted(table, difference):
    """Whether Tango's score of a difference is within the quantile, its likelihood maximised by halving its slope."""
    lost, gained, rest = table.only_larger, table.only_cheaper, table.both + table.neither

    def slope(share_lost):
        return sum(
            count * rate / max(share, 1e-300)
            for count, rate, share in (
                (lost, 1, share_lost),
                (gained, 1, share_lost + difference),
                (rest, -2, 1 - 2 * share_lost - difference),
            )
            if count
        )

    share_lost = crossing(slope, max(0.0, -difference), (1 - difference) / 2)
    variance = table.total * (2 * share_lost + difference - difference * difference)
    return abs(gained - lost - table.total * difference) <= Z * sqrt(max(variance, 0.0)) + 1e-9


@pytest.mark.parametrize("table", SMALL, ids=str)
def test_the_difference_interval_holds_what_the_score_test_accepts_and_nothing_else(table):
    found = tango(table)
    places = [place / 50 for place in range(-49, 50)] + [found.low + NEAR, found.high - NEAR]
    outside = [each for each in (found.low - NEAR, found.high + NEAR) if -1 < each < 1]
    for place in places + outside:
        assert difference_accepted(table, place) is (found.low <= place <= found.high), place


def best(function, low, high):
    """The highest value of a function with one peak, by thirds."""
    for _ in range(80):
        third = (high - low) / 3
        if function(low + third) < function(high - third):
            low += third
        else:
            high -= third
    return (low + high) / 2


def ratio_accepted(table, ratio):
    """Whether the score of a ratio is within the quantile, its likelihood maximised over both free shares by thirds."""
    counts = (table.both, table.only_cheaper, table.only_larger, table.neither)

    def likelihood(both, lost):
        shares = (both, ratio * (both + lost) - both, lost, 1 - lost - ratio * (both + lost))
        if any(share <= 0 for count, share in zip(counts, shares, strict=True) if count) or min(shares) < -1e-15:
            return -1e300
        return sum(count * log(share) for count, share in zip(counts, shares, strict=True) if count)

    def best_both(lost):
        lowest = max(0.0, ratio * lost / (1 - ratio) if ratio < 1 else 0.0)
        highest = (1 - lost - ratio * lost) / ratio
        low, high = (0.0, min(lowest, highest)) if ratio < 1 else (0.0, highest)
        return best(lambda both: likelihood(both, lost), low, high)

    lost = best(lambda each: likelihood(best_both(each), each), 0.0, 1 / (1 + ratio))
    right = best_both(lost) + lost
    variance = table.total * ratio * (2 * lost + (ratio - 1) * right)
    seen = table.cheaper.right - ratio * table.larger.right
    return abs(seen) <= Z * sqrt(max(variance, 0.0))


@pytest.mark.parametrize("table", RATIOS[::3], ids=str)
def test_the_ratio_interval_holds_what_the_score_test_accepts_and_nothing_else(table):
    found = tang(table)
    for factor, accepted in ((1 + NEAR, True), (1 - NEAR, False)):
        assert ratio_accepted(table, found.low * factor) is accepted
        assert ratio_accepted(table, found.high / factor) is accepted
