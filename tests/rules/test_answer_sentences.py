"""What is said of an answer: why it is refused, in whole sentences, and what a finding about it quotes."""

from datetime import date
from typing import Any

import pytest

from checklists.rules.answers import Judged, check_answer, check_day_said
from checklists.rules.questions import FollowUp
from tests.rules.makers import (
    TODAY,
    choices,
    judged,
    make_answer,
    make_content,
    make_question,
    make_questionnaire,
    make_yes_no,
)

SHEET = make_questionnaire()


@pytest.mark.parametrize(
    ("given", "pointer", "sentence"),
    [
        (
            {"state": "refuses", "value": "yes"},
            "/value",
            'This goes only with the state "answered", not refuses.',
        ),
        (
            {"state": "not_yet", "follow_up": "a"},
            "/follow_up",
            'This goes only with the state "answered", not not_yet.',
        ),
        (
            {"state": "answered"},
            "/value",
            "An answer needs a value. Otherwise choose the state that says why not.",
        ),
        (
            {"state": "answered", "value": "yes", "follow_up": "a"},
            "/follow_up",
            "This question has no second line.",
        ),
        ({"state": "not_applicable"}, "/note", "Say in a sentence why this does not apply."),
        ({"state": "refuses", "reason": "no"}, "/reason", 'The state "refuses" takes no reason. Put it in the note.'),
        (
            {"state": "confidential"},
            "/reason",
            'The state "confidential" needs a reason: under_nda, on_a_call.',
        ),
        (
            {"state": "does_not_know", "reason": "maker_does_not_say"},
            "/date_asked",
            "Give the date on which the maker was asked.",
        ),
    ],
)
def test_each_refusal_of_an_answer_says_what_to_do(given: dict[str, Any], pointer: str, sentence: str) -> None:
    found = check_answer(make_yes_no(), SHEET, **given)
    assert [(each.pointer, each.detail) for each in found] == [(pointer, sentence)]


def test_a_state_that_there_is_none_of_is_refused_with_those_there_are() -> None:
    [problem] = check_answer(make_yes_no(), SHEET, "perhaps")
    assert problem.pointer == "/state"
    assert "perhaps" in problem.detail and "does_not_know" in problem.detail


def test_words_that_would_only_be_read_as_empty_pass_for_empty_beside_a_silence() -> None:
    assert check_answer(make_yes_no(), SHEET, "refuses", "", "") == ()


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 11, 25), "This day is still to come. Give the day on which it was."),
        (date(1999, 12, 31), "This day is before 1 January 2000. Give the day it was."),
    ],
)
def test_a_day_that_cannot_be_says_why(day: date, sentence: str) -> None:
    assert [each.detail for each in check_day_said(day, "/said_on", TODAY)] == [sentence]


# ---- What a finding quotes


def texts(question: Any, answer: Any, **more: Any) -> list[str]:
    return [each.text for each in judged(make_content(question), answer, **more).findings]


def test_an_old_answer_is_named_with_its_day() -> None:
    assert texts(make_yes_no(), make_answer(said_on=date(2025, 1, 2))) == [
        "The answer is old. Answered on 2 January 2025."
    ]


def test_an_answer_that_may_turn_out_worse_names_every_fact_that_it_hangs_on() -> None:
    asked = make_yes_no(red_when={"no": "agentic and regulated_activity"})
    assert texts(asked, make_answer(value="no")) == [
        'The answer is a concern. The answer: "No" It is one not to pass over if something holds that is not known '
        'yet: "What of agentic?"; "What of regulated_activity?".'
    ]


def test_a_model_in_a_table_is_quoted_by_its_name() -> None:
    asked = make_question(answer_type="parts", red_values=("nobody",))
    rows = [{"part": "Reader", "who": "nobody", "model": {"ai_model": "m"}}]
    [text] = texts(asked, make_answer(value=rows), model_names={"m": "Big Model"})
    assert "Big Model" in text


@pytest.mark.parametrize(("comment", "more"), [("", ""), ("Not enough.", ' The reviewer writes: "Not enough."')])
def test_a_reviewers_comment_is_quoted_where_there_is_one(comment: str, more: str) -> None:
    answer = make_answer(judged=Judged.CONCERN, judged_comment=comment)
    assert texts(make_yes_no(), answer) == [f"A reviewer has a concern.{more}"]


def test_a_second_line_that_is_left_empty_is_none() -> None:
    asked = make_yes_no(follow_up=FollowUp("Which?", choices("one")))
    assert check_answer(asked, SHEET, "answered", "yes", "") == ()
