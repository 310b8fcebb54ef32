"""What comparisons on record come to: which one is relied on, what is said of it, and what follows."""

from datetime import date
from decimal import Decimal

import pytest

from checklists.rules.trade_off.counts import Pairs, Separate, Share
from checklists.rules.trade_off.evaluation import DoneBy, Slice
from checklists.rules.trade_off.sayings import NO_WORDS
from checklists.rules.trade_off.trade_off import trade_off
from checklists.rules.wording import PLACE
from tests.rules.makers import make_edition, make_evaluation
from tests.scenarios.cases import content

FIVE = {"tolerance": Decimal(5)}
OPEN, OUTSIDE = Pairs(100, 9, 5, 6), Pairs(100, 25, 2, 6)


def weighed(*evaluations):
    return trade_off(evaluations, content().edition)


def sentences(*counts, **more):
    [only] = weighed(make_evaluation(*counts, **FIVE | more)).comparisons
    return " ".join(only.sentences)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (OPEN, "The larger model got 4 more right, but the true gap could be anything from 10.2 in a hundred in its"),
        (Pairs(180, 5, 4, 11), "it makes at most 4 more than the larger one"),
        (Pairs(180, 2, 12, 11), "did at least as well as the larger one"),
        (OUTSIDE, "it makes between 10.6 and 25 more mistakes in a hundred"),
        (Pairs(180, 12, 2, 6), "We cannot tell whether that is beyond your limit of 5"),
        (Pairs(40, 2, 2, 6), "did no worse than the larger one, but they are too few to be sure"),
        (Pairs(900, 3, 90, 6) + Pairs(0, 0, 0, 0), "did at least as well"),
        (Pairs(0, 0, 0, 0), "No items were counted"),
        (Pairs(10, 1, 0, 1), "Your own test had 12 items. From 30 on it can stand in"),
    ],
)
def test_what_came_out_is_said_in_a_sentence(counts, said):
    assert said in sentences(counts)


def test_a_limit_that_no_test_can_tell_and_one_that_is_missing_are_said():
    assert "Set a limit that a test can tell" in sentences(Pairs(90, 3, 1, 6), tolerance=Decimal(0))
    assert "Nobody has said how many more mistakes" in sentences(OPEN, tolerance=None)


def test_a_late_limit_and_whose_comparison_it_is_are_said():
    assert "set after the results were known" in sentences(OPEN, tolerance_late=True)
    assert "The vendor made this comparison" in sentences(OPEN, done_by=DoneBy.VENDOR)
    assert "A third party made this comparison" in sentences(OPEN, done_by=DoneBy.THIRD_PARTY)


def test_the_worst_kind_is_named_with_its_range_and_small_kinds_are_warned_about():
    told = sentences(Pairs(50, 1, 1, 2), Pairs(20, 9, 0, 1), Pairs(5, 0, 1, 0))
    assert 'worst on this kind of item: "Kind 2"' in told
    assert "between 15.2 and 47.9 more mistakes" in told
    assert '"Kind 3" (6)' in told
    assert "In none of the 2 kinds" in sentences(Pairs(50, 0, 1, 2), Pairs(50, 1, 1, 2))


def test_no_place_in_a_sentence_is_left_unfilled():
    for counts in (OPEN, OUTSIDE, Pairs(180, 12, 2, 6), Pairs(0, 0, 0, 0), Pairs(1, 0, 0, 0)):
        for more in ({}, {"tolerance": None}, {"tolerance_late": True}, {"done_by": DoneBy.VENDOR}):
            assert not PLACE.search(sentences(counts, counts, **more))


def test_the_newest_of_the_buyers_own_is_relied_on():
    older = make_evaluation(id="older", measured_on=date(2026, 10, 1))
    newer = make_evaluation(id="newer", measured_on=date(2026, 11, 1))
    theirs = make_evaluation(id="theirs", measured_on=date(2026, 11, 9), done_by=DoneBy.VENDOR)
    assert weighed(newer, older, theirs).relied_on.evaluation.id == "newer"
    assert weighed(theirs).relied_on is None


def test_a_newer_test_too_small_to_stand_in_does_not_push_out_one_that_can():
    large = make_evaluation(id="large", measured_on=date(2026, 10, 1))
    small = make_evaluation(Pairs(1, 0, 0, 0), id="small")
    assert weighed(large, small).relied_on.evaluation.id == "large"
    assert weighed(small).relied_on.evaluation.id == "small"


def test_the_gap_is_what_the_cheaper_tier_gets_wrong_beyond_the_larger():
    gap = weighed(make_evaluation(OPEN, **FIVE)).gap
    assert (gap.value, gap.low, gap.high) == (Decimal("0.033333"), Decimal("-0.030958"), Decimal("0.101801"))
    assert (gap.evaluation, gap.items) == ("test", 120)
    assert weighed(make_evaluation(OPEN, done_by=DoneBy.VENDOR)).gap is None


def test_only_the_one_relied_on_speaks_against_the_cheaper_tier_and_only_beyond_the_limit():
    assert "beyond your limit of 5 in a hundred" in weighed(make_evaluation(OUTSIDE, **FIVE)).against_cheaper
    assert weighed(make_evaluation(OPEN, **FIVE)).against_cheaper == ""
    assert weighed(make_evaluation(OUTSIDE)).against_cheaper == ""
    assert weighed(make_evaluation(OUTSIDE, done_by=DoneBy.VENDOR, **FIVE)).against_cheaper == ""


def test_where_nobody_compared_the_two_what_to_do_is_said():
    judged = weighed()
    assert judged.text.startswith("Nobody has compared the two tiers on your work yet")
    assert (judged.relied_on, judged.gap, judged.against_cheaper) == (None, None, "")


def test_an_edition_without_the_sentences_says_so_and_still_speaks_against_the_cheaper_tier():
    assert trade_off((make_evaluation(OUTSIDE, **FIVE),), make_edition()).against_cheaper == NO_WORDS


def test_separate_items_are_weighed_without_a_test_of_pairs():
    counts = Separate(Share(95, 100), Share(80, 90))
    only = weighed(make_evaluation(slices=(Slice("", counts),), **FIVE)).comparisons[0]
    assert only.weighed.result.chance is None
    assert "100 and 90 items" in only.sentences[0]
