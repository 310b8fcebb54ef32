"""The short form: triage, what is in it, what it escalates to, and the counts of the first page."""

from typing import Any

import pytest

from checklists.rules.grading import Grade
from checklists.rules.questions import Question, asked
from checklists.rules.short_form import FirstPage, first_page, in_fives, minutes, short_set, triage
from tests.rules.makers import choices, known, make_question, make_questionnaire, make_yes_no

ROUTINE = {
    "task_criticality": "routine",
    "regulated_activity": False,
    "decides_about_people": False,
    "processes_personal_data": False,
    "confidential_client_information": False,
    "agentic": False,
    "hosting": "vendor_cloud",
}


@pytest.mark.parametrize(
    ("changed", "form"),
    [
        ({}, "short"),
        ({"task_criticality": "complex"}, "full"),
        ({"regulated_activity": True}, "full"),
        ({"decides_about_people": True}, "full"),
        ({"processes_personal_data": True}, "full"),
        ({"confidential_client_information": True}, "full"),
        ({"agentic": True}, "full"),
        ({"hosting": "own_infrastructure"}, "full"),
        ({"hosting": "on_device"}, "full"),
        ({"agentic": None}, "ask"),
        ({"agentic": None, "regulated_activity": True}, "full"),
    ],
)
def test_only_a_use_known_to_be_harmless_takes_the_short_form(changed: dict, form: str) -> None:
    values = {name: value for name, value in {**ROUTINE, **changed}.items() if value is not None}
    assert triage(known(**values)).form == form


def test_triage_says_why() -> None:
    full = triage(known(**{**ROUTINE, "agentic": True}))
    assert full.reason == 'The full form is needed. "What of agentic?" Yes.'
    asking = triage(known())
    assert asking.reason.startswith('Whether the short form will do depends on what is not known yet. "What of')
    assert "not known." not in asking.reason
    assert [each.fact for each in asking.because] == list(ROUTINE)


SHORT = make_yes_no("short", short_order=1)
LONG = make_yes_no("long")
OTHER = make_yes_no("other", section="second")


def short(*questions: Question, facts: dict | None = None, **more: Any) -> list[str]:
    sheet = make_questionnaire(*questions)
    return sorted(short_set(sheet, known(**(facts or {})), more.pop("grades", {}), **more))


def test_the_short_form_holds_the_short_questions_and_the_buyers_gates_that_may_apply() -> None:
    own = make_question("own", asked_of="buyer", gate_when="True")
    maybe = make_question("maybe", asked_of="buyer", gate_when="agentic")
    away = make_question("away", asked_of="buyer", gate_when="True", applies_when="agentic")
    no_gate = make_question("no_gate", asked_of="buyer")
    assert short(SHORT, LONG, own, no_gate) == ["own", "short"]
    assert short(SHORT, maybe) == ["maybe", "short"]
    assert short(SHORT, maybe, away, facts={"agentic": False}) == ["short"]


@pytest.mark.parametrize(
    ("grade", "expected"),
    [
        (Grade.RED, ["long", "short"]),
        (Grade.AMBER, ["short"]),
        (Grade.OPEN, ["short"]),
    ],
)
def test_a_red_answer_calls_for_its_whole_section(grade: Grade, expected: list[str]) -> None:
    assert short(SHORT, LONG, OTHER, grades={"short": grade}) == expected


def test_a_contradiction_calls_for_the_sections_that_it_names() -> None:
    assert short(SHORT, LONG, OTHER, contradicted=["other"]) == ["other", "short"]


@pytest.mark.parametrize(
    ("agentic", "expected"), [(True, ["gate", "other", "short"]), (False, ["short"]), (None, ["short"])]
)
def test_a_fact_that_opens_a_gate_calls_for_its_section(agentic: bool | None, expected: list[str]) -> None:
    gate = make_yes_no("gate", section="second", gate_when="True", applies_when="agentic")
    facts = {} if agentic is None else {"agentic": agentic}
    assert short(SHORT, OTHER, gate, facts=facts) == expected


def test_the_first_page_counts_what_is_asked_now() -> None:
    sheet = make_questionnaire(
        make_yes_no("invoice", look_in=("invoice", "public_pages")),
        make_question("contract", asked_of="either", look_in=("contract",)),
        make_question("theirs", asked_of="vendor", look_in=("public_pages",)),
        make_question("ours", asked_of="buyer"),
        make_question("table", answer_type="parts"),
        make_question("later", follows="theirs"),
        make_question("away", applies_when="False"),
    )
    page = first_page(asked(sheet, known(), {}), sheet)
    assert page == FirstPage(total=5, own=2, vendor_count=2, minutes=1 + 3 + 3 + 3 + 5)


def test_where_nobody_sells_the_model_nothing_goes_to_a_vendor() -> None:
    sheet = make_questionnaire(make_question("theirs"))
    assert first_page(asked(sheet, known(supplied_as="self_supplied"), {}), sheet).vendor_count == 0


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (make_yes_no(), 1),
        (make_question(answer_type="number"), 1),
        (make_question(answer_type="money"), 1),
        (make_question(answer_type="text"), 3),
        (make_question(answer_type="text", choices=choices("none")), 1),
        (make_question(answer_type="ai_model"), 3),
        (make_question(answer_type="parts"), 5),
    ],
)
def test_minutes_go_by_the_kind_of_answer(question: Question, expected: int) -> None:
    assert minutes([question], make_questionnaire()) == expected


@pytest.mark.parametrize(("taken", "said"), [(0, 5), (1, 5), (7, 5), (8, 10), (121, 120), (123, 125)])
def test_minutes_are_said_in_fives(taken: int, said: int) -> None:
    assert in_fives(taken) == said
