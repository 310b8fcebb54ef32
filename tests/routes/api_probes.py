"""The API's part of the route inventory: every path and method, with every place where a foreign id can stand.

A path that is not listed here fails the inventory. Bodies are such that an own id would be accepted.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import URLPattern

from procurement.api.bodies import Body
from procurement.api.fields import MemberEmail, RowId
from procurement.api.urls import ASSESSING, DECIDING, REGISTER
from tests.evaluation_makers import SLICES
from tests.routes.world import World

BASE = "/api/v1/"
ROUTES: list[URLPattern] = [*REGISTER, *ASSESSING, *DECIDING]
ANSWER = {"state": "answered", "value": "Payroll"}


@dataclass(frozen=True)
class Listed:
    """What stands in a path's places: kinds of rows, or literal words; and a body for each method that takes one."""

    places: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, Any] = field(default_factory=dict)


def _round(**bodies: Any) -> Listed:
    return Listed({"id": "assessment"}, bodies)


def _answer(kind: str = "assessment", **more: Any) -> Listed:
    return Listed({"id": kind, "question": "=uses_to_avoid", **more.pop("places", {})}, more)


LISTED: dict[str, Listed] = {
    "vendors/": Listed(bodies={"post": {"legal_name": "Probe Ltd"}}),
    "vendors/<uuid:id>/": Listed({"id": "vendor"}, {"patch": {"note": "Probe"}}),
    "products/": Listed(bodies={"post": {"name": "Probe"}}),
    "products/<uuid:id>/": Listed({"id": "product"}, {"patch": {"description": "Probe"}}),
    "ai-models/": Listed(bodies={"post": {"name": "Probe"}}),
    "ai-models/<uuid:id>/": Listed({"id": "ai_model"}, {"patch": {"notes": "Probe"}}),
    "ai-models/<uuid:id>/lineage/": Listed(
        {"id": "ai_model"}, {"post": {"parent": "@parent_model", "method": "merge", "says": "unknown"}}
    ),
    "ai-models/<uuid:id>/lineage/<uuid:step>/": Listed({"id": "ai_model", "step": "derivation"}),
    "concentration/": Listed(),
    "scale/": Listed(),
    "models-in-use/": Listed(bodies={"post": {"product": "@product", "name": "Probe", "purpose": "Probe"}}),
    "models-in-use/<uuid:id>/": Listed({"id": "use"}, {"patch": {"tier_label": "Probe"}}),
    "models-in-use/<uuid:id>/facts/": Listed({"id": "use"}, {"patch": {"facts": {"agentic": False}}}),
    "models-in-use/<uuid:id>/obligations/": Listed({"id": "use"}),
    "models-in-use/<uuid:id>/changes/": Listed({"id": "changed_use"}),
    "models-in-use/<uuid:id>/changes/look/": Listed({"id": "changed_use"}, {"post": {}}),
    "models-in-use/<uuid:id>/changes/<uuid:change>/dismiss/": Listed(
        {"id": "changed_use", "change": "change"}, {"post": {"reason": "Probe"}}
    ),
    "models-in-use/<uuid:id>/re-review/": Listed({"id": "changed_use"}, {"post": {"changes": ["@change"]}}),
    "models-in-use/<uuid:id>/own-records/": Listed({"id": "use"}),
    "models-in-use/<uuid:id>/own-records/<slug:obligation>/<slug:item>/": Listed(
        {"id": "use", "obligation": "=ico_lawful_basis", "item": "=basis_for_use"},
        {"put": {"statement": "Probe"}},
    ),
    "models-in-use/<uuid:id>/obligations/<slug:obligation>/<slug:item>/plan/": Listed(
        {"id": "use", "obligation": "=ico_lawful_basis", "item": "=basis_for_use"},
        {"put": {"due_on": "2099-01-01"}},
    ),
    "models-in-use/<uuid:id>/usage/": Listed({"id": "use"}, {"put": {"larger_input_tokens": 900}}),
    "models-in-use/<uuid:id>/list-prices/": Listed(
        {"id": "use"}, {"post": {"list_price": "gpt-4o.openai", "tier": "larger"}}
    ),
    "price-points/": Listed(
        bodies={
            "post": {
                "model_in_use": "@use",
                "tier": "cheaper",
                "unit": "month",
                "currency": "GBP",
                "price": "5",
                "valid_from": "2026-11-24",
                "read_on": "2026-11-24",
            }
        }
    ),
    "price-points/<uuid:id>/": Listed({"id": "price"}),
    "questionnaires/": Listed(),
    "questionnaires/<uuid:id>/": Listed({"id": "questionnaire"}),
    "questionnaires/<uuid:id>/versions/<int:number>/": Listed({"id": "questionnaire", "number": "=1"}),
    "assessments/": Listed(bodies={"post": {"model_in_use": "@use"}}),
    "assessments/<uuid:id>/": _round(),
    "assessments/<uuid:id>/submit/": _round(post={}),
    "assessments/<uuid:id>/reopen/": Listed({"id": "in_review"}, {"post": {"why": "Probe"}}),
    "assessments/<uuid:id>/export.xlsx": _round(),
    "assessments/<uuid:id>/import-xlsx/": _round(),
    "assessments/<uuid:id>/questions/": _round(),
    "assessments/<uuid:id>/judgement/": _round(),
    "assessments/<uuid:id>/answers/": _round(put=[{"question": "uses_to_avoid", **ANSWER, "version": 1}]),
    "assessments/<uuid:id>/answers/<slug:question>/": _answer(put=ANSWER),
    "assessments/<uuid:id>/answers/<slug:question>/judgement/": _answer(put={"judged": "concern", "comment": "Probe"}),
    "assessments/<uuid:id>/answers/<slug:question>/evidence/": _answer(post={"evidence": "@evidence"}),
    "assessments/<uuid:id>/answers/<slug:question>/evidence/<uuid:evidence>/": _answer(places={"evidence": "evidence"}),
    "evaluations/": Listed(
        bodies={
            "post": {
                "model_in_use": "@use",
                "title": "Probe",
                "task": "Probe",
                "larger": "A",
                "cheaper": "B",
                "replaces": None,
            }
        }
    ),
    "evaluations/<uuid:id>/": Listed({"id": "evaluation"}, {"patch": {"note": "Probe"}}),
    "evaluations/<uuid:id>/counts/": Listed(
        {"id": "evaluation"}, {"post": {"measured_on": "2026-11-24", "slices": SLICES}}
    ),
    "evaluations/<uuid:id>/paired-results/": Listed({"id": "evaluation"}),
    "evidence/": Listed(bodies={"post": {"address": "https://example.org", "text": "Probe"}}),
    "evidence/<uuid:id>/": Listed({"id": "evidence"}),
    "evidence/<uuid:id>/content/": Listed({"id": "evidence"}),
    "assessments/<uuid:id>/gate-passes/": Listed(
        {"id": "in_review"},
        {"post": {"question": "training_on_our_inputs", "reason": "Probe", "expires_on": "2099-01-01"}},
    ),
    "assessments/<uuid:id>/decide/": Listed(
        {"id": "in_review"},
        {"post": {"outcome": "on_hold", "reasons": "Probe", "digest": "0" * 64, "judged_on": "2026-11-24"}},
    ),
    "decisions/": Listed(),
    "decisions/<uuid:id>/": Listed({"id": "decision"}),
    "decisions/<uuid:id>/conditions/<int:number>/": Listed(
        {"id": "decision", "number": "=1"}, {"patch": {"met_on": "2026-11-24", "met_note": "Probe"}}
    ),
    "findings/": Listed(bodies={"post": {"assessment": "@in_review", "severity": "high", "title": "Probe"}}),
    "findings/<uuid:id>/": Listed({"id": "finding"}, {"patch": {"due_on": "2099-01-01"}}),
    "findings/<uuid:id>/accept/": Listed({"id": "finding"}, {"post": {"reason": "Probe", "expires_on": "2027-01-01"}}),
    "findings/<uuid:id>/close/": Listed({"id": "finding"}, {"post": {"note": "Probe"}}),
    "dossiers/": Listed(bodies={"post": {"assessment": "@in_review"}}),
    "dossiers/<uuid:id>/": Listed({"id": "dossier"}),
    "dossiers/<uuid:id>/replay/": Listed({"id": "dossier"}, {"post": {}}),
    "dossiers/<uuid:id>/pdf/": Listed({"id": "dossier"}),
    "dossiers/<uuid:id>/json/": Listed({"id": "dossier"}),
    "events/": Listed(),
}


@dataclass(frozen=True)
class Probe:
    """One request with a foreign id in one place, and the same with an id that nobody has."""

    route: str
    method: str
    place: str
    path: str
    nobody_path: str
    body: Any = None
    nobody_body: Any = None


def unlisted() -> set[str]:
    return {str(route.pattern) for route in ROUTES} ^ set(LISTED)


def methods_of(route: URLPattern) -> dict[str, str]:
    """{method: action} of one path."""
    return dict(route.callback.actions)  # type: ignore[union-attr]


def probes(own: World, foreign: World) -> Iterator[Probe]:
    """Every place, one at a time; all the others are the caller's own."""
    for route in ROUTES:
        pattern = str(route.pattern)
        listed = LISTED[pattern]
        for method, action in methods_of(route).items():
            body = _filled(listed.bodies.get(method), own)
            yield from _in_path(pattern, listed, method, body, own, foreign)
            yield from _in_body(pattern, listed, method, body, own, foreign, getattr(route.callback.cls, action))  # type: ignore[union-attr]
            yield from _in_query(pattern, listed, method, own, foreign, getattr(route.callback.cls, action))  # type: ignore[union-attr]


def _in_path(pattern: str, listed: Listed, method: str, body: Any, own: World, foreign: World) -> Iterator[Probe]:
    for name, kind in listed.places.items():
        if kind.startswith("="):
            continue
        theirs = path_of(pattern, listed, own, {name: foreign.id_of(kind)})
        nobody = path_of(pattern, listed, own, {name: str(uuid4())})
        yield Probe(pattern, method, f"path {name}", theirs, nobody, body, body)


def _in_body(
    pattern: str, listed: Listed, method: str, body: Any, own: World, foreign: World, action: Any
) -> Iterator[Probe]:
    takes = getattr(getattr(action, "operation", None), "takes", None)
    bodies = list(takes.values()) if isinstance(takes, dict) else [takes] if takes else []
    for name, wanted in _relations(bodies):
        path = path_of(pattern, listed, own, {})
        theirs, nobody = _ids(wanted, foreign)
        first = body[0] if isinstance(body, list) else body or {}
        pair = [{**first, name: value} for value in (theirs, nobody)]
        yield Probe(
            pattern, method, f"body {name}", path, path, *([[one] for one in pair] if isinstance(body, list) else pair)
        )


def _relations(bodies: list[Any]) -> Iterator[tuple[str, Any]]:
    seen = set()
    for body in bodies:
        if not (isinstance(body, type) and issubclass(body, Body)):
            continue
        for name, one in body().fields.items():
            if isinstance(one, RowId | MemberEmail) and not one.read_only and name not in seen:
                seen.add(name)
                yield name, one


def _ids(wanted: Any, foreign: World) -> tuple[str, str]:
    if isinstance(wanted, MemberEmail):
        return foreign.rows["member"].user.email, "nobody-at-all@example.org"  # type: ignore[attr-defined]
    row = next(row for row in foreign.rows.values() if isinstance(row, wanted.model))
    return str(row.pk), str(uuid4())


def _in_query(pattern: str, listed: Listed, method: str, own: World, foreign: World, action: Any) -> Iterator[Probe]:
    if method != "get":
        return
    for parameter in getattr(getattr(action, "operation", None), "query", ()):
        if parameter.schema.get("format") != "uuid":
            continue
        path = path_of(pattern, listed, own, {})
        row = foreign.rows[FILTERED.get(parameter.name, parameter.name)]
        pair = (f"{path}?{parameter.name}={row.pk}", f"{path}?{parameter.name}={uuid4()}")
        yield Probe(pattern, method, f"query {parameter.name}", *pair)


FILTERED = {"owner": "member", "model_in_use": "use", "sold_by": "lonely_vendor", "subject": "vendor"}


def _filled(body: Any, own: World) -> Any:
    """@kind stands for an own row's id."""
    text = json.dumps(body)
    for kind in own.rows:
        text = text.replace(f'"@{kind}"', f'"{own.id_of(kind)}"')
    return json.loads(text)


def path_of(pattern: str, listed: Listed, world: World, instead: dict[str, str]) -> str:
    path = pattern
    for name, kind in listed.places.items():
        word = kind[1:] if kind.startswith("=") else world.id_of(kind)
        path = path.replace(f"<{_converter(pattern, name)}:{name}>", instead.get(name, word))
    return BASE + path


def _converter(pattern: str, name: str) -> str:
    return pattern.split(f":{name}>")[0].rsplit("<", 1)[1]


def send(probe_path: str, method: str, body: Any, secret: str | None) -> Any:
    """One request as a program sends it. The version named is the one that every own row has."""
    headers = {"authorization": f"Bearer {secret}"} if secret else {}
    if method in ("put", "patch", "delete"):
        headers["if-match"] = '"1"'
    extra = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
    return Client(raise_request_exception=True, SERVER_NAME="127.0.0.1").generic(
        method.upper(), probe_path, headers=headers, **extra
    )
