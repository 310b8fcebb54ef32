"""Scenarios of contradictions: which pairs of statements are put side by side, in which words, and which are not."""

import pytest

from checklists.rules.content import ContradictionRule
from checklists.rules.contradictions import Contradiction, Side
from checklists.rules.judge import judge
from tests.scenarios import reading, shape
from tests.scenarios.cases import NOT_KNOWN, case_of, content, known_models, problems_of_answers, with_own_model

TOLD = [(group.key, scenario) for group in reading.contradictions().rules for scenario in group.scenarios]


def rules() -> dict[str, ContradictionRule]:
    return {rule.key: rule for rule in content().edition.contradictions}


def spoken(key: str, scenario: shape.ContradictionScenario) -> list[Contradiction]:
    """What the rule says of the scenario; the rule with fact '*' may speak once for each fact."""
    case = with_own_model(case_of(scenario, reading.contradictions().day), scenario.own_model)
    return [each for each in judge(content(), case).contradictions if each.key.split(":")[0] == key]


def is_as_expected(side: Side, expected: shape.SideExpected | None) -> bool:
    if expected is None:
        return True
    return expected.label in (None, side.label) and expected.said_by in (None, side.said_by)


@pytest.mark.parametrize(("key", "scenario"), [pytest.param(*each, id=f"{each[0]}: {each[1].name}") for each in TOLD])
def test_a_contradiction_is_found_where_its_scenario_says_and_nowhere_else(
    key: str, scenario: shape.ContradictionScenario
) -> None:
    found = spoken(key, scenario)
    assert len(found) == scenario.fires, found
    for each in found:
        assert is_as_expected(each.left, scenario.left), each.left
        assert is_as_expected(each.right, scenario.right), each.right
        assert (each.severity, (scenario.says or "") in each.wording) == (scenario.severity, True), each.wording
        assert "{" not in each.wording + each.charitable + each.ask


@pytest.mark.parametrize(
    ("key", "scenario"), [pytest.param(*each, id=f"{each[0]}: {each[1].name}") for each in TOLD if each[1].not_known]
)
def test_nothing_is_said_on_the_side_that_a_scenario_calls_not_known(
    key: str, scenario: shape.ContradictionScenario
) -> None:
    form = rules()[key].left if scenario.not_known == "left" else rules()[key].right
    assert not scenario.fires
    if form.get("fact", "*") != "*":
        assert scenario.facts.get(form["fact"], NOT_KNOWN) == NOT_KNOWN
    if not {"column", "names_model", "follow_up"} & form.keys():
        assert "answered" not in {given.state for given in scenario.answers if given.question == form.get("answer")}


def test_every_scenario_of_a_contradiction_belongs_to_a_rule() -> None:
    assert {key for key, _ in TOLD} <= rules().keys()


def test_every_model_in_a_scenario_of_a_contradiction_is_a_known_one() -> None:
    models = {scenario.model for _, scenario in TOLD if scenario.model}
    models |= {scenario.own_model.distilled_from for _, scenario in TOLD if scenario.own_model}
    assert models <= known_models().models.keys()


def test_every_answer_in_a_scenario_of_a_contradiction_is_one_that_could_be_given() -> None:
    assert not problems_of_answers(scenario for _, scenario in TOLD)
