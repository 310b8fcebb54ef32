"""Grading: boundary tables for every kind of answer, the reviewer's judgement first."""

from datetime import date, timedelta
from typing import Any

import pytest

from checklists.rules.answers import Judged, State
from checklists.rules.grading import Grade, grade, is_stale
from checklists.rules.questions import Question
from tests.rules.makers import (
    TODAY,
    choices,
    known,
    make_answer,
    make_choice,
    make_question,
    make_questionnaire,
    make_silence,
    make_yes_no,
)

GOOD, AMBER, RED, OPEN, LEFT_OUT = Grade.GOOD, Grade.AMBER, Grade.RED, Grade.OPEN, Grade.LEFT_OUT
MAY_BE_RED = Grade.MAY_BE_RED
COLOURED = make_choice("q", "a", "b", "c", red_values=("a",), amber_values=("b",))
MULTI = make_choice("q", "a", "b", "c", answer_type="multi_choice", red_values=("a",), amber_values=("b",))
ALL_FOUR = make_choice("q", "a", "b", "c", answer_type="multi_choice", red_unless_all=("a", "b"), amber_values=("c",))
FLOATING = make_choice(
    "q", "fixed", "floating", amber_values=("floating",), red_when={"floating": "regulated_activity"}
)
NO_AMBER = make_choice("q", "fixed", "floating", red_when={"floating": "regulated_activity"})
DAYS = make_question(
    answer_type="number", choices=choices("none", "some"), red_values=("none",), red_above="365", good_at_most="30"
)
NOTICE = make_question(answer_type="number", red_below="7", good_at_least="30")
ONLY_RED = make_question(answer_type="number", red_above="10")
TESTED = make_question(answer_type="date", choices=choices("never"), red_values=("never",), stale_after_days=400)
AGENTS = make_question(answer_type="parts", red_when={"vendor": "agentic"})
PARTS = make_question(answer_type="parts", red_values=("nobody",), amber_values=("not_us",))


def graded(question: Question, value: Any = None, facts: dict | None = None, **more: Any) -> Grade:
    answer = make_answer("q", value, **more)
    return grade(question, answer, known(**(facts or {})), make_questionnaire(question), TODAY, {"known"})


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        (COLOURED, "a", RED),
        (COLOURED, "b", AMBER),
        (COLOURED, "c", GOOD),
        (make_yes_no(), "no", GOOD),
        (MULTI, ["c", "a"], RED),
        (MULTI, ["c", "b"], AMBER),
        (MULTI, ["c"], GOOD),
        (ALL_FOUR, ["a"], RED),
        (ALL_FOUR, ["a", "b"], GOOD),
        (ALL_FOUR, ["a", "b", "c"], AMBER),
        (DAYS, "none", RED),
        (DAYS, "some", GOOD),
        (DAYS, "30", GOOD),
        (DAYS, "30.5", AMBER),
        (DAYS, "365", AMBER),
        (DAYS, "365.000001", RED),
        (DAYS, "0", GOOD),
        (NOTICE, "6", RED),
        (NOTICE, "7", AMBER),
        (NOTICE, "29", AMBER),
        (NOTICE, "30", GOOD),
        (ONLY_RED, "10", GOOD),
        (ONLY_RED, "11", RED),
        (make_question(answer_type="percent"), "5", GOOD),
        (make_question(answer_type="money"), {"amount": "5", "currency": "GBP"}, GOOD),
        (TESTED, "never", RED),
        (TESTED, (TODAY - timedelta(days=400)).isoformat(), GOOD),
        (TESTED, (TODAY - timedelta(days=401)).isoformat(), AMBER),
        (make_question(answer_type="date"), "1999-01-01", GOOD),
        (make_question(answer_type="date"), "soon", OPEN),
        (make_question(answer_type="number"), "many", OPEN),
        (make_question(answer_type="money"), {"amount": "much", "currency": "GBP"}, OPEN),
        (make_question(answer_type="money", red_above="100"), {"amount": "101", "currency": "GBP"}, RED),
        (make_question(answer_type="text"), "Words.", OPEN),
        (make_question(answer_type="text_or_url"), "https://vendor.example", OPEN),
        (make_question(answer_type="ai_model"), {"ai_model": "known"}, GOOD),
        (make_question(answer_type="ai_model"), {"ai_model": "typed by hand"}, OPEN),
        (make_question(answer_type="ai_model"), {"name": "Ours"}, OPEN),
        (make_question(answer_type="ai_model"), "Ours", OPEN),
        (make_question(answer_type="tests"), [{"test": "x"}], OPEN),
        (PARTS, [{"who": "us"}, {"who": "vendor"}], GOOD),
        (PARTS, [{"who": "us"}, {"who": "nobody"}], RED),
        (PARTS, [{"who": "us"}, {"who": "not_us"}], AMBER),
        (PARTS, [{"who": "us"}, {"part": "drivers"}], OPEN),
        (PARTS, [{"who": "nobody"}, {"part": "drivers"}], RED),
        (PARTS, [{"part": "drivers"}], OPEN),
        (PARTS, [{"who": 5}], OPEN),
        (PARTS, [], OPEN),
        (make_choice("q", "a", red_values=("a",), with_table="tests"), {"choice": "a", "table": [{"test": "x"}]}, RED),
    ],
)
def test_an_answer_is_graded_by_its_type(question: Question, value: Any, expected: Grade) -> None:
    assert graded(question, value) is expected


@pytest.mark.parametrize(
    ("question", "value", "facts", "expected"),
    [
        (FLOATING, "floating", {"regulated_activity": True}, RED),
        (FLOATING, "floating", {"regulated_activity": False}, AMBER),
        (FLOATING, "floating", {}, MAY_BE_RED),
        (FLOATING, "fixed", {"regulated_activity": True}, GOOD),
        (NO_AMBER, "floating", {"regulated_activity": False}, GOOD),
        (NO_AMBER, "floating", {}, MAY_BE_RED),
        (NO_AMBER, "fixed", {}, GOOD),
        (AGENTS, [{"who": "vendor"}, {"who": "us"}], {"agentic": True}, RED),
        (AGENTS, [{"who": "vendor"}, {"who": "us"}], {"agentic": False}, GOOD),
        (AGENTS, [{"who": "vendor"}, {"who": "us"}], {}, MAY_BE_RED),
    ],
)
def test_a_value_red_under_a_condition_is_neither_passed_nor_refused_while_a_fact_is_missing(
    question: Question, value: str, facts: dict, expected: Grade
) -> None:
    assert graded(question, value, facts) is expected


@pytest.mark.parametrize(
    ("judged", "expected"), [(Judged.SATISFACTORY, GOOD), (Judged.CONCERN, AMBER), (Judged.UNACCEPTABLE, RED)]
)
@pytest.mark.parametrize("state", [State.ANSWERED, State.DOES_NOT_KNOW, State.REFUSES, State.CONFIDENTIAL])
def test_a_reviewers_judgement_takes_the_place_of_the_rules(judged: Judged, expected: Grade, state: State) -> None:
    value = "a" if state is State.ANSWERED else None
    assert graded(COLOURED, value, state=state, judged=judged) is expected


@pytest.mark.parametrize(
    ("judged", "expected"),
    [(None, LEFT_OUT), (Judged.SATISFACTORY, LEFT_OUT), (Judged.CONCERN, AMBER), (Judged.UNACCEPTABLE, RED)],
)
def test_does_not_apply_is_left_out_unless_a_reviewer_objects(judged: Judged | None, expected: Grade) -> None:
    assert graded(COLOURED, state=State.NOT_APPLICABLE, judged=judged) is expected


@pytest.mark.parametrize("state", [State.DOES_NOT_KNOW, State.REFUSES, State.CONFIDENTIAL, State.NOT_YET])
def test_what_is_no_answer_is_open(state: State) -> None:
    assert grade(COLOURED, make_silence("q", state), known(), make_questionnaire(), TODAY) is OPEN


def test_no_row_at_all_is_open() -> None:
    assert grade(COLOURED, None, known(), make_questionnaire(), TODAY) is OPEN


def test_a_judgement_of_an_answer_since_cleared_counts_for_nothing() -> None:
    cleared = make_silence("q", State.NOT_YET, judged=Judged.SATISFACTORY)
    assert grade(COLOURED, cleared, known(), make_questionnaire(), TODAY) is OPEN


def test_only_a_date_can_be_stale_by_its_own_limit() -> None:
    old = make_answer("q", "2020-01-01")
    assert is_stale(TESTED, old, TODAY)
    assert not is_stale(make_question(answer_type="date"), old, TODAY)
    assert not is_stale(make_question(answer_type="text", stale_after_days=1), old, TODAY)
    assert not is_stale(TESTED, make_answer("q", "2026-11-24"), date(2026, 11, 24))
