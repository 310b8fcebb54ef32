"""Looking for changes by itself: a bounded batch of decided assessments at a time, in every organisation."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F
from django_scopes import scope

from checklists.actor import system
from checklists.errors import Refused
from checklists.models import Assessment, ModelUse, Organisation
from checklists.models.assessments import AssessmentState
from checklists.models.model_uses import UseState
from checklists.services.changes import look_for_changes
from checklists.services.history import bookkeeping

CLOCK = system("Candour")
BATCH = 50
PAUSE = timedelta(hours=24)


def look_everywhere(*, now: datetime) -> int:
    """Look at those decided assessments that nobody has looked at for a day, the longest first, at most `BATCH` of
    them. Gives how many changes are new."""
    rows = Assessment.every_organisation.filter(state=AssessmentState.DECIDED.value)
    rows = rows.exclude(model_use__state=UseState.RETIRED.value).exclude(looked_at__gt=now - PAUSE)
    rows = rows.order_by(F("looked_at").asc(nulls_first=True), "id")
    due = list(rows.values_list("organisation_id", "model_use_id", "pk")[:BATCH])
    organisations = Organisation.objects.in_bulk({organisation for organisation, _, _ in due})
    return sum(_look(organisations[organisation], use, assessment, now) for organisation, use, assessment in due)


def _look(organisation: Organisation, use: UUID, assessment: UUID, now: datetime) -> int:
    """One that cannot be compared, as when its round is replaced just now, does not keep the others waiting."""
    with scope(organisation=organisation):
        remember_look(assessment, now)
        try:
            return len(look_for_changes(model_use=ModelUse.objects.get(pk=use), by=CLOCK, at=now))
        except Refused:
            return 0


@bookkeeping
def remember_look(assessment_id: UUID, now: datetime) -> None:
    """Note when an assessment was looked at last."""
    Assessment.objects.filter(pk=assessment_id).update(looked_at=now)
