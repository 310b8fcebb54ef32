"""What was frozen before the record had a trade-off, money and a recommendation stays readable on every face."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checklists.dossier import schema
from checklists.dossier.build import build_html
from checklists.dossier.withholding import held_in, withhold
from tests.dossier.makers import make_envelope

OLDER = Path(__file__).parent / "older" / "frozen-before-the-trade-off.json"
ADDED = {"trade_off", "money", "recommendation"}


@pytest.fixture
def older() -> dict:
    return json.loads(OLDER.read_text(encoding="utf-8"))


def test_the_record_is_one_from_before(older: dict) -> None:
    assert not ADDED & older["judgement"].keys()


def test_an_older_record_still_fits_the_published_schema(older: dict) -> None:
    problems = Draft202012Validator(schema.document()).iter_errors(older)
    assert [f"{error.json_path}: {error.message[:200]}" for error in problems] == []


def test_an_older_record_still_makes_a_whole_dossier(older: dict) -> None:
    html = build_html(older, make_envelope())
    for finding in older["judgement"]["findings"]:
        assert finding["severity_label"] in html
    assert "before comparisons of two tiers were kept here" in html


def test_what_was_held_back_in_an_older_record_is_held_back_still(older: dict) -> None:
    record = older["judgement"]
    question = next(one for section in record["sections"] for one in section["questions"] if one["answer"]["value"])
    question["answer"]["who_may_see"] = "buyer_team"
    held = held_in(record, model_told=True, who="the firm")
    told = withhold(record, held, {question["key"]: "salt"})
    assert not ADDED & told.keys()
    [line] = [one for section in told["sections"] for one in section["questions"] if one["key"] == question["key"]]
    assert line["answer"]["value"] is None
