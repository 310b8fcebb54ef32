"""Changes: what was noticed after a decision, and the batches that judge many assessments again."""

from datetime import timedelta
from enum import StrEnum

from django.db import models

from checklists.models.assessments import Assessment
from checklists.models.base import OrganisationRow, Versioned, choices_of
from checklists.models.editions import Edition
from checklists.models.model_uses import ModelUse
from checklists.rules.change_kinds import KINDS

REJUDGING_LEASE = timedelta(seconds=30)


class ChangeState(StrEnum):
    """`over`: the state of things went back to what it was, so there is nothing left to ask."""

    OPEN = "open"
    TAKEN_UP = "taken_up"
    DISMISSED = "dismissed"
    OVER = "over"


class Change(OrganisationRow, Versioned):
    """One change since an assessment. `digest` is of what it was and what it is, so that it is noticed once.

    `body` is the change as it was told (title, text, why, before, after, source, on); it never changes.
    """

    model_use = models.ForeignKey(ModelUse, on_delete=models.PROTECT, related_name="changes")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=24, choices=[(kind, kind) for kind in KINDS])
    body = models.JSONField()
    questions = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    noticed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=choices_of(ChangeState), default=ChangeState.OPEN.value)
    reason = models.TextField(default="")
    settled_by = models.CharField(max_length=200, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "digest"],
                name="one_row_per_change",
                violation_error_message="This change was noticed before.",
            )
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="changes_waiting")]

    def __str__(self) -> str:
        return str(self.body["title"])


class RejudgingState(StrEnum):
    """The row is the truth of the job; the broker only rings the bell. `parked` waits for a person."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    PARKED = "parked"


class Rejudging(OrganisationRow):
    """One part of an organisation's assessments, to be judged again under a newer edition.

    The part goes from where `cursor` began up to `until` (None: no end). `cursor` is the last id that is done; it
    moves in the transaction that writes what came of those before it. `token` is of the worker that holds the lease.
    """

    to_edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    part = models.PositiveIntegerField()
    until = models.UUIDField(null=True)
    cursor = models.UUIDField()
    state = models.CharField(max_length=10, choices=choices_of(RejudgingState), default=RejudgingState.WAITING.value)
    token = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    judged = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    error = models.TextField(default="")
    finished_at = models.DateTimeField(null=True)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "to_edition", "part"], name="one_rejudging_per_part")
        ]
        indexes = [models.Index(fields=["state", "leased_until"], name="rejudging_to_do")]
