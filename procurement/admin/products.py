"""Products in the register: what is sold, or what we got ourselves."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from unfold.decorators import display

from checklists.models import Product, Vendor
from checklists.services import vendors
from procurement.admin.acting import actor_of, now
from procurement.admin.base import ScopedAdmin
from procurement.admin.fields import NamedRowField
from procurement.admin.forms import RegisterForm
from procurement.admin.labels import labelled
from procurement.admin.pages import Can


class ProductForm(RegisterForm):
    """The words of the product's form."""

    vendor = NamedRowField(
        lambda: Vendor.objects.all(),
        by="legal_name",
        required=False,
        label="Vendor",
        help_text="Its legal name, as in the register. Leave it empty where nobody sells it to you.",
    )

    class Meta:
        labels = {"url": "Address of its page", "description": "What it is"}
        help_texts = {"name": "As the vendor calls it."}


class ProductAdmin(ScopedAdmin):
    """What is sold."""

    form = ProductForm
    fields = ("vendor", "name", "url", "description", "state")
    list_display = ("title", "sold_by", "use_count", "state_label")
    list_filter = ("state",)
    search_fields = ("name", "vendor__legal_name")
    search_help_text = "Product or vendor"
    ordering = ("name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("vendor").annotate(used=Count("uses"))

    @display(description="Product", ordering="name")
    def title(self, row: Product) -> str:
        return row.name

    @display(description="Vendor", ordering="vendor__legal_name")
    def sold_by(self, row: Product) -> str:
        return row.vendor.legal_name if row.vendor else "nobody: we got it ourselves"

    @display(description="Models in use", ordering="used")
    def use_count(self, row: Any) -> int:
        return row.used

    @display(description="State", ordering="state")
    def state_label(self, row: Product) -> str:
        return labelled(row.state)

    def links(self, request: HttpRequest, row: Product) -> list[tuple[str, str]]:
        uses = reverse("admin:checklists_modeluse_changelist")
        check = ("Check it for another purpose", f"{reverse('admin:check_tool')}?product={row.pk}")
        return [
            ("Models in use in it", f"{uses}?product__id__exact={row.pk}"),
            *([check] if Can(request).write else []),
        ]

    def create(self, request: HttpRequest, values: dict[str, Any]) -> Product:
        return vendors.record_product(by=actor_of(request), at=now(), **values)

    def change(self, request: HttpRequest, row: Any, version: int | None, values: dict[str, Any]) -> None:
        vendors.change_product(row, version=version, by=actor_of(request), at=now(), **values)

    def remove(self, request: HttpRequest, row: Any) -> None:
        vendors.delete_product(row, version=None, by=actor_of(request), at=now())
