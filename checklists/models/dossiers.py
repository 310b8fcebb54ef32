"""Dossiers: the frozen snapshot of one assessment, its envelope, and the job that turns both into a PDF."""

from datetime import timedelta
from enum import StrEnum

from django.db import models

from checklists.models.assessments import Assessment
from checklists.models.base import OrganisationRow, choices_of

LEASE = timedelta(seconds=20)
MOST_ATTEMPTS = 5


class DossierState(StrEnum):
    """The row is the truth of the job; the broker only rings the bell. `parked` waits for a person, with its reason."""

    QUEUED = "queued"
    RENDERING = "rendering"
    READY = "ready"
    PARKED = "parked"


class Dossier(OrganisationRow):
    """`snapshot` and `envelope` are canonical JSON and never change; the PDF follows from them and `template`."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="dossiers")
    number = models.PositiveIntegerField()
    snapshot = models.TextField()
    digest = models.CharField(max_length=64)
    envelope = models.TextField()
    template = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=choices_of(DossierState), default=DossierState.QUEUED.value)
    token = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    progress = models.PositiveIntegerField(default=0)
    error = models.TextField(default="")
    remedy = models.TextField(default="")
    pdf_digest = models.CharField(max_length=64, default="")
    pdf_size = models.PositiveBigIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_dossier_per_number"),
            models.UniqueConstraint(fields=["assessment", "digest", "template"], name="one_dossier_per_snapshot"),
        ]
        indexes = [models.Index(fields=["state", "leased_until"], name="dossier_to_do")]

    def __str__(self) -> str:
        return f"Dossier {self.number}"
