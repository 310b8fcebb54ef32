"""The published schema: it is the one in the docs, every real record fits it, and what does not belong is refused."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checklists.dossier import request, schema
from tests.dossier.examples import CASES, make_example
from tests.dossier.makers import DIGEST, make_answer, make_envelope, make_question, make_snapshot
from tests.makers import COMMAND, NOW, make_submitted

PUBLISHED = Path(__file__).parents[2] / "docs" / "schemas" / "dossier-1.json"
SNAPSHOT = Draft202012Validator(schema.document())
ENVELOPE = Draft202012Validator(schema.document()["$defs"]["envelope"])


def problems(validator, instance):
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(instance)]


def test_the_schema_in_the_docs_is_the_one_in_the_code():
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema.document()


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(schema.document())
    assert schema.document()["$id"].endswith("dossier-1.json")


@pytest.mark.parametrize("name", CASES)
def test_every_example_fits(name):
    assert problems(SNAPSHOT, make_example(name)) == []


def test_a_snapshot_made_by_hand_fits_and_so_does_its_envelope():
    withheld = make_question(answer=make_answer(state="confidential", withheld=DIGEST))
    assert problems(SNAPSHOT, make_snapshot(withheld)) == []
    assert problems(ENVELOPE, make_envelope()) == []


def test_what_the_service_freezes_fits(organisation):
    dossier = request.request_dossier(make_submitted(), by=COMMAND, at=NOW)
    assert problems(SNAPSHOT, json.loads(dossier.snapshot)) == []
    assert problems(ENVELOPE, json.loads(dossier.envelope)) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"schema": "dossier-2"}, "$.schema"),
        ({"surprise": 1}, "$"),
        ({"decision": {}}, "$.decision"),
        ({"evidence": [{"id": "e"}]}, "$.evidence[0]"),
    ],
)
def test_what_does_not_belong_is_refused(change, path):
    assert problems(SNAPSHOT, make_snapshot() | change)[0].startswith(f"{path}:")


def test_no_fraction_fits_anywhere():
    assert '"number"' not in json.dumps(list(_types(schema.document())))


def _types(shape):
    if isinstance(shape, dict):
        yield shape.get("type", "")
        for inner in shape.values():
            yield from _types(inner)
    if isinstance(shape, list):
        for inner in shape:
            yield from _types(inner)
