"""The firm's own records, which alone decide whether an obligation is met, and who is to write which by when."""

from django.db import models

from checklists.models.base import OrganisationRow, Versioned, unique_even_empty
from checklists.models.evidence import Evidence
from checklists.models.model_uses import ModelUse
from checklists.models.people import Membership


class FirmRecord(OrganisationRow, Versioned):
    """The buyer's own record for one required item of an obligation; without a model in use it holds for the firm.

    It needs an owner, a date, and evidence: documents, or `statement`, the note itself.
    """

    model_use = models.ForeignKey(ModelUse, on_delete=models.PROTECT, related_name="records", null=True, blank=True)
    obligation = models.CharField(max_length=100)
    item = models.CharField(max_length=100)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    statement = models.TextField(default="", blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta(OrganisationRow.Meta):
        verbose_name = "own record"
        constraints = unique_even_empty(
            ["organisation", "model_use", "obligation", "item"],
            "model_use",
            "one_record_per_item",
            "This item is on record already.",
        )

    def __str__(self) -> str:
        return f"{self.obligation}: {self.item}"


class RecordEvidence(OrganisationRow):
    """A piece of evidence tied to an own record."""

    record = models.ForeignKey(FirmRecord, on_delete=models.CASCADE, related_name="evidence")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")

    class Meta(OrganisationRow.Meta):
        constraints = [models.UniqueConstraint(fields=["record", "evidence"], name="evidence_once_per_record")]


class DutyPlan(OrganisationRow, Versioned):
    """Who sees to one required item of an obligation, and by when, before its record is written. It meets nothing.

    Keyed as the record that it is about; without a model in use it is for the whole firm. Taken back, it stays as a row
    with neither owner nor day, so that whoever still holds an older version is told.
    """

    model_use = models.ForeignKey(ModelUse, on_delete=models.PROTECT, related_name="plans", null=True, blank=True)
    obligation = models.CharField(max_length=100)
    item = models.CharField(max_length=100)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    note = models.TextField(default="", blank=True)

    class Meta(OrganisationRow.Meta):
        verbose_name = "plan for a duty"
        constraints = unique_even_empty(
            ["organisation", "model_use", "obligation", "item"],
            "model_use",
            "one_plan_per_item",
            "Somebody sees to this item already.",
        )

    def __str__(self) -> str:
        return f"{self.obligation}: {self.item}"
