"""Evidence: a file, or an address with its text frozen at the time. Kept by digest; tied to what it supports."""

from enum import StrEnum

from django.db import models

from checklists.models.base import OrganisationRow, choices_of


class EvidenceKind(StrEnum):
    FILE = "file"
    ADDRESS = "address"


class Evidence(OrganisationRow):
    """`digest` is the SHA-256 of the file's bytes, or of the frozen text in UTF-8. What was stored never changes."""

    kind = models.CharField(max_length=10, choices=choices_of(EvidenceKind))
    title = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    filename = models.CharField(max_length=200, default="", blank=True)
    media_type = models.CharField(max_length=100, default="", blank=True)
    address = models.CharField(max_length=1000, default="", blank=True)
    text = models.TextField(default="", blank=True)
    seen_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200, default="", blank=True)
    covers_from = models.DateField(null=True, blank=True)
    covers_until = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    retain_until = models.DateField(null=True, blank=True)

    class Meta(OrganisationRow.Meta):
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.title
