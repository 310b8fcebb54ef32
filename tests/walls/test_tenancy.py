"""Nothing crosses organisations: reading raises without a scope, writing refuses foreign rows."""

import pytest
from django.apps import apps
from django.db import models
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from checklists.models import AIModel, Assessment, Membership, ModelUse, Organisation, Product, Vendor
from checklists.models.base import OrganisationRow, SharedRow
from checklists.models.tenancy import ForeignRow, TenantRow
from tests.database import writing_around_the_services
from tests.makers import COMMAND, NOW, make_member, make_product, make_use, make_vendor

TENANT_MODELS = [model for model in apps.get_models() if issubclass(model, TenantRow)]


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model.__name__)
def test_a_tenant_table_cannot_be_read_without_a_scope(model, db):
    for read in (
        lambda: model.objects.exists(),
        lambda: list(model.objects.all()),
        lambda: model.objects.count(),
        lambda: model.objects.filter(pk=None).first(),
        lambda: model.objects.none(),
    ):
        with pytest.raises(ScopeError):
            read()


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model.__name__)
def test_a_scope_of_nobody_is_no_scope(model, db):
    with scope(organisation=None), pytest.raises(ScopeError):
        model.objects.exists()


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model.__name__)
def test_every_tenant_table_has_an_organisation_of_its_own(model):
    column = model._meta.get_field("organisation")
    assert isinstance(column, models.ForeignKey) and column.related_model is Organisation
    assert column.null == issubclass(model, SharedRow)


def test_every_foreign_key_between_tenant_tables_is_checked_at_the_write(organisation, other_organisation):
    """Walks all foreign keys: a row that points into another organisation is refused, whatever the key."""
    with scope(organisation=other_organisation):
        foreign = {Vendor: make_vendor(), Membership: make_member(), Product: make_product(), ModelUse: make_use()}
    checked = 0
    for model in TENANT_MODELS:
        if not issubclass(model, OrganisationRow):
            continue
        for field in model._meta.concrete_fields:
            target = foreign.get(field.related_model) if isinstance(field, models.ForeignKey) else None
            if target is None:
                continue
            row = model(organisation=organisation, **{field.attname: target.pk}).stamp(COMMAND, NOW)
            with writing_around_the_services(), pytest.raises(ForeignRow):
                row.save()
            with writing_around_the_services(), pytest.raises(ForeignRow):
                model.objects.bulk_create([row])
            with writing_around_the_services(), pytest.raises(ForeignRow):
                model.objects.update(**{field.name: target})
            checked += 1
    assert checked >= 12


def test_a_row_of_another_organisation_cannot_be_saved_in_this_one(organisation, other_organisation):
    row = Vendor(organisation=other_organisation, legal_name="Smuggled Ltd").stamp(COMMAND, NOW)
    with writing_around_the_services(), pytest.raises(ForeignRow):
        row.save()
    assert not Vendor.every_organisation.filter(legal_name="Smuggled Ltd").exists()


def test_an_update_cannot_move_rows_to_another_organisation(organisation, other_organisation):
    make_vendor("Stays Ltd")
    with writing_around_the_services(), pytest.raises(ForeignRow):
        Vendor.objects.update(organisation=other_organisation)


def test_a_manager_shows_the_rows_of_the_organisation_in_scope_alone(organisation, other_organisation):
    make_vendor("Ours Ltd")
    with scope(organisation=other_organisation):
        make_vendor("Theirs Ltd")
        assert [row.legal_name for row in Vendor.objects.all()] == ["Theirs Ltd"]
    assert [row.legal_name for row in Vendor.objects.all()] == ["Ours Ltd"]


def test_catalogue_models_are_seen_by_everybody_and_written_by_nobody(organisation):
    row = AIModel.objects.get(key="distilbert-base-uncased")
    with writing_around_the_services(), pytest.raises(ForeignRow):
        row.save()


def test_following_a_reverse_key_stays_inside_the_scope(organisation, other_organisation):
    product = make_product()
    with scope(organisation=other_organisation):
        assert list(Assessment.objects.filter(model_use__product=product)) == []
        assert list(product.uses.all()) == []
