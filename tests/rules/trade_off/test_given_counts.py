"""Counts as they are given: taken where they agree, refused at a pointer and in words where they cannot be."""

from typing import Any

import pytest

from checklists.rules.trade_off.counts import Pairs, Separate, Share
from checklists.rules.trade_off.evaluation import Slice
from checklists.rules.trade_off.given_counts import HALF, MIXED, NOTHING, slices_from

PAIRS = {"both": 90, "only_larger": 5, "only_cheaper": 3, "neither": 2}
TOTALS = {"larger_right": 95, "larger_total": 100, "cheaper_right": 93, "cheaper_total": 100}


def wrong(*given: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each.pointer, each.code, each.sentence) for each in slices_from(given)[1]]


@pytest.mark.parametrize(
    ("given", "slices"),
    [
        ([PAIRS], (Slice("", Pairs(90, 5, 3, 2)),)),
        ([PAIRS | TOTALS], (Slice("", Pairs(90, 5, 3, 2)),)),
        ([PAIRS | {"cheaper_right": 93}], (Slice("", Pairs(90, 5, 3, 2)),)),
        ([TOTALS], (Slice("", Separate(Share(95, 100), Share(93, 100))),)),
        (
            [{"name": " Invoices ", **PAIRS}, {"name": "Letters", **PAIRS, "neither": 0}],
            (Slice("Invoices", Pairs(90, 5, 3, 2)), Slice("Letters", Pairs(90, 5, 3, 0))),
        ),
        ([TOTALS | {"larger_right": 0, "cheaper_right": 100}], (Slice("", Separate(Share(0, 100), Share(100, 100))),)),
        ([PAIRS | {"name": None, "larger_right": None}], (Slice("", Pairs(90, 5, 3, 2)),)),
        ([PAIRS | {"name": "x" * 100, "both": 10_000_000}], (Slice("x" * 100, Pairs(10_000_000, 5, 3, 2)),)),
    ],
)
def test_counts_that_agree_are_taken(given: list, slices: tuple) -> None:
    assert slices_from(given) == (slices, [])


def test_two_hundred_slices_are_taken_and_one_more_is_not() -> None:
    most = [{"name": str(number), **PAIRS} for number in range(201)]
    assert wrong(*most[:200]) == []
    assert wrong(*most) == [("", "too_many", "At most 200 slices are taken.")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], [("", "missing", NOTHING)]),
        ([{}], [("/0/larger_right", "missing", HALF)]),
        ([{"name": "a"} | PAIRS, {"name": "b"} | TOTALS], [("", "mixed", MIXED)]),
        ([PAIRS, PAIRS], [("/1/name", "twice", "The slice '' stands above already.")]),
        ([PAIRS | {"name": "x" * 101}], [("/0/name", "too_long", "A name has at most 100 characters.")]),
        ([{"both": 1}], [("/0/only_larger", "missing", HALF)]),
        ([TOTALS | {"neither": 1}], [("/0/both", "missing", HALF)]),
        ([{"larger_right": 1, "larger_total": 2}], [("/0/cheaper_right", "missing", HALF)]),
        ([PAIRS | {"both": "90"}], [("/0/both", "whole", "Write a whole number, such as 30.")]),
        ([PAIRS | {"both": True}], [("/0/both", "whole", "Write a whole number, such as 30.")]),
        ([PAIRS | {"neither": -1}], [("/0/neither", "below_zero", "A count of items cannot be below 0.")]),
        ([PAIRS | {"both": 10_000_001}], [("/0/both", "too_many", "That is too many. The most is 10,000,000.")]),
        (
            [PAIRS | {"both": -1, "neither": 2.5}],
            [
                ("/0/both", "below_zero", "A count of items cannot be below 0."),
                ("/0/neither", "whole", "Write a whole number, such as 30."),
            ],
        ),
        (
            [PAIRS | TOTALS | {"larger_right": 94, "cheaper_total": 99}],
            [
                (
                    "/0/larger_right",
                    "contradiction",
                    "Pairs say that the larger tier had 95 right; 94 are given.",
                ),
                (
                    "/0/cheaper_total",
                    "contradiction",
                    "Pairs say that the cheaper tier had 100 items; 99 are given.",
                ),
            ],
        ),
        (
            [dict.fromkeys(PAIRS, 0)],
            [("/0", "empty", "All four counts are 0. A slice has at least one item.")],
        ),
        (
            [TOTALS | {"larger_right": 2_000, "larger_total": 1_000}],
            [
                (
                    "/0/larger_right",
                    "more_than_all",
                    "2,000 cannot be right of 1,000. Look whether the two were swapped.",
                )
            ],
        ),
        (
            [TOTALS | {"cheaper_right": 0, "cheaper_total": 0}],
            [("/0/cheaper_total", "empty", "A tier has at least one item.")],
        ),
        (
            [{"name": "a", **PAIRS}, {"name": "b", **PAIRS, "both": None}],
            [("/1/both", "missing", HALF)],
        ),
    ],
)
def test_counts_that_cannot_be_are_refused_where_they_stand(given: list, expected: list) -> None:
    assert wrong(*given) == expected


def test_a_share_and_a_pair_below_nought_are_no_counts() -> None:
    for right, total in ((3, 2), (-1, 2)):
        with pytest.raises(ValueError, match=f"{right} right of {total} is no share of them."):
            Share(right, total)
    for place in range(4):
        with pytest.raises(ValueError, match=r"^A count of items cannot be below 0\.$"):
            Pairs(*(-1 if place == at else 5 for at in range(4)))


def test_counts_of_two_slices_add_up_part_by_part() -> None:
    assert Pairs(1, 2, 3, 4) + Pairs(10, 20, 30, 40) == Pairs(11, 22, 33, 44)
    one, other = Separate(Share(1, 2), Share(3, 4)), Separate(Share(10, 20), Share(30, 40))
    assert one + other == Separate(Share(11, 22), Share(33, 44))
    assert (one.total, Separate(Share(1, 9), Share(1, 5)).total) == (2, 5)
