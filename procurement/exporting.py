"""Export a dossier to a file from the command line, beside a running service or without one."""

import time
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from checklists.actor import Actor
from checklists.dossier.produce import produce
from checklists.dossier.rendering import RendererProcess
from checklists.dossier.request import replay_dossier, request_dossier
from checklists.dossier.store import get
from checklists.errors import Unavailable
from checklists.models import Assessment, Dossier
from checklists.models.dossiers import DossierState
from checklists.services.files import place_for, write_whole

WAIT_SECONDS = 180.0
PAUSE = 0.5


def export(assessment: Assessment, out: Path, *, renderer: RendererProcess, by: Actor, at: datetime) -> Path:
    """Freeze the assessment, make its PDF here unless a worker is at it, and write it to `out`. Gives where it lies.

    Raises Refused for what cannot be exported, Unavailable with reason and remedy where it cannot be rendered.
    """
    place = place_for(out)
    return _write(request_dossier(assessment, by=by, at=at), place, renderer)


def export_again(dossier: Dossier, out: Path, *, renderer: RendererProcess, by: Actor, at: datetime) -> Path:
    """Write the PDF of a dossier that exists; one that is parked or whose file is lost is made again. As `export`."""
    place = place_for(out)
    return _write(replay_dossier(dossier, by=by, at=at), place, renderer)


def _write(dossier: Dossier, place: Path, renderer: RendererProcess) -> Path:
    dossier = _ready(dossier, renderer)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, get(dossier.organisation_id, dossier.pdf_digest))
    return place


def _ready(dossier: Dossier, renderer: RendererProcess) -> Dossier:
    """Make it, or wait for the worker that was faster."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        dossier = Dossier.objects.get(pk=dossier.pk)
        if dossier.state == DossierState.READY.value:
            return dossier
        if dossier.state == DossierState.PARKED.value:
            raise Unavailable(f"{dossier.error} {dossier.remedy}")
        if produce(dossier.pk, renderer=renderer, now=timezone.now) == "taken":
            time.sleep(PAUSE)
    raise Unavailable(f"Dossier {dossier.number} was not ready within {WAIT_SECONDS:.0f} seconds. Try again.")
