"""The worker's side of a dossier: one task, whose arguments are ids alone."""

from pathlib import Path
from uuid import UUID

from celery import shared_task
from celery.signals import worker_process_init, worker_process_shutdown
from django.conf import settings
from django.utils import timezone
from django_scopes import scope

from checklists.dossier.produce import produce
from checklists.dossier.rendering import RendererProcess
from checklists.dossier.request import TASK
from checklists.models import Organisation

_renderer = RendererProcess(cache_folder=Path(settings.DATA) / "cache")


@shared_task(name=TASK)
def render(organisation_id: str, dossier_id: str) -> str:
    """Make one dossier's PDF. A message that names what does not exist, or another organisation's, does nothing."""
    organisation = Organisation.objects.filter(pk=UUID(organisation_id)).first()
    if organisation is None:
        return "unknown"
    with scope(organisation=organisation):
        return produce(UUID(dossier_id), renderer=_renderer, now=timezone.now)


@worker_process_init.connect
def begin(**_: object) -> None:
    """A fork has its own renderer."""
    _renderer.close()


@worker_process_shutdown.connect
def end(**_: object) -> None:
    """The renderer goes with its worker."""
    _renderer.close()
