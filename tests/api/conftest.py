"""Two organisations with keys, and clients that call the API as a program does: with no scope of the test's own."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django_scopes import scope

from checklists.models import Membership, Organisation
from checklists.models.people import Role
from checklists.services import access
from tests import makers
from tests.api.contract import check_contract

BASE = "/api/v1"
FOR_EVER = datetime(2999, 1, 1, tzinfo=UTC)
ALL = ("read", "write", "decide")


def key_for(member: Membership, scopes: tuple[str, ...] = ALL, expires_at: datetime = FOR_EVER) -> str:
    """The secret of a new key of the member's organisation."""
    with scope(organisation=member.organisation):
        made = access.create_api_key(
            name="Test", member=member, scopes=scopes, expires_at=expires_at, by=makers.COMMAND, at=makers.NOW
        )
    return made.secret


@dataclass
class Caller:
    """A program with one key. Every answer it gets is held to the schema."""

    key: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    host: str = "127.0.0.1"
    may_fail: bool = False

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """`path` is below /api/v1 unless it is whole; headers as If_Match='"1"'."""
        address = path if path.startswith(("/api/", "http")) else BASE + path
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.key:
            sent.setdefault("Authorization", f"Bearer {self.key}")
        data = body if isinstance(body, (bytes, str)) else b"" if body is None else json.dumps(body)
        kind = sent.pop("Content-Type", "application/json")
        response = self.client.generic(method, address, data, content_type=kind, headers=sent, SERVER_NAME=self.host)
        assert response.status_code < 500 or self.may_fail, response.content
        check_contract(method, response.wsgi_request.path, response)
        return response

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("POST", path, body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("PUT", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.call("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> HttpResponse:
        return self.call("DELETE", path, **headers)


@dataclass
class Firm:
    """An organisation with an assessor, an approver and a key for each."""

    organisation: Organisation
    assessor: Membership
    approver: Membership
    api: Caller
    approvers_api: Caller

    def inside(self) -> Any:
        """The organisation in scope, for making and looking past the API."""
        return scope(organisation=self.organisation)


def make_firm(name: str = "") -> Firm:
    organisation = makers.make_organisation(name)
    with scope(organisation=organisation):
        assessor, approver = makers.make_member(Role.ASSESSOR), makers.make_member(Role.APPROVER)
    return Firm(organisation, assessor, approver, Caller(key_for(assessor)), Caller(key_for(approver)))


@pytest.fixture
def firm(db: None) -> Firm:
    return make_firm("Harbour Accountants")


@pytest.fixture
def stranger(db: None) -> Firm:
    return make_firm("Quite Another Firm")


@pytest.fixture
def api(firm: Firm) -> Caller:
    return firm.api


@pytest.fixture
def nobody(db: None) -> Caller:
    """A program without a key."""
    return Caller("")


def check_problem(response: HttpResponse, status: int, code: str, *pointers: str) -> dict[str, Any]:
    """Whether the answer is this problem, with these pointers among its errors. Gives the body."""
    assert response.status_code == status, (response.status_code, response.content)
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body["type"] == f"urn:candour:problem:{code}", body
    assert body["title"]
    assert body["detail"]
    assert set(pointers) <= {one["pointer"] for one in body["errors"]}, body["errors"]
    return body
