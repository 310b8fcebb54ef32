"""Contradictions: both sides known, both shown, a charitable reading, and nobody wins silently."""

from typing import Any

import pytest

from checklists.rules.answers import Answer, State
from checklists.rules.lineage import Lineage, OutputTerms
from checklists.rules.questions import Sets
from checklists.rules.two_sides import Contradiction, dated
from tests.rules.makers import (
    BUYER,
    EARLIER,
    TODAY,
    judged,
    make_answer,
    make_choice,
    make_content,
    make_contradiction,
    make_lineage,
    make_model,
    make_question,
    make_silence,
    make_step,
    make_yes_no,
    said,
)

DISTILLED = make_yes_no("is_this_distilled")
TEACHER = make_question("teacher_model_identity", answer_type="ai_model")
BASE = make_question("base_model_and_creator", answer_type="ai_model")
TERMS = make_yes_no("teacher_terms_allow_training")
OTHERS = make_choice("other_techniques_used", "merge", "none", answer_type="multi_choice")
QUESTIONS = (BASE, DISTILLED, TEACHER, TERMS, OTHERS)
STATED = {"method": ["distillation"], "says": ["maker_stated", "maker_implied"]}

SAID_NOT = make_contradiction(
    "said_not", {"answer": "is_this_distilled", "any_of": ["no"]}, {"lineage": "derivation", **STATED}
)
SAID_YES = make_contradiction(
    "said_yes", {"answer": "is_this_distilled", "any_of": ["yes"]}, {"lineage": "status", "any_of": ["not_distilled"]}
)
BUT_IT_DOES = make_contradiction(
    "but_it_does",
    {"answer": "is_this_distilled", "state": "does_not_know", "reason": "maker_does_not_say"},
    {"lineage": "derivation", **STATED},
)
ANOTHER_TEACHER = make_contradiction(
    "another_teacher",
    {"answer": "teacher_model_identity", "names_model": True},
    {"lineage": "parent", **STATED, "not_named_by": "teacher_model_identity"},
    wording="The vendor named {left}. The maker of {model} names {parent}.",
)
ANOTHER_MAKER = make_contradiction(
    "another_maker",
    {"answer": "base_model_and_creator", "names_model": True},
    {"lineage": "developer", "not_named_by": "base_model_and_creator"},
    wording="The vendor gives {left} as the maker of {model}. The record gives {right} ({source}).",
)
NO_CHANGE = make_contradiction(
    "no_change",
    {"answer": "other_techniques_used", "any_of": ["none"]},
    {"lineage": "derivation", "method": ["merge", "pruning"], "says": ["maker_stated"]},
)
TERMS_SAY_NO = make_contradiction(
    "terms_say_no",
    {"answer": "teacher_terms_allow_training", "any_of": ["yes"]},
    {"lineage": "output_terms", "of": "teacher", "any_of": ["no"]},
    wording="The public terms for {parent}, read on {read_on}, do not ({source}).",
)
TWO_ORIGINS = make_contradiction(
    "two_origins",
    {"fact": "*", "origin": "answers"},
    {"fact": "*", "origin": "buyer"},
    kind="answer_vs_fact",
    wording="{left} by {left_origin} on {said_on}, {right} by {right_origin} on {read_on}.",
    severity="medium",
)
ALL = (SAID_NOT, SAID_YES, BUT_IT_DOES, ANOTHER_TEACHER, ANOTHER_MAKER, NO_CHANGE, TERMS_SAY_NO, TWO_ORIGINS)
MADE_FROM_TEACHER = make_lineage(make_step())


def found(
    *answers: Answer, lineage: Lineage = MADE_FROM_TEACHER, rules: tuple = ALL, **more: Any
) -> list[Contradiction]:
    content = make_content(*QUESTIONS, contradictions=rules)
    return list(judged(content, *answers, lineage=lineage, **{"picked_model": lineage.subject, **more}).contradictions)


def keys(*answers: Answer, **more: Any) -> list[str]:
    return [each.key for each in found(*answers, **more)]


def test_both_sides_stand_with_who_said_it_when_and_where() -> None:
    [each] = found(make_answer("is_this_distilled", "no", said_by="vendor"))
    assert each.key == "said_not"
    assert each.title == 'Two statements do not agree: "Text of is_this_distilled?"'
    assert each.wording == (
        "Said on 3 November 2026: No. Student from Teacher by distillation "
        "(https://maker.example/card, read on 24 November 2026)."
    )
    assert (each.charitable, each.ask) == ("Both may be honest.", "Which version of Student?")
    assert (each.left.label, each.left.said_by, each.left.on) == ("No", "The vendor", EARLIER)
    assert each.right.label == "Student was made by distillation from Teacher"
    assert (each.right.said_by, each.right.on, each.right.source) == (
        "Maker, its maker",
        TODAY,
        "https://maker.example/card",
    )
    assert (each.questions, each.sources) == (("is_this_distilled",), ("https://maker.example/card",))


@pytest.mark.parametrize(
    ("answer", "step", "expected"),
    [
        (make_answer("is_this_distilled", "yes"), make_step(), []),
        (make_answer("is_this_distilled", "no"), make_step(says="reported"), []),
        (make_answer("is_this_distilled", "no"), make_step(method="fine_tuning"), []),
        (make_silence("is_this_distilled", State.REFUSES), make_step(), []),
        (make_silence("is_this_distilled", reason="nobody_here_knows"), make_step(), []),
        (make_silence("is_this_distilled", reason="maker_does_not_say"), make_step(), ["but_it_does"]),
        (make_silence("is_this_distilled", reason="maker_does_not_say"), make_step(says="unknown"), []),
        (make_answer("other_techniques_used", ["none"]), make_step(method="merge"), ["no_change"]),
        (make_answer("other_techniques_used", ["merge"]), make_step(method="merge"), []),
        (make_answer("other_techniques_used", ["none"]), make_step(method="distillation"), []),
    ],
)
def test_a_rule_fires_only_where_both_sides_are_known_and_do_not_agree(answer, step, expected: list[str]) -> None:
    assert keys(answer, lineage=make_lineage(step)) == expected


def test_a_maker_that_describes_another_route_contradicts_a_yes() -> None:
    other_route = make_model(status="not_distilled", status_source="https://maker.example/route")
    [each] = found(make_answer("is_this_distilled", "yes"), lineage=make_lineage(models=(other_route,)))
    assert (each.key, each.right.label) == ("said_yes", "Made by another route, the maker says")
    assert each.sources == ("https://maker.example/route",)
    assert keys(make_answer("is_this_distilled", "yes"), lineage=make_lineage()) == []


def test_a_source_that_is_missing_is_said_to_be() -> None:
    [each] = found(make_answer("is_this_distilled", "no"), lineage=make_lineage(make_step(source=None, read_on=None)))
    assert "(no source given)" in each.wording
    assert "not recorded" not in each.wording
    assert each.sources == ()


@pytest.mark.parametrize(
    ("template", "without"),
    [
        ("You said on {said_on} that it is so.", "You said that it is so."),
        ("The page says so ({source}, read on {read_on}).", "The page says so ({source})."),
        ("The terms, as read on {read_on}, do not.", "The terms do not."),
        ("{left} on {said_on}, {right} on {read_on}. Until then", "{left}, {right}. Until then"),
    ],
)
def test_a_day_that_is_not_on_record_is_left_out_with_its_clause(template: str, without: str) -> None:
    assert dated(template, None, None) == without
    assert dated(template, TODAY, TODAY) == template


@pytest.mark.parametrize(("either_or", "words"), [(False, "One and Two"), (True, "One or Two")])
def test_several_teachers_are_all_named(either_or: bool, words: str) -> None:
    two = make_lineage(make_step(parent="one", either_or=either_or), make_step(parent="two", either_or=either_or))
    [each] = found(make_answer("is_this_distilled", "no"), lineage=two)
    assert each.right.label == f"Student was made by distillation from {words}"


@pytest.mark.parametrize(
    ("value", "more", "expected"),
    [
        ({"ai_model": "other"}, {"model": "other"}, ["another_teacher"]),
        ({"ai_model": "other"}, {}, ["another_teacher"]),
        ({"ai_model": "teacher"}, {"model": "teacher"}, []),
        ({"name": "Teacher, version 2"}, {}, []),
        ({"name": "Student"}, {}, ["another_teacher"]),
        ({"name": "A leading model"}, {}, []),
    ],
)
def test_a_teacher_is_compared_after_matching_and_never_by_its_letters(value: dict, more: dict, expected: list) -> None:
    assert keys(make_answer("teacher_model_identity", value, **more)) == expected


def test_both_teachers_are_named_by_their_names() -> None:
    answer = make_answer("teacher_model_identity", {"ai_model": "other"}, model="other")
    [each] = found(answer, model_names={"other": "Another model"})
    assert each.wording == "The vendor named Another model. The maker of Student names Teacher."


def test_an_undisclosed_teacher_contradicts_nobody() -> None:
    hidden = make_lineage(make_step(), models=(make_model("teacher", role="placeholder"),))
    assert keys(make_answer("teacher_model_identity", {"ai_model": "other"}), lineage=hidden) == []
    assert keys(make_answer("is_this_distilled", "no"), lineage=hidden) == ["said_not"]


def test_an_ancestor_that_is_not_on_record_is_passed_over() -> None:
    lineage = Lineage("student", {"student": make_model()}, (make_step(),))
    answers = make_answer("is_this_distilled", "no"), make_answer("teacher_model_identity", {"ai_model": "other"})
    assert [key for key in keys(*answers, lineage=lineage) if not key.startswith("two_origins")] == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Student, by Otherfirm", ["another_maker"]),
        ("Student, by Maker", []),
        ("Student, by Maker and Otherfirm", []),
        ("Student, by somebody", []),
        ("Otherfirms", []),
    ],
)
def test_another_known_maker_named_in_words_is_shown_beside_the_one_on_record(typed: str, expected: list[str]) -> None:
    lineage = make_lineage(make_step(), models=(make_model("teacher", developer="Otherfirm"),))
    assert keys(make_answer("base_model_and_creator", {"name": typed}), lineage=lineage) == expected


def test_a_makers_name_fills_the_sentence_and_not_the_whole_answer() -> None:
    lineage = make_lineage(
        make_step(),
        models=(make_model(status_source="https://maker.example"), make_model("teacher", developer="Otherfirm")),
    )
    [each] = found(make_answer("base_model_and_creator", {"name": "Student by Otherfirm"}), lineage=lineage)
    assert each.wording == (
        "The vendor gives Otherfirm as the maker of Student. The record gives Maker (https://maker.example)."
    )
    assert (each.left.label, each.right.label) == ("Otherfirm", "Maker")


def test_an_answer_shows_all_that_is_ticked_beside_the_record_and_speaks_of_what_the_rule_names() -> None:
    rule = make_contradiction(
        "named", {"answer": "other_techniques_used", "any_of": ["none"]}, {"lineage": "derivation", **STATED}
    )
    [each] = found(make_answer("other_techniques_used", ["merge", "none"]), rules=(rule,))
    assert each.left.label == "Merge; None"
    assert each.wording.startswith("Said on 3 November 2026: None. ")


@pytest.mark.parametrize(
    ("picked", "questions"),
    [("student", ("is_this_distilled",)), (None, ("is_this_distilled", "base_model_and_creator"))],
)
def test_a_contradiction_rests_on_the_answer_that_alone_names_the_model(picked: str | None, questions: tuple) -> None:
    named = make_answer("base_model_and_creator", {"ai_model": "student"}, model="student")
    [each] = found(named, make_answer("is_this_distilled", "no"), picked_model=picked)
    assert each.questions == questions


def test_a_reading_that_is_kind_is_filled_in_like_the_rest() -> None:
    rule = make_contradiction(
        "kind", {"answer": "is_this_distilled", "any_of": ["no"]}, {"lineage": "derivation", **STATED},
        charitable="{model} may be another version than the one made from {parent}.",
    )  # fmt: skip
    [each] = found(make_answer("is_this_distilled", "no"), rules=(rule,))
    assert each.charitable == "Student may be another version than the one made from Teacher."


@pytest.mark.parametrize(
    ("terms", "says", "expected"),
    [
        (OutputTerms("no", "Not allowed.", "https://maker.example/terms"), "maker_stated", ["terms_say_no"]),
        (OutputTerms("conditional", "Perhaps."), "maker_stated", []),
        (OutputTerms("no", "Not allowed."), "reported", []),
        (None, "maker_stated", []),
    ],
)
def test_the_public_terms_of_the_teacher_are_set_beside_what_was_said(terms, says: str, expected: list[str]) -> None:
    lineage = make_lineage(make_step(says=says), models=(make_model("teacher", output_terms=terms),))
    assert keys(make_answer("teacher_terms_allow_training", "yes"), lineage=lineage) == expected


def test_without_a_model_on_record_nothing_can_contradict() -> None:
    assert keys(make_answer("is_this_distilled", "no"), lineage=Lineage()) == []


def test_a_rule_of_a_kind_or_form_that_is_not_read_yet_is_not_evaluated() -> None:
    rules = (
        make_contradiction("later", {"answer": "is_this_distilled"}, {"answer": "teacher"}, kind="answer_vs_answer"),
        make_contradiction("one_fact", {"answer": "is_this_distilled"}, {"fact": "agentic"}, kind="answer_vs_fact"),
        make_contradiction("odd", {"answer": "is_this_distilled", "any_of": ["no"]}, {"lineage": "phase_of_moon"}),
        make_contradiction("kind", {"answer": "is_this_distilled"}, {"fact": "agentic"}, kind="fact_vs_weather"),
        make_contradiction(
            "gone", {"answer": "no_such_question", "any_of": ["no"]}, {"lineage": "derivation", **STATED}
        ),
    )
    assert keys(make_answer("is_this_distilled", "no"), rules=rules) == []


def test_an_answer_to_a_question_that_does_not_apply_contradicts_nothing() -> None:
    gone = make_yes_no("is_this_distilled", applies_when="False")
    content = make_content(gone, contradictions=(SAID_NOT,))
    judgement = judged(content, make_answer("is_this_distilled", "no"), lineage=MADE_FROM_TEACHER)
    assert judgement.contradictions == ()


# ---- Two origins of one fact


def test_two_records_of_one_fact_are_both_shown() -> None:
    lineage = make_lineage(models=(make_model(weights="open"),))
    [each] = found(lineage=lineage, said=said(BUYER, open_weights=False))
    assert each.key == "two_origins:open_weights"
    assert each.wording == "Yes by the public record on 24 November 2026, No by your own record on 3 November 2026."
    assert (each.left.said_by, each.right.said_by) == ("The public record", "Your own record")
    assert each.title == 'Two statements do not agree: "What of open_weights?"'
    assert each.questions == ()


@pytest.mark.parametrize(
    ("said_by", "words"),
    [("vendor", "the vendor's answer"), ("buyer", "your own answer"), ("reseller", "an answer")],
)
def test_an_answer_is_named_by_who_gave_it(said_by: str, words: str) -> None:
    setter = make_yes_no("setter", sets=(Sets(any_of=("yes",), facts={"agentic": True}),))
    content = make_content(setter, contradictions=(TWO_ORIGINS,))
    judgement = judged(content, make_answer("setter", "yes", said_by=said_by), said=said(agentic=False))
    [each] = judgement.contradictions
    assert each.wording.startswith(f"Yes by {words} on 3 November 2026, No by your own record")
    assert each.questions == ("setter",)
    assert judgement.facts.disputed == {"agentic"}


def test_a_dispute_already_told_by_a_rule_of_its_own_is_not_told_twice() -> None:
    distilled = make_yes_no("is_this_distilled", sets=(Sets(any_of=("no",), facts={"is_distilled": "no"}),))
    lineage = make_lineage(make_step(), models=(make_model(status="stated"),))
    for rules, expected in (((SAID_NOT, TWO_ORIGINS), ["said_not"]), ((TWO_ORIGINS,), ["two_origins:is_distilled"])):
        content = make_content(distilled, contradictions=rules)
        judgement = judged(content, make_answer("is_this_distilled", "no"), lineage=lineage)
        assert [each.key for each in judgement.contradictions] == expected
        assert "is_distilled" not in judgement.facts.values


def test_only_the_question_set_against_the_record_is_told_and_not_the_one_that_names_the_model() -> None:
    base = make_choice("base_model_and_creator", "open", sets=(Sets(any_of=("open",), facts={"open_weights": True}),))
    lineage = make_lineage(make_step(), models=(make_model(weights="closed"),))
    answers = make_answer("base_model_and_creator", "open", model="student"), make_answer("is_this_distilled", "no")
    told = judged(make_content(base, DISTILLED, contradictions=(SAID_NOT, TWO_ORIGINS)), *answers, lineage=lineage)
    assert [each.key for each in told.contradictions] == ["said_not", "two_origins:open_weights"]


def test_a_model_in_use_that_the_answers_name_differently_is_a_contradiction_and_silences_its_lineage() -> None:
    content = make_content(BASE, DISTILLED, contradictions=ALL)
    lineage = make_lineage(make_step(), models=(make_model(status="stated"),))
    answers = (
        make_answer("base_model_and_creator", {"ai_model": "other"}, model="other"),
        make_answer("is_this_distilled", "no"),
    )
    judgement = judged(
        content, *answers, lineage=lineage, picked_model="student", model_names={"other": "Another model"}
    )
    [each] = judgement.contradictions
    assert each.key == "two_origins:model_in_use"
    assert each.wording == ("Another model by the vendor's answer on 3 November 2026, Student by your own record.")
    assert each.questions == ("base_model_and_creator",)
    assert each.title == 'Two statements do not agree: "Text of base_model_and_creator?"'
    assert (each.left.said_by, each.right.said_by) == ("The vendor's answer", "Your own record")
    assert judgement.facts.values == {}


def test_two_models_are_shown_though_the_question_about_them_fell_away() -> None:
    base = make_question("base_model_and_creator", answer_type="ai_model", applies_when="False")
    answer = make_answer("base_model_and_creator", {"ai_model": "other"})
    judgement = judged(
        make_content(base, contradictions=ALL), answer, lineage=MADE_FROM_TEACHER, picked_model="student"
    )
    assert [each.key for each in judgement.contradictions] == ["two_origins:model_in_use"]
    assert [finding.key for finding in judgement.findings] == ["contradiction:two_origins:model_in_use"]


@pytest.mark.parametrize("picked", ["student", None])
def test_a_model_named_once_or_twice_alike_is_no_contradiction(picked: str | None) -> None:
    answer = make_answer("base_model_and_creator", {"ai_model": "student"}, model="student")
    assert keys(answer, picked_model=picked) == []
