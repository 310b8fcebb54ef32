"""Scenarios of lineage: what the public record of real models says of facts, and what it leaves open."""

from collections import Counter

import pytest

from checklists.rules.facts import DISPUTED, NOT_KNOWN, label_of
from checklists.rules.judge import judge
from checklists.rules.lineage import DISTILLED
from tests.scenarios import reading, shape
from tests.scenarios.cases import case_of, content, definitions, known_models, problems_of_answers

TOLD = reading.lineage().scenarios


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.name) for each in TOLD])
def test_the_record_of_a_model_says_of_facts_what_its_scenario_says(scenario: shape.LineageScenario) -> None:
    judgement = judge(content(), case_of(scenario, reading.lineage().day))
    expected = {**scenario.known, **dict.fromkeys(scenario.not_known, NOT_KNOWN)}
    expected |= dict.fromkeys(scenario.disputed, DISPUTED)
    assert {name: label_of(judgement.facts, name)[1] for name in expected} == expected
    assert set(scenario.disputed) == judgement.facts.disputed
    subject = judgement.lineage.models.get(judgement.lineage.subject or "")
    assert scenario.status in (None, subject.status if subject else None)
    assert set(scenario.gaps) <= {gap.text for gap in judgement.gaps}
    if scenario.inherits_from:
        assert {note.from_name for note in judgement.inherited} == set(scenario.inherits_from)


def test_every_status_of_the_known_models_has_a_scenario() -> None:
    statuses = Counter(model.status for model in known_models().models.values() if model.role == "subject")
    assert statuses.keys() == {scenario.status for scenario in TOLD if scenario.model and scenario.status}


@pytest.mark.parametrize("key", [key for key, model in known_models().models.items() if model.role == "subject"])
def test_a_known_model_says_that_it_is_distilled_only_where_its_maker_does(key: str) -> None:
    case = case_of(shape.Scenario(name=key, model=key), reading.lineage().day)
    facts = judge(content(), case).facts
    status = known_models().models[key].status
    assert facts.values.get("is_distilled") == DISTILLED.get(status)
    assert (facts.values.get("is_distilled") == "yes") is (status in ("stated", "implied"))
    assert not facts.disputed


def test_every_name_in_a_scenario_of_lineage_is_one_of_the_catalogue() -> None:
    assert {scenario.model for scenario in TOLD if scenario.model} <= known_models().models.keys()
    assert {name for one in TOLD for name in (*one.known, *one.not_known, *one.disputed)} <= definitions().keys()
    assert not problems_of_answers(TOLD)
