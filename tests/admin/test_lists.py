"""The lists of the register: every column has a head and a content, and an empty list says so in our words."""

import pytest
from django.contrib.admin.utils import label_for_field

from checklists.models import AIModel, Organisation
from procurement.admin.base import ScopedAdmin
from procurement.admin.site import REGISTERED, site
from tests import makers
from tests.admin.staff import Staff, text_of

LISTS = [model._meta.model_name for model, _ in REGISTERED]


@pytest.mark.parametrize("admin", [site._registry[model] for model, _ in REGISTERED], ids=LISTS)
def test_every_column_of_a_list_is_one_of_our_own_with_a_head(admin: ScopedAdmin) -> None:
    for name in map(str, admin.list_display):
        column = getattr(type(admin), name, None)
        if column is None:  # a field of the table
            assert not hasattr(admin, name)
            assert admin.opts.get_field(name)
        else:
            assert getattr(admin, name) == column.__get__(admin)
            assert label_for_field(name, admin.model, admin) == column.short_description


def test_the_list_of_models_in_use_shows_the_model(assessor: Staff, organisation: Organisation) -> None:
    makers.make_use(name="Drafting", model="gpt-4o-mini")
    makers.make_use(name="Minutes")
    page = text_of(assessor.see("admin:checklists_modeluse_changelist"))
    assert "AI model" in page
    assert AIModel.objects.get(key="gpt-4o-mini").name in page
    assert "the vendor has not said" in page
    assert "Modeluse" not in page


@pytest.mark.parametrize("name", [name for name in LISTS if name != "aimodel"])
def test_an_empty_list_says_so_and_offers_nothing(viewer: Staff, name: str) -> None:
    page = text_of(viewer.see(f"admin:checklists_{name}_changelist"))
    assert "Nothing is on record yet." in page
    assert "yielded" not in page
    assert "Add " not in page


def test_a_search_that_finds_nothing_leads_back_to_all(assessor: Staff, organisation: Organisation) -> None:
    makers.make_vendor("Sage")
    page = assessor.see("admin:checklists_vendor_changelist", q="no such vendor")
    assert "Nothing on record matches." in page
    assert "Nothing is on record yet." not in page
    assert '<a href="?">Show all</a>' in page
