"""Every refusal is a problem in one form, whoever refuses, and every code is in the catalogue."""

import ast
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404
from rest_framework import exceptions

from checklists.services import vendors
from procurement.api.catalogue import TITLES
from procurement.api.problems import problem_of
from procurement.api.vendors import VendorViewSet
from tests.api.conftest import Caller, check_problem

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/", "/api/v1/", "/api/v2/vendors/", "/api/v1/nothing/", "/api/v1/vendors/none/"])
def test_an_unknown_path_is_a_problem_like_any_other(db, path, method):
    told = check_problem(Caller("").call(method, path), 404, "not_found")
    assert "/api/v1/schema/" in told["detail"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_path_without_its_slash_is_told_so_and_not_redirected(api, method):
    assert check_problem(api.call(method, "/vendors", {}), 404, "not_found")["detail"] == "Paths end in a slash."


@pytest.mark.parametrize("method", ["PUT", "OPTIONS", "TRACE"])
def test_a_method_that_a_path_does_not_have_is_refused_with_those_it_has(api, method):
    response = api.call(method, "/vendors/")
    check_problem(response, 405, "method_not_allowed")
    assert response["Allow"] == "GET, HEAD, POST"


def test_an_answer_in_another_form_than_json_is_not_to_be_had(api):
    check_problem(api.get("/vendors/", Accept="text/html"), 406, "not_acceptable")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_a_body_in_another_form_than_json_is_not_read(api, kind):
    check_problem(api.post("/vendors/", "legal_name=Oak", Content_Type=kind), 415, "media_type")


def test_a_body_of_more_than_two_megabytes_is_refused_unread(api):
    check_problem(api.post("/vendors/", b" " * (2 * 1024 * 1024 + 1)), 413, "too_large")


def test_a_body_without_a_length_is_refused(api):
    response = api.client.post(
        "/api/v1/vendors/",
        headers={"Authorization": f"Bearer {api.key}", "Transfer-Encoding": "chunked"},
        content_type="application/json",
        CONTENT_LENGTH="",
        SERVER_NAME="127.0.0.1",
    )
    check_problem(response, 411, "length_required")


def failing_with(error: Exception):
    """The rows of a list that cannot be read."""

    def fail(*_, **__):
        raise error

    return fail


def test_a_fault_of_ours_is_told_as_one_and_logged_under_the_request(firm, monkeypatch, caplog):
    monkeypatch.setattr(VendorViewSet, "_rows", failing_with(KeyError("nobody foresaw this")))
    response = Caller(firm.api.key, may_fail=True).get("/vendors/")
    told = check_problem(response, 500, "fault")
    assert "nobody foresaw" not in told["detail"]
    logged = next(record for record in caplog.records if record.name == "candour.api")
    assert logged.msg["request_id"] == response["X-Request-ID"]


@pytest.mark.parametrize("error", [OperationalError("database is locked"), InterfaceError("connection already closed")])
def test_a_database_that_does_not_answer_is_told_with_when_to_try_again(firm, monkeypatch, error):
    monkeypatch.setattr(VendorViewSet, "_rows", failing_with(error))
    response = Caller(firm.api.key, may_fail=True).get("/vendors/")
    told = check_problem(response, 503, "unavailable")
    assert response["Retry-After"] == "5"
    assert "locked" not in told["detail"]


def test_two_writes_that_clash_in_the_database_are_a_refusal(firm, monkeypatch):
    monkeypatch.setattr(vendors, "record_vendor", failing_with(IntegrityError("UNIQUE constraint failed")))
    check_problem(firm.api.post("/vendors/", {"legal_name": "Oak Ltd"}), 409, "already_there")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (RequestDataTooBig(), 413, "too_large"),
        (TooManyFieldsSent(), 400, "invalid"),
        (Http404(), 404, "not_found"),
        (PermissionDenied(), 403, "not_allowed"),
        (exceptions.Throttled(wait=7.2), 429, "too_many_requests"),
        (exceptions.ParseError(), 400, "invalid"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_the_frameworks_refuse_is_a_problem_of_ours(error, status, code):
    problem = problem_of(error)
    assert (problem.status, problem.code) == (status, code)
    assert problem.headers.get("Retry-After") == ("8" if status == 429 else None)


def codes_in(folder: str) -> set[str]:
    """Every code that a refusal is given in some code of the domain."""
    found = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("Refused", "_hangs"):
                found |= {word.value.value for word in node.keywords if word.arg == "code"}
    return found


def test_every_code_of_the_domain_is_in_the_catalogue():
    codes = codes_in("checklists/services") | codes_in("checklists/dossier") | codes_in("procurement/api")
    of_other_faces = {"last_owner", "edition_differs", "has_account", "member", "expired", "other_address"}
    of_respondents = {"come_in_first", "none", "not_open", "not_whole", "too_many", "whole"}
    of_asking = {"mail_not_proven", "no_vendor", "nothing_to_ask"}
    assert codes - of_other_faces - of_respondents - of_asking <= set(TITLES)


def test_the_page_about_the_api_explains_every_problem():
    page = (ROOT / "docs/api.md").read_text()
    assert [code for code in TITLES if f"`{code}`" not in page] == []


def test_nothing_of_an_organisation_may_be_kept_by_a_cache(api):
    assert api.get("/vendors/")["Cache-Control"] == "no-store"


def test_the_request_id_of_the_client_is_given_back(api):
    assert api.get("/vendors/", X_Request_ID="purchase-4711")["X-Request-ID"] == "purchase-4711"
