"""Products: what is sold, and what we got ourselves where nobody sells it."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import NotFound, Stale
from checklists.models import Product, Vendor
from checklists.models.vendors import RegisterState
from checklists.services import vendors
from checklists.services.references import references_of_all
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import References, Versioned
from procurement.api.etags import changed_version
from procurement.api.fields import Address, Id, OptionalText, RowId, Text, Word
from procurement.api.operations import operation
from procurement.api.parameters import REFERENCES, SINCE, by_id, by_word


class ProductBody(Versioned):
    """What is sold. Without a vendor, nobody sells it to us."""

    id = Id(read_only=True)
    vendor = RowId(Vendor, required=False, allow_null=True)
    name = Text(max_length=200)
    url = Address(max_length=300)
    description = OptionalText(max_length=20_000)
    state = Word(RegisterState, required=False)
    external_refs = References(required=False, max_length=20)


FILTERS = (
    by_id("vendor", "vendor", "Who sells it."),
    by_word("state", RegisterState, "active or archived."),
    SINCE,
    *REFERENCES,
)


class ProductViewSet(OrganisationViewSet):
    """The products of the organisation's register."""

    tag = "products"

    def context(self, rows: list[Any]) -> dict[str, Any]:
        return {"references": references_of_all(rows)}

    def stands(self, exc: Stale) -> Any:
        return self.shown(self._find(), ProductBody)

    def _find(self) -> Product:
        product = Product.objects.filter(pk=self.kwargs["id"]).first()
        if product is None:
            raise NotFound("product")
        return product

    @operation(gives=ProductBody, paged=True, query=FILTERS)
    def list(self, request: Request) -> Response:
        """List products."""
        return self.page(Product.objects.all())

    @operation(gives=ProductBody, takes=ProductBody, status=201, example=examples.PRODUCT)
    def create(self, request: Request) -> Response:
        """Record a product."""
        product = vendors.record_product(**self.taken(), by=self.by, at=self.at)
        return self.given(product, at=f"{request.path}{product.pk}/")

    @operation(gives=ProductBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read one product."""
        return self.given(self._find())

    @operation(gives=ProductBody, takes=ProductBody, match="row")
    def partial_update(self, request: Request, id: UUID) -> Response:
        """Set the fields sent, and no others."""
        product = self._find()
        version = changed_version(request, product.version)
        taken = self.taken(partial=True)
        return self.given(vendors.change_product(product, version=version, by=self.by, at=self.at, **taken))

    @operation(status=204, match="row")
    def destroy(self, request: Request, id: UUID) -> Response:
        """Delete a product on which nothing hangs; otherwise set its state to archived."""
        product = self._find()
        version = changed_version(request, product.version)
        vendors.delete_product(product, version=version, by=self.by, at=self.at)
        return Response(status=204)
