"""An own scale: which holds on a day, what cannot be one, and that its bounds stay bounds."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.answers import State
from checklists.rules.content import Content
from checklists.rules.judge import judge, score_under
from checklists.rules.own_scale import OwnScale, Terms, as_scale, own_scale_on, scale_for
from checklists.rules.record import as_record
from checklists.rules.record_scale import scale_on_record
from checklists.rules.scale_checking import POINTS, WEIGHTS, spelled, wrong_occasion, wrong_scale
from tests.rules.makers import (
    SCALE,
    TODAY,
    make_answer,
    make_case,
    make_choice,
    make_content,
    make_edition,
    make_question,
    make_silence,
)

GIVEN = {"satisfactory": "1", "closed_good": "0.9", "concern": "0.3", "amber": "0.4", "unacceptable": "0", "red": "0.1"}
HEAVY = {"1": "1", "2": "2", "3": "3", "4": "4", "5": "9.5"}
TWO = ({"label": "Fine", "at_least": "70"}, {"label": "Ask again", "at_least": "0"})
DAY = timedelta(days=1)


def terms(bands: Any = TWO, weights: Any = HEAVY, **points: str) -> Terms:
    return Terms({**GIVEN, **points}, weights, bands)


def own(number: int = 1, holds_from: date = TODAY, given: Terms | None = None, **more: Any) -> OwnScale:
    scale = None if more.pop("back", False) else as_scale(given or terms(), holds_from)
    said = {"reason": "We are strict", "by": "Dana Price", "on": TODAY, **more}
    return OwnScale(number, holds_from, scale=scale, **said)


def wrong(given: Terms | None) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in wrong_scale(given)]


YESTERDAYS, TODAYS, TOMORROWS = own(1, TODAY - DAY), own(2, TODAY), own(3, TODAY + DAY)


@pytest.mark.parametrize(
    ("written", "on", "holds"),
    [
        ((), TODAY, None),
        ((TODAYS,), TODAY - DAY, None),
        ((TODAYS,), TODAY, TODAYS),
        ((TODAYS,), date.max, TODAYS),
        ((YESTERDAYS, TODAYS, TOMORROWS), TODAY - DAY, YESTERDAYS),
        ((TOMORROWS, TODAYS, YESTERDAYS), TODAY, TODAYS),
        ((TOMORROWS, own(4, TODAY)), TODAY + DAY, TOMORROWS),
        ((own(4, TODAY), TODAYS), TODAY, own(4, TODAY)),
        ((TODAYS, own(4, TODAY, back=True)), TODAY, None),
        ((TODAYS, own(4, TODAY + DAY, back=True)), TODAY, TODAYS),
        ((own(4, TODAY, back=True), own(5, TODAY + DAY)), TODAY + DAY, own(5, TODAY + DAY)),
    ],
)
def test_the_scale_of_a_day_is_that_of_the_latest_day_and_of_two_the_later_written(
    written: tuple[OwnScale, ...], on: date, holds: OwnScale | None
) -> None:
    assert own_scale_on(written, on) == holds


def test_where_no_own_scale_holds_the_edition_s_counts() -> None:
    assert scale_for(make_edition(), None, TODAY) is SCALE
    assert scale_for(make_edition(), own(back=True), TODAY) is SCALE
    assert scale_for(make_edition(), TODAYS, TODAY) is TODAYS.scale


def test_terms_read_as_a_scale_whose_open_answers_lie_between_the_worst_and_the_best() -> None:
    scale = as_scale(spelled(terms(unacceptable="0.05")), TODAY)
    assert (scale.open_lower, scale.open_upper) == (Decimal("0.05"), Decimal(1))
    assert scale.weights[5] == Decimal("9.5")
    assert [(band.key, band.label, band.at_least) for band in scale.bands] == [
        ("own_1", "Fine", Decimal(70)),
        ("own_2", "Ask again", Decimal(0)),
    ]


def test_figures_have_one_spelling_and_bands_one_order() -> None:
    bands = ({"label": " Low ", "at_least": "00"}, {"label": "High", "at_least": " 50 "})
    kept = spelled(terms(bands, amber="0.40", red=".1", satisfactory="1.00"))
    assert kept.points == {**GIVEN, "amber": "0.4"}
    assert kept.bands == [{"label": "High", "at_least": "50"}, {"label": "Low", "at_least": "0"}]
    assert (list(kept.points), list(kept.weights)) == (list(POINTS), list(WEIGHTS))


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ({}, []),
        ({"closed_good": "1", "amber": "1", "concern": "1"}, []),
        ({"amber": "0.1"}, []),
        ({"unacceptable": "0.3"}, []),
        ({"amber": "1.01"}, [("points/amber", "size"), ("points/amber", "order")]),
        ({"satisfactory": "0.99"}, [("points/satisfactory", "size")]),
        ({"amber": "0.91"}, [("points/amber", "order")]),
        ({"red": "0.41"}, [("points/red", "order")]),
        ({"unacceptable": "0.31"}, [("points/unacceptable", "order")]),
        ({"amber": "0.9", "red": "0.9"}, [("points/red", "alike")]),
        ({"concern": "1", "unacceptable": "1"}, [("points/unacceptable", "alike")]),
        ({"amber": ""}, [("points/amber", "missing")]),
        ({"amber": "-0.1"}, [("points/amber", "figure")]),
        ({"amber": "0,5"}, [("points/amber", "figure")]),
        ({"amber": "0.123"}, [("points/amber", "figure")]),
        ({"amber": "1e0"}, [("points/amber", "figure")]),
        ({"amber": "NaN"}, [("points/amber", "figure")]),
        ({"amber": "٠.٥"}, [("points/amber", "figure")]),
        ({"green": "1"}, [("points", "unknown")]),
    ],
)
def test_points_go_from_0_to_1_and_a_better_answer_never_counts_less(points: dict, found: list) -> None:
    assert wrong(terms(**points)) == found


@pytest.mark.parametrize(
    ("weights", "found"),
    [
        (HEAVY, []),
        (dict.fromkeys(HEAVY, "1"), []),
        ({**HEAVY, "5": "100"}, []),
        ({**HEAVY, "5": "100.01"}, [("weights/5", "size")]),
        ({**HEAVY, "1": "0"}, [("weights/1", "size")]),
        ({**HEAVY, "1": "0.01"}, []),
        ({**HEAVY, "3": "1.99"}, [("weights/3", "order")]),
        ({**HEAVY, "3": "x"}, [("weights/3", "figure")]),
        ({**HEAVY, "6": "9"}, [("weights", "unknown")]),
        ({key: value for key, value in HEAVY.items() if key != "2"}, [("weights/2", "missing")]),
    ],
)
def test_a_question_weighs_more_than_nothing_and_a_heavier_one_never_less(weights: dict, found: list) -> None:
    assert wrong(terms(weights=weights)) == found


def banded(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"label": label, "at_least": bound} for label, bound in pairs]


SIX = banded(*((f"Band {bound}", str(bound)) for bound in (0, 10, 20, 30, 40, 50)))


@pytest.mark.parametrize(
    ("bands", "found"),
    [
        (banded(("All", "0")), []),
        (banded(("Low", "0"), ("Full", "100")), []),
        (SIX, []),
        ([*SIX, *banded(("One more", "60"))], [("bands", "too_many")]),
        ([], [("bands", "missing")]),
        (banded(("High", "1")), [("bands", "gap")]),
        (banded(("Low", "0"), ("Over", "101")), [("bands/1/at_least", "figure")]),
        (banded(("Low", "0"), ("Odd", "49.5")), [("bands/1/at_least", "figure")]),
        (banded(("Low", "0"), ("None", "")), [("bands/1/at_least", "figure")]),
        (banded(("Low", "0"), ("Again", "00")), [("bands/1/at_least", "twice")]),
        (banded(("Low", "0"), ("LOW", "5")), [("bands/1/label", "twice")]),
        (banded(("Low", "0"), (" ", "5")), [("bands/1/label", "missing")]),
        (banded(("Low", "0"), ("...", "5")), [("bands/1/label", "characters")]),
        (banded(("Low", "0"), ("A\x00", "5")), [("bands/1/label", "characters")]),
        (banded(("Low", "0"), ("A\ud800", "5")), [("bands/1/label", "characters")]),
        (banded(("Low", "0"), ("A\nB", "5")), [("bands/1/label", "characters")]),
        (banded(("a" * 40, "0")), []),
        (banded(("a" * 41, "0")), [("bands/0/label", "too_long")]),
    ],
)
def test_bands_cover_0_to_100_without_a_gap_and_each_has_a_name_of_its_own(bands: list, found: list) -> None:
    assert wrong(terms(bands)) == found


def test_the_catalogue_s_scale_is_never_wrong() -> None:
    assert wrong(None) == []


@pytest.mark.parametrize(
    ("holds_from", "reason", "found"),
    [
        (TODAY, "Why", []),
        (TODAY - DAY, "Why", [("holds_from", "past")]),
        (TODAY + 732 * DAY, "Why", []),
        (TODAY + 733 * DAY, "Why", [("holds_from", "far")]),
        (TODAY, "", [("reason", "missing")]),
        (TODAY, " . ", [("reason", "missing")]),
        (TODAY, "a" * 1000, []),
        (TODAY, "a" * 1001, [("reason", "too_long")]),
    ],
)
def test_a_scale_begins_today_or_later_and_has_a_reason(holds_from: date, reason: str, found: list) -> None:
    assert [(one.field, one.code) for one in wrong_occasion(holds_from, reason, TODAY)] == found


def test_everything_that_is_wrong_says_so_in_a_sentence_of_its_own() -> None:
    odd = terms(banded(("", "x")), {"1": ""}, amber="2", red="y")
    found = list(wrong_scale(odd))
    assert len(found) > 8
    assert all(one.text.endswith(".") and "{" not in one.text for one in found)


COLOURED = {"a": "red", "b": "amber", "c": "good"}


def sheet(*weights: int) -> Content:
    given = [
        make_choice(f"q{n}", *COLOURED, red_values=("a",), amber_values=("b",), weight=weight)
        for n, weight in enumerate(weights)
    ]
    return make_content(*given, make_question("words", weight=2))


def test_a_judgement_is_scored_by_the_own_scale_of_its_case() -> None:
    content, answers = sheet(5), (make_answer("q0", "b"),)
    plain = judge(content, make_case(*answers)).score
    ours = judge(content, make_case(*answers, own_scale=TODAYS)).score
    assert (plain.lower, plain.upper, plain.label) == (35, 65, 'From "Little to go on yet" to "Answered, with gaps"')
    # 9.5 x 0.4 of 11.5 for the answer, and the open one of weight 2 between 0 and 1.
    assert (ours.lower, ours.upper, ours.label) == (33, 51, "Ask again")
    assert (ours.band_lower, ours.band_upper) == ("own_2", "own_2")


def test_nothing_but_the_score_rests_on_the_scale() -> None:
    content, answers = sheet(5, 1), (make_answer("q0", "a"),)
    cases = make_case(*answers), make_case(*answers, own_scale=TODAYS)
    plain, ours = (as_record(content, case, judge(content, case)) for case in cases)
    assert {name for name in plain if plain[name] != ours[name]} == {"score"}


def test_the_score_under_another_scale_is_what_a_judgement_by_it_gives() -> None:
    content = sheet(5, 1, 3)
    case = make_case(make_answer("q0", "b"), make_silence("q1", State.REFUSES))
    for now, then in ((None, TODAYS), (TODAYS, None)):
        before = make_case(*case.answers.values(), own_scale=now)
        after = make_case(*case.answers.values(), own_scale=then)
        assert score_under(content, before, judge(content, before), then) == judge(content, after).score


def test_the_record_says_whose_scale_it_was_since_when_and_why() -> None:
    ours = scale_on_record(make_edition(), TODAYS, TODAY)
    assert ours["text"] == (
        "By the organisation's own scale, in force from 24 November 2026: We are strict. "
        "Written by Dana Price on 24 November 2026."
    )
    assert (ours["own"], ours["number"], ours["edition"]) == (True, 2, None)
    theirs = scale_on_record(make_edition(), None, TODAY)
    assert theirs["text"] == "By the catalogue's scale, edition 2026.11.1, in force from 1 January 2026."
    assert (theirs["own"], theirs["number"], theirs["reason"], theirs["on"]) == (False, None, "", None)


@pytest.mark.parametrize(("reason", "said"), [("Strict!", "Strict! W"), ("Two\n\nlines", "Two lines. W")])
def test_a_reason_reads_as_a_sentence(reason: str, said: str) -> None:
    assert said in scale_on_record(make_edition(), own(reason=reason), TODAY)["text"]


HUNDREDTHS = st.integers(0, 100).map(lambda number: str(Decimal(number) / 100))
ANY_TERMS = st.builds(
    Terms,
    st.fixed_dictionaries({"satisfactory": st.just("1"), **dict.fromkeys(POINTS[1:], HUNDREDTHS)}),
    st.lists(st.integers(1, 100).map(str), min_size=5, max_size=5).map(
        lambda each: dict(zip(WEIGHTS, each, strict=True))
    ),
    st.just(list(TWO)),
)
LEFT = (None, "a", "b", "c")
ROWS = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(LEFT)), min_size=1, max_size=6)


def sorted_terms(given: Terms) -> Terms:
    """The figures put into the order that is asked for, so that most draws are scales."""
    points = dict(given.points)
    for names in (("closed_good", "amber", "red"), ("concern", "unacceptable")):
        points |= dict(zip(names, sorted((points[name] for name in names), key=Decimal, reverse=True), strict=True))
    return Terms(points, dict(zip(WEIGHTS, sorted(given.weights.values(), key=Decimal), strict=True)), given.bands)


@given(ANY_TERMS, ROWS, st.data())
def test_under_every_scale_that_is_let_in_an_answer_narrows_the_bounds_and_never_widens_them(
    drawn: Terms, rows: list, data: st.DataObject
) -> None:
    given_ = sorted_terms(drawn)
    if list(wrong_scale(given_)):
        return
    scale, content = own(given=given_), sheet(*(weight for weight, _ in rows))
    fuller = [value or data.draw(st.sampled_from(LEFT)) for _, value in rows]
    before, after = (
        judge(content, make_case(*(make_answer(f"q{n}", v) for n, v in enumerate(values) if v), own_scale=scale)).score
        for values in ([value for _, value in rows], fuller)
    )
    assert before.lower is not None and before.upper is not None
    assert after.lower is not None and after.upper is not None
    assert 0 <= before.lower <= after.lower <= after.upper <= before.upper <= 100
