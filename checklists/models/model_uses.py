"""The model in use: one AI model serving one product for one purpose. It is what is assessed."""

from enum import StrEnum

from django.db import models

from checklists.models.ai_models import AIModel
from checklists.models.base import OrganisationRow, Versioned, choices_of
from checklists.models.people import Membership
from checklists.models.vendors import Product


class UseState(StrEnum):
    """Where the engagement stands."""

    PROPOSED = "proposed"
    IN_USE = "in_use"
    RETIRED = "retired"


class ModelUse(OrganisationRow, Versioned):
    """`ai_model` is empty while the vendor has not said which. `tier_label` is the vendor's word ("lite").

    `volume` counts tasks a month; `model_version` is as the vendor writes it, and `version_floats` None if not known.
    """

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="uses")
    ai_model = models.ForeignKey(AIModel, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=500)
    tier_label = models.CharField(max_length=100, default="", blank=True)
    model_version = models.CharField(max_length=100, default="", blank=True)
    version_floats = models.BooleanField(null=True, blank=True)
    volume = models.PositiveIntegerField(null=True, blank=True)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    contract_on = models.DateField(null=True, blank=True)
    renewal_on = models.DateField(null=True, blank=True)
    notice_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=choices_of(UseState), default=UseState.PROPOSED.value)

    class Meta(OrganisationRow.Meta):
        verbose_name = "model in use"
        verbose_name_plural = "models in use"
        constraints = [
            models.UniqueConstraint(
                fields=["product", "name"],
                name="one_use_per_name",
                violation_error_message="This product already has a model in use of that name.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class FactValue(OrganisationRow):
    """What the buyer has said of one fact. No row means not known; answers and lineage are worked out, not stored.

    `value` is true, false, a choice, or {"present": [..], "ruled_out": [..]}.
    """

    model_use = models.ForeignKey(ModelUse, on_delete=models.CASCADE, related_name="fact_values")
    name = models.CharField(max_length=60)
    value = models.JSONField()
    said_on = models.DateField()
    source = models.CharField(max_length=300, default="", blank=True)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["model_use", "name"],
                name="one_value_per_fact",
                violation_error_message="This fact is on record already.",
            )
        ]
