"""The history is an append-only Merkle log, and its proof outlives an erased body."""

import hashlib
import json

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from checklists import merkle, triggers
from checklists.models import Event, EventBody, EventHead
from checklists.services.history import leaf_bytes
from tests.database import writing_around_the_services
from tests.makers import make_vendor


def root_by_definition(leaves: list[bytes]) -> bytes:
    """The tree hash exactly as RFC 6962, section 2.1 defines it."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    left, right = root_by_definition(leaves[:split]), root_by_definition(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_frontier_gives_the_root_that_the_standard_defines(leaves):
    frontier: list[bytes] = []
    for size, leaf in enumerate(leaves):
        frontier = merkle.append(frontier, size, merkle.leaf_hash(leaf))
    assert merkle.root(frontier) == root_by_definition(leaves)


def test_places_follow_each_other_and_the_head_carries_the_root(organisation):
    for _ in range(5):
        make_vendor()
    events = list(Event.objects.order_by("seq"))
    assert [event.seq for event in events] == list(range(6))
    head = EventHead.objects.get(log=organisation.pk)
    frontier = [bytes.fromhex(node) for node in json.loads(head.frontier)]
    assert head.size == 6
    assert merkle.root(frontier) == root_by_definition([leaf_bytes(event) for event in events])


def test_a_leaf_read_back_has_the_hash_that_was_written(organisation):
    make_vendor()
    event = Event.objects.latest("seq")
    assert merkle.leaf_hash(leaf_bytes(event)).hex() == event.leaf_hash


def test_the_digest_in_the_leaf_is_that_of_the_salted_body(organisation):
    make_vendor()
    event = Event.objects.select_related("body").latest("seq")
    assert "salt" in json.loads(event.body.text)
    assert hashlib.sha256(event.body.text.encode()).hexdigest() == event.body_digest


def test_two_alike_bodies_have_different_digests(organisation):
    make_vendor("A Ltd")
    make_vendor("B Ltd")
    digests = Event.objects.values_list("body_digest", flat=True)
    assert len(set(digests)) == len(digests)


def refused(sql: str, *params) -> str:
    with (
        writing_around_the_services(),
        pytest.raises(DatabaseError) as caught,
        transaction.atomic(),
        connection.cursor() as c,
    ):
        c.execute(sql, params)
    return str(caught.value)


def test_an_event_can_be_neither_changed_nor_deleted(organisation):
    make_vendor()
    assert "an event never changes" in refused("UPDATE checklists_event SET kind = 'x'")
    assert "an event never changes" in refused("DELETE FROM checklists_event")


def test_a_body_may_be_erased_and_nothing_else(organisation):
    make_vendor()
    event = Event.objects.latest("seq")
    assert "only be erased" in refused("UPDATE checklists_eventbody SET text = '{}'")
    assert "only be erased" in refused("DELETE FROM checklists_eventbody")
    with writing_around_the_services():
        EventBody.objects.filter(event=event).update(text=None)
    event.refresh_from_db()
    assert merkle.leaf_hash(leaf_bytes(event)).hex() == event.leaf_hash


def test_every_trigger_is_there_after_migration(db):
    assert triggers.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_a_trigger_that_lets_everything_through_is_named_by_the_system_check():
    name, table = "checklists_event_no_update", "checklists_event"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql"
            )
        else:
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT 1; END")
    assert triggers.missing(connection) == [name]
    triggers.install(connection)
    assert triggers.missing(connection) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE checklists_editionitem SET title = 'Other'",
        "DELETE FROM checklists_editionitem",
        "UPDATE checklists_modelrecord SET licence = 'MIT' WHERE edition_id IS NOT NULL",
        "DELETE FROM checklists_derivation WHERE edition_id IS NOT NULL",
    ],
)
def test_nothing_of_an_installed_edition_can_be_changed(organisation, sql):
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), writing_around_the_services():
        connection.cursor().execute(sql)


@pytest.mark.django_db(transaction=True)
def test_a_missing_trigger_is_named_by_the_system_check():
    with connection.cursor() as cursor:
        on = " ON checklists_event" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER checklists_event_no_update{on}")
    assert triggers.missing(connection) == ["checklists_event_no_update"]
    triggers.install(connection)
    assert triggers.missing(connection) == []
