"""Holds every answer of the API to its schema: the status is listed, the type is right, and the body fits."""

import json
import re
from functools import cache
from typing import Any

from django.http import HttpResponse
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from procurement.api.docs import whole_schema

ROOT = "urn:candour:schema"


@cache
def plain_schema() -> dict[str, Any]:
    """The schema as a client reads it."""
    return json.loads(json.dumps(whole_schema()))


@cache
def registry() -> Registry:
    return Registry().with_resource(ROOT, Resource(plain_schema(), DRAFT202012))


@cache
def templates() -> list[tuple[re.Pattern, str]]:
    """Each path of the schema with the pattern that its addresses have."""
    return [(re.compile("^" + re.sub(r"\{\w+\}", "[^/]+", path) + "$"), path) for path in plain_schema()["paths"]]


def operation_of(method: str, address: str) -> dict[str, Any] | None:
    """The operation that a call is; None for a path or a method that the API does not have."""
    for pattern, path in templates():
        if pattern.match(address):
            return plain_schema()["paths"][path].get("get" if method == "HEAD" else method.lower())
    return None


def check_contract(method: str, address: str, response: HttpResponse) -> None:
    """Whether an answer is one that the schema lists."""
    if address in ("/api/v1/schema/", "/api/v1/docs/"):
        return
    operation = operation_of(method, address)
    if operation is None:
        assert response.status_code in (400, 401, 404, 405), (method, address, response.status_code)
        return
    told = operation["responses"].get(str(response.status_code))
    assert told is not None, f"{response.status_code} is not listed for {method} {address}: {response.content[:300]}"
    told = resolved(told)
    if method == "HEAD" or not response.content:
        return
    content = told.get("content", {})
    media = response["Content-Type"].partition(";")[0]
    assert media in content, (media, list(content))
    schema = content.get(media, {}).get("schema", {})
    if media.endswith("json") and schema:
        check_body(schema, response.json(), f"{method} {address}")


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """What a reference within the schema means."""
    if "$ref" not in part:
        return part
    found: Any = plain_schema()
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found


def check_body(schema: dict[str, Any], body: Any, where: str) -> None:
    """Whether a body fits its schema, with nothing in an object that the schema does not name."""
    schema = {**schema, "$ref": ROOT + schema["$ref"]} if "$ref" in schema else rooted(schema)
    validator = Draft202012Validator(schema, registry=registry(), format_checker=FormatChecker())
    errors = [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(body)]
    assert not errors, f"{where}: {errors[:5]}"


def rooted(schema: Any) -> Any:
    """The same schema with its references made whole."""
    if isinstance(schema, dict):
        return {
            name: ROOT + inner if name == "$ref" and isinstance(inner, str) else rooted(inner)
            for name, inner in schema.items()
        }
    return [rooted(inner) for inner in schema] if isinstance(schema, list) else schema
