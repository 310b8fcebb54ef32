"""Keys: who calls, what the key may do, and over which wire."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings

from checklists.models import ApiKey
from checklists.models.people import Role
from checklists.services import access, people
from tests import makers
from tests.api.conftest import Caller, check_problem, key_for

NOBODYS = "00000000-0000-7000-8000-000000000000"


def test_without_a_key_nothing_is_given(nobody):
    response = nobody.get("/vendors/")
    check_problem(response, 401, "no_live_key")
    assert response["WWW-Authenticate"] == 'Bearer realm="Candour"'


def revoked(firm):
    secret = key_for(firm.assessor)
    with firm.inside():
        key = ApiKey.objects.get(prefix=secret.split("_")[1])
        access.revoke_api_key(key, by=makers.COMMAND, at=makers.NOW)
    return secret


def of_somebody_who_left(firm):
    with firm.inside():
        member = makers.make_member(Role.ASSESSOR)
        secret = key_for(member)
        people.change_member(member, is_active=False, by=makers.COMMAND, at=makers.NOW)
    return secret


DEAD = {
    "unknown": lambda firm: "cnd_0123456789_" + "a" * 43,
    "of another form": lambda firm: "secret",
    "with a wrong secret": lambda firm: firm.api.key[:-4] + "AAAA",
    "expired": lambda firm: key_for(firm.assessor, expires_at=datetime(2020, 1, 1, tzinfo=UTC)),
    "revoked": revoked,
    "of somebody who left": of_somebody_who_left,
}


@pytest.mark.parametrize("why", DEAD)
def test_a_key_that_does_not_live_is_told_in_the_same_words(firm, nobody, why):
    told = check_problem(Caller(DEAD[why](firm)).get("/vendors/"), 401, "no_live_key")
    assert told == nobody.get("/vendors/").json()


@pytest.mark.parametrize("header", ["Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "bearer x y", "Token cnd_1_2"])
def test_another_scheme_than_bearer_is_no_key(nobody, header):
    check_problem(nobody.get("/vendors/", Authorization=header), 401, "no_live_key")


def test_the_scheme_is_read_in_any_case(firm, nobody):
    assert nobody.get("/vendors/", Authorization=f"bEARER {firm.api.key}").status_code == 200


@pytest.mark.parametrize(
    ("scopes", "method", "path", "missing"),
    [
        (("write",), "GET", "/vendors/", "read"),
        (("read",), "POST", "/vendors/", "write"),
        (("read", "decide"), "POST", "/vendors/", "write"),
        (("read", "write"), "POST", f"/assessments/{NOBODYS}/decide/", "decide"),
    ],
)
def test_a_key_without_the_scope_is_told_which_one_it_needs(firm, scopes, method, path, missing):
    caller = Caller(key_for(firm.assessor, scopes))
    told = check_problem(caller.call(method, path, {}), 403, "scope_missing")
    assert told["detail"].startswith(f"This needs the scope {missing}; the key has: ")


def test_the_member_behind_the_key_needs_the_role(firm):
    with firm.inside():
        viewer = makers.make_member(Role.VIEWER)
    caller = Caller(key_for(viewer))
    assert caller.get("/vendors/").status_code == 200
    told = check_problem(caller.post("/vendors/", {"legal_name": "Oak Ltd"}), 403, "not_allowed")
    assert "the role assessor" in told["detail"]


def test_what_a_key_writes_carries_its_member_and_its_face(firm):
    vendor = firm.api.post("/vendors/", {"legal_name": "Oak Ltd"}).json()
    assert vendor["updated_by"] == f"{firm.assessor.user.name} (Test)"
    event = firm.api.get("/events/?kind=vendor_recorded").json()["results"][0]
    assert (event["actor_kind"], event["face"], event["by"]) == ("api_key", "api", vendor["updated_by"])


@pytest.mark.parametrize("host", ["candour.example.org", "192.0.2.7", "10.0.0.1", "localhost.example.org"])
@override_settings(ALLOWED_HOSTS=["*"])
def test_plain_http_outside_loopback_is_refused_and_never_redirected(firm, host):
    told = check_problem(Caller(firm.api.key, host=host).get("/vendors/"), 400, "insecure")
    assert "revoke it" in told["detail"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "[::1]", "[::1]:8000"])
@override_settings(ALLOWED_HOSTS=["*"])
def test_on_loopback_plain_http_will_do(firm, host):
    assert firm.api.client.get("/api/v1/vendors/", headers=bearer(firm) | {"Host": host}).status_code == 200


@override_settings(ALLOWED_HOSTS=["*"])
def test_over_https_a_key_may_come_from_anywhere(firm):
    response = firm.api.client.get("/api/v1/vendors/", secure=True, headers=bearer(firm) | {"Host": "candour.example"})
    assert response.status_code == 200


def bearer(firm) -> dict[str, str]:
    return {"Authorization": f"Bearer {firm.api.key}"}


def test_being_signed_in_to_the_admin_opens_nothing_here(firm, nobody):
    backend = "procurement.tenancy.MembershipBackend"
    nobody.client.force_login(firm.assessor.user, backend=backend)
    check_problem(nobody.get("/vendors/"), 401, "no_live_key")


def test_the_api_sets_no_cookie(api):
    assert not api.get("/vendors/").cookies
    assert not api.post("/vendors/", {"legal_name": "Oak Ltd"}).cookies


def test_a_head_is_a_get_without_its_body(api):
    response = api.call("HEAD", "/vendors/")
    assert (response.status_code, response.content) == (200, b"")
