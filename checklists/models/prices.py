"""Prices of the two tiers beside a model in use, as somebody read them on a day; and how much work the model does."""

from decimal import Decimal
from enum import StrEnum

from django.db import models

from checklists.models.base import OrganisationRow, Versioned, choices_of
from checklists.models.model_uses import ModelUse
from checklists.rules.money.prices import Tier, Unit


class PriceState(StrEnum):
    """A price that was recorded wrongly is withdrawn and stays to be read; it is never edited."""

    STANDS = "stands"
    WITHDRAWN = "withdrawn"


def amount() -> models.DecimalField:
    """An amount of money: fifteen digits that count, the most that SQLite keeps exactly; none where not known."""
    return models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)


class PricePoint(OrganisationRow, Versioned):
    """One price from one day on. `free_because` says why nothing is charged, where an amount is nought.

    `price` is for a task or a month, `input_price` and `output_price` are for a million tokens. `in_confidence`: the
    vendor gave it in confidence, so no dossier prints it.
    """

    model_use = models.ForeignKey(ModelUse, on_delete=models.CASCADE, related_name="prices")
    tier = models.CharField(max_length=10, choices=choices_of(Tier))
    label = models.CharField(max_length=200, default="", blank=True)
    unit = models.CharField(max_length=20, choices=choices_of(Unit))
    currency = models.CharField(max_length=3)
    price = amount()
    input_price = amount()
    output_price = amount()
    free_because = models.CharField(max_length=300, default="", blank=True)
    valid_from = models.DateField()
    read_on = models.DateField()
    source = models.CharField(max_length=500, default="", blank=True)
    address = models.CharField(max_length=1000, default="", blank=True)
    in_confidence = models.BooleanField(default=False)
    from_catalogue = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=choices_of(PriceState), default=PriceState.STANDS.value)

    class Meta(OrganisationRow.Meta):
        verbose_name = "price"
        constraints = [
            models.UniqueConstraint(
                fields=["model_use", "tier", "unit", "valid_from"],
                condition=models.Q(state=PriceState.STANDS.value),
                name="one_price_a_day",
                violation_error_message="This tier has such a price from that day already. If that one is wrong, "
                "withdraw it first.",
            )
        ]

    def __str__(self) -> str:
        return self.label or self.tier


class Usage(OrganisationRow, Versioned):
    """What one task takes on each tier, and what a mistake costs the buyer. Tasks a month are `ModelUse.volume`.

    Tokens are those of one attempt. None is not known.
    """

    model_use = models.ForeignKey(ModelUse, on_delete=models.CASCADE, related_name="usage")
    larger_input_tokens = models.PositiveIntegerField(null=True, blank=True)
    larger_output_tokens = models.PositiveIntegerField(null=True, blank=True)
    larger_attempts = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(1))
    cheaper_input_tokens = models.PositiveIntegerField(null=True, blank=True)
    cheaper_output_tokens = models.PositiveIntegerField(null=True, blank=True)
    cheaper_attempts = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(1))
    mistake_cost = amount()
    mistake_currency = models.CharField(max_length=3, default="", blank=True)

    class Meta(OrganisationRow.Meta):
        verbose_name = "volume"
        constraints = [
            models.UniqueConstraint(
                fields=["model_use"],
                name="one_usage_per_use",
                violation_error_message="This model in use has its volume on record already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.model_use}"
