"""Vendors: who sells, and through whom."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import Stale
from checklists.models import Vendor
from checklists.models.vendors import RegisterState
from checklists.services import vendors
from checklists.services.references import references_of_all
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body, References, Versioned, many
from procurement.api.etags import changed_version
from procurement.api.fields import Address, Id, MemberEmail, OptionalText, RowId, Text, Word
from procurement.api.operations import operation
from procurement.api.parameters import REFERENCES, SINCE, by_id, by_text, by_word


class Contact(Body):
    """A person at a vendor."""

    name = Text(max_length=200)
    role = OptionalText(max_length=200)
    email = OptionalText(max_length=254)


class VendorBody(Versioned):
    """Who sells. `sold_by` is the vendor through which we buy, such as a reseller."""

    id = Id(read_only=True)
    legal_name = Text(max_length=200)
    company_number = OptionalText(max_length=20, help_text="Companies House: eight characters.")
    country = OptionalText(max_length=2, help_text="ISO 3166-1 alpha-2, such as GB.")
    website = Address(max_length=300)
    owner = MemberEmail(required=False, allow_null=True, help_text="Who looks after it here: a member's email.")
    sold_by = RowId(Vendor, required=False, allow_null=True)
    state = Word(RegisterState, required=False)
    note = OptionalText(max_length=20_000)
    contacts = many(Contact, required=False, max_length=50)
    external_refs = References(required=False, max_length=20)


FILTERS = (
    by_word("state", RegisterState, "active or archived."),
    by_id("sold_by", "sold_by", "The vendor through which we buy."),
    by_text("company_number", "A Companies House number."),
    SINCE,
    *REFERENCES,
)


class VendorViewSet(OrganisationViewSet):
    """The vendors of the organisation."""

    tag = "vendors"

    def context(self, rows: list[Any]) -> dict[str, Any]:
        return {"references": references_of_all(rows)}

    def stands(self, exc: Stale) -> Any:
        return self.shown(self._find(), VendorBody)

    def _rows(self) -> QuerySet[Vendor]:
        return Vendor.objects.select_related("owner__user").prefetch_related("contacts")

    def _find(self) -> Vendor:
        return vendors.find_vendor(self.kwargs["id"])

    @operation(gives=VendorBody, paged=True, query=FILTERS)
    def list(self, request: Request) -> Response:
        """List vendors."""
        return self.page(self._rows())

    @operation(gives=VendorBody, takes=VendorBody, status=201, example=examples.VENDOR)
    def create(self, request: Request) -> Response:
        """Record a vendor."""
        vendor = vendors.record_vendor(**self.taken(), by=self.by, at=self.at)
        return self.given(vendor, at=f"{request.path}{vendor.pk}/")

    @operation(gives=VendorBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read one vendor."""
        return self.given(self._find())

    @operation(gives=VendorBody, takes=VendorBody, match="row")
    def partial_update(self, request: Request, id: UUID) -> Response:
        """Set the fields sent, and no others."""
        vendor = self._find()
        version = changed_version(request, vendor.version)
        taken = self.taken(partial=True)
        return self.given(vendors.change_vendor(vendor, version=version, by=self.by, at=self.at, **taken))

    @operation(status=204, match="row")
    def destroy(self, request: Request, id: UUID) -> Response:
        """Delete a vendor on which nothing hangs; otherwise set its state to archived."""
        vendor = self._find()
        version = changed_version(request, vendor.version)
        vendors.delete_vendor(vendor, version=version, by=self.by, at=self.at)
        return Response(status=204)
