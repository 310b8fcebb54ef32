"""Vendors in the register, with their contacts."""

from typing import Any

from django.db.models import Count, QuerySet
from django.forms import BaseModelFormSet
from django.http import HttpRequest
from django.urls import reverse
from unfold.decorators import display

from checklists.models import Vendor, VendorContact
from checklists.services import vendors
from procurement.admin.acting import actor_of, now
from procurement.admin.base import ScopedAdmin, ScopedInline
from procurement.admin.fields import NamedRowField
from procurement.admin.forms import RegisterForm
from procurement.admin.labels import labelled
from procurement.admin.pages import Can


class VendorForm(RegisterForm):
    """The words of the vendor's form."""

    sold_by = NamedRowField(
        lambda: Vendor.objects.all(),
        by="legal_name",
        required=False,
        label="Bought through",
        help_text="The reseller that sells it to you, if there is one. It must be a vendor on record.",
    )

    class Meta:
        labels = {"legal_name": "Legal name", "company_number": "Companies House number", "owner": "Who looks after it"}
        help_texts = {
            "legal_name": "As on the invoice or at the foot of its website.",
            "company_number": "Eight characters, such as 01234567 or SC123456. Leave empty for a firm abroad.",
            "country": "Two letters, such as GB or US.",
            "owner": "A colleague.",
        }


class ContactInline(ScopedInline):
    """People at the vendor."""

    model = VendorContact
    fields = ("name", "role", "email")
    verbose_name = "contact"
    extra = 1


class VendorAdmin(ScopedAdmin):
    """Who sells."""

    form = VendorForm
    inlines = (ContactInline,)
    fields = ("legal_name", "company_number", "country", "website", "owner", "sold_by", "state", "note")
    list_display = ("name", "country", "who", "product_count", "state_label")
    list_filter = ("state",)
    search_fields = ("legal_name", "company_number", "website")
    search_help_text = "Legal name, company number or website"
    ordering = ("legal_name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("owner__user")
        return rows.annotate(products_sold=Count("products"))

    @display(description="Legal name", ordering="legal_name")
    def name(self, row: Vendor) -> str:
        return row.legal_name

    @display(description="Looked after by", ordering="owner__user__name")
    def who(self, row: Vendor) -> str:
        return row.owner.user.name if row.owner else "nobody yet"

    @display(description="Products", ordering="products_sold")
    def product_count(self, row: Any) -> int:
        return row.products_sold

    @display(description="State", ordering="state")
    def state_label(self, row: Vendor) -> str:
        return labelled(row.state)

    def links(self, request: HttpRequest, row: Vendor) -> list[tuple[str, str]]:
        products = reverse("admin:checklists_product_changelist")
        check = ("Check one of its AI tools", f"{reverse('admin:check_tool')}?vendor={row.pk}")
        return [("Its products", f"{products}?vendor__id__exact={row.pk}"), *([check] if Can(request).write else [])]

    def values_of(self, form: RegisterForm, formsets: list[BaseModelFormSet]) -> dict[str, Any]:
        lines = [part.cleaned_data for formset in formsets for part in formset.forms if part.cleaned_data.get("name")]
        kept = [line for line in lines if not line.get("DELETE")]
        return super().values_of(form, formsets) | {"contacts": kept}

    def create(self, request: HttpRequest, values: dict[str, Any]) -> Vendor:
        return vendors.record_vendor(by=actor_of(request), at=now(), **values)

    def change(self, request: HttpRequest, row: Any, version: int | None, values: dict[str, Any]) -> None:
        vendors.change_vendor(row, version=version, by=actor_of(request), at=now(), **values)

    def remove(self, request: HttpRequest, row: Any) -> None:
        vendors.delete_vendor(row, version=None, by=actor_of(request), at=now())
