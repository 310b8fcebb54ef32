"""The register: record, change and delete vendors with their contacts, and the products that they sell."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, NotFound, Refused
from checklists.models import ExternalRef, ModelUse, Product, Vendor, VendorContact
from checklists.models.people import Role
from checklists.rules.lineage import find_cycle
from checklists.services.addresses import check_address
from checklists.services.countries import country
from checklists.services.history import record, service
from checklists.services.references import set_references
from checklists.services.rows import allow, change, hold_organisation, insert, organisation_in_scope, raise_version

# Companies House: eight characters, the first two may be letters (SC, NI, OC and so on).
COMPANY_NUMBER = re.compile(r"^(?:[A-Z]{2}\d{6}|\d{8})$")
VENDOR_FIELDS = ("legal_name", "company_number", "country", "website", "owner", "sold_by", "state", "note")
PRODUCT_FIELDS = ("vendor", "name", "url", "description", "state")


@service
def record_vendor(
    *, by: Actor, at: datetime, contacts: Sequence[Mapping[str, str]] = (), external_refs: Any = (), **values: Any
) -> Vendor:
    """Add a vendor. `values` are VENDOR_FIELDS; `contacts` have name, role, email. Raises Invalid, Refused."""
    allow(by, Role.ASSESSOR)
    vendor = insert(Vendor(**_tidy(values)), by=by, at=at)
    _set_contacts(vendor, contacts, by, at)
    set_references(vendor, external_refs, by=by, at=at)
    record("vendor_recorded", vendor, by=by, at=at, organisation=vendor.organisation, legal_name=vendor.legal_name)
    return vendor


@service
def change_vendor(
    vendor: Vendor,
    *,
    version: int | None,
    by: Actor,
    at: datetime,
    contacts: Sequence[Mapping[str, str]] | None = None,
    external_refs: Any = None,
    **values: Any,
) -> Vendor:
    """Set the fields given, and no others, if the vendor still has `version`. Raises Stale, Invalid."""
    allow(by, Role.ASSESSOR)
    _not_a_ring(vendor, values.get("sold_by"))
    changes = change(vendor, _tidy(values), version=version, by=by, at=at)
    beside = _change_contacts(vendor, contacts, by, at)
    if external_refs is not None:
        beside |= set_references(vendor, external_refs, by=by, at=at)
    if beside and not changes:
        raise_version(vendor, at)
    if changes := changes | beside:
        record("vendor_changed", vendor, by=by, at=at, organisation=organisation_in_scope(), changes=changes)
    return vendor


@service
def delete_vendor(vendor: Vendor, *, version: int | None, by: Actor, at: datetime) -> None:
    """Delete a vendor on which nothing hangs. Raises Refused and says what does: archive it instead."""
    allow(by, Role.ASSESSOR)
    change(vendor, {}, version=version, by=by, at=at)
    products = list(Product.objects.filter(vendor=vendor).values_list("name", flat=True)[:5])
    if products or Vendor.objects.filter(sold_by=vendor).exists():
        raise _hangs("vendor", products)
    VendorContact.objects.filter(vendor=vendor).delete()
    ExternalRef.objects.filter(subject_id=vendor.pk).delete()
    record("vendor_deleted", vendor, by=by, at=at, organisation=organisation_in_scope(), legal_name=vendor.legal_name)
    vendor.delete()


@service
def record_product(*, by: Actor, at: datetime, external_refs: Any = (), **values: Any) -> Product:
    """Add a product. `values` are PRODUCT_FIELDS; without `vendor` nobody sells it to us."""
    allow(by, Role.ASSESSOR)
    _web(values, "url")
    product = insert(Product(**values), by=by, at=at)
    set_references(product, external_refs, by=by, at=at)
    record("product_recorded", product, by=by, at=at, organisation=product.organisation, name=product.name)
    return product


@service
def change_product(
    product: Product, *, version: int | None, by: Actor, at: datetime, external_refs: Any = None, **values: Any
) -> Product:
    """Set the fields given, and no others, if the product still has `version`. Raises Stale, Invalid."""
    allow(by, Role.ASSESSOR)
    _web(values, "url")
    changes = change(product, values, version=version, by=by, at=at)
    beside = {} if external_refs is None else set_references(product, external_refs, by=by, at=at)
    if beside and not changes:
        raise_version(product, at)
    if changes := changes | beside:
        record("product_changed", product, by=by, at=at, organisation=organisation_in_scope(), changes=changes)
    return product


@service
def delete_product(product: Product, *, version: int | None, by: Actor, at: datetime) -> None:
    """Delete a product on which nothing hangs. Raises Refused and says what does: archive it instead."""
    allow(by, Role.ASSESSOR)
    change(product, {}, version=version, by=by, at=at)
    uses = list(ModelUse.objects.filter(product=product).values_list("name", flat=True)[:5])
    if uses:
        raise _hangs("product", uses)
    ExternalRef.objects.filter(subject_id=product.pk).delete()
    record("product_deleted", product, by=by, at=at, organisation=organisation_in_scope(), name=product.name)
    product.delete()


def find_vendor(vendor_id: UUID) -> Vendor:
    """The vendor with its owner, in the organisation in scope. Raises NotFound."""
    vendor = Vendor.objects.filter(pk=vendor_id).select_related("owner__user", "sold_by").first()
    if vendor is None:
        raise NotFound("vendor")
    return vendor


def _tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    tidy = dict(values)
    if tidy.get("company_number"):
        tidy["company_number"] = company_number(tidy["company_number"])
    if tidy.get("country"):
        tidy["country"] = country(tidy["country"])
    _web(tidy, "website")
    return tidy


def _web(values: Mapping[str, Any], name: str) -> None:
    if values.get(name):
        check_address(values[name], f"/{name}")


def company_number(text: str) -> str:
    """A Companies House number in its one form: eight characters, leading noughts added. Raises Invalid."""
    number = text.replace(" ", "").upper()
    number = number.zfill(8) if number.isdigit() else number
    if not COMPANY_NUMBER.match(number):
        sentence = f"{text!r} is not a Companies House number. It has eight characters, such as 01234567 or SC123456."
        raise Invalid(sentence, [Detail("/company_number", "company_number", sentence)])
    return number


def _not_a_ring(vendor: Vendor, seller: Vendor | None) -> None:
    """A vendor that is sold by another, that is sold by the first, would never end.

    The register is read under the lock, and not from the rows in hand: somebody else may have just closed the ring.
    """
    if seller is None:
        return
    hold_organisation()
    sold_by = Vendor.objects.exclude(sold_by=None).values_list("pk", "sold_by")
    ring = find_cycle([(str(one), str(by)) for one, by in sold_by], (str(vendor.pk), str(seller.pk)))
    if ring:
        named = {str(row.pk): row.legal_name for row in Vendor.objects.filter(pk__in=ring)}
        names = " sold by ".join(named[key] for key in ring)
        raise Refused(f"That would go round in a circle: {names}.", [Detail("/sold_by", "cycle", names)])


def _contact(raw: Mapping[str, str]) -> dict[str, str]:
    return {name: raw.get(name) or "" for name in ("name", "role", "email")}


def _contacts(vendor: Vendor) -> list[dict[str, str]]:
    rows = VendorContact.objects.filter(vendor=vendor).order_by("id").values_list("name", "role", "email")
    return [{"name": name, "role": role, "email": email} for name, role, email in rows]


def _change_contacts(
    vendor: Vendor, contacts: Sequence[Mapping[str, str]] | None, by: Actor, at: datetime
) -> dict[str, Any]:
    """Make these the vendor's contacts. Gives {"contacts": [old, new]} where they differ."""
    if contacts is None:
        return {}
    old, new = _contacts(vendor), list(map(_contact, contacts))
    if old == new:
        return {}
    _set_contacts(vendor, contacts, by, at)
    return {"contacts": [old, new]}


def _set_contacts(vendor: Vendor, contacts: Sequence[Mapping[str, str]], by: Actor, at: datetime) -> None:
    VendorContact.objects.filter(vendor=vendor).delete()
    for place, raw in enumerate(contacts):
        try:
            insert(VendorContact(vendor=vendor, **_contact(raw)), by=by, at=at)
        except Invalid as error:
            details = [Detail(f"/contacts/{place}{one.pointer}", one.code, one.detail) for one in error.details]
            raise Invalid(error.message, details) from error


def _hangs(what: str, names: Sequence[str]) -> Refused:
    listed = f": {', '.join(names)}" if names else ""
    return Refused(f"Something hangs on this {what}{listed}. Set its state to archived instead.", code="in_use")
