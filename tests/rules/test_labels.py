"""Labels: what people read in place of keys and values."""

from datetime import date
from typing import Any

import pytest

from checklists.rules import labels
from checklists.rules.answers import Judged, Rung, State, WhoMaySee
from checklists.rules.dates import in_words
from checklists.rules.facts import Origin
from checklists.rules.grading import Grade
from checklists.rules.obligations import Status
from checklists.rules.questions import FollowUp, Question
from tests.rules.makers import choices, make_choice, make_question, make_questionnaire, make_yes_no

SHEET = make_questionnaire()


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        (make_yes_no(), None, ""),
        (make_yes_no(), "yes", "Yes"),
        (make_question(answer_type="yes_no"), "no", "No"),
        (make_choice("q", "a", "no_limit"), "no_limit", "No limit"),
        (make_choice("q", "a", "b"), "gone", "gone"),
        (make_choice("q", "a", "b", "c", answer_type="multi_choice"), ["c", "a"], "A; C"),
        (make_question(answer_type="number", unit="days"), "30", "30 days"),
        (make_question(answer_type="number"), "30", "30"),
        (make_question(answer_type="number", unit="days", choices=choices("no_limit")), "no_limit", "No limit"),
        (make_question(answer_type="percent"), "2.5", "2.5%"),
        (make_question(answer_type="percent"), "x", "x"),
        (make_question(answer_type="money"), {"amount": "5.40", "currency": "GBP"}, "GBP 5.40"),
        (
            make_question(answer_type="money", unit="GBP for one mistake"),
            {"amount": "5", "currency": "GBP"},
            "GBP 5 for one mistake",
        ),
        (
            make_question(answer_type="money", unit="GBP for one mistake"),
            {"amount": "5", "currency": "EUR"},
            "EUR 5 for one mistake",
        ),
        (make_question(answer_type="money", unit="a month"), {"amount": "5"}, "5 a month"),
        (make_question(answer_type="date"), "2026-11-04", "4 November 2026"),
        (make_question(answer_type="date"), "soon", "soon"),
        (make_question(answer_type="text"), "As they\nwrote it.", "As they\nwrote it."),
        (make_question(answer_type="ai_model"), {"name": "Our own AI"}, "Our own AI"),
        (make_question(answer_type="ai_model"), {"ai_model": "m1"}, "A known model"),
        (make_question(answer_type="ai_model"), {"ai_model": "m2"}, "A model that is no longer on record"),
        (
            make_question(answer_type="parts"),
            [
                {"part": "model", "who": "not_us", "days": "7", "since": "2026-01-02", "model": {"ai_model": "m1"}},
                {"part": "drivers", "who": None, "price": {"amount": "1", "currency": "GBP"}},
            ],
            "Part: model; Who: not us; Days: 7; Since: 2 January 2026; Model: A known model\n"
            "Part: drivers; Price: GBP 1",
        ),
        (make_question(answer_type="parts"), [], "[]"),
        (
            make_choice("q", "tested", with_table="tests"),
            {"choice": "tested", "table": [{"test": "Ours", "items": "120"}]},
            "Tested\nTest: Ours; Items: 120",
        ),
    ],
)
def test_a_value_is_said_in_words(question: Question, value: Any, words: str) -> None:
    assert labels.value_label(question, SHEET, value, {"m1": "A known model"}) == words


def test_models_without_names_are_said_to_be_off_record() -> None:
    question = make_question(answer_type="ai_model")
    assert labels.value_label(question, SHEET, {"ai_model": "m1"}) == labels.FORGOTTEN_MODEL


@pytest.mark.parametrize(
    ("question", "given", "words"),
    [
        (make_yes_no(follow_up=FollowUp("Which?", choices("cheaper"))), "cheaper", "Cheaper"),
        (make_yes_no(follow_up=FollowUp("Who?")), "Ada", "Ada"),
        (make_yes_no(), None, ""),
    ],
)
def test_a_second_line_is_said_in_words(question: Question, given: str | None, words: str) -> None:
    assert labels.follow_up_label(question, given) == words


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (State, labels.STATES),
        (Rung, labels.RUNGS),
        (Judged, labels.JUDGED),
        (WhoMaySee, labels.WHO_MAY_SEE),
        (Grade, labels.GRADES),
        (Status, labels.STATUSES),
        (Origin, labels.ORIGINS),
    ],
)
def test_every_key_has_its_own_words(kind: Any, words: dict) -> None:
    assert set(words) == set(kind)
    assert len(set(words.values())) == len(words)


def test_a_date_is_said_the_same_on_every_machine() -> None:
    assert in_words(date(2026, 3, 1)) == "1 March 2026"
    assert [in_words(date(2026, month, 2)).split()[1][:3] for month in range(1, 13)] == (
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    )
    assert in_words(None) == "a day that was not recorded"
