"""Freeze an assessment into plain data: everything that a dossier shows, and no clock but the day of the judgement."""

import json
from datetime import date
from typing import Any

from checklists.canonical import canonical_text
from checklists.dossier.withholding import Held, held_in, withhold
from checklists.models import Answer, Assessment, Condition, Decision, Evidence, GatePass
from checklists.models.assessments import UNDECIDED
from checklists.services.duty_plans import planned
from checklists.services.judging import day_of, sealed_of
from checklists.services.reading_history import history_of
from checklists.services.rows import organisation_in_scope

SCHEMA = "dossier-1"
EXAMPLE = (
    "An example. What is said of the models is from public sources; the firm, its facts and its answers are made up."
)
# What happens to dossiers is no part of what a dossier says: an unchanged assessment keeps its digest.
LEFT_OUT = ("dossier_frozen", "dossier_ready", "dossier_parked", "dossier_replayed")
STATES = {
    "draft": "Not begun",
    "collecting": "Answers are being collected",
    "in_review": "In review",
    "decided": "Decided",
    "superseded": "Superseded by a later round",
}
OUTCOMES = {
    "approved": "Approved",
    "approved_with_conditions": "Approved with conditions",
    "on_hold": "On hold",
    "declined": "Declined",
    "withdrawn": "Withdrawn",
}
DUE = {"before_signature": "Before signature", "before_use": "Before use", "within_days": "Within {days} days"}


def snapshot_of(assessment: Assessment, on: date) -> dict[str, Any]:
    """The snapshot in the shape of docs/schemas/dossier-1.json. `on` counts only while it is undecided.

    Who sees to what is left is told as of the freeze, also where the judgement was frozen with a decision.
    """
    sealed = sealed_of(assessment, on)
    subject, organisation = sealed["subject"], organisation_in_scope()
    held = held_in(sealed["record"], model_told=subject["ai_model"] is not None, who=organisation.name)
    record = withhold(planned(sealed["record"], assessment.model_use), held, _salts(assessment, held))
    whole = {
        "schema": SCHEMA,
        "language": "en-GB",
        "organisation": {
            "name": organisation.name,
            "slug": organisation.slug,
            "example": organisation.is_example,
            "note": EXAMPLE if organisation.is_example else None,
        },
        "vendor": subject["vendor"],
        "product": subject["product"],
        "model_in_use": _use(subject["model_in_use"], record),
        "ai_model": subject["ai_model"],
        "assessment": _assessment(assessment),
        "judgement": record,
        "decision": _decision(assessment, held),
        "history": _history(assessment),
        "evidence": _evidence(record),
        "example_note": EXAMPLE if organisation.is_example else None,
    }
    return json.loads(canonical_text(whole))


def _salts(assessment: Assessment, held: Held) -> dict[str, str]:
    """The ids of the answers that are held back: random, and never told outside the organisation."""
    rows = Answer.objects.filter(assessment=assessment, question__in=held.questions)
    return {question: str(key) for question, key in rows.values_list("question", "pk")}


def _use(use: dict[str, Any], record: dict[str, Any]) -> dict[str, Any]:
    hosting = next((fact for fact in record["facts"] if fact["name"] == "hosting"), None)
    volume = use["volume"]
    return {
        "name": use["name"],
        "purpose": use["purpose"],
        "tier_label": use["tier_label"],
        "version": use["model_version"],
        "hosting_note": hosting["value_label"] if hosting else "not known",
        "owner": use["owner"],
        "volume": f"{volume:,} tasks a month" if volume is not None else None,
    }


def _assessment(assessment: Assessment) -> dict[str, Any]:
    submitted = assessment.submitted_at
    return {
        "id": assessment.pk,
        "round": assessment.round,
        "state": assessment.state,
        "state_label": STATES[assessment.state],
        "opened_on": assessment.opened_on,
        "submitted_on": day_of(submitted) if submitted else None,
        "submitted_by": assessment.submitted_by or None,
        "set": "short" if assessment.short else "full",
    }


def _decision(assessment: Assessment, held: Held) -> dict[str, Any] | None:
    if assessment.state in UNDECIDED:
        return None
    decision = Decision.objects.get(assessment=assessment)
    same = ("outcome", "reasons", "decided_by", "submitted_by", "four_eyes", "valid_until", "digest")
    conditions = Condition.objects.filter(decision=decision).select_related("owner__user").order_by("number")
    return {
        **{name: getattr(decision, name) for name in same},
        "outcome_label": OUTCOMES[decision.outcome],
        "decided_on": day_of(decision.decided_at),
        "conditions": [_condition(row, held) for row in conditions],
        "gate_passes": _gate_passes(assessment),
    }


def _condition(row: Condition, held: Held) -> dict[str, Any]:
    return {
        "number": row.number,
        "text": row.text,
        "due_kind": row.due,
        "due_label": DUE[row.due].format(days=row.days),
        "days": row.days,
        "due_on": row.due_on,
        "owner": str(row.owner) if row.owner else None,
        "names": [held.name(key) for key in row.names],
        "met_on": row.met_on,
    }


def _gate_passes(assessment: Assessment) -> list[dict[str, Any]]:
    rows = GatePass.objects.filter(assessment=assessment).order_by("id")
    return [
        {
            "question": row.question,
            "reason": row.reason,
            "by": row.by_label,
            "on": row.passed_on,
            "expires_on": row.expires_on,
        }
        for row in rows
    ]


def _history(assessment: Assessment) -> list[dict[str, Any]]:
    lines = history_of([assessment.pk, assessment.model_use_id], leave_out=LEFT_OUT)
    names = ("seq", "at", "kind", "kind_label", "by", "face", "text")
    return [{name: getattr(line, name) for name in names} for line in lines]


def _evidence(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The evidence that the record refers to, once each, with what it is used for."""
    used: dict[str, list[str]] = {}
    for section in record["sections"]:
        for question in section["questions"]:
            for document in question["answer"]["documents"]:
                used.setdefault(document["id"], []).append(f"Question {question['number']}")
    for obligation in record["obligations"]:
        for item in obligation["items"]:
            for document in item["documents"]:
                used.setdefault(document["id"], []).append(obligation["plain_title"])
    rows = Evidence.objects.filter(pk__in=used).order_by("id")
    return [_document(row, used[str(row.pk)]) for row in rows]


def _document(row: Evidence, used_for: list[str]) -> dict[str, Any]:
    same = ("title", "kind", "digest", "size", "issuer", "address", "seen_on", "expires_on", "text")
    return {"id": row.pk, **{name: getattr(row, name) for name in same}, "used_for": used_for}
