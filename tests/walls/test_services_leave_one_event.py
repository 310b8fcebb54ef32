"""Each public service function, found by inspection, is called once and leaves one event; on a refusal none.

A new service without a stage fails. The database wrapper of tests/database.py fails any write around them.
"""

import importlib
import pkgutil
from uuid import uuid4

import pytest
from django.apps import apps

import checklists.services
from checklists.actor import Actor
from checklists.dossier import produce, request
from checklists.errors import NotAllowed
from checklists.models import Event
from checklists.services import history, vendors
from tests.database import WroteAround
from tests.makers import COMMAND, NOW, make_vendor
from tests.walls.request_stages import OF_RESPONDENTS
from tests.walls.stages import STAGES

NOBODY = Actor("person", uuid4(), "Nobody", "admin", uuid4(), "")
# These are not for members: setting up, installing, and the worker's own steps.
FOR_NO_MEMBER = {
    "services.editions.install_edition",
    "services.invitations.join_as_new",
    "services.people.create_organisation",
    "services.mail_sending.mark_sent",
    "services.mail_sending.park_mail",
    "services.rejudging.begin_rejudging",
    "services.rejudging.note_judgement_changed",
    "services.rejudging.park_rejudging",
    "services.people.join_example",
    "services.people.make_setup_link",
    "services.people.use_setup_link",
    "dossier.produce.finish",
    "dossier.produce.park",
} | OF_RESPONDENTS


def found_services() -> set[str]:
    """Every function marked as a service, in the services and in the dossier's request and production."""
    names = [info.name for info in pkgutil.iter_modules(checklists.services.__path__)]
    modules = [importlib.import_module(f"checklists.services.{name}") for name in names] + [request, produce]
    return {
        f"{module.__name__.split('.', 1)[1]}.{name}"
        for module in modules
        for name, function in vars(module).items()
        if getattr(function, "is_service", False) and function.__module__ == module.__name__
    }


def rows() -> dict[str, int]:
    return {model.__name__: model._base_manager.count() for model in apps.get_app_config("checklists").get_models()}


def test_every_service_has_a_stage():
    assert found_services() == set(STAGES)


@pytest.mark.parametrize("name", sorted(STAGES))
def test_a_service_leaves_one_event(name, organisation):
    call = STAGES[name](organisation)
    before = Event.every_organisation.count()
    call(by=COMMAND, at=NOW)
    assert Event.every_organisation.count() == before + 1


@pytest.mark.parametrize("name", sorted(set(STAGES) - FOR_NO_MEMBER))
def test_a_service_refuses_who_has_no_role_and_leaves_nothing(name, organisation):
    call = STAGES[name](organisation)
    before = rows()
    with pytest.raises(NotAllowed):
        call(by=NOBODY, at=NOW)
    assert rows() == before


def test_bookkeeping_is_a_short_list():
    found_services()  # so that every service is imported, whatever ran before
    ours = {name for name in history.bookkeepers if not name.startswith("tests.")}
    assert ours == {
        "checklists.dossier.produce.claim_dossier",
        "checklists.dossier.produce.give_back",
        "checklists.dossier.produce.renew",
        "checklists.services.coming_in.count_try",
        "checklists.services.coming_in.note_seen",
        "checklists.services.housekeeping.forget_request_keys",
        "checklists.services.idempotency.claim",
        "checklists.services.idempotency.keep",
        "checklists.services.mail_sending.claim_mail",
        "checklists.services.mail_sending.forget_secrets",
        "checklists.services.mail_sending.give_back_mail",
        "checklists.services.mail_sending.hold_back",
        "checklists.services.people.remember_organisation",
        "checklists.services.rejudging.claim_rejudging",
        "checklists.services.rejudging.finish_rejudging",
        "checklists.services.rejudging.give_back_rejudging",
        "checklists.services.rejudging.move_cursor",
        "checklists.services.watching.remember_look",
    }


def test_a_write_past_the_services_is_caught(organisation):
    vendor = make_vendor()
    vendor.legal_name = "Changed in passing Ltd"
    with pytest.raises(WroteAround):
        vendor.save()


def test_a_service_that_records_twice_is_refused_and_leaves_nothing(organisation):
    @history.service
    def twice():
        for _ in range(2):
            history.record("vendor_recorded", None, by=COMMAND, at=NOW, organisation=organisation)

    before = rows()
    with pytest.raises(RuntimeError, match="one event"):
        twice()
    assert rows() == before


def test_a_service_calls_no_other_service(organisation):
    @history.service
    def outer():
        vendors.record_vendor(legal_name="Inner Ltd", by=COMMAND, at=NOW)

    with pytest.raises(RuntimeError, match="calls no other service"):
        outer()


def test_a_change_that_changes_nothing_leaves_no_event(organisation):
    vendor = make_vendor(country="GB")
    before = Event.objects.count()
    vendors.change_vendor(vendor, version=1, country="GB", by=COMMAND, at=NOW)
    assert Event.objects.count() == before
    assert vendor.version == 1
