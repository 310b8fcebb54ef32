"""The register's first half: who sells, and what is sold."""

from enum import StrEnum

from django.db import models

from checklists.models.base import OrganisationRow, Versioned, choices_of, unique_even_empty
from checklists.models.people import Membership


class RegisterState(StrEnum):
    """A record that is no longer wanted is archived, never deleted once something decided hangs on it."""

    ACTIVE = "active"
    ARCHIVED = "archived"


class Vendor(OrganisationRow, Versioned):
    """Who sells. `sold_by` is the vendor through which we buy, such as a reseller; `country` is ISO 3166-1 alpha-2."""

    legal_name = models.CharField(max_length=200)
    company_number = models.CharField(max_length=20, default="", blank=True)
    country = models.CharField(max_length=2, default="", blank=True)
    website = models.URLField(max_length=300, default="", blank=True)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    sold_by = models.ForeignKey("self", on_delete=models.PROTECT, related_name="sells_for", null=True, blank=True)
    state = models.CharField(max_length=10, choices=choices_of(RegisterState), default=RegisterState.ACTIVE.value)
    note = models.TextField(default="", blank=True)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "legal_name"],
                name="one_vendor_per_legal_name",
                violation_error_message="A vendor of this legal name is already in your register.",
            ),
            models.CheckConstraint(
                condition=models.Q(sold_by__isnull=True) | ~models.Q(sold_by=models.F("id")),
                name="no_vendor_is_sold_by_itself",
                violation_error_message="A vendor cannot be sold by itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name


class VendorContact(OrganisationRow):
    """A person at a vendor."""

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, default="", blank=True)
    email = models.EmailField(max_length=254, default="", blank=True)

    def __str__(self) -> str:
        return self.name


class Product(OrganisationRow, Versioned):
    """What is sold. `vendor` is empty where nobody sells it to us: we got the model ourselves."""

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="products", null=True, blank=True)
    name = models.CharField(max_length=200)
    url = models.URLField(max_length=300, default="", blank=True)
    description = models.TextField(default="", blank=True)
    state = models.CharField(max_length=10, choices=choices_of(RegisterState), default=RegisterState.ACTIVE.value)

    class Meta(OrganisationRow.Meta):
        constraints = unique_even_empty(
            ["organisation", "vendor", "name"],
            "vendor",
            "one_product_per_name",
            "This vendor already has a product of that name.",
        )

    def __str__(self) -> str:
        return self.name


class ExternalRef(OrganisationRow):
    """The number of a record in somebody else's system. Several a record; each unique per organisation and type."""

    subject_type = models.CharField(max_length=20)
    subject_id = models.UUIDField(db_index=True)
    system = models.CharField(max_length=60)
    ref = models.CharField(max_length=200)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "subject_type", "system", "ref"],
                name="one_record_per_external_ref",
                violation_error_message="Another record already has this reference.",
            )
        ]
