"""Evidence by the API: kept whole, by what it is and not by its name, and handed out as an attachment."""

import hashlib

import pytest
from django.conf import settings

from checklists.models import Evidence
from checklists.models.people import Role
from tests import makers
from tests.api.conftest import Caller, Firm, check_problem, key_for
from tests.api.contract import plain_schema

NOTE = b"A note of our call.\n"
PDF = b"%PDF-1.7\n%a certificate"


def form(fields: dict[str, str], filename: str = "note.txt", content: bytes | None = NOTE) -> bytes:
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    if content is not None:
        head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{filename}"\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return b"".join([*parts, b"--x--\r\n"])


def upload(api: Caller, body: bytes):
    return api.post("/evidence/", body, Content_Type="multipart/form-data; boundary=x")


def files_on_disk(firm: Firm) -> list[bytes]:
    return [path.read_bytes() for path in (settings.EVIDENCE_ROOT / str(firm.organisation.pk)).glob("*/*")]


def test_a_file_is_kept_by_its_digest_and_given_back_whole(api, firm):
    made = upload(api, form({"title": "The call", "issuer": "Oak Ltd", "expires_on": "2027-01-01"}))
    kept = made.json()
    assert made.status_code == 201
    assert (kept["kind"], kept["filename"], kept["media_type"], kept["size"]) == ("file", "note.txt", "text/plain", 20)
    assert kept["digest"] == hashlib.sha256(NOTE).hexdigest()
    assert (kept["title"], kept["issuer"], kept["expires_on"]) == ("The call", "Oak Ltd", "2027-01-01")
    assert api.get(made["Location"]).json() == kept
    assert files_on_disk(firm) == [NOTE]
    assert api.get(f"{made['Location']}content/").content == NOTE


def test_a_file_is_handed_out_to_be_kept_and_never_to_be_shown_as_ours(api):
    made = upload(api, form({}, 'page \u202e "x".pdf', PDF))
    given = api.get(f"/evidence/{made.json()['id']}/content/")
    assert given["Content-Type"] == "application/pdf"
    assert given["Content-Disposition"].startswith("attachment; filename")
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert given["ETag"] == f'"{hashlib.sha256(PDF).hexdigest()}"'
    assert api.get(f"/evidence/{made.json()['id']}/content/", If_None_Match=given["ETag"]).status_code == 304


def test_a_file_of_the_wrong_type_is_refused_and_nothing_is_kept(api, firm):
    wrong = [
        ("run.exe", b"MZ"),
        ("note.txt", b"\xff\xfe"),
        ("a.pdf", b"<html>"),
        ("a.docx", b"PK\x03\x04"),
        ("x", b"x"),
    ]
    for filename, content in wrong:
        check_problem(upload(api, form({}, filename, content)), 400, "invalid", "/file")
    check_problem(upload(api, form({}, "note.txt", b"")), 400, "invalid", "/file")
    assert files_on_disk(firm) == []
    with firm.inside():
        assert not Evidence.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(api, firm):
    body = form({}, "note.txt", b"x" * (25 * 1024 * 1024 + 70_000))
    check_problem(upload(api, body), 413, "too_large")
    assert files_on_disk(firm) == []


def test_a_file_of_one_byte_too_many_is_too_large_and_one_of_25_mb_is_not(api, firm):
    most = 25 * 1024 * 1024
    told = check_problem(upload(api, form({}, "note.txt", b"x" * (most + 1))), 413, "too_large")
    assert "26,214,400" in told["detail"]
    assert files_on_disk(firm) == []
    assert upload(api, form({}, "note.txt", b"x" * most)).status_code == 201


@pytest.mark.parametrize(("name", "media"), [("a.md", "text/markdown"), ("a.csv", "text/csv"), ("a.txt", "text/plain")])
def test_a_file_is_handed_out_as_what_it_is_and_the_schema_says_so(api, name, media):
    kept = upload(api, form({}, name)).json()["id"]
    assert api.get(f"/evidence/{kept}/content/")["Content-Type"].startswith(media)
    content = plain_schema()["paths"]["/api/v1/evidence/{id}/content/"]["get"]["responses"]["200"]["content"]
    assert {media, "application/pdf", "text/plain"} <= set(content)


def test_whoever_may_not_write_leaves_no_file_behind(firm):
    with firm.inside():
        viewer = Caller(key_for(makers.make_member(Role.VIEWER)))
    check_problem(upload(viewer, form({})), 403, "not_allowed")
    assert files_on_disk(firm) == []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (form({}, content=None), "/file"),
        (form({"colour": "green"}), "/colour"),
        (form({"title": "a\x00b"}), "/title"),
        (form({"expires_on": "soon"}), "/expires_on"),
        (form({"title": "one"}).replace(b'name="file"; filename="note.txt"', b'name="title"'), "/title"),
        (form({"question": "is_this_distilled"}), "/assessment"),
        (form({"assessment": "00000000-0000-7000-8000-000000000000"}), "/assessment"),
        (form({"file": "text"}, content=None), "/file"),
    ],
)
def test_a_form_that_is_not_right_is_pointed_to(api, body, pointer):
    check_problem(upload(api, body), 400, "invalid", pointer)


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary="])
def test_a_form_without_its_boundary_is_refused(api, kind):
    check_problem(api.post("/evidence/", form({}), Content_Type=kind), 400, "invalid")


def test_an_address_is_kept_with_the_text_that_stood_there(api):
    body = {"address": "https://oak.example/model", "text": "Distilled from BERT.", "seen_on": "2026-11-01"}
    kept = api.post("/evidence/", body).json()
    assert (kept["kind"], kept["title"], kept["seen_on"]) == ("address", body["address"], "2026-11-01")
    assert kept["digest"] == hashlib.sha256(body["text"].encode()).hexdigest()
    given = api.get(f"/evidence/{kept['id']}/content/")
    assert (given.content.decode(), given["Content-Type"]) == (body["text"], "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    ("more", "pointer"),
    [({"address": "oak.example"}, "/address"), ({"text": " "}, "/text"), ({"text": "x" * 500_001}, "/text")],
)
def test_an_address_without_scheme_or_text_is_refused(api, more, pointer):
    body = {"address": "https://oak.example", "text": "As it stood."} | more
    check_problem(api.post("/evidence/", body), 400, "invalid", pointer)


def test_evidence_may_be_tied_to_an_answer_as_it_comes_in(api, firm):
    with firm.inside():
        assessment = makers.make_assessment()
    named = {"assessment": str(assessment.pk), "question": "is_this_distilled"}
    told = check_problem(upload(api, form(named)), 400, "invalid", "/question")
    assert "write the answer first" in told["detail"]
    path = f"/assessments/{assessment.pk}/answers/is_this_distilled/"
    api.put(path, {"state": "answered", "value": "no"}, If_None_Match="*")
    kept = upload(api, form(named)).json()
    assert kept["supports"] == [named]
    assert [one["id"] for one in api.get(path).json()["documents"]] == [kept["id"]]
    assert [one["id"] for one in api.get(f"/evidence/?assessment={assessment.pk}").json()["results"]] == [kept["id"]]
    upload(api, form({}, "other.txt", b"Another"))
    assert len(api.get("/evidence/").json()["results"]) == 2


def test_a_file_that_has_gone_from_its_place_is_told_as_such(api, firm):
    kept = upload(api, form({})).json()
    for path in (settings.EVIDENCE_ROOT / str(firm.organisation.pk)).glob("*/*"):
        path.unlink()
    caller = Caller(firm.api.key, may_fail=True)
    told = check_problem(caller.get(f"/evidence/{kept['id']}/content/"), 503, "unavailable")
    assert "backup" in told["detail"]
