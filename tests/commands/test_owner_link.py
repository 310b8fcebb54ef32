"""The link by which the first owner comes in, and what is forgotten once its time is over."""

import re
from datetime import timedelta
from io import StringIO

from django.core.management import call_command

from checklists.models import IdempotencyKey
from checklists.models.people import Role
from checklists.services import idempotency
from checklists.services.housekeeping import forget_request_keys
from checklists.services.people import find_setup_link
from tests import makers


def link(*arguments: str) -> str:
    out = StringIO()
    call_command("owner_link", *arguments, stdout=out)
    return out.getvalue()


def test_the_link_is_at_the_public_address_and_finds_its_way(db, settings):
    settings.PUBLIC_URL = "https://candour.example.org"
    said = link()
    (token,) = re.findall(r"https://candour\.example\.org/setup/([\w-]+)/", said)
    assert "works once" in said
    assert find_setup_link(token, makers.NOW) is not None


def test_where_there_is_an_owner_a_start_prints_no_link_but_asking_does(organisation):
    assert "/setup/" in link("--if-none")
    makers.make_member(Role.OWNER)
    assert link("--if-none") == ""
    assert "/setup/" in link()


def test_the_examples_owner_is_nobodys_owner(db):
    example = makers.make_organisation("Example", is_example=True)
    with makers.in_organisation(example):
        makers.make_member(Role.OWNER)
    assert "/setup/" in link("--if-none")


def test_answers_to_repeats_are_forgotten_after_their_day_in_every_organisation(organisation, other_organisation):
    day = timedelta(hours=24)
    for owner, key, at in [
        (organisation, "old", makers.NOW - day - timedelta(seconds=1)),
        (other_organisation, "old too", makers.NOW - 2 * day),
        (organisation, "live", makers.NOW - timedelta(hours=23)),
    ]:
        with makers.in_organisation(owner):
            idempotency.claim(key=key, api_key=owner.pk, request="r", by=makers.COMMAND, at=at)
    assert forget_request_keys(now=makers.NOW) == 2
    assert [row.key for row in IdempotencyKey.every_organisation.all()] == ["live"]
