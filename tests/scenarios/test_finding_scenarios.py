"""Scenarios of findings: what each rule of scoring.yaml raises, how heavily, and what takes it away."""

from collections import Counter
from decimal import Decimal
from functools import cache

import pytest

from checklists.rules.content import FindingRule
from checklists.rules.findings import Finding
from checklists.rules.judge import Judgement, judge
from checklists.rules.severity import of_obligation
from checklists.rules.silences import GRADES
from checklists.rules.trade_off.counts import Pairs
from checklists.rules.trade_off.evaluation import Evaluation
from tests.rules.makers import make_evaluation
from tests.scenarios import reading, shape
from tests.scenarios.cases import (
    case_of,
    content,
    known_models,
    obligations,
    pass_from,
    problems_of_answers,
    questions,
    record_from,
)

TOLD = [(group.key, scenario) for group in reading.findings().rules for scenario in group.scenarios]
EACH = [pytest.param(*each, id=f"{each[0]}: {each[1].name}") for each in TOLD]


def rules() -> dict[str, FindingRule]:
    return content().edition.scoring.finding_rules


def own_test(scenario: shape.FindingScenario) -> Evaluation:
    """The firm's own test of a scenario: both tiers get everything right where the number of items is what matters."""
    counts = [Pairs(scenario.tested_items, 0, 0, 0)] if scenario.tested_items else []
    limit = {"tolerance": Decimal(5), "tolerance_late": scenario.limit == "late"} if scenario.limit else {}
    return make_evaluation(*counts, **limit)


@cache
def judged(key: str, name: str) -> Judgement:
    """The judgement of the scenario of that name, once for all tests."""
    [scenario] = [each for told, each in TOLD if (told, each.name) == (key, name)]
    case = case_of(
        scenario,
        reading.findings().day,
        tier_label=scenario.tier_label or "",
        submitted=scenario.submitted,
        evaluations=(own_test(scenario),) if scenario.tested else (),
        records=tuple(record_from(scenario.about[0], given) for given in scenario.records),
        gate_passes=tuple(pass_from(given) for given in scenario.passes),
    )
    return judge(content(), case)


def raised(key: str, scenario: shape.FindingScenario) -> list[Finding]:
    """The findings of one rule about what the scenario looks at."""
    about = set(scenario.about)
    found = (each for each in judged(key, scenario.name).findings if each.rule == key)
    return [each for each in found if about & {*each.questions, each.obligation}]


@pytest.mark.parametrize(("key", "scenario"), EACH)
def test_a_rule_raises_what_its_scenario_says_and_nothing_else(key: str, scenario: shape.FindingScenario) -> None:
    found = raised(key, scenario)
    assert [each.severity for each in found] == [each.severity for each in scenario.raises]
    for finding, expected in zip(found, scenario.raises, strict=True):
        assert expected.questions in (None, finding.questions)
        assert finding.covered_by.startswith(expected.covered_by or "")
        assert bool(finding.covered_by) is bool(expected.covered_by)
        assert (expected.says or "") in finding.text, finding.text


@pytest.mark.parametrize(("key", "scenario"), EACH)
def test_one_matter_is_one_silence_whatever_is_left_open_in_it(key: str, scenario: shape.FindingScenario) -> None:
    open_ones = [each for each in judged(key, scenario.name).findings if each.rule in GRADES]
    named = Counter(question for each in open_ones for question in each.questions)
    roots = Counter(each.key.split(":")[1] for each in open_ones)
    assert not [name for name, times in (*named.items(), *roots.items()) if times > 1]


def column_of(key: str, scenario: shape.FindingScenario) -> str:
    """The column of scoring.yaml under which the first thing that a scenario looks at falls."""
    first = scenario.about[0]
    if first in obligations():
        return f"{obligations()[first].band} {obligations()[first].consequence}"
    if first in {gate.question for gate in judged(key, scenario.name).gates}:
        return "gate"
    return "weight_1_3" if questions()[first].weight <= 3 else "weight_4_5"


def columns_shown(key: str) -> set[tuple[str, str]]:
    """Column and severity of every scenario in which a rule raises something that nothing takes away."""
    return {
        (column_of(key, scenario), scenario.raises[0].severity)
        for told, scenario in TOLD
        if told == key and scenario.raises and not scenario.raises[0].covered_by
    }


@pytest.mark.parametrize("key", sorted(rules()))
def test_every_rule_has_a_scenario_in_which_it_raises_nothing_or_less_and_one_for_each_severity(key: str) -> None:
    severity, shown = rules()[key].severity, columns_shown(key)
    if key == "own_record_missing":
        wanted = {
            (f"{duty.band} {duty.consequence}", of_obligation(rules()[key], duty))
            for duty in obligations().values()
            if duty.required and duty.band in severity
        }
        assert wanted <= shown
    elif "gate" in severity:
        assert set(severity.items()) <= shown
    elif key == "contradiction":
        assert {weight for _, weight in shown} == {rule.severity for rule in content().edition.contradictions}
    else:
        assert {weight for _, weight in shown} == {severity["all"]}


def test_every_rule_of_a_scenario_is_one_of_the_catalogue() -> None:
    assert {key for key, _ in TOLD} == rules().keys()


def test_every_name_in_a_scenario_of_a_finding_is_one_of_the_catalogue() -> None:
    names = questions().keys() | obligations().keys()
    assert not {name for _, scenario in TOLD for name in scenario.about} - names
    assert not {scenario.model for _, scenario in TOLD if scenario.model} - known_models().models.keys()
    assert not problems_of_answers(scenario for _, scenario in TOLD)


def test_silence_weighs_more_than_that_the_maker_does_not_say_and_less_than_declining() -> None:
    columns = ("weight_1_3", "weight_4_5", "gate")
    ranks = [key for key, _ in content().edition.scoring.severities]
    for lighter, heavier in (("maker_does_not_say", "nobody_here_knows"), ("nobody_here_knows", "refuses")):
        for column in columns:
            weights = [ranks.index(rules()[rule].severity[column]) for rule in (lighter, heavier)]
            assert weights[0] < weights[1], (lighter, heavier, column)
