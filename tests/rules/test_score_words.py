"""The score in words: every reason for a share has a sentence, and what counts in part has a way to raise it."""

from checklists.rules.answers import State
from checklists.rules.score_words import RAISES, WHY, what_raises, why
from checklists.rules.scoring import BY_REVIEWER, BY_RULE

REASONS = {"open_answer", "may_be_red", *BY_REVIEWER.values(), *BY_RULE.values()}
REASONS |= {state.value for state in State} - {"answered", "not_applicable"}


def test_every_reason_that_the_score_gives_has_its_sentence() -> None:
    assert set(WHY) == REASONS
    assert all(why(key).endswith(".") for key in REASONS)


def test_whatever_counts_in_part_has_a_way_to_raise_it_and_what_counts_in_full_none() -> None:
    assert set(RAISES) == REASONS - {"satisfactory"}  # which counts in full by every scale
    assert all(what_raises(key, in_full=False) and not what_raises(key, in_full=True) for key in RAISES)


def test_each_reason_has_its_own_words_and_one_without_words_is_shown_as_it_is() -> None:
    assert why("red") == "The answer is one that should not be passed over."
    assert what_raises("red", in_full=False) == "A better answer."
    assert (why("a reason to come"), what_raises("a reason to come", in_full=False)) == ("a reason to come", "")
