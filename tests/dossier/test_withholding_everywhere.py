"""Whatever is answered for other eyes, by whatever kind of answer, no sentence of a dossier repeats it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from checklists.dossier.snapshot import snapshot_of
from checklists.dossier.withholding import HELD, HELD_TEXT, Held
from checklists.models import AIModel
from checklists.rules.questions import Question
from checklists.services import answers, reviewing
from checklists.services.assessments import find_assessment, submit_assessment
from checklists.services.content import questionnaire_content
from checklists.services.given import Given
from tests.makers import COMMAND, NOW, TODAY, make_assessment, make_use

W = {"by": COMMAND, "at": NOW}
CANARY = "Canary-words-for-the-team-alone"
FIGURES = {"number": "77.5", "percent": "77.5", "date": "2025-07-07"}
MONEY = {"amount": "77.50", "currency": "GBP"}


def value_of(question: Question, last: bool) -> Any:
    """An answer of the question's kind that is easily found again; the last choice, or the first."""
    if question.choices:
        chosen = question.choices[-1 if last else 0].value
        value = [chosen] if question.answer_type == "multi_choice" else chosen
        return {"choice": chosen} if question.with_table else value
    if question.answer_type == "yes_no":
        return "no" if last else "yes"
    known = {"money": MONEY, "ai_model": {"name": CANARY}, **FIGURES}
    return known.get(question.answer_type, CANARY)


def everything(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [question for section in record["sections"] for question in section["questions"]]


def reasons_in(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for question in everything(record):
        yield from question["why_asked"]
    for question in record["left_out"]:
        yield from question["facts"]
    for duty in record["obligations"]:
        yield from duty["because"]


@pytest.fixture(params=[False, True], ids=["first choices", "last choices"])
def snapshot(organisation, request) -> dict[str, Any]:
    """Of an assessment in which everything is answered for the team alone, and judged a concern."""
    assessment = make_assessment(make_use())
    asked = questionnaire_content(assessment.questionnaire_version_id)
    given = [
        Given(
            one.key,
            "answered",
            value_of(one, request.param),
            note=CANARY,
            who_may_see="buyer_team",
            said_by_name=CANARY,
        )
        for one in asked.questions
        if one.answer_type not in asked.tables
    ]
    answers.write_answers(assessment, given, **W)
    submit_assessment(assessment, **W)
    return snapshot_of(find_assessment(assessment.pk), TODAY)


def test_no_word_of_it_is_in_the_snapshot(snapshot):
    text = json.dumps(snapshot, ensure_ascii=False)
    assert [words for words in (CANARY, "77.5", "2025-07-07", "7 July 2025") if words in text] == []


def test_no_fact_is_told_and_no_reason_names_its_value(snapshot):
    record = snapshot["judgement"]
    known = [fact for fact in record["facts"] if fact["said"]]
    assert len(known) >= 4
    assert {fact["value"] for fact in known} == {None}
    assert {said["value_label"] for fact in known for said in fact["said"]} == {HELD}
    names = {fact["name"] for fact in known}
    assert {reason["value_label"] for reason in reasons_in(record) if reason["fact"] in names} == {HELD}


def test_no_finding_quotes_and_no_grade_gives_a_choice_away(snapshot):
    record = snapshot["judgement"]
    held = [finding for finding in record["findings"] if finding["rule"] == "held"]
    assert held and not [one for one in record["findings"] if one["rule"] in ("red", "amber", "judged_concern")]
    assert {one["text"] for one in held} == {HELD_TEXT.format(who=snapshot["organisation"]["name"])}
    shut = [question for question in everything(record) if "withheld" in question["answer"]]
    assert {(one["grade"], one["grade_label"], one["answer"]["judged"]) for one in shut} == {("open", HELD, None)}
    assert not {line["question"] for line in record["score"]["lines"]} & {one["key"] for one in shut}


def test_what_we_conclude_stays(organisation):
    open_one, shut = make_assessment(make_use()), make_assessment(make_use())
    for assessment, who in ((open_one, "in_dossier"), (shut, "buyer_team")):
        answers.write_answer(assessment, Given("training_on_our_inputs", "answered", "always", who_may_see=who), **W)
    told, held = (snapshot_of(one, TODAY)["judgement"] for one in (open_one, shut))
    assert [one["severity"] for one in told["findings"]] == [one["severity"] for one in held["findings"]]
    assert [one["status"] for one in told["obligations"]] == [one["status"] for one in held["obligations"]]
    assert (told["score"]["lower"], told["score"]["upper"]) == (held["score"]["lower"], held["score"]["upper"])


def test_a_reviewers_words_about_it_are_held_too(organisation):
    assessment = make_assessment(make_use())
    given = Given("uses_to_avoid", "answered", "Payroll", who_may_see="regulator_or_auditor")
    answers.write_answer(assessment, given, **W)
    submit_assessment(assessment, **W)
    reviewing.judge_answers(find_assessment(assessment.pk), {"uses_to_avoid": ("concern", CANARY)}, **W)
    assert CANARY not in json.dumps(snapshot_of(find_assessment(assessment.pk), TODAY))


def test_a_reason_in_words_is_held_too(organisation):
    assessment = make_assessment(make_use())
    given = Given("uses_to_avoid", "not_applicable", reason=CANARY, who_may_see="buyer_team")
    answers.write_answer(assessment, given, **W)
    assert CANARY not in json.dumps(snapshot_of(assessment, TODAY))


def test_the_model_that_is_named_in_confidence_shows_no_lineage(organisation):
    assessment = make_assessment(make_use())
    model = AIModel.objects.get(key="distilbert-base-uncased")
    picked = {"ai_model": str(model.pk)}
    answers.write_answer(assessment, Given("base_model_and_creator", "answered", picked, who_may_see="buyer_team"), **W)
    text = json.dumps(snapshot_of(assessment, TODAY))
    assert model.name not in text and str(model.pk) not in text


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("red:training", "held:1"),
        ("finding:red:training", "finding:held:1"),
        ("gate:training", "gate:training"),
        ("refuses:training", "refuses:training"),
    ],
)
def test_a_line_that_stands_for_a_finding_has_the_key_that_the_dossier_has(key, name):
    held = Held(frozenset({"training"}), frozenset(), False, {"red:training": "held:1"})
    assert held.name(key) == name
