"""Safe repeats: a write with an idempotency key is done once, and the same request again gets the first answer."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from checklists.models import Evidence, IdempotencyKey, Vendor
from checklists.services import idempotency, vendors
from tests.api.conftest import Caller, Firm, check_problem, key_for, make_firm

OAK = {"legal_name": "Oak Ltd"}


def kept(firm: Firm) -> list[IdempotencyKey]:
    with firm.inside():
        return list(IdempotencyKey.objects.all())


def test_the_same_request_again_gets_the_first_answer(firm):
    first = firm.api.post("/vendors/", OAK, Idempotency_Key="order-1")
    again = firm.api.post("/vendors/", OAK, Idempotency_Key="order-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert [again[name] for name in ("ETag", "Location", "Content-Type")] == [
        first[name] for name in ("ETag", "Location", "Content-Type")
    ]
    with firm.inside():
        assert Vendor.objects.count() == 1


def test_the_first_answer_is_given_even_after_the_thing_has_changed(firm):
    first = firm.api.post("/vendors/", OAK, Idempotency_Key="order-1")
    firm.api.patch(f"/vendors/{first.json()['id']}/", {"note": "later"}, If_Match='"1"')
    assert firm.api.post("/vendors/", OAK, Idempotency_Key="order-1").json()["note"] == ""


@pytest.mark.parametrize(
    ("path", "body"), [("/vendors/", {"legal_name": "Elm Ltd"}), ("/vendors/?", OAK), ("/products/", {"name": "Oak"})]
)
def test_the_same_key_with_another_request_is_refused(firm, path, body):
    firm.api.post("/vendors/", OAK, Idempotency_Key="order-1")
    if path == "/vendors/?":
        path, body = "/vendors/", {"legal_name": "Oak Ltd", "note": ""}
    check_problem(firm.api.post(path, body, Idempotency_Key="order-1"), 422, "key_reused")


def test_a_key_is_the_program_s_own(firm, stranger):
    first = firm.api.post("/vendors/", OAK, Idempotency_Key="order-1")
    other_program = Caller(key_for(firm.assessor))
    assert other_program.post("/vendors/", {"legal_name": "Elm Ltd"}, Idempotency_Key="order-1").status_code == 201
    assert stranger.api.post("/vendors/", OAK, Idempotency_Key="order-1").json()["id"] != first.json()["id"]


@pytest.mark.parametrize("body", [{}, OAK | {"colour": "green"}, OAK | {"country": "1!"}])
def test_what_was_refused_is_not_kept_and_may_be_sent_again(firm, body):
    assert firm.api.post("/vendors/", body, Idempotency_Key="order-1").status_code == 400
    assert kept(firm) == []
    assert firm.api.post("/vendors/", OAK, Idempotency_Key="order-1").status_code == 201


def test_what_failed_on_our_side_is_not_kept_and_leaves_nothing(firm, monkeypatch):
    record_vendor = vendors.record_vendor

    def record_and_fail(**values):
        record_vendor(**values)
        raise KeyError("nobody foresaw this")

    monkeypatch.setattr(vendors, "record_vendor", record_and_fail)
    caller = Caller(firm.api.key, may_fail=True)
    check_problem(caller.post("/vendors/", OAK, Idempotency_Key="order-1"), 500, "fault")
    with firm.inside():
        assert not Vendor.objects.exists()
    assert kept(firm) == []


@pytest.mark.parametrize("key", ["", " ", "two words", "caf\u00e9", "x" * 256])
def test_a_key_of_another_form_is_refused(firm, key):
    check_problem(firm.api.post("/vendors/", OAK, Idempotency_Key=key), 400, "invalid", "Idempotency-Key")


def test_a_key_lives_a_day(firm, monkeypatch):
    monkeypatch.setattr(idempotency, "LIVES", timedelta(seconds=-1))
    firm.api.post("/vendors/", OAK, Idempotency_Key="order-1")
    elm = firm.api.post("/vendors/", {"legal_name": "Elm Ltd"}, Idempotency_Key="order-1")
    assert elm.status_code == 201
    assert "Idempotency-Replayed" not in elm
    assert len(kept(firm)) == 1


def test_a_change_and_a_deletion_may_be_repeated_too(firm):
    path = f"/vendors/{firm.api.post('/vendors/', OAK).json()['id']}/"
    for _ in range(2):
        changed = firm.api.patch(path, {"note": "a"}, If_Match='"1"', Idempotency_Key="change-1")
        assert (changed.status_code, changed["ETag"]) == (200, '"2"')
    for _ in range(2):
        assert firm.api.delete(path, If_Match='"2"', Idempotency_Key="delete-1").status_code == 204


def test_a_file_may_be_sent_again_whatever_the_boundaries_of_the_form(firm):
    def send(content: bytes, boundary: str):
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="note.txt"\r\n\r\n'.encode()
        body = head + content + f"\r\n--{boundary}--\r\n".encode()
        kind = f"multipart/form-data; boundary={boundary}"
        return firm.api.post("/evidence/", body, Content_Type=kind, Idempotency_Key="file-1")

    first, again = send(b"A note", "one"), send(b"A note", "two")
    assert first.status_code == 201
    assert again.content == first.content
    check_problem(send(b"Another", "three"), 422, "key_reused")
    with firm.inside():
        assert Evidence.objects.count() == 1


def test_every_write_takes_a_key(api):
    operations = [
        (path, method, operation)
        for path, methods in api.get("/schema/").json()["paths"].items()
        for method, operation in methods.items()
        if method != "get"
    ]
    assert len(operations) > 20
    without = [
        (path, method)
        for path, method, operation in operations
        if "Idempotency-Key" not in {one["name"] for one in operation["parameters"]}
    ]
    assert without == []


def test_a_wait_that_takes_too_long_is_told_as_such(firm, monkeypatch):
    def locked(**_):
        raise OperationalError("canceling statement due to lock timeout")

    monkeypatch.setattr(idempotency, "claim", locked)
    check_problem(firm.api.post("/vendors/", OAK, Idempotency_Key="order-1"), 409, "key_in_progress")


@pytest.mark.django_db(transaction=True)
def test_of_ten_duplicates_at_once_one_writes_and_nine_get_its_answer():
    firm = make_firm()
    together = threading.Barrier(10)

    def send(_):
        caller = Caller(firm.api.key)
        together.wait()
        try:
            response = caller.post("/vendors/", OAK, Idempotency_Key="order-1")
            return response.status_code, response.get("Idempotency-Replayed"), response.content
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(send, range(10)))
    assert [status for status, *_ in answers] == [201] * 10
    assert sorted(str(replayed) for _, replayed, _ in answers) == ["None", *["true"] * 9]
    assert len({content for *_, content in answers}) == 1
    with firm.inside():
        assert Vendor.objects.count() == 1
