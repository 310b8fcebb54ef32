"""From the files' form to the rules' form: every field arrives, and the words change as they should."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from checklists.catalogue import convert, convert_models, convert_scoring
from checklists.catalogue.content import to_content
from checklists.catalogue.edition import EditionFiles
from checklists.catalogue.load import read_edition
from checklists.catalogue.schema import Entry
from checklists.rules.content import BandOfScore
from checklists.rules.facts import Choice, Origin
from checklists.rules.obligations import Required
from checklists.rules.questions import Sets

BRIEF = {"mode": "json", "exclude_defaults": True}
WHOLE = {"mode": "json"}


@cache
def shipped() -> EditionFiles:
    return read_edition()


def question(key: str, form: dict[str, Any] = WHOLE):
    found = next(one for one in shipped().questions if one.key == key)
    return convert.question_from(found.model_dump(**form))


def model(key: str) -> dict[str, Any]:
    return next(one for one in shipped().models if one.key == key).model_dump(mode="json")


CONVERTERS: list[tuple[Callable[..., Any], Callable[[EditionFiles], tuple[Entry, ...]]]] = [
    (convert.question_from, lambda files: files.questions),
    (convert.obligation_from, lambda files: files.obligations),
    (convert.fact_from, lambda files: files.facts.facts),
    (convert.group_from, lambda files: files.facts.groups),
    (convert.source_from, lambda files: files.sources.sources),
    (convert.contradiction_from, lambda files: files.contradictions.rules),
    (convert.section_from, lambda files: files.questionnaire.sections),
    (convert.table_from, lambda files: files.questionnaire.tables),
    (convert.reasons_from, lambda files: (files.questionnaire.states,)),
    (convert.regulator_from, lambda files: files.regulators.regulators),
    (convert.band_from, lambda files: files.regulators.bands),
    (convert_scoring.scoring_from, lambda files: (files.scoring,)),
    (convert_models.model_from, lambda files: files.models),
    (convert_models.steps_from, lambda files: files.models),
]


@pytest.mark.parametrize(("converter", "entries"), CONVERTERS, ids=lambda one: getattr(one, "__name__", ""))
def test_a_form_without_its_defaults_says_the_same_as_the_whole_form(converter, entries):
    for entry in entries(shipped()):
        assert converter(entry.model_dump(**BRIEF)) == converter(entry.model_dump(**WHOLE))


def test_a_question_keeps_every_field_that_the_rules_have_under_that_name():
    renamed = {"gate_when", "choices", "follow_up", "sets", "red_when"}
    for entry in shipped().questions:
        raw, read = entry.model_dump(mode="json"), convert.question_from(entry.model_dump(mode="json"))
        for field in fields(read):
            if field.name not in renamed:
                assert _same(getattr(read, field.name), raw[field.name]), (entry.key, field.name)


def _same(read: Any, raw: Any) -> bool:
    if isinstance(read, tuple):
        return list(read) == raw
    return read == raw or read == str(raw) or (read == "" and raw is None)


def test_a_gate_is_one_condition_whether_the_file_says_yes_no_or_when():
    assert question("is_this_distilled").gate_when == "True"
    assert question("price_by_tier").gate_when == "False"
    assert question("client_terms_allow").gate_when == "confidential_client_information"


def test_limits_are_text_and_nought_is_a_limit():
    assert question("prompt_retention_days").red_above == "365"
    assert question("prompt_retention_days").red_below == ""
    raw = next(one for one in shipped().questions if one.key == "prompt_retention_days").model_dump(mode="json")
    assert convert.question_from({**raw, "good_at_most": 0}).good_at_most == "0"


def test_what_an_answer_sets_is_kept_with_its_tests():
    read = question("training_on_our_inputs", BRIEF)
    assert read.sets[0] == Sets(any_of=("never",), facts={"customer_data_used_for_training": False})
    assert read.sets[2].ask_buyer == {"fact": "customer_data_used_for_training", "text": "Have you opted in?"}
    assert question("processing_locations").sets[1].exactly == ("uk",)
    assert question("other_techniques_used").sets[5].none_of == ("fine_tuning",)


def test_a_line_under_the_answer_keeps_its_choices():
    follow_up = question("which_tier_are_we_on").follow_up
    assert follow_up.choices[0] == Choice("largest", "The largest")
    assert follow_up.sets[1].facts == {"tier_position": "cheaper"}
    assert question("tier_choice_per_task").follow_up.choices == ()
    assert question("price_by_tier").follow_up is None


def test_a_choice_says_whether_it_needs_a_file_and_a_reason_what_it_needs():
    assert question("accuracy_vs_teacher").choices[1].needs_file
    reasons = convert.reasons_from(shipped().questionnaire.states.model_dump(mode="json"))
    assert [(one.value, one.needs) for one in reasons["does_not_know"]][:3] == [
        ("maker_does_not_say", "date_asked"), ("we_asked_and_wait", "date_asked"), ("nobody_here_knows", ""),
    ]  # fmt: skip


def test_an_obligation_has_dates_where_the_file_has_days():
    duty = next(one for one in shipped().obligations if one.in_force_from == "2026-02-05")
    read = convert.obligation_from(duty.model_dump(mode="json"))
    assert read.in_force_from == date(2026, 2, 5)
    assert read.in_force_until is None
    assert read.required[0] == Required(duty.required[0].key, duty.required[0].text, duty.required[0].applies_to)


def test_a_fact_knows_who_may_say_it():
    facts = {one.name: one for one in to_content(shipped(), "AI").edition.facts}
    assert facts["hosting"].origins == (Origin.BUYER, Origin.ANSWERS)
    assert facts["professional_body"].exclusive == ("none",)
    assert facts["task_criticality"].triage_order == 1


def test_a_source_without_an_address_or_a_day_has_none():
    sources = to_content(shipped(), "AI").edition.sources
    assert sources["distillation_explainer"].url is None
    assert sources["distillation_explainer"].checked_on is None
    assert sources["uk_gdpr"].checked_on == date(2026, 11, 24)


def test_a_side_of_a_contradiction_keeps_only_the_tests_that_it_names():
    rules = {one.key: one for one in to_content(shipped(), "AI").edition.contradictions}
    assert rules["abroad_but_no_transfer_recorded"].right == {
        "fact": "international_transfer", "value": False, "origin": "buyer",
    }  # fmt: skip
    assert rules["notice_promised_but_no_days"].right == {
        "answer": "model_change_notice_days", "any_of": ["no_promise"], "below": 1,
    }  # fmt: skip
    assert rules["origins_of_a_fact_disagree"].left == {"fact": "*", "origin": "answers"}


def test_severities_of_findings_have_the_three_forms_that_the_rules_read():
    rules = to_content(shipped(), "AI").edition.scoring.finding_rules
    assert rules["silence"].severity == {"weight_1_3": "low", "weight_4_5": "medium", "gate": "high"}
    assert rules["trade_off_undocumented"].severity == {"all": "critical"}
    assert rules["contradiction"].severity == {"from_rule": ""}
    assert rules["own_record_missing"].severity["law"] == {"3": "high", "2": "medium", "1": "low"}


def test_points_and_bands_are_exact_numbers():
    scoring = to_content(shipped(), "AI").edition.scoring
    scale = scoring.scales[0]
    assert scale.points["concern"] == Decimal("0.5")
    assert scale.weights == {weight: Decimal(weight) for weight in range(1, 6)}
    assert scale.bands[0] == BandOfScore("well_answered", "Well answered", Decimal(85))
    assert (scale.open_lower, scale.open_upper) == (Decimal(0), Decimal(1))
    assert [key for key, _ in scoring.severities] == ["info", "low", "medium", "high", "critical"]
    assert scoring.freshness_days == {"vendor": 365, "product": 180, "model_in_use": 90, "price": 90}
    assert scoring.to_do_at_most == 7


def test_the_whole_edition_becomes_what_the_rules_read():
    content = to_content(shipped(), "AI due diligence", 3)
    assert (content.questionnaire.title, content.questionnaire.version) == ("AI due diligence", 3)
    assert len(content.questionnaire.questions) == len(shipped().questions)
    assert content.edition.as_of == date(2026, 11, 24)
    assert set(content.questionnaire.tables) == {one.key for one in shipped().questionnaire.tables}
    assert content.edition.wording["complete_answer"] == "This is a complete answer."


@pytest.mark.parametrize(("relation", "method"), convert_models.METHODS.items())
def test_every_relation_of_the_catalogue_is_a_method_of_the_rules(relation: str, method: str):
    edges = [
        (edge, step)
        for one in shipped().models
        for edge, step in zip(one.lineage, convert_models.steps_from(one.model_dump(mode="json")), strict=True)
        if edge.relation == relation
    ]
    assert edges
    assert all(step.method == method for _, step in edges)
    assert all((step.variant or None, step.says) == (edge.method, edge.confidence) for edge, step in edges)


def test_a_step_runs_from_the_model_to_its_parent_under_the_ids_that_are_given():
    raw = model("distilbert-base-uncased")
    (step,) = convert_models.steps_from(raw, read_on=date(2026, 11, 24))
    assert (step.child, step.parent, step.variant) == (
        "distilbert-base-uncased", "bert-base-uncased", "white_box_soft_targets",
    )  # fmt: skip
    assert step.read_on == date(2026, 11, 24)
    (step,) = convert_models.steps_from(raw, ids={"distilbert-base-uncased": "1", "bert-base-uncased": "2"})
    assert (step.child, step.parent) == ("1", "2")


def test_figures_are_text_as_they_were_written():
    figures = {one.metric: one for one in convert_models.model_from(model("distilbert-base-uncased")).figures}
    macro = figures["GLUE macro score (dev)"]
    assert (macro.teacher_value, macro.student_value, macro.retention_percent) == ("79.5", "77.0", "96.9")
    assert figures["GLUE score kept"].teacher_value is None
    assert figures["parameters"].student_value == "66000000"


def test_a_model_says_nothing_that_is_not_known():
    read = convert_models.model_from(model("tinybert-4l-312d"), row_id="7", read_on=date(2026, 11, 24))
    assert (read.id, read.key) == ("7", "tinybert-4l-312d")
    assert (read.licence, read.parameters, read.output_terms) == (None, None, None)
    assert read.status == "stated"
    assert read.read_on == date(2026, 11, 24)


def test_what_others_say_stands_apart_and_keeps_that_it_may_not_agree():
    claims = [
        claim for one in shipped().models for claim in convert_models.model_from(one.model_dump(mode="json")).claims
    ]
    assert {claim.agrees_with_maker for claim in claims} == {None, False}
    assert all(claim.text for claim in claims)
