"""Ask for a dossier: freeze the snapshot into a row, and ring for a worker. The row is the truth of the job.

The broker may be gone or forget: the sweep rings again for whatever waits or whose lease has run out.
"""

import json
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any
from uuid import UUID

import structlog
from celery import current_app
from django.db import transaction
from django.db.models import F, Q
from kombu.exceptions import OperationalError

from checklists.actor import Actor
from checklists.canonical import canonical_text, digest_of
from checklists.dossier.fontset import font_set
from checklists.dossier.remaking import has_whole_pdf, hindrance
from checklists.dossier.snapshot import snapshot_of
from checklists.dossier.store import sweep_temporary
from checklists.dossier.version import template_version
from checklists.errors import NotFound, Refused
from checklists.models import Answer, Assessment, Decision, Dossier, Organisation
from checklists.models.assessments import UNDECIDED
from checklists.models.dossiers import DossierState
from checklists.models.people import Role
from checklists.rules.answers import State
from checklists.services.history import next_place, record, service
from checklists.services.judging import day_of
from checklists.services.rows import allow, insert, organisation_in_scope

TASK = "candour.pdf.render"
QUEUE = "pdf"
TEMPORARY_LIVES = timedelta(hours=1)
log = structlog.get_logger("candour.dossier")


@service
def request_dossier(assessment: Assessment, *, by: Actor, at: datetime) -> Dossier:
    """Freeze the assessment as it stands and queue its PDF; an unchanged one gives the dossier that exists.

    Where the file of that one is lost or damaged it is queued again, to come out as it was.

    Raises Refused for an assessment without any answer: there is nothing to hand over yet.
    """
    allow(by, Role.ASSESSOR)
    if not Answer.objects.filter(assessment=assessment).exclude(state=State.NOT_YET.value).exists():
        raise Refused("There is no answer in this assessment yet, so there is nothing to export.", code="no_answers")
    snapshot = snapshot_of(assessment, _day(assessment, at))
    existing = _same_before(assessment, snapshot)
    if existing is not None:
        return _queue_again(existing, by, at) if _is_lost(existing) else existing
    dossier = _frozen(assessment, snapshot, by, at)
    named = {"number": dossier.number, "digest": dossier.digest, "assessment": assessment.pk}
    record("dossier_frozen", dossier, by=by, at=at, organisation=organisation_in_scope(), **named)
    transaction.on_commit(lambda: ring(dossier.organisation_id, dossier.pk))
    return dossier


@service
def replay_dossier(dossier: Dossier, *, by: Actor, at: datetime) -> Dossier:
    """Queue a dossier again that is parked, or whose file is lost or damaged. Any other stays as it is.

    Raises Refused where this release has other templates and so cannot make it.
    """
    allow(by, Role.ASSESSOR)
    dossier.refresh_from_db(fields=["state", "pdf_digest"])
    if dossier.state != DossierState.PARKED.value and not _is_lost(dossier):
        return dossier
    why = None if has_whole_pdf(dossier) else hindrance(dossier)
    if why is not None:
        raise Refused(str(why), code="other_templates")
    return _queue_again(dossier, by, at)


def find_dossier(dossier_id: UUID) -> Dossier:
    """The dossier in the organisation in scope. Raises NotFound."""
    dossier = Dossier.objects.filter(pk=dossier_id).select_related("assessment__model_use").first()
    if dossier is None:
        raise NotFound("dossier")
    return dossier


def ring(organisation_id: UUID, dossier_id: UUID) -> bool:
    """Tell a worker that there is work. A broker that is gone loses nothing: the sweep rings again."""
    try:
        current_app.send_task(TASK, args=[str(organisation_id), str(dossier_id)], queue=QUEUE)
    except (OperationalError, OSError) as error:
        log.warning("the broker does not answer; the sweep will ring again", error=type(error).__name__)
        return False
    return True


def sweep(*, now: datetime) -> int:
    """Ring for every dossier that waits or whose lease has run out, in all organisations. Gives how many.

    Ends at the first ring that fails: a broker that is gone would cost seconds for each of the others too.
    """
    lost = Q(state=DossierState.RENDERING.value, leased_until__lt=now)
    waiting = Q(state=DossierState.QUEUED.value) | lost
    rows = Dossier.every_organisation.filter(waiting).order_by("id").values_list("organisation_id", "pk")[:500]
    rung = sum(1 for _ in takewhile(lambda row: ring(*row), rows))
    sweep_temporary((now - TEMPORARY_LIVES).timestamp())
    return rung


def _is_lost(dossier: Dossier) -> bool:
    return dossier.state == DossierState.READY.value and not has_whole_pdf(dossier)


def _queue_again(dossier: Dossier, by: Actor, at: datetime) -> Dossier:
    """With fresh attempts. What was made before keeps its digest, which the new file has to have."""
    fresh = {"state": DossierState.QUEUED.value, "attempts": 0, "error": "", "remedy": "", "leased_until": None}
    as_it_was = Dossier.objects.filter(pk=dossier.pk, state=dossier.state)
    if as_it_was.update(**fresh, progress=0, updated_at=at):
        record("dossier_replayed", dossier, by=by, at=at, organisation=organisation_in_scope(), number=dossier.number)
        transaction.on_commit(lambda: ring(dossier.organisation_id, dossier.pk))
    dossier.refresh_from_db()
    return dossier


def _day(assessment: Assessment, at: datetime) -> date:
    return day_of(at) if assessment.state in UNDECIDED else Decision.objects.get(assessment=assessment).judged_on


def _same_before(assessment: Assessment, snapshot: dict[str, Any]) -> Dossier | None:
    """The last dossier, where nothing but the day of an undecided judgement differs from it."""
    rows = Dossier.objects.filter(assessment=assessment, template=template_version()).order_by("-number")
    last = rows.first()
    if last is None:
        return None
    old = json.loads(last.snapshot)
    return last if _without_day(old) == _without_day(snapshot) else None


def _without_day(snapshot: dict[str, Any]) -> dict[str, Any]:
    return {**snapshot, "judgement": {**snapshot["judgement"], "judged_on": None}}


def _frozen(assessment: Assessment, snapshot: dict[str, Any], by: Actor, at: datetime) -> Dossier:
    organisation = organisation_in_scope()
    place = next_place(organisation)
    number = Organisation.objects.values_list("next_dossier_number", flat=True).get(pk=organisation.pk)
    Organisation.objects.filter(pk=organisation.pk).update(next_dossier_number=F("next_dossier_number") + 1)
    envelope = {
        "number": number,
        "frozen_at": at,
        "event_index": place,
        "template": template_version(),
        "fonts": font_set(),
        "key_id": None,
        "proof": None,
        "checkpoint": None,
    }
    dossier = Dossier(
        assessment=assessment,
        number=number,
        snapshot=canonical_text(snapshot),
        digest=digest_of(snapshot),
        envelope=canonical_text(envelope),
        template=template_version(),
    )
    return insert(dossier, by=by, at=at)
