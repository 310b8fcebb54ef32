"""What changed since a decision: looked for, noticed once, and settled by a person."""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from checklists.actor import Actor
from checklists.canonical import digest_of, plain
from checklists.errors import Detail, Invalid, NotFound, Refused
from checklists.models import Assessment, Change, Decision, Edition, ModelUse
from checklists.models.assessments import AssessmentState
from checklists.models.changes import ChangeState
from checklists.models.people import Role
from checklists.rules import change_kinds
from checklists.rules.case import Case
from checklists.rules.changes import changes
from checklists.rules.content import Content
from checklists.rules.judge import judge
from checklists.rules.lineage import Lineage
from checklists.rules.record import as_record
from checklists.services.assessments import find_assessment, latest_version_like
from checklists.services.content import current_edition, edition_content, graph_in_scope, questionnaire_content
from checklists.services.history import record, service
from checklists.services.judging import case_of, content_of, day_of, subject_of
from checklists.services.rows import allow, change, insert, organisation_in_scope

BODY = ("key", "title", "text", "why", "before", "after", "source", "on", "parts")


@service
def look_for_changes(*, model_use: ModelUse, by: Actor, at: datetime) -> list[Change]:
    """Compare what was decided last with what stands today, and note what is new. One event, or none.

    A change that was noticed before is not noticed again; one that is undone is over. Raises Refused before the first
    decision.
    """
    allow(by, Role.ASSESSOR)
    assessment = decided_assessment(model_use)
    rows = {row.digest: row for row in Change.objects.select_for_update().filter(assessment=assessment)}
    found = {digest_of_change(one): one for one in changes_since(assessment, day_of(at))}
    new = [noticed(assessment, one, by, at) for digest, one in found.items() if digest not in rows]
    again = [row for row in rows.values() if row.state == ChangeState.OVER.value and row.digest in found]
    over = [row for row in rows.values() if row.state == ChangeState.OPEN.value and row.digest not in found]
    for row in again:
        change(row, {"state": ChangeState.OPEN.value, "noticed_at": at}, version=None, by=by, at=at)
    for row in over:
        change(row, {"state": ChangeState.OVER.value}, version=None, by=by, at=at)
    _tell(assessment, [*new, *again], over, by, at)
    return [*new, *again]


def _tell(assessment: Assessment, new: list[Change], over: list[Change], by: Actor, at: datetime) -> None:
    if not new and not over:
        return
    named = {"assessment": assessment.pk, "new": [_line(row) for row in new], "over": [_line(row) for row in over]}
    record("changes_noticed", assessment.model_use, by=by, at=at, organisation=organisation_in_scope(), **named)


def _line(row: Change) -> dict[str, Any]:
    return {"kind": row.kind, "text": row.body["text"], "questions": row.questions}


@service
def dismiss_change(row: Change, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Change:
    """Settle a change that does not matter, with the reason. Raises Refused where it is settled already."""
    allow(by, Role.ASSESSOR)
    if not reason.strip():
        sentence = "Say why it does not matter: whoever reads this in a year was not there."
        raise Invalid(sentence, [Detail("/reason", "blank", sentence)])
    if row.state == ChangeState.DISMISSED.value and row.reason == reason.strip():
        return row
    ensure_open([row])
    settled = {"state": ChangeState.DISMISSED.value, "reason": reason.strip(), "settled_by": by.label, "settled_at": at}
    change(row, settled, version=version, by=by, at=at)
    # A dossier tells this by its title: what it was and is may have been told in confidence.
    told = {name: row.body[name] for name in ("title", "text")}
    named = {"about": row.kind, **told, "reason": row.reason, "assessment": row.assessment_id}
    record("change_dismissed", row.model_use, by=by, at=at, organisation=organisation_in_scope(), **named)
    return row


def find_change(model_use: ModelUse, change_id: UUID) -> Change:
    """One change of a model in use. Raises NotFound."""
    row = Change.objects.filter(model_use=model_use, pk=change_id).select_related("assessment").first()
    if row is None:
        raise NotFound("change")
    return row


def changes_on(model_use: ModelUse) -> QuerySet[Change]:
    """Every change that was noticed of a model in use."""
    return Change.objects.filter(model_use=model_use).select_related("assessment")


def waiting_changes() -> QuerySet[Change]:
    """Changes that somebody should look at, the newest first: open, of rounds that no later decision has replaced."""
    rows = Change.objects.filter(state=ChangeState.OPEN.value)
    return rows.exclude(assessment__state=AssessmentState.SUPERSEDED.value).order_by("-noticed_at", "id")


def ensure_open(rows: Iterable[Change]) -> None:
    """Refuse changes that somebody has settled, or that are over."""
    for row in rows:
        if row.state != ChangeState.OPEN.value:
            words = row.state.replace("_", " ")
            sentence = f'This change is {words} already: "{row.body["text"]}" Look at the list again.'
            raise Refused(sentence, [Detail("/changes", "settled", str(row.pk))], code="settled")


def decided_assessment(model_use: ModelUse) -> Assessment:
    """The round that was decided last. Raises Refused where there is none."""
    row = Assessment.objects.filter(model_use=model_use, state=AssessmentState.DECIDED.value).first()
    if row is None:
        raise Refused(
            "Nothing is decided for this model in use, so there is nothing to compare with. Decide a round first.",
            code="not_decided",
        )
    return find_assessment(row.pk)


def changes_since(assessment: Assessment, on: date) -> tuple[change_kinds.Change, ...]:
    """What changed between a decision and a day, by the newest edition and questionnaire."""
    decision = Decision.objects.get(assessment=assessment)
    edition = current_edition()
    pinned, now = content_of(assessment), content_now(assessment, edition)
    case = case_of(assessment, pinned, on)
    later = case_under(now, case, graph_in_scope(edition.pk))
    return changes(
        json.loads(decision.record),
        {"subject": subject_of(assessment), "record": record_of(now, later)},
        now.edition.changes,
        under_old=record_of(pinned, case),
        valid_until=decision.valid_until,
        renamed=now.questionnaire.renamed,
    )


def content_now(assessment: Assessment, edition: Edition) -> Content:
    """An edition, with the newest version of the questionnaire that the assessment used."""
    version = latest_version_like(assessment)
    return Content(edition_content(edition.pk), questionnaire_content(version.pk))


def case_under(content: Content, case: Case, graph: Lineage) -> Case:
    """The case as other content reads it: what is known of models by `graph`, and answers by their questions' new
    names."""
    named = {content.questionnaire.renamed.get(key, key): answer for key, answer in case.answers.items()}
    answers = {key: replace(answer, question=key) for key, answer in named.items()}
    return replace(case, answers=answers, lineage=graph.about(case.lineage.subject))


def record_of(content: Content, case: Case) -> dict[str, Any]:
    """A case judged, as plain data."""
    return as_record(content, case, judge(content, case))


def digest_of_change(one: change_kinds.Change) -> str:
    """What a change is known by: its kind, what it is about, what it was and what it is."""
    return digest_of({"kind": one.kind, "key": one.key, "before": one.before, "after": one.after})


def noticed(assessment: Assessment, one: change_kinds.Change, by: Actor, at: datetime) -> Change:
    """Insert the row of a change."""
    body = plain({name: value for name, value in asdict(one).items() if name in BODY})
    row = Change(
        model_use=assessment.model_use,
        assessment=assessment,
        kind=one.kind,
        body=body,
        questions=list(one.questions),
        digest=digest_of_change(one),
        noticed_at=at,
    )
    return insert(row, by=by, at=at)
