"""Two organisations: another one's thing is told as one that does not exist, wherever its id is put."""

import re

import pytest

from procurement.api import urls
from tests.api.conftest import Firm, check_problem
from tests.api.world import NOBODYS, World, make_world, operations

CANARY = "canary-7f3a"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
SHARED = ("/api/v1/questionnaires/",)
NAMED = [(method, path) for method, path in operations() if "{" in path and not path.startswith(SHARED)]
BODIES = {
    "POST": {"evidence": NOBODYS},
    "PATCH": {},
    "PUT": {"state": "refuses"},
}


@pytest.fixture
def theirs(stranger: Firm) -> World:
    return make_world(stranger, CANARY)


def called(firm: Firm, method: str, address: str):
    api = firm.approvers_api if any(part in address for part in ("/decide/", "/gate-passes/", "/accept/")) else firm.api
    body = [] if address.endswith("/answers/") else BODIES.get(method)
    if address.endswith(("/paired-results/", "/import-xlsx/")):
        file = '--x\r\nContent-Disposition: form-data; name="file"; filename="r.csv"\r\n\r\nitem\r\n--x--\r\n'
        return api.call(method, address, file, Content_Type="multipart/form-data; boundary=x")
    return api.call(method, address, body, If_Match="*")


def test_every_path_with_an_id_gives_the_same_404_for_another_s_as_for_none(firm, theirs):
    assert len(NAMED) > 35
    for method, path in NAMED:
        address = theirs.address(path)
        foreign = check_problem(called(firm, method, address), 404, "not_found")
        missing = check_problem(called(firm, method, UUID.sub(NOBODYS, address)), 404, "not_found")
        assert foreign == missing, (method, path)


def test_nothing_of_another_organisation_is_in_any_answer(firm, theirs):
    ours = make_world(firm)
    answers = 0
    for method, path in operations():
        if method == "GET":
            response = firm.api.get(ours.address(path))
            assert CANARY not in response.content.decode(errors="replace"), path
            answers += response.status_code == 200
    assert answers > 25


def test_nothing_of_another_organisation_changes(firm, theirs):
    seen = {path: theirs.firm.api.get(theirs.address(path)).content for method, path in operations() if method == "GET"}
    for method, path in NAMED:
        called(firm, method, theirs.address(path))
    assert seen == {path: theirs.firm.api.get(theirs.address(path)).content for path in seen}


PLACES = [
    ("/products/", {"name": "x"}, "vendor", "vendors"),
    ("/vendors/", {"legal_name": "x"}, "sold_by", "vendors"),
    ("/models-in-use/", {"name": "x", "purpose": "y"}, "product", "products"),
    ("/models-in-use/", {"name": "x", "purpose": "y"}, "ai_model", "ai-models"),
    ("/assessments/", {}, "model_in_use", "models-in-use"),
    ("/dossiers/", {}, "assessment", "assessments"),
    ("/evidence/", {"address": "https://a.example", "text": "x", "question": "q"}, "assessment", "assessments"),
]


def test_another_s_id_in_a_body_is_told_as_one_that_does_not_exist(firm, theirs):
    for path, body, field, noun in PLACES:
        foreign = refused(firm, path, body, field, theirs.ids[noun]["id"])
        assert foreign == refused(firm, path, body, field, NOBODYS)
        assert foreign[0]["code"] == "not_found"


def refused(firm: Firm, path: str, body: dict, field: str, key: str) -> list[dict]:
    """What is said of one field."""
    problem = check_problem(firm.api.post(path, body | {field: key}), 400, "invalid", f"/{field}")
    return [one for one in problem["errors"] if one["pointer"] == f"/{field}"]


def test_another_s_id_in_an_answer_a_record_or_a_step_is_told_as_one_that_does_not_exist(firm, theirs):
    ours = make_world(firm)
    assessment, use = ours.ids["assessments"]["id"], ours.ids["models-in-use"]["id"]
    firm.api.post(f"/assessments/{assessment}/reopen/", {})
    calls = {
        f"/assessments/{assessment}/answers/base_model_and_creator/": (
            "ai-models",
            lambda key: {"state": "answered", "value": {"ai_model": key}},
        ),
        f"/assessments/{assessment}/answers/rare_and_hard_cases/": (
            "ai-models",
            lambda key: {"state": "answered", "value": [{"model_tested": {"ai_model": key}}]},
        ),
        f"/models-in-use/{use}/own-records/dsit_algorithmic_transparency/record_published/": (
            "evidence",
            lambda key: {"evidence": [key]},
        ),
    }
    for path, (noun, body) in calls.items():
        foreign = check_problem(firm.api.put(path, body(theirs.ids[noun]["id"]), If_None_Match="*"), 400, "invalid")
        missing = check_problem(firm.api.put(path, body(NOBODYS), If_None_Match="*"), 400, "invalid")
        assert foreign == missing
    step = {"method": "merge", "says": "reported"}
    path = f"/ai-models/{ours.ids['ai-models']['id']}/lineage/"
    foreign = check_problem(firm.api.post(path, step | {"parent": theirs.ids["ai-models"]["id"]}), 400, "invalid")
    assert foreign == check_problem(firm.api.post(path, step | {"parent": NOBODYS}), 400, "invalid")


def test_an_owner_is_a_member_of_one_s_own_organisation(firm, stranger):
    theirs = check_problem(
        firm.api.post("/vendors/", {"legal_name": "x", "owner": stranger.assessor.user.email}), 400, "invalid", "/owner"
    )
    nobody = check_problem(
        firm.api.post("/vendors/", {"legal_name": "x", "owner": "nobody@example.org"}), 400, "invalid", "/owner"
    )
    assert theirs == nobody


FILTERED = [
    ("/products/", "vendor", "vendors"),
    ("/vendors/", "sold_by", "vendors"),
    ("/models-in-use/", "product", "products"),
    ("/models-in-use/", "vendor", "vendors"),
    ("/assessments/", "model_in_use", "models-in-use"),
    ("/evidence/", "assessment", "assessments"),
    ("/decisions/", "assessment", "assessments"),
    ("/dossiers/", "assessment", "assessments"),
    ("/events/", "subject", "vendors"),
]


def test_another_s_id_in_a_filter_finds_nothing(firm, theirs):
    for path, name, noun in FILTERED:
        assert firm.api.get(f"{path}?{name}={theirs.ids[noun]['id']}").json()["results"] == []


def test_another_s_id_in_a_cursor_turns_no_page_of_theirs(firm, theirs):
    for noun in ("vendors", "products", "models-in-use", "assessments", "evidence", "decisions", "dossiers"):
        key = theirs.ids[noun]["id"].replace("-", "")
        for cursor in (f"a{key}", f"b{key}"):
            page = firm.api.get(f"/{noun}/?cursor={cursor}&count=true").json()
            assert (page["results"], page["count"]) == ([], 0)


def test_the_same_reference_may_stand_in_two_organisations(firm, stranger):
    body = {"legal_name": "Oak Ltd", "external_refs": [{"system": "coupa", "ref": "V-1"}]}
    ids = [one.api.post("/vendors/", body).json()["id"] for one in (firm, stranger)]
    found = [one.api.get("/vendors/?ref_system=coupa&ref=V-1").json()["results"] for one in (firm, stranger)]
    assert [[vendor["id"] for vendor in vendors] for vendors in found] == [[ids[0]], [ids[1]]]


def test_the_history_is_one_organisation_s_own(firm, theirs):
    logs = {event["log"] for event in firm.api.get("/events/?limit=200").json()["results"]}
    assert logs == {str(firm.organisation.pk)}


def test_every_view_of_the_api_but_schema_and_docs_stands_on_the_one_view_set():
    views = {pattern.callback.cls for pattern in (*urls.REGISTER, *urls.ASSESSING, *urls.DECIDING)}
    assert all("OrganisationViewSet" in {base.__name__ for base in view.__mro__} for view in views)
    assert {pattern.name for pattern in urls.READABLE} == {"api-schema", "api-docs"}
