"""The judgement of an assessment: its case read from the tables, judged by the rules, or as it was frozen.

Reading only. A decided assessment is never judged again: what was decided on is kept with the decision.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from checklists.canonical import digest_of, plain
from checklists.models import (
    Answer,
    AnswerEvidence,
    Assessment,
    Decision,
    Evidence,
    FactValue,
    FirmRecord,
    GatePass,
    ModelUse,
    RecordEvidence,
    Vendor,
)
from checklists.models.assessments import UNDECIDED, AssessmentState
from checklists.rules import answers, obligations
from checklists.rules.case import Case, Reopened
from checklists.rules.case import GatePass as Pass
from checklists.rules.content import Content
from checklists.rules.facts import FactDefinition, Origin, Said, check_value
from checklists.rules.judge import Judgement, judge
from checklists.rules.lineage import Lineage
from checklists.rules.own_scale import own_scale_on
from checklists.rules.record import as_record
from checklists.services.content import edition_content, graph_in_scope, questionnaire_content
from checklists.services.counted_evaluations import evaluations_of
from checklists.services.finding_rows import lives_of
from checklists.services.money import prices_of, usage_of
from checklists.services.scale_rows import own_scales

LONDON = ZoneInfo("Europe/London")
MODEL_QUESTION = "base_model_and_creator"


@dataclass(frozen=True)
class Judged:
    """A judgement with what it was made from. `sealed` is {subject, record} in plain data."""

    content: Content
    case: Case
    judgement: Judgement
    sealed: dict[str, Any]

    @property
    def record(self) -> dict[str, Any]:
        """The judgement in the shape of checklists/rules/record.py."""
        return self.sealed["record"]

    @cached_property
    def digest(self) -> str:
        """What a decision is bound to."""
        return digest_of(self.sealed)


def day_of(at: datetime) -> date:
    """The day in London that an instant falls on: what a judgement is made for."""
    return at.astimezone(LONDON).date()


def content_of(assessment: Assessment) -> Content:
    """What the assessment is pinned to."""
    return Content(edition_content(assessment.edition_id), questionnaire_content(assessment.questionnaire_version_id))


def judge_assessment(assessment: Assessment, on: date) -> Judged:
    """Judge as of a day, from what the tables hold now."""
    content = content_of(assessment)
    case = case_of(assessment, content, on)
    judgement = judge(content, case)
    sealed = {"subject": subject_of(assessment), "record": as_record(content, case, judgement)}
    return Judged(content, case, judgement, sealed)


def sealed_of(assessment: Assessment, on: date) -> dict[str, Any]:
    """{subject, record}: as they were frozen where it is decided, else as of `on`."""
    if assessment.state not in UNDECIDED:
        return json.loads(Decision.objects.get(assessment=assessment).record)
    return judge_assessment(assessment, on).sealed


def subject_of(assessment: Assessment) -> dict[str, Any]:
    """Who and what is judged, in plain data: part of what a decision is sealed to."""
    use = assessment.model_use
    product = use.product
    return plain(
        {
            "assessment": assessment.pk,
            "vendor": _vendor(product.vendor) if product.vendor else None,
            "product": {"name": product.name, "url": product.url, "description": product.description},
            "model_in_use": _use(use),
            "ai_model": {"id": use.ai_model_id, "name": use.ai_model.name} if use.ai_model else None,
        }
    )


def _vendor(vendor: Vendor) -> dict[str, Any]:
    named = {name: getattr(vendor, name) for name in ("legal_name", "company_number", "country", "website")}
    return named | {"sold_by": vendor.sold_by.legal_name if vendor.sold_by else None}


def _use(use: ModelUse) -> dict[str, Any]:
    names = ("name", "purpose", "tier_label", "model_version", "version_floats", "volume", "contract_on", "renewal_on")
    return {name: getattr(use, name) for name in names} | {"id": use.pk, "owner": str(use.owner) if use.owner else None}


def case_of(assessment: Assessment, content: Content, on: date) -> Case:
    """Everything known of the assessment. Fourteen statements, whatever the number of answers and comparisons."""
    use = assessment.model_use
    given = answers_of(assessment)
    lives, by_hand = lives_of(use)
    return Case(
        judged_on=on,
        tier_label=use.tier_label,
        purpose=use.purpose,
        said=said_by_buyer(use, {one.name: one for one in content.edition.facts}),
        answers=given,
        records=own_records(use),
        lineage=_lineage(use, given, assessment.edition_id),
        picked_model=str(use.ai_model_id) if use.ai_model_id else None,
        gate_passes=_gate_passes(assessment),
        submitted=assessment.state not in (AssessmentState.DRAFT.value, AssessmentState.COLLECTING.value),
        evaluations=evaluations_of(use, day_of),
        vendor=use.product.vendor.legal_name if use.product.vendor else "",
        short=assessment.short,
        prices=prices_of(use),
        usage=usage_of(use),
        lives=lives,
        by_hand=by_hand,
        reopened=_reopened(assessment, content),
        own_scale=own_scale_on(own_scales(day_of), on),
    )


def _reopened(assessment: Assessment, content: Content) -> dict[str, Reopened]:
    """What is asked again and why, with the answer of the round before. No statement where nothing is."""
    if not assessment.reopened or assessment.previous is None:
        return {}
    renamed = content.questionnaire.renamed
    before = {renamed.get(key, key): answer for key, answer in answers_of(assessment.previous).items()}
    return {key: Reopened(tuple(why), before.get(key)) for key, why in assessment.reopened.items()}


def said_by_buyer(use: ModelUse, definitions: dict[str, FactDefinition]) -> tuple[Said, ...]:
    """The buyer's own statements; one that the edition no longer has a name for is left out."""
    rows = FactValue.objects.filter(model_use=use).order_by("name")
    return tuple(
        Said(row.name, check_value(definitions[row.name], row.value), Origin.BUYER, row.source, row.said_on)
        for row in rows
        if row.name in definitions
    )


def answers_of(assessment: Assessment) -> dict[str, answers.Answer]:
    """The answers as they stand, by question, with their documents. Two statements."""
    documents: dict[UUID, list[answers.Document]] = defaultdict(list)
    ties = AnswerEvidence.objects.filter(answer__assessment=assessment).select_related("evidence").order_by("id")
    for tie in ties:
        documents[tie.answer_id].append(document_from(tie.evidence))
    rows = Answer.objects.filter(assessment=assessment).order_by("id")
    return {row.question: answer_from(row, tuple(documents[row.pk])) for row in rows}


def answer_from(row: Answer, documents: tuple[answers.Document, ...]) -> answers.Answer:
    """One answer in the rules' form."""
    same = (
        "question", "value", "follow_up", "reason", "note", "said_by", "said_by_name", "said_on", "date_asked",
        "attested", "judged_comment", "judged_by", "reused_from", "version",
    )  # fmt: skip
    return answers.Answer(
        state=answers.State(row.state),
        rung=answers.Rung(row.rung) if row.rung else None,
        face=row.by_face,
        who_may_see=answers.WhoMaySee(row.who_may_see),
        judged=answers.Judged(row.judged) if row.judged else None,
        documents=documents,
        model=row.value.get("ai_model") if isinstance(row.value, dict) else None,
        **{name: getattr(row, name) for name in same},
    )


def document_from(row: Evidence) -> answers.Document:
    """One piece of evidence in the rules' form."""
    return answers.Document(
        id=str(row.pk),
        title=row.title,
        kind=row.kind,
        digest=row.digest,
        issuer=row.issuer,
        expires_on=row.expires_on,
        address=row.address,
        seen_on=row.seen_on,
    )


def own_records(use: ModelUse) -> tuple[obligations.OwnRecord, ...]:
    """The firm's own records that count for this model in use: its own, and those of the whole firm. Two statements."""
    rows = FirmRecord.objects.filter(model_use__in=[use]) | FirmRecord.objects.filter(model_use=None)
    rows = rows.select_related("owner__user").order_by("obligation", "item", "id")
    documents: dict[UUID, list[answers.Document]] = defaultdict(list)
    for tie in RecordEvidence.objects.filter(record__in=rows).select_related("evidence").order_by("id"):
        documents[tie.record_id].append(document_from(tie.evidence))
    return tuple(record_from(row, tuple(documents[row.pk])) for row in rows)


def record_from(row: FirmRecord, documents: tuple[answers.Document, ...]) -> obligations.OwnRecord:
    """One record of our own in the rules' form."""
    return obligations.OwnRecord(
        obligation=row.obligation,
        item=row.item,
        owner=str(row.owner) if row.owner else "",
        on=row.on,
        statement=row.statement,
        documents=documents,
        firm=row.model_use_id is None,
        expires_on=row.expires_on,
    )


def _gate_passes(assessment: Assessment) -> tuple[Pass, ...]:
    rows = GatePass.objects.filter(assessment=assessment).order_by("id")
    return tuple(Pass(row.question, row.reason, row.by_label, row.passed_on, row.expires_on) for row in rows)


def _lineage(use: ModelUse, given: dict[str, answers.Answer], edition_id: UUID) -> Lineage:
    """The model that was picked for the use; while none is, the one that the answer about the base model names."""
    named = given.get(MODEL_QUESTION)
    subject = str(use.ai_model_id) if use.ai_model_id else (named.model if named else None)
    return graph_in_scope(edition_id).about(subject)
