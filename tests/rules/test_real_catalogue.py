"""The rules on the real catalogue: an empty case, and three models as a firm might use them."""

from typing import Any

import pytest

from checklists.canonical import canonical_text
from checklists.catalogue.content import to_content
from checklists.catalogue.convert_models import model_from, steps_from
from checklists.catalogue.load import read_edition
from checklists.rules.answers import Answer, Judged, Rung, State
from checklists.rules.case import Case
from checklists.rules.conditions import parse
from checklists.rules.facts import Members
from checklists.rules.judge import Judgement, blocking, judge
from checklists.rules.lineage import Lineage
from checklists.rules.matching import candidates
from checklists.rules.obligations import OwnRecord, Status
from checklists.rules.record import as_record
from tests.rules.makers import EARLIER, OWN_TEST, TODAY, said

FILES = read_edition()
CONTENT = to_content(FILES, "General")
RAW = [model.model_dump(mode="json") for model in FILES.models]
MODELS = {raw["key"]: model_from(raw, read_on=TODAY) for raw in RAW}
STEPS = tuple(step for raw in RAW for step in steps_from(raw, read_on=TODAY))
FACTS = {fact.name: fact for fact in CONTENT.edition.facts}

ACCOUNTANT = {
    "supplied_as": "feature_inside_other_software",
    "hosting": "vendor_cloud",
    "tier_position": "cheaper",
    "task_criticality": "complex",
    "regulated_activity": True,
    "decides_about_people": False,
    "automated_decision": False,
    "agentic": False,
    "customer_facing": False,
    "consumers_affected": False,
    "eu_output": False,
    "critical_function": False,
    "processes_personal_data": True,
    "confidential_client_information": True,
    "our_role": "both",
    "special_category_data": True,
    "criminal_offence_data": False,
    "children_data": False,
    "uses_aml_data": False,
    "sector": "accountancy",
    "professional_body": Members(frozenset({"icaew"})),
    "audit_or_assurance": False,
    "fca_firm_type": "none",
    "pra_internal_models": False,
}
SELF_HOSTED = {
    **ACCOUNTANT,
    "supplied_as": "self_supplied",
    "hosting": "own_infrastructure",
    "processes_personal_data": False,
    "special_category_data": False,
    "regulated_activity": False,
    "task_criticality": "routine",
}


def case(*answers: Answer, model: str | None = None, facts: dict[str, Any] | None = None, **more: Any) -> Case:
    given = {answer.question: answer for answer in answers}
    lineage = Lineage(model, MODELS, STEPS)
    return Case(TODAY, answers=given, lineage=lineage, picked_model=model, said=said(**(facts or {})), **more)


def judged(*answers: Answer, **more: Any) -> Judgement:
    return judge(CONTENT, case(*answers, **more))


def answered(key: str, value: Any, **more: Any) -> Answer:
    return Answer(key, State.ANSWERED, value, said_on=EARLIER, **more)


def shown(judgement: Judgement) -> set[str]:
    return {each.question.key for each in judgement.asked if each.shown}


def test_every_condition_of_the_edition_can_be_read() -> None:
    texts = [
        *(q.applies_when for q in CONTENT.questionnaire.questions),
        *(q.gate_when for q in CONTENT.questionnaire.questions),
        *(text for q in CONTENT.questionnaire.questions for text in q.red_when.values()),
        *(duty.applies_when for duty in CONTENT.edition.obligations),
        *(fact.ask_when for fact in CONTENT.edition.facts if fact.ask_when),
        *(rule.when for rule in CONTENT.edition.scoring.finding_rules.values() if rule.when),
    ]
    assert all(parse(text, FACTS).text == text for text in texts)


def test_with_nothing_known_everything_is_asked_and_no_duty_is_ruled_out() -> None:
    judgement = judged()
    assert not [each for each in judgement.asked if each.applies.verdict == "no"]
    assert {result.status for result in judgement.obligations} <= {Status.OPEN, Status.APPLIES, Status.STARTS_ON}
    assert judgement.triage.form == "ask"
    assert (judgement.score.lower, judgement.score.upper) == (0, 100)
    assert len(judgement.to_do) == 7
    assert judgement.findings == ()


def test_submitted_empty_it_is_one_finding_a_family_and_the_gates_weigh_most() -> None:
    judgement = judged(submitted=True)
    silences = [finding for finding in judgement.findings if finding.rule == "silence"]
    assert len(silences) == len({key for finding in silences for key in finding.questions})
    assert silences[0].severity == "high"
    assert {finding.key for finding in judgement.findings} >= {"silence:is_this_distilled", "silence:task_and_example"}


def test_the_record_of_the_real_edition_is_plain_and_the_same_each_time() -> None:
    for each in (case(), case(model="distilbert-base-uncased", facts=SELF_HOSTED, submitted=True)):
        first, second = (as_record(CONTENT, each, judge(CONTENT, each)) for _ in range(2))
        assert canonical_text(first) == canonical_text(second)


def test_a_self_hosted_student_asks_about_the_file_and_covers_its_lineage_by_the_makers_own_words() -> None:
    judgement = judged(model="distilbert-base-uncased", facts=SELF_HOSTED)
    assert judgement.facts.values["is_distilled"] == "yes"
    assert {"weights_integrity_checks", "patching_split", "base_model_licence"} <= shown(judgement)
    assert not {"which_tier_are_we_on", "dpa_article_28", "silent_downgrade"} & shown(judgement)
    assert {each.asked_of for each in judgement.asked if each.shown} == {"buyer"}
    gates = {gate.question: gate for gate in judgement.gates}
    assert gates["is_this_distilled"].state == "covered"
    assert judgement.first_page.vendor_count == 0
    assert [each.from_model for each in judgement.inherited] == ["bert-base-uncased"]


def test_a_distilled_model_behind_a_vendor_who_says_it_is_not_is_a_contradiction() -> None:
    judgement = judged(answered("is_this_distilled", "no"), model="deepseek-r1-distill-llama-70b", facts=ACCOUNTANT)
    [each] = judgement.contradictions
    assert each.key == "said_not_distilled_maker_says_distilled"
    assert "DeepSeek-R1-Distill-Llama-70B" in each.wording and "DeepSeek-R1" in each.wording
    assert "is_distilled" in judgement.facts.disputed
    assert "distillation" not in judgement.facts.values["techniques"].present
    assert next(f for f in judgement.findings if f.rule == "contradiction").severity == "high"


def test_a_closed_model_whose_maker_does_not_say_is_neither_a_yes_nor_a_no() -> None:
    answer = Answer(
        "is_this_distilled", State.DOES_NOT_KNOW, reason="maker_does_not_say", said_on=EARLIER, date_asked=EARLIER
    )
    judgement = judged(answer, model="gpt-4o-mini", facts=ACCOUNTANT, submitted=True)
    assert "is_distilled" not in judgement.facts.values
    assert {"teacher_model_identity", "distillation_done_by"} <= shown(judgement)
    finding = next(f for f in judgement.findings if "is_this_distilled" in f.questions)
    assert len(finding.questions) > 1
    tested = judged(answer, model="gpt-4o-mini", facts=ACCOUNTANT, evaluations=(OWN_TEST,))
    gates = {gate.question: gate.state for gate in tested.gates}
    assert gates["is_this_distilled"] == gates["accuracy_vs_teacher"] == "covered"


def test_three_uses_differ_in_what_they_ask_find_and_oblige() -> None:
    uses = [
        judged(model="distilbert-base-uncased", facts=SELF_HOSTED, submitted=True),
        judged(model="deepseek-r1-distill-llama-70b", facts=ACCOUNTANT, submitted=True),
        judged(model="gpt-4o-mini", facts={**ACCOUNTANT, "regulated_activity": False}, submitted=True),
    ]
    asked = [shown(use) for use in uses]
    found = [{finding.key for finding in use.findings} for use in uses]
    duties = [{r.obligation.key for r in use.obligations if r.status is not Status.NOT_APPLICABLE} for use in uses]
    for sets in (asked, found, duties):
        assert sets[0] != sets[1] != sets[2] != sets[0]
    assert "trade_off_undocumented:tier_choice_recorded" in found[1]
    assert "trade_off_undocumented:tier_choice_recorded" not in found[2]


def test_a_filled_case_can_be_approved_when_gates_are_met_and_nothing_critical_stands() -> None:
    own = {"said_by": "buyer", "rung": Rung.OWN_RECORD}
    answers = [
        answered("task_and_example", "Sorting client email into six queues.", **own),
        answered("output_checking", "every_item", **own),
        answered("tier_choice_recorded", "Ada compared both tiers on 3 November 2026.", **own),
        answered("client_terms_allow", "yes", **own),
        answered("base_model_and_creator", {"ai_model": "distilbert-base-uncased"}, **own),
        answered("is_this_distilled", "yes", **own),
        answered("accuracy_vs_teacher", {"choice": "tested_on_our_tasks", "table": [{"items": "120"}]}, **own),
        answered("training_on_our_inputs", "never", **own),
        answered("our_data_in_distillation", "not_used", **own),
        answered("weights_integrity_checks", "yes", **own),
        answered("patching_split", [{"part": "model", "who": "us", "urgent_days": "7"}], **own),
    ]
    judgement = judged(*answers, model="distilbert-base-uncased", facts=SELF_HOSTED, submitted=True)
    assert blocking(judgement) == ()
    assert judgement.score.lower is not None and judgement.score.lower > 20
    without = judged(*answers[1:], model="distilbert-base-uncased", facts=SELF_HOSTED, submitted=True)
    assert [block.key for block in blocking(without)] == ["gate:task_and_example"]
    judged_bad = [answered("training_on_our_inputs", "never", judged=Judged.UNACCEPTABLE, **own), *answers]
    refused = judged(
        *[a for a in judged_bad if a.judged or a.question != "training_on_our_inputs"],
        model="distilbert-base-uncased",
        facts=SELF_HOSTED,
    )
    assert [block.key for block in blocking(refused)] == ["gate:training_on_our_inputs"]


def test_own_records_alone_meet_a_duty() -> None:
    duty = next(duty for duty in CONTENT.edition.obligations if duty.key == "ico_lawful_basis")
    records = tuple(OwnRecord(duty.key, item.key, "Ada", EARLIER, "Decided.") for item in duty.required)
    for kept, status in (((), Status.NOT_MET), (records[:1], Status.NOT_MET), (records, Status.MET)):
        results = {r.obligation.key: r for r in judged(facts=ACCOUNTANT, records=kept).obligations}
        assert results["ico_lawful_basis"].status is status


def test_the_short_form_of_a_routine_use_holds_the_fifteen_and_the_buyers_gates() -> None:
    routine = {
        **ACCOUNTANT,
        "task_criticality": "routine",
        "regulated_activity": False,
        "processes_personal_data": False,
        "confidential_client_information": False,
        "special_category_data": False,
        "our_role": None,
    }
    facts = {name: value for name, value in routine.items() if value is not None}
    judgement = judged(facts=facts, short=True)
    assert judgement.triage.form == "short"
    fifteen = {q.key for q in CONTENT.questionnaire.questions if q.short_order}
    assert shown(judgement) <= fifteen | {"task_and_example", "output_checking", "tier_choice_recorded"}
    worse = judged(answered("silent_downgrade", "silent"), facts=facts, short=True)
    assert "tier_choice_per_task" in shown(worse)


@pytest.mark.parametrize(
    ("typed", "models"),
    [
        ("GPT-4o mini (Azure)", {"gpt-4o-mini"}),
        ("DistilBERT", {"distilbert-base-uncased"}),
        ("our own AI", set()),
    ],
)
def test_names_that_vendors_write_find_known_models(typed: str, models: set[str]) -> None:
    assert {each.model for each in candidates(typed, MODELS.values())} == models


def test_an_ambiguous_name_keeps_every_model_that_it_may_mean() -> None:
    assert len(candidates("r1 distill", MODELS.values())) > 1
