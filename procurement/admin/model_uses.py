"""Models in use: one AI model serving one product for one purpose."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from unfold.decorators import display

from checklists.models import Assessment, ModelUse
from checklists.models.assessments import UNDECIDED
from checklists.services import model_uses
from procurement.admin.acting import actor_of, now
from procurement.admin.base import ScopedAdmin
from procurement.admin.facts_page import newest_assessment
from procurement.admin.forms import RegisterForm
from procurement.admin.labels import labelled


class ModelUseForm(RegisterForm):
    """The words of the form of a model in use."""

    class Meta:
        labels = {
            "ai_model": "AI model",
            "name": "What you call it",
            "purpose": "What it is used for",
            "tier_label": "Plan or tier, as the vendor calls it",
            "model_version": "Version, as the vendor writes it",
            "version_floats": "Does the vendor move it to newer versions by itself?",
            "volume": "Tasks a month",
            "owner": "Who looks after it",
            "contract_on": "Contract signed on",
            "renewal_on": "Renews on",
            "notice_on": "Notice to be given by",
        }
        help_texts = {
            "ai_model": "Leave empty while the vendor has not said which.",
            "tier_label": 'Such as "Lite" or "Business". It stands in the questions to the vendor.',
            "purpose": "One sentence on the job. Leave names of people out.",
        }


class ModelUseAdmin(ScopedAdmin):
    """What is assessed. A new one comes about by "Check an AI tool"."""

    form = ModelUseForm
    fieldsets = (
        (None, {"fields": ("name", "purpose", "tier_label", "owner", "state")}),
        ("The AI model", {"fields": ("ai_model", "model_version", "version_floats", "volume")}),
        ("Contract", {"fields": ("contract_on", "renewal_on", "notice_on")}),
    )
    list_display = ("title", "sold_as", "made_with", "purpose_short", "state_label")
    list_filter = ("state",)
    search_fields = ("name", "purpose", "product__name", "product__vendor__legal_name", "ai_model__name")
    search_help_text = "Name, purpose, product, vendor or AI model"
    ordering = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("product__vendor", "ai_model")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @display(description="Model in use", ordering="name")
    def title(self, row: ModelUse) -> str:
        return row.name

    @display(description="Product", ordering="product__name")
    def sold_as(self, row: ModelUse) -> str:
        return f"{row.product.name}, from {row.product.vendor.legal_name}" if row.product.vendor else row.product.name

    @display(description="AI model", ordering="ai_model__name")
    def made_with(self, row: ModelUse) -> str:
        return row.ai_model.name if row.ai_model else "the vendor has not said"

    @display(description="Used for", ordering="purpose")
    def purpose_short(self, row: ModelUse) -> str:
        return row.purpose if len(row.purpose) <= 80 else row.purpose[:77] + "..."

    @display(description="State", ordering="state")
    def state_label(self, row: ModelUse) -> str:
        return labelled(row.state)

    def links(self, request: HttpRequest, row: ModelUse) -> list[tuple[str, str]]:
        """In the order in which one goes through them: what is known, what was answered, tested, found and decided."""
        last = newest_assessment(row)
        rounds = f"{reverse('admin:checklists_assessment_changelist')}?model_use__id__exact={row.pk}"
        return [
            ("What is known of it", reverse("admin:facts", args=[row.pk])),
            *([("Its assessment and answers", reverse("admin:assessment", args=[last.pk]))] if last else []),
            ("Compare two tiers", reverse("admin:comparisons", args=[row.pk])),
            ("Prices and volume", reverse("admin:use_prices", args=[row.pk])),
            ("Findings", f"{reverse('admin:findings')}?use={row.pk}"),
            ("Duties and own records", reverse("admin:use_duties", args=[row.pk])),
            ("What changed since it was decided on", reverse("admin:changes", args=[row.pk])),
            *_ends(last),
            ("All rounds of it", rounds),
        ]

    def change(self, request: HttpRequest, row: Any, version: int | None, values: dict[str, Any]) -> None:
        model_uses.change_model_use(row, version=version, by=actor_of(request), at=now(), **values)

    def remove(self, request: HttpRequest, row: Any) -> None:
        model_uses.delete_model_use(row, version=None, by=actor_of(request), at=now())


def _ends(last: Assessment | None) -> list[tuple[str, str]]:
    """Where a round ends: the decision, while it is to be made, and the dossiers of it."""
    if last is None:
        return []
    dossiers = ("Dossiers", f"{reverse('admin:assessment', args=[last.pk])}#papers")
    decide = [("Decide", reverse("admin:decide", args=[last.pk]))] if last.state in UNDECIDED else []
    return [*decide, dossiers]
