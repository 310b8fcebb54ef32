"""The site's own tasks: judging a batch of assessments again. The row is the truth; the broker only rings."""

from datetime import datetime
from itertools import takewhile
from uuid import UUID

import structlog
from celery import current_app, shared_task
from django.utils import timezone
from django_scopes import scope

from checklists.actor import system
from checklists.models import Edition, Organisation
from checklists.services.rejudging import begin_rejudging, organisations_behind, rejudge, waiting
from procurement.celery import BrokerDown

TASK = "candour.default.rejudge"
BY = system("Candour", "clock")
log = structlog.get_logger("candour.rejudging")


@shared_task(name=TASK)
def rejudge_batch(organisation_id: str, batch_id: str) -> str:
    """Work one batch. A message that names what does not exist, or another organisation's, does nothing."""
    organisation = Organisation.objects.filter(pk=UUID(organisation_id)).first()
    if organisation is None:
        return "unknown"
    with scope(organisation=organisation):
        return rejudge(UUID(batch_id), now=timezone.now)


def ring(organisation_id: UUID, batch_id: UUID) -> bool:
    """Tell a worker that there is work. A broker that is gone loses nothing: the clock rings again."""
    try:
        current_app.send_task(TASK, args=[str(organisation_id), str(batch_id)], queue="default")
    except (BrokerDown, OSError) as error:
        log.warning("the broker does not answer; the clock will ring again", error=type(error).__name__)
        return False
    return True


def sweep_rejudging(now: datetime) -> int:
    """Make the batches that the current edition calls for, and ring for every one that waits. Gives how many rang."""
    edition = Edition.objects.filter(is_current=True).first()
    if edition is not None:
        _begin(edition, now)
    return sum(1 for _ in takewhile(lambda row: ring(*row), waiting(now)))


def _begin(edition: Edition, now: datetime) -> None:
    for organisation in organisations_behind(edition):
        with scope(organisation=organisation):
            begin_rejudging(to_edition=edition, by=BY, at=now)
