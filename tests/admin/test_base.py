"""The one base: what is registered stands on it, and nothing is saved past a service."""

import pytest
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured

from checklists.models import Organisation, Vendor
from procurement.admin.base import ScopedAdmin, ScopedInline
from procurement.admin.site import CandourSite, site


def test_everything_that_is_registered_stands_on_the_scoped_base() -> None:
    assert site._registry
    assert all(isinstance(each, ScopedAdmin) for each in site._registry.values())


def test_every_inline_stands_on_the_scoped_base() -> None:
    inlines = [inline for each in site._registry.values() for inline in each.inlines]
    assert inlines
    assert all(issubclass(inline, ScopedInline) for inline in inlines)


def test_the_site_refuses_a_class_that_does_not_stand_on_the_base() -> None:
    with pytest.raises(ImproperlyConfigured, match="must inherit from"):
        CandourSite(name="other").register(Vendor, admin.ModelAdmin)


def test_the_organisation_is_never_a_field_and_nothing_is_done_in_bulk(assessor, rf) -> None:
    request = rf.get("/")
    request.user, request.member = assessor.member.user, assessor.member
    for each in site._registry.values():
        form = each.get_form(request)
        assert "organisation" not in form.base_fields
        assert each.actions is None


def test_a_list_takes_no_posts(assessor) -> None:
    assert assessor.press("admin:checklists_vendor_changelist", action="delete_selected").status_code == 404


def test_saving_a_row_directly_writes_nothing(assessor, organisation: Organisation, rf) -> None:
    row = Vendor(legal_name="Past the service", organisation=organisation)
    site._registry[Vendor].save_model(rf.post("/"), row, None, change=False)
    assert not Vendor.objects.filter(legal_name="Past the service").exists()
