"""AI models as their makers name them, the catalogue's and an organisation's own, and what each was made from.

A catalogue model is one lasting row per key; what is known of it belongs to an edition (its records, steps, figures,
claims). An organisation's own model has one record without an edition.
"""

from enum import StrEnum

from django.db import models

from checklists.models.base import SharedRow, Versioned, choices_of, unique_even_empty
from checklists.models.editions import Edition


class Method(StrEnum):
    """How a child was made from its parent. Teacher and student are parent and child of a distillation."""

    DISTILLATION = "distillation"
    FINE_TUNING = "fine_tuning"
    QUANTISATION = "quantisation"
    PRUNING = "pruning"
    ADAPTER = "adapter"
    MERGE = "merge"


class Says(StrEnum):
    """Who says that a derivation happened."""

    MAKER_STATED = "maker_stated"
    MAKER_IMPLIED = "maker_implied"
    VENDOR_STATED = "vendor_stated"
    REPORTED = "reported"
    BUYER_TESTED = "buyer_tested"
    UNKNOWN = "unknown"


class AIModel(SharedRow, Versioned):
    """One AI model. `key` is the catalogue's; an organisation's own model has none. Catalogue rows are read-only."""

    key = models.CharField(max_length=100, null=True, unique=True)
    name = models.CharField(max_length=200)
    developer = models.CharField(max_length=200, default="")

    class Meta(SharedRow.Meta):
        verbose_name = "AI model"
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class ModelRecord(SharedRow):
    """What is known of a model: in one edition, or (edition empty) by the organisation that added it.

    `status` is whether the maker has said that it was distilled; `parameters` a count; `released` text, since the
    record often knows the month alone. Empty means that it is not known.
    """

    ai_model = models.ForeignKey(AIModel, on_delete=models.PROTECT, related_name="records")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", null=True)
    released = models.CharField(max_length=20, null=True)
    weights = models.CharField(max_length=10, default="")
    licence = models.CharField(max_length=200, null=True)
    parameters = models.PositiveBigIntegerField(null=True)
    active_parameters = models.PositiveBigIntegerField(null=True)
    modality = models.CharField(max_length=100, default="")
    tier_label = models.CharField(max_length=60, null=True)
    role = models.CharField(max_length=12, default="subject")
    status = models.CharField(max_length=20, default="unknown")
    status_source = models.CharField(max_length=500, null=True)
    output_terms = models.JSONField(null=True)
    aliases = models.JSONField(default=list)
    notes = models.TextField(default="")
    read_on = models.DateField(null=True)

    class Meta(SharedRow.Meta):
        constraints = unique_even_empty(["ai_model", "edition"], "edition", "one_record_per_edition")


class Alias(SharedRow):
    """A name that vendors write for a model, normalised. One alias may be held by several models: then ask which."""

    ai_model = models.ForeignKey(AIModel, on_delete=models.PROTECT, related_name="aliases")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", null=True)
    text = models.CharField(max_length=200, db_index=True)


class Derivation(SharedRow):
    """One step of lineage: `child` was made from `parent`, as somebody says, on a source read on a day. Acyclic."""

    child = models.ForeignKey(AIModel, on_delete=models.PROTECT, related_name="steps_up")
    parent = models.ForeignKey(AIModel, on_delete=models.PROTECT, related_name="steps_down")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", null=True)
    place = models.PositiveIntegerField(default=0)
    method = models.CharField(max_length=12, choices=choices_of(Method))
    variant = models.CharField(max_length=40, default="")
    says = models.CharField(max_length=16, choices=choices_of(Says))
    statement = models.TextField(default="")
    source = models.CharField(max_length=500, null=True)
    verified = models.BooleanField(default=False)
    either_or = models.BooleanField(default=False)
    read_on = models.DateField(null=True)

    class Meta(SharedRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(child=models.F("parent")),
                name="no_model_is_its_own_parent",
                violation_error_message="A model cannot be made from itself.",
            )
        ]


class PublishedFigure(SharedRow):
    """A figure that a maker published. Decimals are text as printed; `compared_to` where it is not the teacher."""

    ai_model = models.ForeignKey(AIModel, on_delete=models.PROTECT, related_name="figures")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", null=True)
    place = models.PositiveIntegerField(default=0)
    body = models.JSONField()


class ThirdPartyClaim(SharedRow):
    """What somebody else says of a model: shown apart, never counted."""

    ai_model = models.ForeignKey(AIModel, on_delete=models.PROTECT, related_name="claims")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", null=True)
    claim = models.TextField()
    source = models.CharField(max_length=500, null=True)
    agrees_with_maker = models.BooleanField(null=True)
