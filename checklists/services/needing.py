"""What needs somebody: the rows that home shows and the daily mail tells of. One source, so that both say the same."""

from datetime import date, timedelta

from django.db.models import QuerySet

from checklists.models import Assessment, Condition, Decision, Evidence, Finding, FirmRecord
from checklists.models.assessments import AssessmentState
from checklists.models.model_uses import UseState

# What ran out longer ago than this is past, not about to lapse.
PAST = timedelta(days=30)


def to_review() -> QuerySet[Assessment]:
    """Assessments in review, what was touched last first."""
    rows = Assessment.objects.filter(state=AssessmentState.IN_REVIEW.value)
    return rows.select_related("model_use__product__vendor").order_by("-updated_at")


def conditions_to_meet() -> QuerySet[Condition]:
    """Conditions of standing decisions that are not met yet, what is due first at the top."""
    rows = Condition.objects.filter(met_on=None, decision__assessment__state=AssessmentState.DECIDED.value)
    return rows.select_related("decision__assessment__model_use", "owner__user").order_by("due_on", "id")


def findings_due(on: date, until: date) -> QuerySet[Finding]:
    """Findings that count and are due by a day, or late."""
    rows = Finding.objects.all().to_do(on).filter(due_on__lte=until)
    return rows.select_related("model_use", "owner").order_by("due_on", "id")


def acceptances_ending(on: date, until: date) -> QuerySet[Finding]:
    """Findings that somebody lives with, whose acceptance runs out by a day."""
    rows = Finding.objects.all().lapsing(on, until)
    return rows.select_related("model_use", "owner").order_by("accepted_until", "id")


def decisions_ending(on: date, until: date) -> QuerySet[Decision]:
    """Decisions in force whose validity ends by a day, or has ended lately."""
    rows = Decision.objects.filter(assessment__state=AssessmentState.DECIDED.value)
    rows = rows.filter(valid_until__gte=on - PAST, valid_until__lte=until)
    rows = rows.exclude(assessment__model_use__state=UseState.RETIRED.value).defer("record")
    return rows.select_related("assessment__model_use").order_by("valid_until", "id")


def evidence_ending(on: date, until: date) -> QuerySet[Evidence]:
    """Evidence that expires by a day, or has expired lately."""
    rows = Evidence.objects.filter(expires_on__gte=on - PAST, expires_on__lte=until)
    return rows.defer("text").order_by("expires_on", "id")


def records_ending(on: date, until: date) -> QuerySet[FirmRecord]:
    """Records of our own that run out by a day, or have run out lately."""
    rows = FirmRecord.objects.filter(expires_on__gte=on - PAST, expires_on__lte=until)
    return rows.select_related("model_use").order_by("expires_on", "id")
