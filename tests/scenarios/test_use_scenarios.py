"""Scenarios of typical uses: which questions each is asked, which never, and which are gates for it."""

import pytest

from checklists.rules.conditions import holds, parse
from checklists.rules.facts import Verdict, settle
from checklists.rules.gates import is_gate
from checklists.rules.judge import judge
from checklists.rules.open_facts import worth_asking
from checklists.rules.questions import Asked
from tests.scenarios import reading, shape
from tests.scenarios.cases import case_of, content, definitions, obligations, questions, said

TOLD = reading.uses().scenarios
TYPICAL = ("Self-hosted", "A cheap tier", "Agentic", "FCA regulated", "Public sector", "No personal data")
EACH = [pytest.param(each, id=each.name) for each in TOLD]


def asked(scenario: shape.UseScenario) -> dict[str, Asked]:
    judgement = judge(content(), case_of(scenario, reading.uses().day))
    return {each.question.key: each for each in judgement.asked}


@pytest.mark.parametrize("scenario", EACH)
def test_a_use_is_asked_what_applies_to_it_and_not_what_does_not(scenario: shape.UseScenario) -> None:
    standing = {key: each.applies.verdict for key, each in asked(scenario).items()}
    expected = {
        **dict.fromkeys(scenario.asked, Verdict.YES),
        **dict.fromkeys(scenario.asked_in_doubt, Verdict.UNKNOWN),
        **dict.fromkeys(scenario.not_asked, Verdict.NO),
    }
    assert {key: standing[key] for key in expected} == expected


@pytest.mark.parametrize("scenario", EACH)
def test_what_does_not_apply_is_never_shown_and_says_why(scenario: shape.UseScenario) -> None:
    for key in scenario.not_asked:
        left_out = asked(scenario)[key]
        assert not left_out.shown
        assert left_out.applies.because
        assert all(because.known for because in left_out.applies.because)


@pytest.mark.parametrize("scenario", EACH)
def test_a_use_has_the_gates_that_its_scenario_says(scenario: shape.UseScenario) -> None:
    gates = {key for key, each in asked(scenario).items() if is_gate(each)}
    assert set(scenario.gates) <= gates
    assert not set(scenario.not_gates) & gates


@pytest.mark.parametrize("scenario", EACH)
def test_a_use_takes_the_form_that_its_scenario_says(scenario: shape.UseScenario) -> None:
    judgement = judge(content(), case_of(scenario, reading.uses().day))
    assert judgement.triage.form == scenario.form


@pytest.mark.parametrize("scenario", EACH)
def test_where_nobody_sells_the_model_the_vendors_questions_go_to_the_buyer(scenario: shape.UseScenario) -> None:
    standing = asked(scenario)
    assert {standing[key].asked_of for key in scenario.goes_to_buyer} <= {"buyer"}
    to_buyer = {key for key, each in standing.items() if each.asked_of == "buyer"}
    own = {key for key, question in questions().items() if question.asked_of == "buyer"}
    assert to_buyer == (set(questions()) if scenario.facts.get("supplied_as") == "self_supplied" else own)


def test_nothing_waits_for_a_fact_that_nobody_is_asked() -> None:
    """Whose data it is, say, is asked only where there may be personal data: without any, nothing may hang on it."""
    facts = settle(definitions(), said({"processes_personal_data": False, "fca_firm_type": "none"}))
    idle = {name for name, fact in definitions().items() if worth_asking(fact, facts).verdict is Verdict.NO}
    conditions = {(key, text) for key, q in questions().items() for text in (q.applies_when, q.gate_when)}
    conditions |= {(key, duty.applies_when) for key, duty in obligations().items()}
    waiting = {
        (key, because.fact)
        for key, text in conditions
        for because in holds(parse(text, definitions()), facts).because
        if because.fact in idle
    }
    assert len(idle) > 3
    assert not waiting


def test_each_of_the_typical_uses_is_told() -> None:
    told = [scenario.name.split(":")[0] for scenario in TOLD]
    assert set(TYPICAL) <= set(told)


def test_the_uses_name_questions_that_are_asked_today_each_in_one_list() -> None:
    for scenario in TOLD:
        listed = [*scenario.asked, *scenario.asked_in_doubt, *scenario.not_asked]
        assert len(listed) == len(set(listed)), scenario.name
        assert {*listed, *scenario.gates, *scenario.not_gates, *scenario.goes_to_buyer} <= questions().keys()
