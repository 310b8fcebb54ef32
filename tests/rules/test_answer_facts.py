"""What answers say about facts, and the questions that they put back to the buyer."""

from typing import Any

import pytest

from checklists.rules.answer_facts import facts_from_answers, questions_back
from checklists.rules.answers import Answer, State
from checklists.rules.facts import Members
from checklists.rules.questions import FollowUp, Question, Sets
from tests.rules.makers import (
    ANSWERS,
    EARLIER,
    TODAY,
    choices,
    known,
    make_answer,
    make_choice,
    make_question,
    make_questionnaire,
    make_silence,
)

TRAINING = make_choice(
    "training",
    "never",
    "opt_in",
    "always",
    sets=(
        Sets(any_of=("never",), facts={"customer_data_used_for_training": False}),
        Sets(any_of=("always",), facts={"customer_data_used_for_training": True}),
        Sets(any_of=("opt_in",), ask_buyer={"fact": "customer_data_used_for_training", "text": "Have you opted in?"}),
    ),
)
PLACES = make_choice(
    "places",
    "uk",
    "us",
    answer_type="multi_choice",
    sets=(
        Sets(exactly=("uk",), facts={"agentic": False}),
        Sets(any_of=("us",), facts={"agentic": True}),
    ),
)
WAYS = make_choice(
    "ways",
    "fine_tuning",
    "merge",
    "none",
    answer_type="multi_choice",
    sets=(
        Sets(any_of=("fine_tuning",), facts={"techniques": {"add": ["fine_tuning"]}}),
        Sets(any_of=("merge",), facts={"techniques": {"add": ["merge"]}}),
        Sets(none_of=("fine_tuning",), facts={"techniques": {"rule_out": ["fine_tuning"]}}),
        Sets(none_of=("merge",), facts={"techniques": {"rule_out": ["merge"]}}),
    ),
)
WHERE = make_choice(
    "where",
    "yes",
    follow_up=FollowUp(
        "On whose?", choices("vendor_cloud"), (Sets(any_of=("vendor_cloud",), facts={"hosting": "vendor_cloud"}),)
    ),
)


def said(question: Question, answer: Answer, **more: Any) -> list[tuple[str, Any]]:
    statements = facts_from_answers(make_questionnaire(question), {answer.question: answer}, **more)
    assert {(each.origin, each.source) for each in statements} <= {(ANSWERS, question.key)}
    return [(each.fact, each.value) for each in statements]


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        (TRAINING, "never", [("customer_data_used_for_training", False)]),
        (TRAINING, "always", [("customer_data_used_for_training", True)]),
        (TRAINING, "opt_in", []),
        (PLACES, ["uk"], [("agentic", False)]),
        (PLACES, ["us"], [("agentic", True)]),
        (PLACES, ["uk", "us"], [("agentic", True)]),
        (WAYS, ["merge"], [("techniques", Members(frozenset({"merge"}), frozenset({"fine_tuning"})))]),
        (WAYS, ["fine_tuning", "merge"], [("techniques", Members(frozenset({"fine_tuning", "merge"})))]),
        (WAYS, ["none"], [("techniques", Members(frozenset(), frozenset({"fine_tuning", "merge"})))]),
        (WAYS, ["gone"], []),
        (make_question("plain", sets=(Sets(),)), "words", []),
    ],
)
def test_an_answer_sets_the_facts_that_its_ticks_name(question: Question, value: Any, expected: list) -> None:
    assert said(question, make_answer(question.key, value)) == expected


@pytest.mark.parametrize("second", ["vendor_cloud", "elsewhere", None, 5])
def test_a_second_line_sets_facts_of_its_own(second: Any) -> None:
    expected = [("hosting", "vendor_cloud")] if second == "vendor_cloud" else []
    assert said(WHERE, make_answer("where", "yes", follow_up=second)) == expected


def test_a_second_line_under_a_question_that_has_none_says_nothing() -> None:
    assert said(TRAINING, make_answer("training", "opt_in", follow_up="vendor_cloud")) == []


@pytest.mark.parametrize("state", [state for state in State if state is not State.ANSWERED])
def test_only_an_answer_that_says_something_sets_facts(state: State) -> None:
    assert said(TRAINING, make_silence("training", state)) == []


def test_an_answer_to_a_question_that_does_not_apply_says_nothing() -> None:
    assert said(TRAINING, make_answer("training", "never"), silent={"training"}) == []


def test_two_ticks_that_set_one_fact_differently_are_both_kept() -> None:
    torn = make_choice(
        "torn",
        "a",
        "b",
        answer_type="multi_choice",
        sets=(Sets(any_of=("a",), facts={"agentic": True}), Sets(any_of=("b",), facts={"agentic": False})),
    )
    assert said(torn, make_answer("torn", ["a", "b"])) == [("agentic", True), ("agentic", False)]


def test_a_fact_has_the_day_on_which_it_was_first_said() -> None:
    sheet = make_questionnaire(TRAINING)
    fresh = facts_from_answers(sheet, {"training": make_answer("training", "never")})
    reused = facts_from_answers(
        sheet, {"training": make_answer("training", "never", said_on=TODAY, reused_from=EARLIER)}
    )
    assert fresh[0].on == reused[0].on == EARLIER


def test_an_answer_may_put_a_question_back_to_the_buyer_until_the_buyer_has_said() -> None:
    sheet, answers = make_questionnaire(TRAINING), {"training": make_answer("training", "opt_in")}
    [back] = questions_back(sheet, answers, known())
    assert (back.fact, back.text, back.question) == (
        "customer_data_used_for_training",
        "Have you opted in?",
        "training",
    )
    assert questions_back(sheet, answers, known(customer_data_used_for_training=False)) == ()
    assert questions_back(sheet, {"training": make_answer("training", "never")}, known()) == ()
