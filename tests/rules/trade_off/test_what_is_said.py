"""Which sentences a comparison gets, and which figure stands in which of their places, whatever their wording."""

import re
from decimal import Decimal
from typing import Any

import pytest

from checklists.rules.trade_off.counts import Counts, Pairs, Separate, Share
from checklists.rules.trade_off.evaluation import DoneBy, Slice
from checklists.rules.trade_off.trade_off import trade_off
from tests.rules.makers import make_edition, make_evaluation

PLACES = ("items", "tolerance", "difference", "sample", "low", "high", "total", "what")
KEYS = (
    "trade_off_against_cheaper", "trade_off_nobody_compared", "trade_off_tolerance_late", "trade_off_by_vendor",
    "trade_off_by_third_party", "trade_off_small_own_test", "trade_off_not_settled", "trade_off_settled_at",
    "trade_off_no_slice_worse", "trade_off_small_slices", "trade_off_worst_slice_sure", "trade_off_worst_slice",
    "trade_off_no_items", "trade_off_no_tolerance", "trade_off_not_worse", "trade_off_within", "trade_off_outside",
    "trade_off_worse_how_much", "trade_off_out_of_reach", "trade_off_unlike_equals", "not_distinguishable",
    "trade_off_equal_so_far",
)  # fmt: skip
# Every sentence is its key and its places by name: what stays in braces has no figure.
EVERY_PLACE = " ".join(f"{place}={{{place}}}" for place in PLACES)
EDITION = make_edition(wording={key: f"{key.removeprefix('trade_off_')}: {EVERY_PLACE}" for key in KEYS})


def bare(sentence: str) -> str:
    """A sentence without the places that were left empty or open."""
    return re.sub(r" \w+=(\{\w+\})?(?= |$)", "", sentence)


def said(*counts: Pairs, tolerance: str | None = "5", **more: Any) -> list[str]:
    made = make_evaluation(*counts, tolerance=None if tolerance is None else Decimal(tolerance), **more)
    [only] = trade_off((made,), EDITION).comparisons
    return [bare(sentence) for sentence in only.sentences]


OPEN, OUTSIDE = Pairs(100, 9, 5, 6), Pairs(100, 25, 2, 6)
CANNOT_TELL = "not_distinguishable: items=120 tolerance=5 difference=4 sample=404 low=3.1 high=10.2"


@pytest.mark.parametrize(
    ("counts", "sentences"),
    [
        (OPEN, [CANNOT_TELL]),
        (Pairs(180, 5, 4, 11), ["within: items=200 tolerance=5 difference=1 sample=100,000 low=2.9 high=4"]),
        (Pairs(180, 2, 12, 11), ["not_worse: items=205 tolerance=5 difference=-10 sample=100,000 low=9.1 high=-1.5"]),
        (OUTSIDE, ["outside: items=133 tolerance=5 difference=23 sample=100,000 low=10.6 high=25"]),
        (
            Pairs(180, 12, 2, 6),
            [
                "worse_how_much: items=200 tolerance=5 difference=10 sample=246 low=1.6 high=9.3",
                "not_settled: sample=100,000",
            ],
        ),
        (Pairs(40, 2, 2, 6), ["equal_so_far: items=50 tolerance=5 difference=0 sample=346 low=10.2 high=10.2"]),
        (
            Pairs(300, 20, 10, 6),
            [
                "unlike_equals: items=336 tolerance=5 difference=10 sample=295 low=0.2 high=6.4",
                "settled_at: sample=903",
            ],
        ),
        (Pairs(0, 0, 0, 0), ["no_items: items=0 tolerance=5 difference=0 sample=1,570"]),
        (
            Pairs(10, 1, 0, 1),
            [
                "not_distinguishable: items=12 tolerance=5 difference=1 sample=579 low=17.9 high=35.4",
                "small_own_test: items=12 total=30",
            ],
        ),
    ],
)
def test_what_came_out_has_its_sentence_and_its_figures(counts: Pairs, sentences: list[str]) -> None:
    assert said(counts) == sentences


@pytest.mark.parametrize(
    ("tolerance", "more", "sentences"),
    [
        ("0", {}, ["out_of_reach: items=120 tolerance=0 difference=4 sample=100,000 low=3.1 high=10.2"]),
        (None, {}, ["no_tolerance: items=120 difference=4 sample=100,000 low=3.1 high=10.2"]),
        (None, {"tolerance_late": True}, ["no_tolerance: items=120 difference=4 sample=100,000 low=3.1 high=10.2"]),
        (
            "5",
            {"tolerance_late": True},
            [CANNOT_TELL, "tolerance_late: items=120 tolerance=5 difference=4 sample=404 low=3.1 high=10.2"],
        ),
        ("5", {"done_by": DoneBy.VENDOR}, [CANNOT_TELL, "by_vendor:"]),
        ("5", {"done_by": DoneBy.THIRD_PARTY}, [CANNOT_TELL, "by_third_party:"]),
    ],
)
def test_the_limit_and_whose_comparison_it_is_have_their_sentence(
    tolerance: str | None, more: dict, sentences: list[str]
) -> None:
    assert [each for each in said(OPEN, tolerance=tolerance, **more) if "settled" not in each] == sentences


@pytest.mark.parametrize(
    ("kinds", "sentences"),
    [
        (
            (Pairs(50, 1, 1, 2), Pairs(20, 9, 0, 1), Pairs(5, 0, 1, 0)),
            [
                "worst_slice_sure: difference=30 low=15.2 high=47.9 what=Kind 2",
                'small_slices: sample=30 what="Kind 3" (6)',
            ],
        ),
        (
            (Pairs(50, 3, 1, 2), Pairs(20, 0, 0, 0), Pairs(9, 0, 0, 0)),
            [
                "worst_slice: difference=3.6 low=4.9 high=13.2 what=Kind 1",
                'small_slices: sample=30 what="Kind 2" (20); "Kind 3" (9)',
            ],
        ),
        ((Pairs(50, 0, 1, 2), Pairs(50, 1, 1, 2)), ["no_slice_worse: total=2"]),
        ((Pairs(30, 0, 0, 0), Pairs(30, 0, 0, 0)), ["no_slice_worse: total=2"]),
        ((Pairs(30, 2, 0, 0), Pairs(60, 4, 0, 0)), ["worst_slice_sure: difference=6.2 low=0.2 high=15 what=Kind 2"]),
    ],
)
def test_kinds_of_items_are_named_by_the_worst_of_them_and_by_the_small_ones(
    kinds: tuple[Pairs, ...], sentences: list[str]
) -> None:
    assert [each for each in said(*kinds) if "slice" in each] == sentences


@pytest.mark.parametrize(
    ("counts", "first"),
    [
        (
            Separate(Share(95, 100), Share(80, 90)),
            "not_distinguishable: items=100 and 90 tolerance=5 difference=6.1 in a hundred sample=501 low=1.8 "
            "high=14.7",
        ),
        (
            Separate(Share(1950, 2000), Share(1900, 2000)),
            "within: items=2,000 tolerance=5 difference=2.5 in a hundred sample=100,000 low=1.3 high=3.7",
        ),
        (Separate(Share(0, 0), Share(90, 100)), "no_items: items=0 and 100 tolerance=5 sample=639"),
    ],
)
def test_separate_items_have_a_gap_in_a_hundred(counts: Counts, first: str) -> None:
    made = make_evaluation(slices=(Slice("", counts),), tolerance=Decimal(5))
    [only] = trade_off((made,), EDITION).comparisons
    assert bare(only.sentences[0]) == first


def test_what_speaks_against_the_cheaper_tier_has_the_figures_of_the_comparison() -> None:
    made = make_evaluation(OUTSIDE, tolerance=Decimal(5))
    assert bare(trade_off((made,), EDITION).against_cheaper) == (
        "against_cheaper: items=133 tolerance=5 difference=23 sample=100,000 low=10.6 high=25"
    )
    assert bare(trade_off((), EDITION).text) == "nobody_compared: sample=30"
