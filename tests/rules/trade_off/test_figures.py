"""Figures of comparisons as text, at the edges of their places; and the ends of intervals that nothing may pass."""

from math import inf

import pytest

from checklists.rules.trade_off.counts import Separate, Share
from checklists.rules.trade_off.figures import chance, fixed_percent, in_a_hundred, percent
from checklists.rules.trade_off.intervals import koopman, newcombe, rate, wilson, wilson_centre


@pytest.mark.parametrize(
    ("value", "read", "fixed"),
    [
        (0.05, "5", "5.0"),
        (0.0512, "5.1", "5.1"),
        (0.0005, "0", "0.0"),
        (0.0015, "0.2", "0.2"),
        (-0.0001, "0", "0.0"),
        (-0.25, "-25", "-25.0"),
        (1.25, "125", "125.0"),
        (100.0, "10000", "10000.0"),
    ],
)
def test_a_share_is_read_in_hundredths_with_one_place_at_most(value: float, read: str, fixed: str) -> None:
    assert (percent(value), fixed_percent(value)) == (read, fixed)
    assert in_a_hundred(value) == f"{read} in a hundred"


def test_what_has_no_bound_has_no_figure() -> None:
    assert fixed_percent(inf) is None


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.0, "1.0000"),
        (0.5, "0.5000"),
        (0.17956, "0.1796"),
        (0.0001, "0.0001"),
        (0.00009, "below 0.0001"),
        (0.0, "below 0.0001"),
    ],
)
def test_a_chance_has_four_places_or_is_said_to_be_below_them(value: float, written: str) -> None:
    assert chance(value) == written


@pytest.mark.parametrize("total", range(1, 200))
def test_none_right_and_all_right_end_at_nought_and_one_exactly(total: int) -> None:
    none, every = wilson(Share(0, total)), wilson(Share(total, total))
    assert none is not None and every is not None
    assert (none.low, every.high) == (0.0, 1.0)
    assert 0 < none.high < 1 and 0 < every.low < 1


@pytest.mark.parametrize(("right", "total", "centre"), [(0, 10, 0.1387663), (5, 10, 0.5), (10, 10, 0.8612337)])
def test_the_middle_of_the_score_interval_is_drawn_towards_a_half(right: int, total: int, centre: float) -> None:
    assert wilson_centre(right, total) == pytest.approx(centre, abs=1e-6)


@pytest.mark.parametrize("counted", [Separate(Share(0, 0), Share(1, 2)), Separate(Share(1, 2), Share(0, 0))])
def test_a_tier_without_items_has_no_interval_beside_the_other(counted: Separate) -> None:
    assert (newcombe(counted), koopman(counted)) == (None, None)


@pytest.mark.parametrize("level", [0.8, 0.9, 0.99])
def test_the_difference_of_separate_items_keeps_to_the_level_that_was_asked_for(level: float) -> None:
    counts = Separate(Share(30, 50), Share(20, 40))
    found, usual, first, second = newcombe(counts, level), newcombe(counts), *(
        wilson(each, level) for each in (counts.cheaper, counts.larger)
    )  # fmt: skip
    assert found is not None and usual is not None and first is not None and second is not None
    one, other = rate(counts.cheaper), rate(counts.larger)
    low = one - other - ((one - first.low) ** 2 + (second.high - other) ** 2) ** 0.5
    assert found.low == pytest.approx(low)
    assert found != usual
