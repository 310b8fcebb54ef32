"""The schema is valid, whole, free of warnings, and its examples are what the API takes."""

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from openapi_spec_validator import OpenAPIV31SpecValidator

from procurement.api import urls
from tests.api.conftest import check_problem
from tests.api.contract import check_body, plain_schema, resolved
from tests.api.world import operations

NOUNS = ("vendors", "products", "ai-models", "models-in-use", "questionnaires", "assessments", "evidence")
CONTRACT = (
    *(f"{noun}/" for noun in (*NOUNS, "decisions", "dossiers", "events")),
    *(f"{noun}/{{id}}/" for noun in (*NOUNS, "decisions", "dossiers")),
    "ai-models/{id}/lineage/",
    *(f"models-in-use/{{id}}/{what}/" for what in ("facts", "obligations", "own-records", "usage", "list-prices")),
    *(f"assessments/{{id}}/{what}/" for what in ("questions", "answers", "judgement", "submit", "reopen", "decide")),
    "assessments/{id}/answers/{question}/",
    "questionnaires/{id}/versions/{number}/",
    "evidence/{id}/content/",
    "dossiers/{id}/pdf/",
    "dossiers/{id}/json/",
)
EACH = [(method, path, plain_schema()["paths"][path][method.lower()]) for method, path in operations()]


def test_the_schema_is_valid_openapi_3_1():
    assert plain_schema()["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(plain_schema()).iter_errors()) == []


def test_making_the_schema_warns_of_nothing():
    GENERATOR_STATS.reset()
    SchemaGenerator().get_schema(request=None, public=True)
    assert (dict(GENERATOR_STATS._warn_cache), dict(GENERATOR_STATS._error_cache)) == ({}, {})


def test_the_paths_of_the_contract_are_there():
    assert [path for path in CONTRACT if f"/api/v1/{path}" not in plain_schema()["paths"]] == []


def test_every_route_is_in_the_schema_and_says_what_it_gives():
    for pattern in (*urls.REGISTER, *urls.ASSESSING, *urls.DECIDING):
        for action in set(pattern.callback.actions.values()):
            marked = getattr(getattr(pattern.callback.cls, action), "operation", None)
            assert marked is not None, (pattern.pattern, action)
    routed = sum(len(set(p.callback.actions) - {"head"}) for p in (*urls.REGISTER, *urls.ASSESSING, *urls.DECIDING))
    assert len(operations()) == routed > 55


def test_every_operation_has_a_name_of_its_own_a_summary_a_tag_and_its_key():
    names = [operation["operationId"] for _, _, operation in EACH]
    assert len(names) == len(set(names))
    for method, path, operation in EACH:
        assert operation["summary"], (method, path)
        assert operation["tags"], (method, path)
        assert operation["security"] == [{"key": []}], (method, path)
        assert {"400", "401", "403", "500", "503"} <= set(operation["responses"]), (method, path)
        assert ("{" in path) == ("404" in operation["responses"]), (method, path)


def test_what_needs_a_version_says_so_in_the_schema():
    for method, path, operation in EACH:
        headers = {one["name"] for one in operation["parameters"]} if "parameters" in operation else set()
        needs = method in ("PATCH", "DELETE") or (method == "PUT" and not path.endswith("/answers/"))
        assert needs == ("428" in operation["responses"]), (method, path)
        assert not needs or "If-Match" in headers, (method, path)


def test_every_choice_has_a_name_that_a_client_can_be_made_from():
    schemas = plain_schema()["components"]["schemas"]
    assert {"RegisterState", "UseState", "AssessmentState", "AnswerState", "DossierState", "Outcome"} <= set(schemas)
    assert [name for name in schemas if not name.isidentifier()] == []


def test_every_reference_leads_somewhere():
    def references(part):
        if isinstance(part, dict):
            yield from ([part["$ref"]] if isinstance(part.get("$ref"), str) else [])
            part = list(part.values())
        for inner in part if isinstance(part, list) else ():
            yield from references(inner)

    found = set(references(plain_schema()))
    assert len(found) > 50
    assert all(resolved({"$ref": reference}) for reference in found)


WITH_BODY = [
    (method, path, operation)
    for method, path, operation in EACH
    if "application/json" in operation.get("requestBody", {}).get("content", {})
]


@pytest.mark.parametrize(("method", "path", "operation"), WITH_BODY, ids=[f"{one[0]} {one[1]}" for one in WITH_BODY])
def test_an_example_fits_the_body_that_it_is_an_example_of(method, path, operation):
    content = operation["requestBody"]["content"]["application/json"]
    for example in content.get("examples", {}).values():
        check_body(content["schema"], example["value"], f"{method} {path}")


def test_writes_that_make_something_have_an_example():
    without = [
        path
        for method, path, operation in WITH_BODY
        if method == "POST" and "examples" not in operation["requestBody"]["content"]["application/json"]
    ]
    assert without == ["/api/v1/assessments/{id}/answers/{question}/evidence/"]


def test_the_schema_is_public_and_may_be_kept_for_a_while(nobody):
    response = nobody.get("/schema/")
    assert response.json() == plain_schema()
    assert response["Cache-Control"] == "public, max-age=300"
    kind = "application/vnd.oai.openapi+json"
    assert nobody.get("/schema/", Accept=kind)["Content-Type"] == kind


@pytest.mark.parametrize("path", ["/schema/", "/docs/"])
def test_the_schema_and_its_page_are_read_and_nothing_else(nobody, path):
    for method in ("OPTIONS", "POST", "PUT", "DELETE"):
        told = nobody.call(method, path)
        check_problem(told, 405, "method_not_allowed")
        assert "OPTIONS" not in told["Allow"]
    assert nobody.call("HEAD", path).status_code == 200


def test_the_docs_page_has_nothing_from_elsewhere_and_no_script_of_its_own(nobody):
    response = nobody.get("/docs/", Accept="text/html")
    page = response.content.decode()
    assert response.status_code == 200
    assert "//cdn" not in page
    assert page.count("<script") == page.count("<script src=") == 3
    policy = {part.split()[0]: part for part in response["Content-Security-Policy"].split("; ")}
    assert policy["script-src"] == "script-src 'self'"
    assert policy["default-src"] == "default-src 'none'"
    script = nobody.get("/docs/?script=", Accept="text/html")
    assert script["Content-Type"].startswith("application/javascript")
    assert "/api/v1/schema/" in script.content.decode()
