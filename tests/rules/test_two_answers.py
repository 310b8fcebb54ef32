"""Two answers, or an answer and a fact, that do not go together: only where both are known, and told once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checklists.rules.answers import Answer, State
from checklists.rules.questions import FollowUp, Sets
from tests.rules.makers import (
    EARLIER,
    choices,
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

FIRST_GIVEN = date(2026, 2, 2)
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


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("value", "expected"), [(True, "own"), (False, "every:agentic")])
def test_a_dispute_is_told_by_the_general_rule_unless_one_of_its_own_has_spoken(
    turned: bool, value: bool, expected: str
) -> None:
    sides = [{"answer": "acts", "any_of": ["no"]}, {"fact": "agentic", "value": value, "origin": "buyer"}]
    own = make_contradiction("own", *(reversed(sides) if turned else sides), FACT, **WORDS)
    every = make_contradiction(
        "every", {"fact": "*", "origin": "answers"}, {"fact": "*", "origin": "buyer"}, FACT, **WORDS
    )
    content = make_content(*QUESTIONS, contradictions=(own, every))
    found = judged(content, make_answer("acts", "no"), said=said(agentic=True)).contradictions
    assert [each.key for each in found] == [expected]


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


UNDER_IT = make_yes_no("trains", follow_up=FollowUp("On whose?", choices("ours", "theirs")))
ANY_DAYS = {"answer": "days", "given": True}


def sides(form: dict, *answers: Answer, **more: Any) -> list[tuple[str, str]]:
    """The label of the left side and the whole wording, where a form is set against any number of days."""
    content = make_content(
        UNDER_IT, DAYS, PLACES, contradictions=(make_contradiction("r", form, ANY_DAYS, TWO, **WORDS),)
    )
    found = judged(content, *answers, make_answer("days", "7"), **more).contradictions
    return [(each.left.label, each.wording) for each in found]


@pytest.mark.parametrize(
    ("follow_up", "expected"), [("ours", [("Ours", "Ours and 7 days.")]), ("theirs", []), (None, [])]
)
def test_the_line_under_an_answer_speaks_for_itself(follow_up: str | None, expected: list) -> None:
    form = {"answer": "trains", "follow_up": ["ours"]}
    assert sides(form, make_answer("trains", "yes", follow_up=follow_up)) == expected


@pytest.mark.parametrize(
    ("reason", "form", "expected"),
    [
        (
            "nobody_here_knows",
            {"state": "does_not_know", "reason": "nobody_here_knows"},
            [("Does not know: Nobody here knows", "Does not know: Nobody here knows and 7 days.")],
        ),
        (
            "nobody_here_knows",
            {"state": "does_not_know"},
            [("Does not know: Nobody here knows", "Does not know: Nobody here knows and 7 days.")],
        ),
        ("not_recorded", {"state": "does_not_know", "reason": "nobody_here_knows"}, []),
        ("nobody_here_knows", {"state": "refuses"}, []),
    ],
)
def test_what_somebody_does_not_know_stands_with_its_reason(reason: str, form: dict, expected: list) -> None:
    assert sides({"answer": "trains", **form}, make_silence("trains", reason=reason)) == expected


def test_a_refusal_needs_no_reason_to_stand_as_a_side() -> None:
    refused = make_silence("trains", State.REFUSES)
    assert sides({"answer": "trains", "state": "refuses"}, refused) == [
        ("Prefers not to say", "Prefers not to say and 7 days.")
    ]


def test_a_side_shows_all_that_is_ticked_and_speaks_of_what_the_rule_names() -> None:
    form = {"answer": "places", "any_of": ["uk", "us"]}
    assert sides(form, make_answer("places", ["uk", "other"])) == [("Uk; Other", "Uk and 7 days.")]


def test_a_figure_stands_with_its_unit_and_speaks_without() -> None:
    rule = make_contradiction("r", {"answer": "days", "below": 10}, {"answer": "trains", "given": True}, TWO, **WORDS)
    content = make_content(UNDER_IT, DAYS, contradictions=(rule,))
    [each] = judged(content, make_answer("days", "7"), make_answer("trains", "yes")).contradictions
    assert (each.left.label, each.wording, each.key) == ("7 days", "7 and Yes.", "r")


def test_the_day_of_an_answer_used_again_is_the_day_it_was_first_given() -> None:
    content = make_content(
        UNDER_IT,
        DAYS,
        contradictions=(
            make_contradiction(
                "r",
                {"answer": "trains", "given": True},
                ANY_DAYS,
                TWO,
                wording="{said_on} and {read_on}.",
                ask="Which?",
            ),
        ),
    )
    answers = make_answer("trains", "yes", reused_from=FIRST_GIVEN), make_answer("days", "7")
    [each] = judged(content, *answers).contradictions
    assert each.wording == "2 February 2026 and 3 November 2026."
    assert (each.left.on, each.right.on) == (FIRST_GIVEN, EARLIER)


ONE, OTHER = (make_question(key, answer_type="ai_model") for key in ("one", "other"))


@pytest.mark.parametrize(
    ("left", "right", "fires"),
    [("a", "b", True), ("a", "a", False), ("a", None, False), (None, "b", False), (None, None, False)],
)
@pytest.mark.parametrize("differs_on", ["left", "right"])
def test_two_answers_differ_only_where_both_name_a_model_for_certain(
    left: str | None, right: str | None, fires: bool, differs_on: str
) -> None:
    forms = ({"answer": "one", "differs": True}, {"answer": "other", "names_model": True})
    rule = make_contradiction("r", *(forms if differs_on == "left" else forms[::-1]), TWO, **WORDS)
    content = make_content(ONE, OTHER, contradictions=(rule,))
    answers = (
        make_answer(key, {"ai_model": model} if model else {"name": "One of ours"})
        for key, model in (("one", left), ("other", right))
    )
    assert bool(judged(content, *answers).contradictions) is fires


@pytest.mark.parametrize(("rows", "fires"), [(("a", "b"), False), (("b", "c"), True), (("b", ""), False), ((), False)])
def test_a_table_differs_from_an_answer_where_none_of_its_models_is_the_one_named(rows: tuple, fires: bool) -> None:
    forms = {"answer": "one", "differs": True}, {"answer": "made_of", "column": "model"}
    content = make_content(ONE, MADE_OF, contradictions=(make_contradiction("r", *forms, TWO, **WORDS),))
    table = make_answer("made_of", [{"model": {"ai_model": row}} for row in rows])
    assert bool(judged(content, make_answer("one", {"ai_model": "a"}), table).contradictions) is fires


def test_only_the_fact_that_the_line_under_an_answer_sets_is_told_with_it() -> None:
    line = FollowUp("Does it act?", choices("acts"), (Sets(any_of=("acts",), facts={"agentic": True}),))
    asked = make_yes_no("trains", follow_up=line, sets=(Sets(any_of=("yes",), facts={"open_weights": True}),))
    buyer = {"fact": "agentic", "value": False, "origin": "buyer"}
    every = make_contradiction(
        "every", {"fact": "*", "origin": "answers"}, {"fact": "*", "origin": "buyer"}, FACT, **WORDS
    )
    for form, keys in (({"follow_up": ["acts"]}, ["r"]), ({"any_of": ["yes"]}, ["r", "every:agentic"])):
        rule = make_contradiction("r", {"answer": "trains", **form}, buyer, FACT, **WORDS)
        content = make_content(asked, contradictions=(rule, every))
        answer = make_answer("trains", "yes", follow_up="acts")
        found = judged(content, answer, said=said(agentic=False)).contradictions
        assert [each.key for each in found] == keys


@pytest.mark.parametrize(
    ("form", "kept"),
    [
        ({"answer": "places", "any_of": ["uk"]}, make_answer("places", ["uk"])),
        ({"answer": "places", "exactly": ["uk"]}, make_answer("places", ["uk"])),
        ({"answer": "days", "above": 3}, make_answer("days", "7")),
        ({"answer": "days", "below": 9}, make_answer("days", "7")),
        ({"answer": "days", "given": True}, make_answer("days", "7")),
        ({"answer": "trains", "follow_up": ["ours"]}, make_answer("trains", "yes", follow_up="ours")),
        ({"answer": "made_of", "column": "model"}, make_answer("made_of", [{"model": {"ai_model": "a"}}])),
    ],
)
def test_a_value_that_stands_beside_a_silence_is_no_answer(form: dict, kept: Answer) -> None:
    beside = make_yes_no("beside")
    rule = make_contradiction("r", form, {"answer": "beside", "given": True}, TWO, **WORDS)
    content = make_content(UNDER_IT, MADE_OF, DAYS, PLACES, beside, contradictions=(rule,))
    for state, fires in ((State.ANSWERED, 1), (State.CONFIDENTIAL, 0), (State.DOES_NOT_KNOW, 0)):
        found = judged(content, replace(kept, state=state), make_answer("beside")).contradictions
        assert len(found) == fires


def test_a_question_that_a_third_answer_takes_away_contradicts_nothing() -> None:
    rule = make_contradiction("r", {"answer": "acts", "any_of": ["no"]}, {"answer": "detail", "any_of": ["one"]}, TWO)
    third = make_yes_no("third", sets=ACTS.sets)
    content = make_content(*QUESTIONS, third, contradictions=(rule,))
    answers = make_answer("acts", "no"), make_answer("detail", "one")
    assert len(judged(content, *answers).contradictions) == 1
    assert len(judged(content, *answers, make_answer("third", "no")).contradictions) == 0


def test_who_answered_is_shown_as_written_where_there_is_no_word_for_it() -> None:
    rule = make_contradiction("r", {"answer": "trains", "given": True}, ANY_DAYS, TWO, **WORDS)
    content = make_content(UNDER_IT, DAYS, contradictions=(rule,))
    [each] = judged(content, make_answer("trains", said_by="reseller"), make_answer("days", "7")).contradictions
    assert each.left.said_by == "reseller"
