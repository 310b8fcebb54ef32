"""No route of the API lets an organisation see, name or change what belongs to another one."""

import re

import pytest
from django_scopes import scope

from checklists.models import tenancy
from tests.routes import api_probes
from tests.routes.api_probes import LISTED, ROUTES, methods_of, path_of, probes, send
from tests.routes.world import CANARY, build, state_of

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
ACTORS = ("decide", "write", "read", "viewer")


@pytest.fixture
def worlds(db):
    return build("Own"), build(CANARY)


def alike(response) -> tuple[int, str]:
    """What a client learns: the status, and the words without ids and addresses."""
    text = response.content.decode("utf-8", "replace")
    return response.status_code, re.sub(
        r"nobody-at-all@example\.org|\S+@example\.org", "EMAIL", ID.sub("ID", text).lower()
    )


def leaks_of(own, foreign, actors=ACTORS) -> list[str]:
    """Every probe that shows, names or changes something foreign, or tells a foreign id from one that nobody has."""
    before, found, count = state_of(foreign), [], 0
    for probe in probes(own, foreign):
        for actor in actors:
            count += 1
            theirs = send(probe.path, probe.method, probe.body, own.keys[actor])
            nobody = send(probe.nobody_path, probe.method, probe.nobody_body, own.keys[actor])
            name = f"{probe.method} {probe.route} {probe.place} as {actor}"
            if alike(theirs) != alike(nobody):
                found.append(f"{name}: {alike(theirs)} is not {alike(nobody)}")
            if CANARY.encode() in theirs.content:
                found.append(f"{name}: shows foreign words")
            if probe.place.startswith("path") and theirs.status_code < 400:
                found.append(f"{name}: {theirs.status_code}")
    if state_of(foreign) != before:
        found.append("a foreign row was changed")
    print(f"\n{count} probes of the API")
    return found


def test_every_path_is_listed():
    assert api_probes.unlisted() == set()


def test_another_organisation_s_id_is_an_id_that_nobody_has(worlds):
    assert leaks_of(*worlds) == []


def test_an_own_id_is_found_so_that_the_probes_mean_something(worlds):
    own, _ = worlds
    for route in ROUTES:
        pattern = str(route.pattern)
        if "get" in methods_of(route):
            response = send(path_of(pattern, LISTED[pattern], own, {}), "get", None, own.keys["read"])
            assert response.status_code == 200, (pattern, response.content)


def test_no_list_shows_a_foreign_row(worlds):
    own, _ = worlds
    for route in ROUTES:
        pattern = str(route.pattern)
        if "get" in methods_of(route) and not LISTED[pattern].places:
            page = "?limit=200" if methods_of(route)["get"] == "list" else ""
            response = send(f"/api/v1/{pattern}{page}", "get", None, own.keys["read"])
            assert response.status_code == 200 and CANARY.encode() not in response.content, pattern


@pytest.mark.parametrize("secret", [None, "cnd_0000000000_wrong", "nonsense"])
def test_without_a_key_every_path_says_the_same(worlds, secret):
    own, _ = worlds
    said = set()
    for route in ROUTES:
        pattern = str(route.pattern)
        for method in methods_of(route):
            response = send(
                path_of(pattern, LISTED[pattern], own, {}), method, LISTED[pattern].bodies.get(method), secret
            )
            said.add((response.status_code, response["content-type"]))
    assert said == {(401, "application/problem+json")}


def test_a_key_that_may_only_read_writes_nothing(worlds):
    own, _ = worlds
    before = state_of(own)
    for route in ROUTES:
        pattern = str(route.pattern)
        for method in set(methods_of(route)) - {"get", "head"}:
            body = api_probes._filled(LISTED[pattern].bodies.get(method), own)
            response = send(path_of(pattern, LISTED[pattern], own, {}), method, body, own.keys["read"])
            assert response.status_code == 403, (method, pattern, response.content)
    assert state_of(own) == before


def test_a_viewer_s_key_writes_nothing_whatever_its_scopes(worlds):
    own, _ = worlds
    before = state_of(own)
    for route in ROUTES:
        pattern = str(route.pattern)
        for method in set(methods_of(route)) - {"get", "head"}:
            body = api_probes._filled(LISTED[pattern].bodies.get(method), own)
            response = send(path_of(pattern, LISTED[pattern], own, {}), method, body, own.keys["viewer"])
            assert response.status_code in (403, 409, 412), (method, pattern, response.status_code, response.content)
    assert state_of(own) == before


def test_the_inventory_turns_red_when_the_scope_line_is_taken_out(worlds, monkeypatch):
    """The one line that limits a manager to the organisation in scope."""
    plain = tenancy.models.Manager.get_queryset
    monkeypatch.setattr(tenancy.OrganisationManager, "get_queryset", plain)
    monkeypatch.setattr(tenancy.SharedManager, "get_queryset", plain)
    assert len(leaks_of(*worlds, actors=("decide",))) > 20


def test_the_inventory_turns_red_when_the_api_forgets_its_scope(worlds, monkeypatch):
    """The line of the base view set that opens the key's organisation, opening another one instead."""
    _, foreign = worlds
    monkeypatch.setattr("procurement.api.base.scope", lambda organisation: scope(organisation=foreign.organisation))
    assert len(leaks_of(*worlds, actors=("decide",))) > 20
