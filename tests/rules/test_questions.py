"""Questions: which apply, in which words, to whom they go, and when a question that follows another is shown."""

from typing import Any

import pytest

from checklists.rules.answers import Answer, State
from checklists.rules.facts import Facts, Verdict
from checklists.rules.questions import Asked, Question, asked
from tests.rules.makers import known, make_answer, make_question, make_questionnaire, make_silence

PARENT = make_question("parent")
CHILD = make_question("child", follows="parent")
GRANDCHILD = make_question("grandchild", section="second", follows="child")


def ask(
    *questions: Question, facts: Facts | None = None, answers: tuple[Answer, ...] = (), **more: Any
) -> dict[str, Asked]:
    given = {answer.question: answer for answer in answers}
    return {each.question.key: each for each in asked(make_questionnaire(*questions), facts or known(), given, **more)}


def shown(*questions: Question, **more: Any) -> list[str]:
    return [key for key, each in ask(*questions, **more).items() if each.shown]


def test_questions_are_numbered_by_section_and_place_among_all_of_its_questions() -> None:
    sheet = ask(make_question("a", applies_when="False"), make_question("b", section="second"), make_question("c"))
    assert [(key, each.number) for key, each in sheet.items()] == [("a", "1.1"), ("c", "1.2"), ("b", "2.1")]


@pytest.mark.parametrize(
    ("values", "verdict", "is_shown"),
    [({"agentic": True}, Verdict.YES, True), ({"agentic": False}, Verdict.NO, False), ({}, Verdict.UNKNOWN, True)],
)
def test_a_question_is_asked_unless_it_is_known_not_to_apply(values: dict, verdict: Verdict, is_shown: bool) -> None:
    each = ask(make_question(applies_when="agentic"), facts=known(**values))["q"]
    assert (each.applies.verdict, each.shown, each.counted) == (verdict, is_shown, is_shown)
    assert [because.fact for because in each.applies.because] == ["agentic"]


def test_each_question_says_whether_it_is_a_gate() -> None:
    gates = ask(make_question("a", gate_when="True"), make_question("b", gate_when="agentic"), make_question("c"))
    assert [each.gate.verdict for each in gates.values()] == [Verdict.YES, Verdict.UNKNOWN, Verdict.NO]


def test_a_question_that_follows_waits_until_the_first_has_an_answer_in_any_state() -> None:
    waiting = ask(PARENT, CHILD, GRANDCHILD)
    assert [(each.shown, each.counted, each.waits_for) for each in waiting.values()] == [
        (True, True, ""),
        (False, False, "parent"),
        (False, False, "child"),
    ]
    for state in State:
        expected = ["parent"] if state is State.NOT_YET else ["parent", "child"]
        assert shown(PARENT, CHILD, GRANDCHILD, answers=(make_silence("parent", state),)) == expected


def test_it_is_shown_alone_where_the_first_does_not_apply() -> None:
    assert shown(make_question("parent", applies_when="False"), CHILD) == ["child"]


def test_it_still_waits_where_it_is_not_known_whether_the_first_applies() -> None:
    assert shown(make_question("parent", applies_when="agentic"), CHILD) == ["parent"]


def test_it_is_shown_alone_where_the_first_is_not_in_the_set() -> None:
    assert shown(PARENT, CHILD, only={"child"}) == ["child"]


def test_it_does_not_wait_for_a_question_that_the_questionnaire_does_not_hold() -> None:
    assert shown(CHILD) == ["child"]


def test_what_was_answered_is_shown_as_long_as_it_applies() -> None:
    answers = (make_answer("child"),)
    assert shown(PARENT, CHILD, answers=answers) == ["parent", "child"]
    assert shown(PARENT, CHILD, answers=answers, only={"parent"}) == ["parent", "child"]
    gone = make_question("child", applies_when="False")
    assert shown(PARENT, gone, answers=answers) == ["parent"]


def test_a_shorter_set_asks_only_what_is_in_it() -> None:
    sheet = ask(PARENT, make_question("other"), only={"other"})
    assert [(each.in_set, each.shown) for each in sheet.values()] == [(False, False), (True, True)]


@pytest.mark.parametrize(
    ("tier", "text"),
    [
        ("Lite", "What does 'Lite' mean?"),
        ("  Lite ", "What does 'Lite' mean?"),
        ("", "What does the tier mean?"),
        (" ", "What does the tier mean?"),
        ("{tier_label}", "What does '{tier_label}' mean?"),
    ],
)
def test_the_name_of_the_tier_stands_in_the_question_where_it_is_known(tier: str, text: str) -> None:
    question = make_question(text="What does the tier mean?", text_with_tier="What does '{tier_label}' mean?")
    assert ask(question, tier_label=tier)["q"].text == text


def test_a_question_without_words_for_a_tier_keeps_its_own() -> None:
    assert ask(make_question(text="Why?"), tier_label="Lite")["q"].text == "Why?"


@pytest.mark.parametrize(
    ("supplied_as", "asked_of", "goes_to"),
    [
        ("self_supplied", "vendor", "buyer"),
        ("self_supplied", "either", "buyer"),
        ("self_supplied", "buyer", "buyer"),
        ("ai_product", "vendor", "vendor"),
        ("ai_product", "either", "either"),
        (None, "vendor", "vendor"),
    ],
)
def test_where_nobody_sells_the_model_the_vendors_questions_go_to_the_buyer(
    supplied_as: str | None, asked_of: str, goes_to: str
) -> None:
    facts = known(supplied_as=supplied_as) if supplied_as else known()
    assert ask(make_question(asked_of=asked_of), facts=facts)["q"].asked_of == goes_to
