"""Answers: what is refused before it is stored, with a pointer and a stable code for each thing that is wrong."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.answers import check_answer
from checklists.rules.facts import Choice
from checklists.rules.questions import FollowUp, Question
from tests.rules.makers import EARLIER, choices, make_choice, make_question, make_questionnaire, make_yes_no

SHEET = make_questionnaire()
MULTI = make_choice("m", "a", "b", "none", answer_type="multi_choice", exclusive=("none",))
NUMBER = make_question(answer_type="number", choices=choices("no_limit"))
WITH_TABLE = make_choice("w", "tested", "not_tested", with_table="tests")
CHOSEN_LINE = FollowUp("Which?", choices("cheaper", "largest"))


def wrong(question: Question, state: str = "answered", value: Any = None, **more: Any) -> list[tuple[str, str]]:
    return [(each.pointer, each.code) for each in check_answer(question, SHEET, state, value, **more)]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (make_yes_no(), "yes"),
        (make_question(answer_type="yes_no"), "no"),
        (make_choice("q", "a", "b"), "b"),
        (MULTI, ["a"]),
        (MULTI, ["a", "b"]),
        (MULTI, ["none"]),
        (NUMBER, "30"),
        (NUMBER, "0.5"),
        (NUMBER, "no_limit"),
        (make_question(answer_type="percent"), "100"),
        (make_question(answer_type="percent"), "0"),
        (make_question(answer_type="money"), {"amount": "5.40", "currency": "GBP"}),
        (make_question(answer_type="date"), "2026-11-24"),
        (make_question(answer_type="date", choices=choices("never")), "never"),
        (make_question(answer_type="text"), "Words."),
        (make_question(answer_type="text_or_url"), "https://vendor.example/list"),
        (make_question(answer_type="ai_model"), {"ai_model": "id-1"}),
        (make_question(answer_type="ai_model"), {"name": "Our own AI"}),
        (make_question(answer_type="ai_model"), {"name": "x" * 300}),
        (make_question(answer_type="text"), "x" * 20_000),
        (make_question(answer_type="text"), "\n" * 500 + "x"),
        (make_question(answer_type="text"), "\r\n" * 500 + "x"),
        (make_question(answer_type="tests"), [{"test": "Ours", "items": "120"}, {"items": "3", "test": None}]),
        (make_question(answer_type="tests"), [{"test": str(row)} for row in range(1_000)]),
        (
            make_question(answer_type="parts"),
            [
                {
                    "part": "model",
                    "who": "us",
                    "days": "7",
                    "since": "2026-01-02",
                    "price": {"amount": "1", "currency": "EUR"},
                    "model": {"name": "M"},
                }
            ],
        ),
        (WITH_TABLE, "tested"),
        (WITH_TABLE, {"choice": "tested"}),
        (WITH_TABLE, {"choice": "tested", "table": [{"test": "Ours"}]}),
    ],
)
def test_a_value_of_the_right_form_passes(question: Question, value: Any) -> None:
    assert wrong(question, value=value) == []


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        (make_yes_no(), None, [("/value", "missing")]),
        (make_yes_no(), "maybe", [("/value", "not_a_choice")]),
        (make_yes_no(), True, [("/value", "not_a_choice")]),
        (make_yes_no(), "unknown", [("/value", "unknown_is_a_state")]),
        (make_yes_no(), ["yes"], [("/value", "not_a_choice")]),
        (MULTI, "a", [("/value", "not_a_list")]),
        (MULTI, [], [("/value", "not_a_list")]),
        (MULTI, ["a", "z"], [("/value/1", "not_a_choice")]),
        (MULTI, ["a", "a"], [("/value/1", "twice")]),
        (MULTI, ["a", "none"], [("/value", "exclusive")]),
        (MULTI, [{}], [("/value/0", "not_a_choice")]),
        (NUMBER, 30, [("/value", "not_a_number")]),
        (NUMBER, "30 days", [("/value", "not_a_number")]),
        (NUMBER, "1e5", [("/value", "not_a_number")]),
        (NUMBER, "NaN", [("/value", "not_a_number")]),
        (NUMBER, "٣", [("/value", "not_a_number")]),
        (NUMBER, "-1", [("/value", "below_zero")]),
        (make_question(answer_type="percent"), "100.1", [("/value", "not_a_percentage")]),
        (make_question(answer_type="percent"), "-1", [("/value", "not_a_percentage")]),
        (make_question(answer_type="percent"), "many", [("/value", "not_a_number")]),
        (make_question(answer_type="money"), "5.40", [("/value", "not_money")]),
        (
            make_question(answer_type="money"),
            {},
            [("/value/amount", "not_a_number"), ("/value/currency", "not_a_currency")],
        ),
        (make_question(answer_type="money"), {"amount": "-1", "currency": "GBP"}, [("/value/amount", "below_zero")]),
        (
            make_question(answer_type="money"),
            {"amount": "1", "currency": "gbp"},
            [("/value/currency", "not_a_currency")],
        ),
        (
            make_question(answer_type="money"),
            {"amount": "1", "currency": "QQQ"},
            [("/value/currency", "not_a_currency")],
        ),
        (
            make_question(answer_type="money"),
            {"amount": "1", "currency": ["GBP"]},
            [("/value/currency", "not_a_currency")],
        ),
        (
            make_question(answer_type="money"),
            {"amount": "1", "currency": "GBP", "a/b~c": 1},
            [("/value/a~1b~0c", "unknown_field")],
        ),
        (make_question(answer_type="date"), "24/11/2026", [("/value", "not_a_date")]),
        (make_question(answer_type="date"), "2026-02-30", [("/value", "not_a_date")]),
        (make_question(answer_type="date"), "20261124", [("/value", "not_a_date")]),
        (make_question(answer_type="date"), 20261124, [("/value", "not_a_date")]),
        (make_question(answer_type="date", choices=choices("never")), "ever", [("/value", "not_a_date")]),
        (make_question(answer_type="text"), "  ", [("/value", "empty")]),
        (make_question(answer_type="text"), 5, [("/value", "not_text")]),
        (make_question(answer_type="text"), "x" * 20_001, [("/value", "too_long")]),
        (make_question(answer_type="text"), "x\n" * 501, [("/value", "too_many_lines")]),
        (make_question(answer_type="text"), "x\u2028" * 501, [("/value", "too_many_lines")]),
        (make_question(answer_type="text"), "a\0b", [("/value", "bad_character")]),
        (make_question(answer_type="text"), "a\ud800", [("/value", "bad_character")]),
        (make_question(answer_type="ai_model"), "GPT", [("/value", "not_a_model")]),
        (make_question(answer_type="ai_model"), {}, [("/value", "not_a_model")]),
        (make_question(answer_type="ai_model"), {"ai_model": "1", "name": "x"}, [("/value", "not_a_model")]),
        (make_question(answer_type="ai_model"), {"title": "x"}, [("/value", "not_a_model")]),
        (make_question(answer_type="ai_model"), {"name": ""}, [("/value/name", "empty")]),
        (make_question(answer_type="ai_model"), {"ai_model": 7}, [("/value/ai_model", "not_text")]),
        (make_question(answer_type="ai_model"), {"name": "x" * 301}, [("/value/name", "too_long")]),
        (make_question(answer_type="tests"), "none", [("/value", "not_rows")]),
        (make_question(answer_type="tests"), [], [("/value", "not_rows")]),
        (make_question(answer_type="tests"), ["row"], [("/value/0", "not_a_row")]),
        (make_question(answer_type="tests"), [{"test": "", "items": None}], [("/value/0", "empty_row")]),
        (make_question(answer_type="tests"), [{"test": "x", "more": "y"}], [("/value/0/more", "unknown_field")]),
        (make_question(answer_type="tests"), [{"items": "x"}], [("/value/0/items", "not_a_number")]),
        (make_question(answer_type="tests"), [{"test": "x"}] * 1_001, [("/value", "too_many_rows")]),
        (make_question(answer_type="parts"), [{"who": "them"}], [("/value/0/who", "not_a_choice")]),
        (make_question(answer_type="parts"), [{"who": ["us"]}], [("/value/0/who", "not_a_choice")]),
        (make_question(answer_type="parts"), [{"since": "soon"}], [("/value/0/since", "not_a_date")]),
        (make_question(answer_type="parts"), [{"model": "M"}], [("/value/0/model", "not_a_model")]),
        (
            WITH_TABLE,
            {"choice": "later", "table": "x"},
            [("/value/choice", "not_a_choice"), ("/value/table", "not_rows")],
        ),
        (WITH_TABLE, {"choice": "tested", "rows": []}, [("/value/rows", "unknown_field")]),
        (make_choice("q", "a"), {"choice": "a"}, [("/value", "not_a_choice")]),
    ],
)
def test_a_value_of_another_form_is_refused_where_it_is_wrong(question: Question, value: Any, expected: list) -> None:
    assert wrong(question, value=value) == expected


@pytest.mark.parametrize(
    ("state", "more", "expected"),
    [
        ("answered", {"value": "yes"}, []),
        ("not_yet", {}, []),
        ("refuses", {}, []),
        ("refuses", {"note": "Not our policy."}, []),
        ("does_not_know", {"reason": "nobody_here_knows"}, []),
        ("does_not_know", {"reason": "maker_does_not_say", "date_asked": EARLIER}, []),
        ("confidential", {"reason": "under_nda"}, []),
        ("not_applicable", {"note": "Nobody sells it to us."}, []),
        ("not_applicable", {"reason": "Nobody sells it to us."}, []),
        ("gone", {}, [("/state", "not_a_choice")]),
        ("not_yet", {"value": "yes"}, [("/value", "only_when_answered")]),
        (
            "refuses",
            {"value": "no", "follow_up": "x"},
            [("/value", "only_when_answered"), ("/follow_up", "only_when_answered")],
        ),
        ("refuses", {"reason": "because"}, [("/reason", "no_reason")]),
        ("answered", {"value": "yes", "reason": "under_nda"}, [("/reason", "no_reason")]),
        ("does_not_know", {}, [("/reason", "reason_missing")]),
        ("confidential", {}, [("/reason", "reason_missing")]),
        ("confidential", {"reason": "maker_does_not_say"}, [("/reason", "not_a_choice")]),
        ("does_not_know", {"reason": "maker_does_not_say"}, [("/date_asked", "date_missing")]),
        ("does_not_know", {"reason": "we_asked_and_wait"}, [("/date_asked", "date_missing")]),
        ("not_applicable", {}, [("/note", "reason_missing")]),
        ("not_applicable", {"note": " "}, [("/note", "reason_missing")]),
        ("not_applicable", {"reason": "x" * 20_001}, [("/reason", "too_long")]),
        ("refuses", {"note": "x" * 20_001}, [("/note", "too_long")]),
    ],
)
def test_each_state_asks_for_what_belongs_to_it(state: str, more: dict, expected: list) -> None:
    assert wrong(make_yes_no(), state, **more) == expected


def test_a_reason_that_is_missing_is_named_with_those_on_offer() -> None:
    [problem] = check_answer(make_yes_no(), SHEET, "confidential")
    assert problem.detail == 'The state "confidential" needs a reason: under_nda, on_a_call.'


@pytest.mark.parametrize(
    ("follow_up", "given", "expected"),
    [
        (None, None, []),
        (None, "", []),
        (None, "More.", [("/follow_up", "no_follow_up")]),
        (FollowUp("Who?"), "A name.", []),
        (FollowUp("Who?"), 5, [("/follow_up", "not_text")]),
        (CHOSEN_LINE, None, []),
        (CHOSEN_LINE, "cheaper", []),
        (CHOSEN_LINE, "other", [("/follow_up", "not_a_choice")]),
    ],
)
def test_a_second_line_fits_what_the_question_offers(follow_up: FollowUp | None, given: Any, expected: list) -> None:
    assert wrong(make_yes_no(follow_up=follow_up), value="yes", follow_up=given) == expected


def test_a_long_value_is_quoted_in_part() -> None:
    [problem] = check_answer(make_yes_no(), SHEET, "answered", "x" * 5_000)
    assert problem.detail == f"'{'x' * 56}... is not on offer. Choices: yes, no."


def test_a_figure_with_words_says_which_words_it_takes() -> None:
    [problem] = check_answer(NUMBER, SHEET, "answered", "soon")
    assert problem.detail == 'Send a number as text, such as "30" or "2.5", or one of no_limit.'


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["a", "none", "yes", "30"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
TYPES = [
    "yes_no",
    "choice",
    "multi_choice",
    "number",
    "percent",
    "money",
    "date",
    "text",
    "text_or_url",
    "ai_model",
    "parts",
]


@given(kind=st.sampled_from(TYPES), value=JSON, follow_up=JSON)
def test_any_json_is_passed_or_refused_with_pointers_and_never_breaks(kind: str, value: Any, follow_up: Any) -> None:
    question = make_choice("q", "a", "none", answer_type=kind, exclusive=("none",), follow_up=FollowUp("More?"))
    for problem in check_answer(question, SHEET, "answered", value, follow_up):
        assert problem.pointer.startswith(("/value", "/follow_up"))
        assert problem.code and problem.detail


def test_a_label_is_no_key() -> None:
    question = make_question(answer_type="choice", choices=(Choice("a", "The first"),))
    assert wrong(question, value="The first") == [("/value", "not_a_choice")]
