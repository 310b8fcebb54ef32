"""Our reading on paper: beside the person's decision, and said where that went another way."""

import pytest

from checklists.dossier.our_reading import decided_otherwise, our_reading, told_in_full
from checklists.dossier.reading import read
from checklists.dossier.withheld_reasons import HELD_REASON, HELD_SHORT, recommendation_without
from tests.dossier.examples import make_example
from tests.dossier.makers import make_envelope


def reading_with(outcome: str | None, decided: str, label: str = "Declined"):
    snapshot = make_example("distilbert")
    if outcome is None:
        del snapshot["judgement"]["recommendation"]
    else:
        snapshot["judgement"]["recommendation"]["outcome"] = outcome
    snapshot["decision"] |= {"outcome": decided, "outcome_label": label, "reasons": "We need it"}
    return read(snapshot, make_envelope())


@pytest.mark.parametrize(
    ("said", "decided", "otherwise"),
    [
        ("go_ahead", "approved", False),
        ("go_ahead", "approved_with_conditions", False),
        ("go_ahead", "declined", True),
        ("go_ahead_on_conditions", "approved_with_conditions", False),
        ("go_ahead_on_conditions", "approved", True),
        ("prefer_larger_tier", "approved", True),
        ("do_not_go_ahead", "declined", False),
        ("do_not_go_ahead", "approved_with_conditions", True),
        ("cannot_tell_yet", "on_hold", False),
        ("cannot_tell_yet", "approved", True),
        ("do_not_go_ahead", "withdrawn", False),
        (None, "approved", False),
    ],
)
def test_a_decision_that_went_another_way_is_told_with_both(said, decided, otherwise):
    sentence = decided_otherwise(reading_with(said, decided))
    assert bool(sentence) is otherwise
    assert not otherwise or sentence.endswith("because: We need it.")


def test_a_record_from_before_there_was_a_recommendation_says_nothing_of_one():
    old = reading_with(None, "approved")
    assert (our_reading(old), told_in_full(old)) == ("", None)


POINT = {"questions": ["a"], "where": "Ask.", "short": 'a better answer to "A?"'}
FINDING = POINT | {"text": 'Red: "A?"', "rests_on": "finding", "key": "red:a", "findings": ["red:a"]}
FACT = POINT | {"text": "A depends.", "rests_on": "fact", "key": "agentic", "findings": []}
ASKED = POINT | {"text": "A?", "rests_on": "question", "key": "a", "findings": []}
OTHER = POINT | {"text": "B.", "rests_on": "gate", "key": "b", "findings": [], "questions": ["b"]}


def test_what_rests_on_an_answer_that_is_held_is_not_repeated_and_the_outcome_stays():
    said = {
        "outcome": "do_not_go_ahead",
        "outcome_label": "Do not go ahead as things stand",
        "text": 'What would change that: a better answer to "A?". You decide.',
        "reasons": [FINDING, FACT, OTHER],
        "would_change": [FINDING],
        "questions": [ASKED],
        "conditions": [],
    }
    told = recommendation_without(said, {"a"}, {"red:a": "held:1"})
    assert told["outcome"] == "do_not_go_ahead"
    assert told["text"] == f"What would change that: {HELD_SHORT}. You decide."
    assert [each["text"] for each in told["reasons"]] == [HELD_REASON, HELD_REASON, "B."]
    assert (told["reasons"][0]["findings"], told["reasons"][0]["key"]) == (["held:1"], "held")
    assert told["questions"] == [ASKED]
