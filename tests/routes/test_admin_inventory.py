"""No page lets an organisation see, name or change what belongs to another one; no role does more than it may."""

import re
from collections.abc import Iterator

import pytest
from django_scopes import scope

from checklists.models import tenancy
from checklists.models.people import Role
from procurement import tenancy as site_tenancy
from procurement.admin.rendered_for import FIELD, SIGNER
from tests.routes.admin_probes import (
    OPEN,
    REDIRECTS_HOME,
    addresses,
    as_sent,
    forms_of,
    listed,
    nobody,
    path_of,
    places_for_ids,
    signed_in,
)
from tests.routes.world import CANARY, World, build, state_of

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NOT_PAGES = {"admin/logout/", "admin/password_change/", "admin/password_change/done/", *REDIRECTS_HOME}


@pytest.fixture
def worlds(db) -> tuple[World, World]:
    return build("Own"), build(CANARY)


def mark(world: World, role: Role) -> str:
    return SIGNER.sign(f"{world.organisation.pk}.{world.members[role].user_id}")


def leaks_of(own: World, foreign: World, roles: tuple[Role, ...] = (Role.OWNER, Role.VIEWER)) -> list[str]:
    """Every probe of a path or a form that shows, names or changes something foreign."""
    before, found, count = state_of(foreign), [], 0
    for role in roles:
        client = signed_in(own, role)
        for name, leaks in _path_probes(client, own, foreign, role):
            count += 1
            found += [f"{name} as {role}: {leak}" for leak in leaks]
        for name, leaks in _form_probes(client, own, foreign):
            count += 1
            found += [f"{name} as {role}: {leak}" for leak in leaks]
    if state_of(foreign) != before:
        found.append("a foreign row was changed")
    print(f"\n{count} probes of the admin")
    return found


def _path_probes(client, own: World, foreign: World, role: Role) -> Iterator[tuple[str, list[str]]]:
    for address, places in listed().items():
        for place, kind in places.items():
            if kind.startswith("="):
                continue
            for method, data in (("get", None), ("post", {FIELD: mark(own, role)})):
                theirs = getattr(client, method)(path_of(address, own, {place: foreign.id_of(kind)}), data)
                nobodys = getattr(client, method)(path_of(address, own, {place: nobody()}), data)
                yield f"{method} {address} {place}", _told(theirs, nobodys)


def _told(theirs, nobodys) -> list[str]:
    found = []
    if theirs.status_code != nobodys.status_code:
        found.append(f"{theirs.status_code} is not {nobodys.status_code}")
    if theirs.status_code < 300:
        found.append(f"answers {theirs.status_code}")
    if CANARY.encode() in theirs.content:
        found.append("shows foreign words")
    if ID.sub("", theirs.headers.get("location", "")) != ID.sub("", nobodys.headers.get("location", "")):
        found.append("sends elsewhere")
    return found


def _form_probes(client, own: World, foreign: World) -> Iterator[tuple[str, list[str]]]:
    """Each page of our own: nothing foreign on it, and nothing foreign can be chosen in its forms."""
    for address in sorted(set(listed()) - NOT_PAGES):
        path = path_of(address, own, {})
        page = client.get(path)
        yield f"get {address}", ["shows foreign words"] if CANARY.encode() in page.content else []
        if page.status_code != 200 or "html" not in page.headers["content-type"]:
            continue
        for form in forms_of(page.content.decode()):
            for place in places_for_ids(form):
                for kind in ("member", "vendor", "product", "ai_model", "use", "evidence"):
                    answer = client.post(path, as_sent(form, {place: foreign.id_of(kind)}))
                    shown = CANARY.encode() in answer.content
                    yield f"post {address} {place}={kind}", ["shows foreign words"] if shown else []


def test_every_page_is_listed():
    assert addresses() - OPEN == set(listed()) - OPEN


def test_another_organisation_s_id_is_an_id_that_nobody_has(worlds):
    assert leaks_of(*worlds) == []


# What is not opened by its address, whoever one is: written only (405), made and removed elsewhere (403), or left out.
NOT_OPENED = {
    "admin/duties/<uuid:use_id>/<slug:obligation>/<slug:item>/plan/": 405,
    "admin/requests/<uuid:request_id>/link/": 405,
    "admin/requests/<uuid:request_id>/time/": 405,
    "admin/requests/<uuid:request_id>/withdraw/": 405,
    "admin/ai-models/steps/<uuid:step_id>/remove/": 405,
    "admin/assessments/<uuid:assessment_id>/export/": 405,
    "admin/assessments/<uuid:assessment_id>/findings/take-up/": 405,
    "admin/assessments/<uuid:assessment_id>/reopen/": 405,
    "admin/assessments/<uuid:assessment_id>/sheet/download/": 405,
    "admin/assessments/<uuid:assessment_id>/sheet/look/": 405,
    "admin/assessments/<uuid:assessment_id>/sheet/take/": 405,
    "admin/assessments/<uuid:assessment_id>/submit/": 405,
    "admin/autocomplete/": 403,
    "admin/checklists/aimodel/<path:object_id>/delete/": 403,
    "admin/checklists/assessment/<path:object_id>/delete/": 403,
    "admin/checklists/assessment/add/": 403,
    "admin/checklists/dossier/<path:object_id>/delete/": 403,
    "admin/checklists/dossier/add/": 403,
    "admin/checklists/modeluse/add/": 403,
    "admin/comparisons/<uuid:evaluation_id>/delete/": 405,
    "admin/comparisons/<uuid:evaluation_id>/finish/": 405,
    "admin/comparisons/<uuid:evaluation_id>/forget/": 405,
    "admin/comparisons/<uuid:evaluation_id>/tolerance/": 405,
    "admin/conditions/<uuid:condition_id>/met/": 405,
    "admin/dossiers/<uuid:dossier_id>/replay/": 405,
    "admin/mail/<uuid:message_id>/again/": 405,
    "admin/mail/test/": 405,
    "admin/mail/test/<slug:token>/": 404,
    "admin/models-in-use/<uuid:use_id>/changes/<uuid:change_id>/dismiss/": 405,
    "admin/models-in-use/<uuid:use_id>/changes/again/": 405,
    "admin/models-in-use/<uuid:use_id>/changes/look/": 405,
    "admin/organisation/": 405,
    "admin/people/invitations/<uuid:invitation_id>/link/": 405,
    "admin/people/invitations/<uuid:invitation_id>/withdraw/": 405,
    "admin/people/keys/<uuid:key_id>/revoke/": 405,
    "admin/prices/<uuid:price_id>/withdraw/": 405,
    "admin/r/<path:content_type_id>/<path:object_id>/": 404,
}


def test_own_pages_open_so_that_the_probes_mean_something(worlds):
    own, _ = worlds
    client = signed_in(own, Role.OWNER)
    pages = {address: client.get(path_of(address, own, {})).status_code for address in set(listed()) - NOT_PAGES}
    assert {address: status for address, status in pages.items() if status not in (200, 302)} == NOT_OPENED
    assert sum(status == 200 for status in pages.values()) > 40


def test_nobody_gets_in_without_signing_in(worlds, client):
    own, _ = worlds
    for address in set(listed()) - OPEN - REDIRECTS_HOME - {"admin/logout/"}:
        answer = client.get(path_of(address, own, {}), SERVER_NAME="127.0.0.1")
        assert answer.status_code == 302 and "/admin/login/" in answer.headers["location"], address


def test_a_viewer_changes_nothing_by_any_form(worlds):
    own, _ = worlds
    owner, viewer = signed_in(own, Role.OWNER), signed_in(own, Role.VIEWER)
    before = state_of(own)
    for address in sorted(set(listed()) - NOT_PAGES - {"admin/you/", "admin/login/"}):
        path = path_of(address, own, {})
        page = owner.get(path)
        forms = forms_of(page.content.decode()) if "html" in page.headers.get("content-type", "") else []
        for form in [*forms, {}]:
            viewer.post(path, as_sent(form, {FIELD: mark(own, Role.VIEWER)}))
    assert state_of(own) == before


def test_a_form_of_another_organisation_is_refused(worlds):
    """Two tabs and one switch: what was typed for one organisation is never written into the other."""
    own, foreign = worlds
    client = signed_in(own, Role.OWNER)
    before = state_of(own)
    for address in sorted(set(listed()) - NOT_PAGES - {"admin/you/", "admin/login/", "admin/organisation/"}):
        path = path_of(address, own, {})
        page = client.get(path)
        forms = forms_of(page.content.decode()) if "html" in page.headers.get("content-type", "") else []
        for form in forms:
            for other in (mark(foreign, Role.OWNER), "forged", ""):
                client.post(path, as_sent(form, {FIELD: other}))
    assert state_of(own) == before


def test_the_inventory_turns_red_when_the_scope_line_is_taken_out(worlds, monkeypatch):
    plain = tenancy.models.Manager.get_queryset
    monkeypatch.setattr(tenancy.OrganisationManager, "get_queryset", plain)
    monkeypatch.setattr(tenancy.SharedManager, "get_queryset", plain)
    assert len(leaks_of(*worlds, roles=(Role.OWNER,))) > 20


def test_the_inventory_turns_red_when_the_middleware_opens_another_organisation(worlds, monkeypatch):
    _, foreign = worlds
    monkeypatch.setattr(site_tenancy, "scope", lambda organisation: scope(organisation=foreign.organisation))
    assert len(leaks_of(*worlds, roles=(Role.OWNER,))) > 20
