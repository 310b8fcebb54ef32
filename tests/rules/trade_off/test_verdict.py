"""The verdict against a tolerance at its edges, and how many items would tell."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.trade_off.counts import Pairs, Separate, Share
from checklists.rules.trade_off.results import result_of
from checklists.rules.trade_off.verdict import MOST_ITEMS, Verdict, sample_for, settled_at, verdict_of
from tests.rules.trade_off.tables import pairs, times

W, OUT, C = Verdict.WITHIN, Verdict.OUTSIDE, Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("counts", "tolerance", "expected"),
    [
        (Pairs(180, 5, 4, 11), "5", W),
        (Pairs(100, 9, 5, 6), "5", C),
        (Pairs(100, 25, 2, 6), "5", OUT),
        (Pairs(100, 25, 2, 6), "20", C),
        (Pairs(180, 2, 12, 11), "0", W),
        (Pairs(1, 0, 0, 0), "5", C),
        (Pairs(0, 0, 0, 0), "100", C),
        (Separate(Share(900, 1000), Share(890, 1000)), "5", W),
        (Separate(Share(900, 1000), Share(700, 1000)), "5", OUT),
        (Separate(Share(5, 10), Share(0, 0)), "5", C),
    ],
)
def test_the_whole_range_has_to_lie_on_one_side_of_the_limit(counts, tolerance, expected):
    assert verdict_of(result_of(counts), Decimal(tolerance)) is expected


def test_without_a_limit_there_is_no_verdict():
    assert verdict_of(result_of(Pairs(100, 25, 2, 6)), None) is Verdict.NO_TOLERANCE


def test_a_range_that_ends_on_the_limit_is_within_it():
    low = result_of(Pairs(180, 5, 4, 11)).difference.interval.low
    edge = Decimal(-low * 100)
    assert verdict_of(result_of(Pairs(180, 5, 4, 11)), edge) is W
    assert verdict_of(result_of(Pairs(180, 5, 4, 11)), edge - Decimal("0.0001")) is C


@given(table=pairs, factor=st.integers(2, 10))
def test_a_verdict_that_is_known_stays_the_same_with_more_items_of_the_same_kind(table, factor):
    few = verdict_of(result_of(table), Decimal(5))
    if few is not C:
        assert verdict_of(result_of(times(table, factor)), Decimal(5)) is few


def test_the_number_that_settles_it_does_and_one_fewer_does_not():
    counts = Pairs(100, 9, 5, 6)
    enough = settled_at(counts, Decimal(5))
    assert counts.total < enough <= MOST_ITEMS
    assert verdict_of(result_of(times(counts, -(-enough // counts.total))), Decimal(5)) is not C


def test_a_gap_on_the_limit_is_settled_by_no_number():
    assert settled_at(Pairs(180, 12, 2, 6), Decimal(5)) is None
    assert settled_at(Pairs(0, 0, 0, 0), Decimal(5)) is None


@pytest.mark.parametrize("tolerance", ["0", "0.1"])
def test_a_limit_too_small_for_any_test_is_said_to_be_so(tolerance):
    assert sample_for(Pairs(100, 9, 5, 6), Decimal(tolerance)) is None


def test_a_wider_limit_needs_fewer_items_and_a_short_test_without_disagreement_is_not_trusted():
    numbers = [sample_for(Pairs(100, 9, 5, 6), Decimal(each)) for each in (2, 5, 10)]
    assert numbers == sorted(numbers, reverse=True)
    assert sample_for(Pairs(10, 0, 0, 0), Decimal(5)) > sample_for(Pairs(100, 0, 0, 0), Decimal(5)) >= 73


def test_tiers_with_items_of_their_own_have_a_sample_too():
    assert 500 < sample_for(Separate(Share(90, 100), Share(88, 100)), Decimal(5)) < 1000
