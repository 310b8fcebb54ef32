"""The list of assessments. Each row leads to the assessment's own pages."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from unfold.decorators import display

from checklists.models import Assessment
from procurement.admin.base import ReadOnlyAdmin
from procurement.admin.labels import labelled
from procurement.templatetags.candour import day


class AssessmentAdmin(ReadOnlyAdmin):
    """Rounds of questions, newest first."""

    list_display = ("what", "sold_as", "round_number", "state_label", "outcome", "opened")
    list_filter = ("state",)
    search_fields = ("model_use__name", "model_use__product__name", "model_use__product__vendor__legal_name")
    search_help_text = "Model in use, product or vendor"
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("model_use__product__vendor", "decision")

    def address_of(self, row: Any) -> str:
        return reverse("admin:assessment", args=[row.pk])

    @display(description="Model in use", ordering="model_use__name")
    def what(self, row: Assessment) -> str:
        return row.model_use.name

    @display(description="Product", ordering="model_use__product__name")
    def sold_as(self, row: Assessment) -> str:
        product = row.model_use.product
        return f"{product.name}, from {product.vendor.legal_name}" if product.vendor else product.name

    @display(description="Round", ordering="round")
    def round_number(self, row: Assessment) -> int:
        return row.round

    @display(description="State", ordering="state")
    def state_label(self, row: Assessment) -> str:
        return labelled(row.state)

    @display(description="Decision")
    def outcome(self, row: Assessment) -> str:
        return labelled(row.decision.outcome) if hasattr(row, "decision") else "not yet"

    @display(description="Opened", ordering="opened_on")
    def opened(self, row: Assessment) -> str:
        return day(row.opened_on)
