"""Two answers, or an answer and a fact, that do not go together: only where both are known, and told once."""

from typing import Any

import pytest

from checklists.rules.answers import Answer
from checklists.rules.questions import Sets
from tests.rules.makers import (
    EARLIER,
    judged,
    make_answer,
    make_choice,
    make_content,
    make_contradiction,
    make_question,
    make_silence,
    make_yes_no,
    said,
)

TWO = "answer_vs_answer"
FACT = "answer_vs_fact"
WORDS = {"wording": "{left} and {right}.", "ask": "Which?"}
ACTS = make_yes_no("acts", sets=(Sets(any_of=("no",), facts={"agentic": False}),))
DETAIL = make_choice("detail", "one", "two", applies_when="agentic")
DAYS = make_question("days", answer_type="number", unit="days")
PLACES = make_choice("places", "uk", "us", "other", answer_type="multi_choice")
QUESTIONS = (ACTS, DETAIL, DAYS, PLACES)


def told(*answers: Answer, rules: tuple, **more: Any) -> list[str]:
    judgement = judged(make_content(*QUESTIONS, contradictions=rules), *answers, **more)
    return [each.wording for each in judgement.contradictions]


def days(**form: Any) -> tuple:
    left = {"answer": "places", "exactly": ["uk"]}
    return (make_contradiction("days", left, {"answer": "days", **form}, kind=TWO, **WORDS),)


@pytest.mark.parametrize(
    ("form", "given", "fires"),
    [
        ({"below": 10}, "9", True),
        ({"below": 10}, "10", False),
        ({"above": 10}, "11", True),
        ({"above": 10}, "10", False),
        ({"given": True}, "0", True),
    ],
)
def test_a_figure_is_held_against_its_bound(form: dict, given: str, fires: bool) -> None:
    answers = make_answer("places", ["uk"]), make_answer("days", given)
    assert bool(told(*answers, rules=days(**form))) is fires


@pytest.mark.parametrize(("ticked", "fires"), [(["uk"], True), (["uk", "us"], False), (["us"], False)])
def test_exactly_means_these_and_no_others(ticked: list[str], fires: bool) -> None:
    answers = make_answer("places", ticked), make_answer("days", "1")
    assert bool(told(*answers, rules=days(below=10))) is fires


def test_an_answer_that_is_not_given_contradicts_nothing() -> None:
    for silent in (make_silence("days"), make_answer("detail", "one")):
        assert not told(make_answer("places", ["uk"]), silent, rules=days(below=10))


def test_two_answers_stand_with_who_said_them_and_when_though_one_takes_the_other_away() -> None:
    rule = make_contradiction("r", {"answer": "acts", "any_of": ["no"]}, {"answer": "detail", "any_of": ["one"]}, TWO)
    content = make_content(*QUESTIONS, contradictions=(rule,))
    judgement = judged(content, make_answer("acts", "no"), make_answer("detail", "one", said_by="buyer"))
    [each] = judgement.contradictions
    assert each.title == 'Two statements do not agree: "Text of acts?" and "Text of detail?"'
    assert (each.left.label, each.right.said_by, each.right.on) == ("No", "Your organisation", EARLIER)
    assert each.questions == ("acts", "detail")


def test_a_question_that_falls_away_for_another_reason_contradicts_nothing() -> None:
    rule = make_contradiction("r", {"answer": "acts", "any_of": ["no"]}, {"answer": "detail", "any_of": ["one"]}, TWO)
    answers = make_answer("acts", "no"), make_answer("detail", "one")
    assert told(*answers, rules=(rule,))
    assert not told(*answers, rules=(rule,), said=said(agentic=False))


def test_a_fact_is_held_against_an_answer_and_told_once() -> None:
    one = make_contradiction(
        "one",
        {"answer": "acts", "any_of": ["no"]},
        {"fact": "agentic", "value": True, "origin": "buyer"},
        FACT,
        **WORDS,
    )
    every = make_contradiction(
        "every", {"fact": "*", "origin": "answers"}, {"fact": "*", "origin": "buyer"}, FACT, **WORDS
    )
    answer = make_answer("acts", "no")
    assert told(answer, rules=(one, every), said=said(agentic=True)) == ["No and Yes."]
    assert told(answer, rules=(every,), said=said(agentic=True)) == ["No and Yes."]
    assert not told(answer, rules=(one, every), said=said(agentic=False))
    assert not told(answer, rules=(one, every))


MADE_OF = make_question("made_of", answer_type="parts")


def models_of_column(*models: str) -> list[str]:
    rule = make_contradiction(
        "column", {"answer": "made_of", "column": "model"}, {"answer": "days", "given": True}, kind=TWO, **WORDS
    )
    rows = [{"model": {"ai_model": model}} for model in models]
    content = make_content(MADE_OF, DAYS, contradictions=(rule,))
    names = {"a": "Alpha", "b": "Beta", "c": "Gamma"}
    found = judged(content, make_answer("made_of", rows), make_answer("days", "1"), model_names=names).contradictions
    return [each.left.label for each in found]


@pytest.mark.parametrize(
    ("models", "words"),
    [
        (("a",), "Alpha"),
        (("a", "b"), "Alpha and Beta"),
        (("a", "b", "c"), "Alpha, Beta and Gamma"),
        (("b", "a", "b"), "Beta and Alpha"),
        (("a", "not in the catalogue"), "Alpha and not in the catalogue"),
    ],
)
def test_the_models_of_a_column_are_named_once_each_in_their_order(models: tuple[str, ...], words: str) -> None:
    assert models_of_column(*models) == [words]


def test_a_row_that_names_no_model_for_certain_leaves_the_column_open() -> None:
    assert models_of_column("a", "") == []
