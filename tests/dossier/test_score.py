"""What a dossier prints of the score: both bounds, and each question with its share and what would raise it."""

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
