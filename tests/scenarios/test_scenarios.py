"""Scenarios of the law: each duty of the catalogue in situations a lawyer can read, judged as the product judges."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from checklists.catalogue.problems import CatalogueError
from checklists.rules.conditions import holds, parse
from checklists.rules.facts import FactDefinition, Origin, Said, Value, Verdict, check_value, settle
from checklists.rules.judge import judge
from checklists.rules.obligations import Obligation, ObligationResult
from tests.scenarios import reading, shape
from tests.scenarios.cases import (
    case_of,
    content,
    day,
    definitions,
    obligations,
    problems_of_answers,
    record_from,
    said,
    shipped,
)

IN_FORCE = ("applies", "not_met", "met")
VENDOR_ALONE = "The vendor's material is on file; your own record is missing."


@cache
def duty_scenarios() -> dict[str, list[tuple[shape.DutyScenario, str]]]:
    """Each obligation's scenarios with the day of their file."""
    found: dict[str, list[tuple[shape.DutyScenario, str]]] = {}
    for file in reading.duties().values():
        for group in file.obligations:
            found.setdefault(group.key, []).extend((scenario, file.day) for scenario in group.scenarios)
    return found


def every_scenario() -> Iterator[tuple[str, shape.DutyScenario, str]]:
    for key, told in duty_scenarios().items():
        yield from ((key, scenario, otherwise) for scenario, otherwise in told)


def day_of(scenario: shape.DutyScenario, otherwise: str) -> date:
    return day(scenario.day or otherwise)


def stands(key: str, scenario: shape.DutyScenario, otherwise: str) -> ObligationResult:
    """Where the model in use of a scenario stands with one obligation, by the whole judgement."""
    records = tuple(record_from(key, given) for given in scenario.records)
    judgement = judge(content(), case_of(scenario, otherwise, records=records))
    return next(result for result in judgement.obligations if result.obligation.key == key)


@pytest.mark.parametrize(
    ("key", "scenario", "otherwise"),
    [pytest.param(*each, id=f"{each[0]}: {each[1].name}") for each in every_scenario()],
)
def test_a_duty_stands_as_its_scenario_says(key: str, scenario: shape.DutyScenario, otherwise: str) -> None:
    result = stands(key, scenario, otherwise)
    told = [(each.fact, each.value_label) for each in result.applies.because]
    assert (result.status.value, sorted(told)) == (
        scenario.status,
        sorted(pair for one in scenario.because for pair in one.items()),
    )
    if scenario.missing is not None:
        assert [item.required.key for item in result.items if not item.met] == list(scenario.missing)
    assert (scenario.says or "") in result.text
    assert (VENDOR_ALONE in result.text) is (scenario.says == VENDOR_ALONE)


@pytest.mark.parametrize("key", list(obligations()))
def test_every_duty_has_a_scenario_for_each_way_it_can_stand(key: str) -> None:
    told = [scenario for scenario, _ in duty_scenarios().get(key, [])]
    statuses = {scenario.status for scenario in told}
    condition = parse(obligations()[key].applies_when, definitions())
    wanted = {"not_met", "met"} if obligations()[key].required else {"applies"}
    if condition.facts:
        wanted |= {"not_applicable", "open"}
    assert wanted <= statuses, f"{key} has no scenario in which it is: {', '.join(sorted(wanted - statuses))}"


@pytest.mark.parametrize("key", list(obligations()))
def test_everything_that_a_duty_hangs_on_is_the_reason_in_some_scenario(key: str) -> None:
    """Each value that a condition names is a reason somewhere; each of its facts is one why it applies, and why not."""
    condition = parse(obligations()[key].applies_when, definitions())
    named = set(re.findall(r"'(\w+)'", condition.text))
    choices = [choice for name in condition.facts for choice in definitions()[name].choices]
    labels = {choice.label for choice in choices if choice.value in named}
    told = [(scenario.status, each) for scenario, _ in duty_scenarios()[key] for each in scenario.because]
    reasons = {label.removesuffix(": yes").removesuffix(": no") for _, each in told for label in each.values()}
    assert labels <= reasons
    for standing in (IN_FORCE, ("not_applicable",)):
        assert set(condition.facts) == {name for status, each in told if status in standing for name in each}


@pytest.mark.parametrize("key", [key for key, duty in obligations().items() if duty.in_force_from is not None])
def test_every_duty_with_a_date_has_a_scenario_before_it_and_one_on_the_day(key: str) -> None:
    begins = obligations()[key].in_force_from
    told = [(day_of(scenario, otherwise), scenario.status) for scenario, otherwise in duty_scenarios()[key]]
    assert begins is not None
    assert any(on < begins and status == "starts_on" for on, status in told)
    assert any(on == begins and status in IN_FORCE for on, status in told)


@pytest.mark.parametrize("key", list(obligations()))
def test_every_duty_has_a_scenario_in_which_vendor_material_alone_does_not_settle_it(key: str) -> None:
    told = [scenario for scenario, _ in duty_scenarios()[key] if shows_vendor_material(obligations()[key], scenario)]
    assert told
    for scenario in told:
        assert scenario.status in ("not_met", "applies")
        assert scenario.status == "applies" or scenario.says == VENDOR_ALONE


def shows_vendor_material(duty: Obligation, scenario: shape.DutyScenario) -> bool:
    """A paper of the vendor's is tied to an answer to one of the duty's questions, and no record is kept."""
    papers = [given for given in scenario.answers if given.by == "vendor" and given.document is not None]
    return not scenario.records and any(given.question in duty.questions for given in papers)


def test_a_duty_is_met_only_where_every_item_has_a_record_with_owner_and_date_and_evidence() -> None:
    for key, scenario, _ in every_scenario():
        if scenario.status == "met":
            complete = [one for one in scenario.records if one.owner and one.date and (one.statement or one.document)]
            assert {one.item for one in complete} == {item.key for item in obligations()[key].required}, key


def test_a_duty_without_required_items_is_never_said_to_be_met_or_not_met() -> None:
    bare = {key for key, duty in obligations().items() if not duty.required}
    assert bare
    assert not {
        (key, one.status) for key, one, _ in every_scenario() if key in bare and one.status in ("met", "not_met")
    }


def ways_to_settle(definition: FactDefinition) -> list[Value]:
    """Every single value that a fact may have; of a set, each member alone."""
    if definition.type == "bool":
        return [True, False]
    keys = [choice.value for choice in definition.choices]
    return [check_value(definition, [key] if definition.type == "set" else key) for key in keys]


@pytest.mark.parametrize(
    ("key", "scenario"),
    [pytest.param(key, each, id=f"{key}: {each.name}") for key, each, _ in every_scenario() if each.status == "open"],
)
def test_a_duty_is_open_only_where_what_is_missing_could_settle_it_either_way(
    key: str, scenario: shape.DutyScenario
) -> None:
    names = list(dict.fromkeys(name for one in scenario.because for name in one))
    assert all(
        label.startswith("not known") or label.endswith(": not known")
        for one in scenario.because
        for label in one.values()
    )
    condition = parse(obligations()[key].applies_when, definitions())
    others = [each for each in said(scenario.facts) if each.fact not in names]
    verdicts = {
        holds(condition, settle(definitions(), [*others, *map(_settled, names, values)])).verdict
        for values in product(*(ways_to_settle(definitions()[name]) for name in names))
    }
    assert {Verdict.YES, Verdict.NO} <= verdicts


def _settled(name: str, value: Value) -> Said:
    return Said(name, value, Origin.BUYER)


def test_every_regulator_with_duties_has_a_file_of_scenarios_of_its_own_and_no_other() -> None:
    folder = {
        name.removeprefix("obligations/").removesuffix(".yaml"): file
        for name, file in shipped().obligation_files.items()
    }
    assert reading.duties().keys() == folder.keys()
    for name, file in reading.duties().items():
        assert file.regulator == folder[name].regulator
        assert {group.key for group in file.obligations} == {duty.key for duty in folder[name].obligations}


def test_no_two_scenarios_of_a_duty_have_the_same_name() -> None:
    told = [(key, scenario.name) for key, scenario, _ in every_scenario()]
    assert len(told) == len(set(told))


def test_every_answer_in_a_scenario_is_one_that_could_be_given() -> None:
    assert not problems_of_answers(scenario for _, scenario, _ in every_scenario())


def test_every_record_in_a_scenario_is_kept_for_an_item_of_its_duty() -> None:
    for key, scenario, _ in every_scenario():
        assert {given.item for given in scenario.records} <= {item.key for item in obligations()[key].required}, key


def test_a_typo_in_a_scenario_is_named_as_one_in_the_catalogue_is(tmp_path: Path) -> None:
    path = tmp_path / "ico.yaml"
    path.write_text((reading.HERE / "frc.yaml").read_text("utf-8").replace("    because:", "    becuase:", 1), "utf-8")
    with pytest.raises(CatalogueError) as refusal:
        reading.read_scenarios(path, shape.DutiesFile)
    said = refusal.value.message
    assert "ico.yaml line " in said
    assert '"becuase" is not a field' in said
    assert 'Did you mean "because"?' in said


def test_a_scenario_may_not_put_into_the_buyers_mouth_what_others_say() -> None:
    with pytest.raises(ValueError, match="is_distilled: the buyer is not asked this"):
        said({"is_distilled": "yes"})


def test_the_scenario_in_the_catalogue_guide_stands_as_it_says(tmp_path: Path) -> None:
    guide = (reading.HERE.parents[1] / "docs" / "catalogue.md").read_text("utf-8")
    example = guide.split("## Scenarios")[1].split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "ico.yaml"
    path.write_text(f"regulator: ICO\nday: '2026-11-24'\nobligations:\n{example}", "utf-8")
    [group] = reading.read_scenarios(path, shape.DutiesFile).obligations
    for scenario in group.scenarios:
        test_a_duty_stands_as_its_scenario_says(group.key, scenario, "2026-11-24")
        assert scenario.missing == ("way_to_complain", "outcome_told")
