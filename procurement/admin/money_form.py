"""The forms of the page "Prices and volume": one price, one list price, and what a task takes."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from checklists.rules.money.list_prices import ListPrice
from checklists.rules.money.prices import TIER_LABELS, UNIT_LABELS, Unit
from checklists.services.usage import EMPTY
from procurement.admin.fields import DayField
from procurement.answering.figures import read_count, read_figure

MOST = 2_147_483_647
TIERS = [(tier.value, label) for tier, label in TIER_LABELS.items()]
UNITS = [(unit.value, label) for unit, label in UNIT_LABELS.items()]
ROUGH = (
    "A token is a piece of a word. A rough rule for English text: one token for every four characters, or three tokens "
    "for every four words. It may be out by a third either way; the vendor's own count is better."
)


class FigureField(forms.CharField):
    """An amount as people write it: 5.40, £1,500. Gives a Decimal, or None for nothing."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"required": False, "max_length": 40, **kwargs})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return Decimal(read_figure(text))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class CountField(FigureField):
    """A whole number as people write it."""

    def clean(self, value: Any) -> Any:
        text = forms.CharField.clean(self, value)
        if not text:
            return None
        try:
            return read_count(text, MOST)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class PriceForm(forms.Form):
    """One price of one tier from a day on."""

    tier = forms.ChoiceField(choices=TIERS, label="Which tier")
    label = forms.CharField(max_length=200, required=False, label="What the vendor calls it")
    unit = forms.ChoiceField(choices=UNITS, initial=Unit.MONTH.value, label="What the price is for")
    price = FigureField(label="Price of a task, or of a month")
    input_price = FigureField(label="Price of a million tokens read")
    output_price = FigureField(label="Price of a million tokens written")
    is_free = forms.BooleanField(required=False, label="Nothing is charged")
    free_because = forms.CharField(max_length=300, required=False, label="Why nothing is charged")
    valid_from = DayField(label="Charged from")
    currency = forms.CharField(
        max_length=3, initial="GBP", label="Currency", help_text="Three letters. We do not convert one into another."
    )
    read_on = DayField(label="Read on", help_text="The day on which you looked at the price list or invoice.")
    source = forms.CharField(max_length=500, required=False, label="Where it stands")
    address = forms.URLField(max_length=1000, required=False, label="Its address", assume_scheme="https")
    in_confidence = forms.BooleanField(
        required=False, label="The vendor gave it in confidence: print it in no dossier, nor what follows from it"
    )

    def clean_currency(self) -> str:
        return self.cleaned_data["currency"].upper()


class ListPriceForm(forms.Form):
    """A list price of the catalogue for one tier."""

    key = forms.ChoiceField(label="List price")
    tier = forms.ChoiceField(choices=TIERS, label="For which tier")
    valid_from = DayField(
        required=False, label="Charged from", help_text="Left empty: the day on which the catalogue's makers read it."
    )

    def __init__(self, prices: Iterable[ListPrice], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["key"].choices = [("", "Choose one"), *((one.key, _named(one)) for one in prices)]  # type: ignore[attr-defined]


def _named(price: ListPrice) -> str:
    amounts = f"{price.input} read, {price.output} written, {price.currency}"
    return f"{price.model}, {price.host}: {amounts}"


class VolumeForm(forms.Form):
    """Tasks a month: a field of the model in use itself."""

    volume = CountField(label="Tasks a month", help_text="How many documents, letters or questions it works on.")


class UsageForm(forms.Form):
    """What one task takes on each tier, and what a mistake costs."""

    larger_input_tokens = CountField(label="Larger tier: tokens read for one task")
    cheaper_input_tokens = CountField(label="Cheaper tier: tokens read for one task")
    larger_output_tokens = CountField(label="Larger tier: tokens written for one task")
    cheaper_output_tokens = CountField(label="Cheaper tier: tokens written for one task")
    larger_attempts = FigureField(label="Larger tier: attempts for one task", help_text="Left empty: 1.")
    cheaper_attempts = FigureField(
        label="Cheaper tier: attempts for one task",
        help_text="1.2 if one in five has to be sent again. Left empty: 1.",
    )
    mistake_cost = FigureField(
        label="What does it cost you to find and put right one mistake?",
        help_text="The time it takes, times what that person costs you for an hour.",
    )
    mistake_currency = forms.CharField(
        max_length=3, required=False, label="In which currency", help_text="Three letters, such as GBP."
    )

    def clean_mistake_currency(self) -> str:
        return self.cleaned_data["mistake_currency"].upper()


def written(row: Any) -> dict[str, Any]:
    """What is on record of a volume, as its form shows it."""
    return {name: _plainly(getattr(row, name)) for name in EMPTY} if row else {}


def _plainly(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
