"""Whatever is sent to whatever path, the answer is one that the schema lists, and never a fault of ours."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.conftest import Firm
from tests.api.contract import plain_schema, resolved
from tests.api.world import World, make_world, operations

WRITES = [(method, path) for method, path in operations() if method in ("POST", "PUT", "PATCH")]
ODD_TEXT = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", " ", "\u202e", "'; DROP TABLE x; --", "{{7*7}}", "=1+1", "x" * 30_000, "\ud7ff", "null", "0" * 64]
    ),
    st.sampled_from(["2026-02-30", "2026-11-24", "9999-12-31", "0000-00-00", "00000000-0000-7000-8000-000000000000"]),
)
ODD = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False), ODD_TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(ODD_TEXT, inner, max_size=4)),
    max_leaves=8,
)


def body_schema(method: str, path: str) -> dict[str, Any]:
    content = plain_schema()["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
    return resolved(content.get("application/json", {}).get("schema", {}))


def bodies(schema: dict[str, Any]) -> st.SearchStrategy:
    """Odd JSON, and objects with the names that the schema has and odd or listed values."""
    if schema.get("type") == "array":
        return st.one_of(ODD, st.lists(bodies(resolved(schema["items"])), max_size=3))
    names = {name: values(resolved(inner)) for name, inner in schema.get("properties", {}).items()}
    return st.one_of(ODD, st.fixed_dictionaries({}, optional=names), st.fixed_dictionaries(names)) if names else ODD


def values(schema: dict[str, Any]) -> st.SearchStrategy:
    if "enum" in schema:
        return st.one_of(st.sampled_from(schema["enum"]), ODD)
    if schema.get("type") == "array" and "properties" in resolved(schema.get("items", {})):
        return bodies(schema)
    return ODD


@pytest.fixture
def world(firm: Firm) -> World:
    return make_world(firm)


def send(world: World, method: str, path: str, body: Any, headers: dict[str, str]) -> None:
    api = world.firm.approvers_api if "decide" in path or "gate" in path else world.firm.api
    response = api.call(method, world.address(path), body, **headers)
    assert response.status_code < 500


QUICK = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_odd_json_is_refused_or_taken_and_breaks_nothing(world):
    assert len(WRITES) > 20

    @QUICK
    @given(data=st.data())
    def whatever_is_sent(data):
        for method, path in WRITES:
            body = data.draw(bodies(body_schema(method, path)), label=f"{method} {path}")
            send(world, method, path, body, {"If_Match": "*"} if method != "POST" else {})

    whatever_is_sent()


NAMES = ("limit", "cursor", "count", "updated_since", "state", "search", "after", "subject", "colour")
ODD_QUERY = st.one_of(ODD_TEXT, st.text(alphabet="%0&=;+\x00\ud800\u00e9\n", max_size=9))


def test_odd_queries_are_refused_or_taken_and_break_nothing(world):
    lists = [path for method, path in operations() if method == "GET" and not path.endswith("}/")]
    bearer = {"Authorization": f"Bearer {world.firm.api.key}"}

    @QUICK
    @given(name=st.sampled_from(NAMES), value=ODD_QUERY)
    def whatever_is_asked(name, value):
        query = f"{name}=" + value.encode("utf-8", "surrogatepass")[:2000].decode("latin-1")
        for path in lists:
            address = f"/api/v1{world.address(path)}"
            more = {"QUERY_STRING": query, "SERVER_NAME": "127.0.0.1"}
            assert world.firm.api.client.get(address, headers=bearer, **more).status_code < 500

    whatever_is_asked()


HEADERS = ("If-Match", "If-None-Match", "Idempotency-Key", "Authorization", "Accept", "Content-Type")
ODD_HEADERS = ("", "*", '"', 'W/"', '"1', "\xff", "a" * 9000, "*/*;q=x", "application/json;charset=", "text/", "; ;")


def test_odd_headers_are_refused_or_taken_and_break_nothing(world):
    calls = (("PATCH", "/api/v1/vendors/{id}/"), ("GET", "/api/v1/assessments/{id}/answers/"))
    for header in HEADERS:
        for value in (*ODD_HEADERS, "Bearer " + "\u00e9" * 50):
            for method, path in calls:
                response = world.firm.api.call(method, world.address(path), {}, **{header.replace("-", "_"): value})
                assert response.status_code < 500, (header, value)
