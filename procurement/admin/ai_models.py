"""AI models: the catalogue's and our own in one list; our own can be added and changed."""

from typing import Any

from django import forms
from django.contrib.admin import SimpleListFilter
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from unfold.decorators import display
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from checklists.models import AIModel, Edition, ModelRecord
from checklists.rules.lineage_words import status_in_words
from checklists.services import ai_models
from procurement.admin.acting import actor_of, now
from procurement.admin.base import ScopedAdmin
from procurement.admin.forms import RegisterForm

KNOWN = ("released", "weights", "licence", "parameters", "modality", "tier_label", "notes")
WEIGHTS = (("", "Not known"), ("open", "Yes, anyone can"), ("closed", "No"))


class AIModelForm(RegisterForm):
    """A model of our own, with what is known of it. What is left empty is not known."""

    released = forms.CharField(max_length=20, required=False, widget=UnfoldAdminTextInputWidget, label="Released")
    weights = forms.ChoiceField(
        choices=WEIGHTS, required=False, label="Can it be downloaded?", widget=UnfoldAdminSelectWidget
    )
    licence = forms.CharField(max_length=200, required=False, widget=UnfoldAdminTextInputWidget, label="Licence")
    parameters = forms.IntegerField(
        min_value=1, required=False, label="Number of parameters", widget=UnfoldAdminIntegerFieldWidget
    )
    modality = forms.CharField(
        max_length=100, required=False, label="What it handles", widget=UnfoldAdminTextInputWidget
    )
    tier_label = forms.CharField(
        max_length=60, required=False, label="Tier, as its maker calls it", widget=UnfoldAdminTextInputWidget
    )
    notes = forms.CharField(required=False, widget=UnfoldAdminTextInputWidget, label="Notes")
    aliases = forms.CharField(
        required=False,
        label="Other names",
        help_text="Names that vendors write for it, separated by commas.",
        widget=UnfoldAdminTextInputWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "developer" in self.fields:
            self.fields["developer"].required = False
        record = None if self.instance._state.adding else self.instance.records.filter(edition=None).first()
        if record is not None:
            self.initial.update({name: getattr(record, name) for name in KNOWN if name in self.fields})
            self.initial["aliases"] = ", ".join(record.aliases)

    def clean_aliases(self) -> list[str]:
        return [name.strip() for name in self.cleaned_data["aliases"].split(",") if name.strip()]

    class Meta:
        labels = {"name": "Name, as its maker writes it", "developer": "Who made it"}


class Whose(SimpleListFilter):
    """The catalogue's models, or our own."""

    title = "where it comes from"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("catalogue", "The catalogue"), ("own", "Added by us")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in ("catalogue", "own"):
            return queryset.filter(organisation__isnull=self.value() == "catalogue")
        return queryset


class AIModelAdmin(ScopedAdmin):
    """The catalogue browser. A row leads to the page with lineage and sources."""

    form = AIModelForm
    fields = ("name", "developer", "aliases", *KNOWN)
    list_display = ("title", "maker", "how_made", "download", "origin")
    list_filter = (Whose,)
    search_fields = ("name", "developer", "aliases__text")
    search_help_text = 'A name or part of one, as the vendor writes it: "flash", "r1 distill"'
    ordering = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        known = ModelRecord.objects.filter(Q(edition=None) | Q(edition__in=Edition.objects.filter(is_current=True)))
        rows = super().get_queryset(request).exclude(records__role="placeholder")
        return rows.prefetch_related(Prefetch("records", queryset=known, to_attr="known"))

    def address_of(self, row: Any) -> str:
        return reverse("admin:ai_model", args=[row.pk])

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.organisation_id is not None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """What one may not change has no form: its page is shown instead."""
        row = self.get_object(request, object_id)
        if row is not None and not self.has_change_permission(request, row):
            return HttpResponseRedirect(self.address_of(row))
        return super().change_view(request, object_id, *args, **kwargs)

    @display(description="AI model", ordering="name")
    def title(self, row: AIModel) -> str:
        return row.name

    @display(description="Maker", ordering="developer")
    def maker(self, row: AIModel) -> str:
        return row.developer or "not recorded"

    @display(description="Distilled?")
    def how_made(self, row: Any) -> str:
        return status_in_words(row.known[0].status) if row.known else "Not recorded"

    @display(description="Weights")
    def download(self, row: Any) -> str:
        return row.known[0].weights.capitalize() if row.known and row.known[0].weights else "Not recorded"

    @display(description="From")
    def origin(self, row: AIModel) -> str:
        return "Added by us" if row.organisation_id else "The catalogue"

    def links(self, request: HttpRequest, row: AIModel) -> list[tuple[str, str]]:
        return [("Its page, with lineage", self.address_of(row))]

    def values_of(self, form: RegisterForm, formsets: list[Any]) -> dict[str, Any]:
        values = super().values_of(form, formsets)
        empty = {name: values[name] or None for name in ("released", "licence", "tier_label", "parameters")}
        return values | empty

    def create(self, request: HttpRequest, values: dict[str, Any]) -> AIModel:
        return ai_models.record_ai_model(by=actor_of(request), at=now(), **values)

    def change(self, request: HttpRequest, row: Any, version: int | None, values: dict[str, Any]) -> None:
        ai_models.change_ai_model(row, version=version, by=actor_of(request), at=now(), **values)
