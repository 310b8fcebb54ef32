"""Partial re-review: the next round asks again what a change touches, and carries the rest with its dates."""

from collections.abc import Sequence
from datetime import datetime

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, Refused
from checklists.models import Assessment, Change, ModelUse
from checklists.models.assessments import AssessmentState
from checklists.models.changes import ChangeState
from checklists.models.people import Role
from checklists.rules.change_kinds import in_sentences
from checklists.services.assessments import (
    carry_answers,
    latest_version_like,
    locked,
    none_open,
    open_round,
)
from checklists.services.changes import decided_assessment, ensure_open
from checklists.services.history import record, service
from checklists.services.rows import allow, change, organisation_in_scope


@service
def start_re_review(*, model_use: ModelUse, changes: Sequence[Change], by: Actor, at: datetime) -> Assessment:
    """Open the next round for what changed: the questions that it touches are asked again, each with the reason, and
    every other answer is carried with its date. The decision stays until the new round is decided.

    Raises Refused where nothing is decided, a round is open, or a change is settled or of an older decision; Invalid
    without a change.
    """
    allow(by, Role.ASSESSOR)
    changes = list({row.pk: row for row in changes}.values())
    decided = locked(decided_assessment(model_use))
    none_open(model_use)
    _check(model_use, changes)
    _since(decided, changes)
    reasons = _reasons(changes)
    following = open_round(
        model_use, latest_version_like(decided), decided.short, by, at, previous=decided, reopened=reasons
    )
    carried = carry_answers(decided, following, at)
    taken = {"state": ChangeState.TAKEN_UP.value, "settled_by": by.label, "settled_at": at}
    for row in changes:
        change(row, taken, version=None, by=by, at=at)
    named = {
        "after": decided.pk,
        "round": following.round,
        "changes": [{"kind": row.kind, "text": row.body["text"]} for row in changes],
        "reopened": sorted(reasons),
        "carried": carried,
    }
    record("re_review_started", following, by=by, at=at, organisation=organisation_in_scope(), **named)
    return following


def _check(model_use: ModelUse, changes: Sequence[Change]) -> None:
    if not changes:
        sentence = "Name at least one change to ask about again."
        raise Invalid(sentence, [Detail("/changes", "required", sentence)])
    for row in changes:
        if row.model_use_id != model_use.pk:
            sentence = "One of these changes belongs to another model in use. Look at the list again."
            raise Invalid(sentence, [Detail("/changes", "other_use", str(row.pk))])
    ensure_open(changes)


def _since(decided: Assessment, changes: Sequence[Change]) -> None:
    """Refuse changes that were noticed before the decision that stands: it was made with what they are about."""
    old = [row for row in changes if row.assessment_id != decided.pk]
    if old or decided.state != AssessmentState.DECIDED.value:
        sentence = "A change since an older decision was named, and there is a newer one. Look for changes again."
        raise Refused(sentence, [Detail("/changes", "superseded", str(row.pk)) for row in old], code="superseded")


def _reasons(changes: Sequence[Change]) -> dict[str, list[str]]:
    """Why each question is asked again. What it was and is stays with the change: it may have been told in confidence,
    and a round's record travels further."""
    reasons: dict[str, list[str]] = {}
    for row in changes:
        sentence = in_sentences(row.body["title"], row.body["why"])
        for question in row.questions:
            reasons.setdefault(question, [])
            if sentence not in reasons[question]:
                reasons[question].append(sentence)
    return reasons
