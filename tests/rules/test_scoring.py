"""The score: points, weights and bounds, rounded against false precision."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.answers import Answer, Judged, State
from checklists.rules.grading import grade
from checklists.rules.questions import Question, asked
from checklists.rules.scoring import Score, scale_on, score
from tests.rules.makers import (
    SCALE,
    TODAY,
    known,
    make_answer,
    make_choice,
    make_question,
    make_questionnaire,
    make_silence,
)

COLOURED = {"a": "red", "b": "amber", "c": "good"}


def colour(key: str, weight: int = 3, **more: Any) -> Question:
    return make_choice(key, *COLOURED, red_values=("a",), amber_values=("b",), weight=weight, **more)


def scored(questions: list[Question], *answers: Answer, scales: tuple = (SCALE,), on: date = TODAY) -> Score:
    sheet, facts = make_questionnaire(*questions), known()
    given_ = {answer.question: answer for answer in answers}
    grades = {q.key: grade(q, given_.get(q.key), facts, sheet, on) for q in questions}
    return score(asked(sheet, facts, given_), given_, grades, scale_on(scales, on))


@pytest.mark.parametrize(("amber", "upper"), [(("a",), "1.5"), ((), "3")])
def test_an_answer_that_may_be_red_has_both_its_outcomes_as_bounds(amber: tuple[str, ...], upper: str) -> None:
    unsettled = make_choice("q", "a", red_when={"a": "regulated_activity"}, amber_values=amber, weight=3)
    [line] = scored([unsettled], make_answer("q", "a")).lines
    assert (line.lower, line.upper, line.why) == (Decimal(0), Decimal(upper), "may_be_red")


@pytest.mark.parametrize(
    ("answer", "lower", "upper", "why"),
    [
        (make_answer("q", "c"), "3", "3", "closed_good"),
        (make_answer("q", "b"), "1.5", "1.5", "amber"),
        (make_answer("q", "a"), "0", "0", "red"),
        (make_answer("q", "a", judged=Judged.SATISFACTORY), "3", "3", "satisfactory"),
        (make_answer("q", "c", judged=Judged.CONCERN), "1.5", "1.5", "concern"),
        (make_answer("q", "c", judged=Judged.UNACCEPTABLE), "0", "0", "unacceptable"),
        (make_silence("q", State.DOES_NOT_KNOW), "0", "3", "does_not_know"),
        (make_silence("q", State.REFUSES), "0", "3", "refuses"),
        (make_silence("q", State.CONFIDENTIAL), "0", "3", "confidential"),
        (make_silence("q", State.NOT_YET), "0", "3", "not_yet"),
        (make_silence("q", State.NOT_APPLICABLE, judged=Judged.CONCERN), "1.5", "1.5", "concern"),
    ],
)
def test_each_answer_adds_its_points_by_its_weight(answer: Answer, lower: str, upper: str, why: str) -> None:
    [line] = scored([colour("q")], answer).lines
    assert (line.lower, line.upper, line.why) == (Decimal(lower), Decimal(upper), why)


def test_words_that_nobody_judged_yet_are_open() -> None:
    [line] = scored([make_question("q")], make_answer("q", "Words.")).lines
    assert (line.lower, line.upper, line.why) == (0, 3, "open_answer")


def test_the_lower_bound_is_rounded_down_and_the_upper_one_up() -> None:
    three = [colour("one", 1), colour("two", 1), colour("three", 1)]
    result = scored(three, make_answer("one", "c"))
    assert (result.lower, result.upper) == (33, 100)
    result = scored(three, make_answer("one", "c"), make_answer("two", "a"))
    assert (result.lower, result.upper) == (33, 67)
    result = scored(three, make_answer("one", "c"), make_answer("two", "c"), make_answer("three", "c"))
    assert (result.lower, result.upper, result.weight_total) == (100, 100, 3)


def test_heavier_questions_count_for_more() -> None:
    assert (
        scored([colour("heavy", 5), colour("light", 1)], make_answer("heavy", "c"), make_answer("light", "a")).lower
        == 83
    )


def test_what_does_not_apply_or_waits_is_not_counted() -> None:
    questions = [colour("one"), colour("away", applies_when="False"), colour("later", follows="two"), colour("two")]
    result = scored(questions, make_answer("one", "c"), make_silence("two", State.NOT_APPLICABLE))
    assert [line.question for line in result.lines] == ["one", "later"]
    assert result.states == {
        "answered": 1,
        "not_applicable": 1,
        "does_not_know": 0,
        "refuses": 0,
        "confidential": 0,
        "not_yet": 1,
    }


def test_with_nothing_to_count_there_is_no_score_and_that_is_said() -> None:
    for result in (scored([]), scored([colour("q")], make_silence("q", State.NOT_APPLICABLE))):
        assert (result.lower, result.upper, result.band_lower, result.band_upper) == (None, None, "", "")
        assert (result.label, result.lines, result.weight_total) == ("Nothing to score yet", (), 0)


@pytest.mark.parametrize(
    ("good", "red", "label", "bands"),
    [
        (17, 3, "Well answered", ("well", "well")),
        (16, 3, 'From "Answered, with gaps" to "Well answered"', ("gaps", "well")),
        (13, 7, "Answered, with gaps", ("gaps", "gaps")),
        (8, 12, "Thin", ("thin", "thin")),
        (7, 13, "Little to go on yet", ("little", "little")),
        (0, 0, 'From "Little to go on yet" to "Well answered"', ("little", "well")),
    ],
)
def test_the_label_names_the_band_of_each_bound(good: int, red: int, label: str, bands: tuple) -> None:
    questions = [colour(f"q{number}") for number in range(20)]
    values = ["c"] * good + ["a"] * red
    answers = [make_answer(f"q{number}", value) for number, value in enumerate(values)]
    result = scored(questions, *answers)
    assert (result.label, (result.band_lower, result.band_upper)) == (label, bands)


def test_a_scale_without_a_band_for_nothing_uses_its_lowest() -> None:
    high = replace(SCALE, bands=SCALE.bands[:1])
    assert scored([colour("q")], make_answer("q", "a"), scales=(high,)).label == "Well answered"


OLD = replace(SCALE, valid_from=date(2025, 1, 1), valid_until=date(2025, 12, 31))
OLDEST = replace(SCALE, valid_from=date(2024, 1, 1), valid_until=date(2024, 6, 30))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 1, 1), SCALE),
        (date(2025, 12, 31), OLD),
        (date(2025, 1, 1), OLD),
        (date(2024, 12, 31), OLDEST),
        (date(2020, 1, 1), OLDEST),
    ],
)
def test_the_scale_is_the_one_in_force_on_the_day(on: date, expected: Any) -> None:
    assert scale_on((SCALE, OLD, OLDEST), on) is expected


ANSWER = st.sampled_from(
    [None, *(make_answer("q", key) for key in COLOURED), *(make_silence("q", state) for state in State)]
)


@given(st.lists(st.tuples(st.integers(1, 5), ANSWER), max_size=8))
def test_the_lower_bound_is_never_above_the_upper(rows: list) -> None:
    questions = [colour(f"q{place}", weight) for place, (weight, _) in enumerate(rows)]
    answers = [replace(answer, question=f"q{place}") for place, (_, answer) in enumerate(rows) if answer]
    result = scored(questions, *answers)
    if result.lower is None or result.upper is None:
        assert result.lower is result.upper is None
    else:
        assert 0 <= result.lower <= result.upper <= 100
    assert sum(result.states.values()) == len(questions)


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(list(COLOURED)), st.booleans()), min_size=1, max_size=8))
def test_answering_what_was_open_only_narrows_the_bounds(rows: list) -> None:
    questions = [colour(f"q{place}", weight) for place, (weight, _, _) in enumerate(rows)]
    answers = [make_answer(f"q{place}", value) for place, (_, value, _) in enumerate(rows)]
    before = scored(questions, *(answer for answer, (_, _, given_) in zip(answers, rows, strict=True) if given_))
    after = scored(questions, *answers)
    assert before.lower is not None and after.lower is not None and after.upper is not None and before.upper is not None
    assert before.lower <= after.lower <= after.upper <= before.upper


LEFT = (None, "a", "b", "c")
SHEETS = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(LEFT)), min_size=1, max_size=12)


def of_sheet(sheet: list[tuple[int, str | None]]) -> Score:
    answers = [make_answer(f"q{n}", value) for n, (_, value) in enumerate(sheet) if value]
    return scored([colour(f"q{n}", weight) for n, (weight, _) in enumerate(sheet)], *answers)


@given(SHEETS)
def test_the_bounds_lie_between_nought_and_a_hundred_and_never_cross(sheet: list[tuple[int, str | None]]) -> None:
    result = of_sheet(sheet)
    assert result.lower is not None and result.upper is not None
    assert 0 <= result.lower <= result.upper <= 100


@given(SHEETS, st.data())
def test_one_more_answer_narrows_the_bounds_and_never_widens_them(
    sheet: list[tuple[int, str | None]], data: st.DataObject
) -> None:
    """Both bounds move towards each other or stay: the truth was always between them."""
    fuller = [(w, v if v else data.draw(st.sampled_from(LEFT))) for w, v in sheet]
    before, after = of_sheet(sheet), of_sheet(fuller)
    assert before.lower is not None and before.upper is not None
    assert after.lower is not None and after.upper is not None
    assert before.lower <= after.lower <= after.upper <= before.upper
