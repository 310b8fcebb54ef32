"""What a dossier prints of the score: both bounds, and each question with its share and what would raise it."""

from jsonschema import Draft202012Validator

from checklists.dossier import schema
from tests.dossier.makers import make_record, make_score, make_snapshot
from tests.dossier.test_sections import part


def with_score(score: dict) -> str:
    return part("score", make_snapshot(judgement=make_record(score=score)))


def test_the_score_is_never_printed_without_both_of_its_bounds():
    assert "Between 60 and 80 out of 100. At least 60, " in with_score(make_score(60, 80))


def test_where_nothing_counts_it_says_so_and_prints_no_figure():
    said = with_score(make_score(None, None, lines=[]))
    assert "Nothing is counted yet, so there is no score." in said
    assert "out of 100" not in said


def test_each_question_is_printed_with_its_share_and_what_would_raise_it():
    key = make_record()["sections"][0]["questions"][0]["key"]
    line = {"question": key, "weight": "3", "lower": "0", "upper": "3", "why": "not_yet"}
    said = with_score(make_score(0, 100, lines=[line]))
    assert "It is not answered yet." in said
    assert "An answer." in said
    assert "1 question could still raise" in said or "one question could still raise" in said


OURS = {
    "own": True,
    "text": "By the organisation's own scale, in force from 24 November 2026: Yes. Written by Dana on 1 November 2026.",
    "number": 1,
    "edition": None,
    "in_force_from": "2026-11-24",
    "reason": "Yes.",
    "by": "Dana",
    "on": "2026-11-01",
    "points": [{"kind": "satisfactory", "counts": "1"}, {"kind": "concern", "counts": "0.25"}],
    "open_lower": "0",
    "open_upper": "1",
    "weights": [{"weight": 1, "counts": "1"}, {"weight": 5, "counts": "8"}],
    "bands": [{"key": "own_1", "label": "Fine", "at_least": "70"}, {"key": "own_2", "label": "Thin", "at_least": "0"}],
}


def test_whose_scale_it_was_is_printed_with_its_figures():
    said = with_score(make_score(scale=OURS))
    assert OURS["text"].replace("'", "&#x27;") in said
    assert "A reviewer has a concern about the answer&quot; 0.25; what is open, 0 at least and 1 at most." in said
    assert "Weights of the questions: weight 1 counts 1; weight 5 counts 8." in said
    assert "Bands of the score: Fine from 70; Thin from 0." in said


def test_a_score_frozen_before_there_was_a_choice_of_scale_says_nothing_of_one():
    said = with_score(make_score())
    assert "scale" not in said
    assert "Between 60 and 80 out of 100." in said


def test_the_directors_page_says_that_a_band_is_the_organisations_own():
    for scale, says in ((OURS, True), (OURS | {"own": False}, False)):
        said = part("brief", make_snapshot(judgement=make_record(score=make_score(scale=scale))))
        assert ("by the organisation&#x27;s own scale" in said) is says


def test_a_scale_fits_the_published_schema():
    record = make_record(score=make_score(scale=OURS))
    problems = Draft202012Validator(schema.document()).iter_errors(make_snapshot(judgement=record))
    assert [error.message for error in problems] == []
