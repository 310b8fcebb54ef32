"""The list of dossiers. Each row leads to the dossier's page with its state and its download."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from unfold.decorators import display

from checklists.models import Dossier
from procurement.admin.base import ReadOnlyAdmin
from procurement.admin.labels import labelled
from procurement.templatetags.candour import when


class DossierAdmin(ReadOnlyAdmin):
    """Frozen documents, newest first."""

    list_display = ("title", "about", "state_label", "made")
    list_filter = ("state",)
    search_fields = ("assessment__model_use__name", "assessment__model_use__product__name", "digest")
    search_help_text = "Model in use, product or digest"
    ordering = ("-number",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("assessment__model_use__product")
        return rows.defer("snapshot", "envelope")

    def address_of(self, row: Any) -> str:
        return reverse("admin:dossier", args=[row.pk])

    @display(description="Dossier", ordering="number")
    def title(self, row: Dossier) -> str:
        return f"No. {row.number}"

    @display(description="About")
    def about(self, row: Dossier) -> str:
        use = row.assessment.model_use
        return f"{use.name}, in {use.product.name}; round {row.assessment.round}"

    @display(description="State", ordering="state")
    def state_label(self, row: Dossier) -> str:
        return labelled(row.state)

    @display(description="Asked for", ordering="created_at")
    def made(self, row: Dossier) -> str:
        return when(row.created_at)
