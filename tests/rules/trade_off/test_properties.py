"""What holds of every interval: it looks the same from both sides, narrows with the items, and holds what was seen."""

from math import inf, isinf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.trade_off.counts import Pairs, Separate, Share
from checklists.rules.trade_off.intervals import koopman, newcombe, rate, wilson
from checklists.rules.trade_off.paired import newcombe_paired, tang, tango
from checklists.rules.trade_off.solving import crossing
from checklists.rules.trade_off.testing import mcnemar
from tests.rules.trade_off.tables import pairs, separate, shares, swapped, times

ROOM = 1e-9
DIFFERENCES = {tango: pairs, newcombe_paired: pairs, newcombe: separate}
RATIOS = {tang: pairs, koopman: separate}
each_difference = pytest.mark.parametrize("method", DIFFERENCES, ids=lambda each: each.__name__)
each_ratio = pytest.mark.parametrize("method", RATIOS, ids=lambda each: each.__name__)


@each_difference
@given(data=st.data())
def test_exchanging_the_tiers_turns_a_difference_round(method, data):
    counts = data.draw(DIFFERENCES[method])
    one, other = method(counts), method(swapped(counts)).turned()
    assert (one.low, one.high) == pytest.approx((other.low, other.high), abs=ROOM)


@each_ratio
@given(data=st.data())
def test_exchanging_the_tiers_turns_a_ratio_over(method, data):
    counts = data.draw(RATIOS[method].filter(lambda each: each.larger.right + each.cheaper.right > 0))
    one, other = method(counts), method(swapped(counts))
    assert one.low == pytest.approx(0 if isinf(other.high) else 1 / other.high, rel=1e-6)
    assert one.high == (inf if other.low == 0 else pytest.approx(1 / other.low, rel=1e-6))


@each_difference
@given(data=st.data(), factor=st.integers(2, 20))
def test_more_items_of_the_same_kind_never_widen_a_difference(method, data, factor):
    counts = data.draw(DIFFERENCES[method])
    few, many = method(counts), method(times(counts, factor))
    assert many.high - many.low <= few.high - few.low + ROOM


@each_ratio
@given(data=st.data(), factor=st.integers(2, 20))
def test_more_items_of_the_same_kind_never_widen_a_ratio(method, data, factor):
    counts = data.draw(RATIOS[method].filter(lambda each: each.larger.right and each.cheaper.right))
    few, many = method(counts), method(times(counts, factor))
    assert few.low - 1e-6 <= many.low <= many.high <= few.high * (1 + 1e-6)


@each_difference
@given(data=st.data())
def test_a_difference_lies_within_its_bounds_and_holds_what_was_seen(method, data):
    counts = data.draw(DIFFERENCES[method])
    found, seen = method(counts), rate(counts.cheaper) - rate(counts.larger)
    assert -1 - ROOM <= found.low <= seen + ROOM
    assert seen - ROOM <= found.high <= 1 + ROOM


@each_ratio
@given(data=st.data())
def test_a_ratio_holds_what_was_seen(method, data):
    counts = data.draw(RATIOS[method].filter(lambda each: each.larger.right > 0))
    found, seen = method(counts), rate(counts.cheaper) / rate(counts.larger)
    assert 0 <= found.low <= seen * (1 + 1e-6)
    assert seen <= found.high * (1 + 1e-6)


@given(share=shares, factor=st.integers(2, 30))
def test_the_interval_of_a_share_holds_it_and_narrows_with_the_items(share, factor):
    few, many = wilson(share), wilson(Share(factor * share.right, factor * share.total))
    assert 0 <= few.low <= rate(share) <= few.high <= 1
    assert many.high - many.low < few.high - few.low


@given(table=pairs)
def test_chance_is_a_share_and_the_same_from_both_sides(table):
    assert 0 < mcnemar(table) <= 1
    assert mcnemar(table) == pytest.approx(mcnemar(swapped(table)), abs=1e-12)


@given(table=pairs)
def test_a_higher_level_of_confidence_gives_a_wider_interval(table):
    assert tango(table, 0.99).low <= tango(table, 0.95).low <= tango(table, 0.9).low + ROOM


NOTHING = Pairs(0, 0, 0, 0)


def test_no_items_give_no_interval():
    apart = Separate(Share(0, 0), Share(0, 0))
    assert [method(NOTHING) for method in (tango, newcombe_paired, tang)] == [None] * 3
    assert [newcombe(apart), koopman(apart), wilson(apart.larger)] == [None] * 3
    assert newcombe(Separate(Share(3, 5), Share(0, 0))) is None


def test_nobody_right_gives_no_ratio_and_still_a_difference():
    assert tang(Pairs(0, 0, 0, 9)) is None
    assert tango(Pairs(0, 0, 0, 9)).high == pytest.approx(-tango(Pairs(0, 0, 0, 9)).low)


@pytest.mark.parametrize(("table", "ends"), [(Pairs(0, 4, 0, 0), "low"), (Pairs(0, 0, 4, 0), "high")])
def test_where_one_tier_had_all_right_and_the_other_none_the_difference_reaches_its_end(table, ends):
    assert abs(getattr(tango(table), ends)) == 1


@pytest.mark.parametrize("table", [Pairs(1, 0, 0, 0), Pairs(0, 1, 0, 0), Pairs(0, 0, 1, 0), Pairs(0, 0, 0, 1)], ids=str)
def test_one_item_tells_next_to_nothing_and_breaks_nothing(table):
    found = tango(table)
    assert found.high - found.low > 1
    assert mcnemar(table) == 1


def test_none_apart_is_no_sign_that_two_tiers_are_equal():
    found = tango(Pairs(30, 0, 0, 0))
    assert (round(found.low, 4), round(found.high, 4)) == (-0.1135, 0.1135)


def test_a_million_items_are_counted_out_without_overflow():
    assert mcnemar(Pairs(0, 500_000, 400_000, 0)) < 1e-300
    assert 0.5 < mcnemar(Pairs(0, 500_000, 500_100, 0)) <= 1


def test_where_a_function_keeps_its_sign_the_nearer_end_is_given():
    assert crossing(lambda each: each + 1, 0, 1) == 0
    assert crossing(lambda each: -each - 1, 0, -0.5) == -0.5
