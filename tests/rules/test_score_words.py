"""The score in words: every reason for a share has a sentence, and what counts in part has a way to raise it."""

from checklists.rules.answers import State
from checklists.rules.score_words import RAISES, WHY, what_raises, why
from checklists.rules.scoring import BY_REVIEWER, BY_RULE

REASONS = {"open_answer", "may_be_red", *BY_REVIEWER.values(), *BY_RULE.values()}
REASONS |= {state.value for state in State} - {"answered", "not_applicable"}


def test_every_reason_that_the_score_gives_has_its_sentence() -> None:
    assert set(WHY) == REASONS
    assert all(why(key).endswith(".") for key in REASONS)


def test_only_what_counts_in_full_has_nothing_that_would_raise_it() -> None:
    assert set(RAISES) == REASONS - {"satisfactory", "closed_good"}
    assert what_raises("closed_good") == ""


def test_each_reason_has_its_own_words_and_one_without_words_is_shown_as_it_is() -> None:
    assert why("red") == "The answer is one that should not be passed over."
    assert what_raises("red") == "A better answer."
    assert (why("a reason to come"), what_raises("a reason to come")) == ("a reason to come", "")
