"""Make the PDF of one dossier: claim it, render it while renewing the lease, store it, say that it is ready.

The straight line from a row to a file. Whatever is killed on the way, the row is claimed again when its lease has run
out, and a finished render counts only where the row still carries the token of who made it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import F, Q

from checklists.actor import Actor, system
from checklists.dossier.build import build_html, identifier
from checklists.dossier.failed import RenderFailed
from checklists.dossier.remaking import another_file, has_whole_pdf, hindrance
from checklists.dossier.rendering import Progress, RendererProcess
from checklists.dossier.store import get, put
from checklists.models import Dossier
from checklists.models.dossiers import LEASE, MOST_ATTEMPTS, DossierState
from checklists.services.files import digest_of_bytes
from checklists.services.history import bookkeeping, record, service
from checklists.services.rows import organisation_in_scope

RENEW_EVERY = 5.0
WALL_SECONDS = 300.0
STEPS = 7
WORKER = system("The dossier worker", "clock")
Clock = Callable[[], datetime]


class LostLease(Exception):
    """Somebody else has the dossier now: this render no longer counts."""


@dataclass
class Claim:
    """A dossier that is ours until its lease runs out."""

    dossier: Dossier
    now: Clock
    renewed_at: datetime
    shown: int = 0

    def tick(self, progress: Progress) -> None:
        """Renew the lease every five seconds and show how far it is. Raises LostLease."""
        now, shown = self.now(), percent(progress)
        if shown == self.shown and (now - self.renewed_at).total_seconds() < RENEW_EVERY:
            return
        if not renew(self.dossier, now, shown):
            raise LostLease
        self.renewed_at, self.shown = now, shown


def produce(dossier_id: UUID, *, renderer: RendererProcess, now: Clock) -> str:
    """Make the PDF, if the dossier is free to take. Gives its state: ready, parked, queued, or taken by another.

    A file whose render came too late stays: whoever was faster has put the very same bytes into the same place.
    One that was made before has to come out as it was.
    """
    dossier = claim_dossier(dossier_id, now())
    if dossier is None:
        return "taken"
    try:
        pdf = _kept(dossier) or _render(Claim(dossier, now, now()), renderer)
    except LostLease:
        return "taken"
    except RenderFailed as error:
        return _failed(dossier, error, now())
    if dossier.pdf_digest not in ("", digest_of_bytes(pdf)):
        return _failed(dossier, another_file(dossier), now())
    digest = put(dossier.organisation_id, pdf)
    return finish(dossier, digest=digest, size=len(pdf), by=WORKER, at=now())


@bookkeeping
def claim_dossier(dossier_id: UUID, now: datetime) -> Dossier | None:
    """Take the dossier in one UPDATE, so that of two workers only one gets it; at most five times in all."""
    token = uuid4()
    free = Q(state=DossierState.QUEUED.value) | Q(state=DossierState.RENDERING.value, leased_until__lt=now)
    rows = Dossier.objects.filter(free, pk=dossier_id, attempts__lt=MOST_ATTEMPTS)
    taken = rows.update(
        state=DossierState.RENDERING.value,
        token=token,
        leased_until=now + LEASE,
        attempts=F("attempts") + 1,
        progress=0,
    )
    if taken:
        return Dossier.objects.get(pk=dossier_id)
    worn_out = Dossier.objects.filter(free, pk=dossier_id, attempts__gte=MOST_ATTEMPTS).first()
    if worn_out is not None:
        park(worn_out, reason=WORN_OUT.reason, remedy=WORN_OUT.remedy, by=WORKER, at=now)
    return None


WORN_OUT = RenderFailed(
    f"It was begun {MOST_ATTEMPTS} times and never came to its end.",
    "See the worker's log for what ended it, then queue it again.",
    retry=False,
)


@bookkeeping
def renew(dossier: Dossier, now: datetime, progress: int) -> bool:
    """Hold on to a dossier for another lease. False where it is no longer ours."""
    mine = Dossier.objects.filter(pk=dossier.pk, token=dossier.token, state=DossierState.RENDERING.value)
    return bool(mine.update(leased_until=now + LEASE, progress=progress))


@service
def finish(dossier: Dossier, *, digest: str, size: int, by: Actor, at: datetime) -> str:
    """Say that the PDF is there, if the dossier is still ours."""
    values = {"pdf_digest": digest, "pdf_size": size, "ready_at": at, "progress": 100, "error": "", "remedy": ""}
    mine = Dossier.objects.filter(pk=dossier.pk, token=dossier.token, state=DossierState.RENDERING.value)
    if not mine.update(state=DossierState.READY.value, leased_until=None, updated_at=at, **values):
        return "taken"
    named = {"number": dossier.number, "pdf": digest, "size": size}
    record("dossier_ready", dossier, by=by, at=at, organisation=organisation_in_scope(), **named)
    return DossierState.READY.value


@service
def park(dossier: Dossier, *, reason: str, remedy: str, by: Actor, at: datetime) -> str:
    """Put a dossier aside with its reason, for a person to see and to queue again."""
    values = {"state": DossierState.PARKED.value, "leased_until": None, "error": reason, "remedy": remedy}
    mine = Dossier.objects.filter(pk=dossier.pk, token=dossier.token).exclude(state=DossierState.READY.value)
    if not mine.update(**values, updated_at=at):
        return "taken"
    named = {"number": dossier.number, "reason": reason}
    record("dossier_parked", dossier, by=by, at=at, organisation=organisation_in_scope(), **named)
    return DossierState.PARKED.value


@bookkeeping
def give_back(dossier: Dossier, error: RenderFailed, at: datetime) -> str:
    """Back into the queue after a failure that may pass; the sweep rings for it."""
    mine = Dossier.objects.filter(pk=dossier.pk, token=dossier.token, state=DossierState.RENDERING.value)
    mine.update(state=DossierState.QUEUED.value, leased_until=None, error=error.reason, updated_at=at)
    return DossierState.QUEUED.value


def percent(progress: Progress) -> int:
    """How far a render is, 0 to 99; 100 is said by `finish` alone."""
    return min(99, progress.step * 100 // (STEPS + 1))


def _failed(dossier: Dossier, error: RenderFailed, at: datetime) -> str:
    if error.retry and dossier.attempts < MOST_ATTEMPTS:
        return give_back(dossier, error, at)
    return park(dossier, reason=error.reason, remedy=error.remedy, by=WORKER, at=at)


def _kept(dossier: Dossier) -> bytes | None:
    """The PDF of a dossier that was ready before, where its file was put back in the meantime."""
    return get(dossier.organisation_id, dossier.pdf_digest) if has_whole_pdf(dossier) else None


def _render(claim: Claim, renderer: RendererProcess) -> bytes:
    if why := hindrance(claim.dossier):
        raise why
    snapshot, envelope = json.loads(claim.dossier.snapshot), json.loads(claim.dossier.envelope)
    html = build_html(snapshot, envelope)
    meta = {"identifier": identifier(snapshot, envelope)}
    return renderer.render(html, meta, claim.tick, WALL_SECONDS)
