"""Decisions: what a person decided, on what, with which conditions; and the gates that a person let pass."""

from enum import StrEnum

from django.db import models

from checklists.models.assessments import Assessment
from checklists.models.base import OrganisationRow, Versioned, choices_of
from checklists.models.people import Membership


class Outcome(StrEnum):
    APPROVED = "approved"
    APPROVED_WITH_CONDITIONS = "approved_with_conditions"
    ON_HOLD = "on_hold"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Due(StrEnum):
    """When a condition must be met."""

    BEFORE_SIGNATURE = "before_signature"
    BEFORE_USE = "before_use"
    WITHIN_DAYS = "within_days"


class Decision(OrganisationRow):
    """Sealed to the digest of what was decided on, whose canonical text {subject, record} is kept. Never changes.

    `four_eyes` is copied from the organisation at the time; while it is true nobody decides what they submitted.
    """

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=24, choices=choices_of(Outcome))
    reasons = models.TextField()
    judged_on = models.DateField()
    digest = models.CharField(max_length=64)
    record = models.TextField()
    valid_until = models.DateField(null=True)
    four_eyes = models.BooleanField()
    submitted_by = models.CharField(max_length=200)
    submitted_by_person = models.UUIDField(null=True)
    decided_by = models.CharField(max_length=200)
    decided_by_person = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(four_eyes=False)
                | models.Q(submitted_by_person__isnull=True)
                | ~models.Q(submitted_by_person=models.F("decided_by_person")),
                name="four_eyes_are_two_people",
            )
        ]


class Condition(OrganisationRow, Versioned):
    """One condition of a decision. `names` are the keys of what it answers for: unmet gates, critical findings."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="conditions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    due = models.CharField(max_length=20, choices=choices_of(Due))
    days = models.PositiveIntegerField(null=True)
    due_on = models.DateField(null=True)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", null=True)
    names = models.JSONField(default=list)
    met_on = models.DateField(null=True)
    met_note = models.TextField(default="")

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="one_condition_per_number"),
            models.CheckConstraint(
                condition=~models.Q(due=Due.WITHIN_DAYS.value) | models.Q(days__isnull=False),
                name="within_days_says_how_many",
            ),
        ]


class GatePass(OrganisationRow):
    """A named person lets a gate pass, with a written reason and an expiry."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="gate_passes")
    question = models.CharField(max_length=100)
    reason = models.TextField()
    passed_on = models.DateField()
    expires_on = models.DateField()
