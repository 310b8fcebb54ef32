"""Bodies are taken strictly: unknown fields, other types and text that cannot be kept are refused with a pointer."""

import json

import pytest

from checklists.models import Event, Vendor
from tests.api.conftest import check_problem

OAK = {"legal_name": "Oak Ltd"}


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/legal_name", "required"),
        (OAK | {"colour": "green"}, "/colour", "unknown_field"),
        (OAK | {"id": "00000000-0000-7000-8000-000000000000"}, "/id", "read_only"),
        (OAK | {"version": 3}, "/version", "read_only"),
        (OAK | {"organisation": "00000000-0000-7000-8000-000000000000"}, "/organisation", "unknown_field"),
        (OAK | {"by_person": "00000000-0000-7000-8000-000000000000"}, "/by_person", "unknown_field"),
        ({"legal_name": 5}, "/legal_name", "invalid"),
        ({"legal_name": None}, "/legal_name", "null"),
        ({"legal_name": ""}, "/legal_name", "blank"),
        ({"legal_name": "x" * 201}, "/legal_name", "max_length"),
        (OAK | {"state": "gone"}, "/state", "invalid_choice"),
        (OAK | {"state": ["active"]}, "/state", "invalid_choice"),
        (OAK | {"website": "javascript:alert(1)"}, "/website", "invalid"),
        (OAK | {"sold_by": 7}, "/sold_by", "invalid"),
        (OAK | {"sold_by": "00000000-0000-7000-8000-000000000000"}, "/sold_by", "not_found"),
        (OAK | {"owner": "nobody@example.org"}, "/owner", "not_found"),
        (OAK | {"owner": {}}, "/owner", "invalid"),
        (OAK | {"contacts": {}}, "/contacts", "not_a_list"),
        (OAK | {"contacts": [{"name": "Ann"}, {"name": "Bob", "phone": "1"}]}, "/contacts/1/phone", "unknown_field"),
        (OAK | {"contacts": [{"name": "Ann", "email": "no address"}]}, "/contacts/0/email", "invalid"),
        (OAK | {"contacts": [{"name": "x"}] * 51}, "/contacts", "max_length"),
        (OAK | {"external_refs": [{"system": "coupa"}]}, "/external_refs/0/ref", "required"),
        (OAK | {"company_number": "not one"}, "/company_number", "company_number"),
        (OAK | {"country": "1!"}, "/country", "country"),
        ([OAK], "", "invalid"),
        ('"Oak Ltd"', "", "invalid"),
        (None, "/legal_name", "required"),
    ],
)
def test_what_is_wrong_in_a_body_is_pointed_to_and_nothing_is_written(api, firm, body, pointer, code):
    told = check_problem(api.post("/vendors/", body), 400, "invalid", pointer)
    assert (pointer, code) in {(one["pointer"], one["code"]) for one in told["errors"]}
    with firm.inside():
        assert not Vendor.objects.exists()
        assert not Event.objects.filter(kind="vendor_recorded").exists()


def test_everything_that_is_wrong_is_told_at_once(api):
    body = {"colour": "green", "state": "gone", "contacts": [{"role": 5}]}
    pointers = ["/colour", "/state", "/legal_name", "/contacts/0/name", "/contacts/0/role"]
    check_problem(api.post("/vendors/", body), 400, "invalid", *pointers)


@pytest.mark.parametrize("bad", ["\\u0000", "\\ud800", "\\udfff", "\\ud800x"])
@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ('{"legal_name": "Oak%s"}', "/legal_name"),
        ('{"legal_name": "Oak", "contacts": [{"name": "a%sb"}]}', "/contacts/0/name"),
        ('{"legal_name": "Oak", "a/b~c": ["%s"]}', "/a~1b~0c/0"),
        ('{"legal_name": "Oak", "k%s": 1}', "/k\ufffd"),
    ],
)
def test_a_character_that_cannot_be_kept_is_pointed_to_wherever_it_stands(api, body, pointer, bad):
    shown = pointer + "x" if pointer.endswith("\ufffd") and bad.endswith("x") else pointer
    told = check_problem(api.post("/vendors/", body % bad), 400, "invalid", shown)
    assert told["errors"][0]["code"] == "character"


def test_a_surrogate_pair_is_one_character_like_any_other(api):
    assert api.post("/vendors/", r'{"legal_name": "Oak \ud83c\udf33"}').json()["legal_name"] == "Oak \U0001f333"


def test_text_is_kept_as_it_was_sent(api):
    name = "  Oak\u00a0\u0041\u030a \r\n Ltd \u202e "
    assert api.post("/vendors/", {"legal_name": name}).json()["legal_name"] == name


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "required"),
        (b"{", "malformed"),
        (b"{'a': 1}", "malformed"),
        (b'{"legal_name": "\xff"}', "malformed"),
        (b'{"legal_name": NaN}', "malformed"),
        (b'{"legal_name": Infinity}', "malformed"),
        (b'{"legal_name": "a", "legal_name": "b"}', "twice"),
        (b'{"legal_name": 1.5}', "decimal_as_text"),
        (b'{"legal_name": 1e400}', "decimal_as_text"),
        (b'{"legal_name": ' + b"9" * 5000 + b"}", "malformed"),
        (b'{"legal_name": ' + b"[" * 60 + b"]" * 60 + b"}", "too_deep"),
        (b"[" * 100_000, "malformed"),
        (b"\xef\xbb\xbf{}", "malformed"),
    ],
)
def test_what_is_not_json_as_we_take_it_is_refused(api, body, code):
    told = check_problem(api.post("/vendors/", body), 400, "invalid")
    assert told["errors"][0]["code"] == code


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b'{"legal_name": "a", "legal_name": "b"}', "/legal_name"),
        (b'{"contacts": [{"name": "a"}, {"name": "b", "name": "c"}]}', "/contacts/1/name"),
        (b'{"a/b": 1, "a/b": 2}', "/a~1b"),
    ],
)
def test_a_name_that_stands_twice_is_pointed_to(api, body, pointer):
    told = check_problem(api.post("/vendors/", body), 400, "invalid")
    assert [(one["pointer"], one["code"]) for one in told["errors"]] == [(pointer, "twice")]


def test_json_in_another_encoding_than_utf_8_is_not_read(api):
    body = json.dumps(OAK).encode("utf-16")
    kind = "application/json; charset=utf-16"
    check_problem(api.post("/vendors/", body, Content_Type=kind), 415, "media_type")
    assert api.post("/vendors/", OAK, Content_Type="application/json; charset=UTF-8").status_code == 201


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("/models-in-use/", {"version_floats": "yes"}, "/version_floats"),
        ("/models-in-use/", {"version_floats": 1}, "/version_floats"),
        ("/models-in-use/", {"volume": "5"}, "/volume"),
        ("/models-in-use/", {"volume": True}, "/volume"),
        ("/models-in-use/", {"volume": -1}, "/volume"),
        ("/models-in-use/", {"volume": 2_147_483_648}, "/volume"),
        ("/models-in-use/", {"contract_on": "24/11/2026"}, "/contract_on"),
        ("/models-in-use/", {"contract_on": "20261124"}, "/contract_on"),
        ("/models-in-use/", {"contract_on": "2026-W48-2"}, "/contract_on"),
        ("/models-in-use/", {"contract_on": "2026-02-30"}, "/contract_on"),
        ("/models-in-use/", {"contract_on": 20261124}, "/contract_on"),
        ("/models-in-use/", {"facts": []}, "/facts"),
        ("/models-in-use/", {"product": None}, "/product"),
        ("/ai-models/", {"parameters": 10**15 + 1}, "/parameters"),
        ("/ai-models/", {"aliases": [1]}, "/aliases/0"),
        ("/ai-models/", {"weights": "half"}, "/weights"),
        ("/assessments/", {"short": "no"}, "/short"),
        ("/dossiers/", {"assessment": "x"}, "/assessment"),
    ],
)
def test_one_json_type_is_not_taken_for_another(api, path, body, pointer):
    check_problem(api.post(path, body), 400, "invalid", pointer)
