"""The table of scenarios is whole, current, and counts no case twice."""

import pytest

from tests.scenarios import reading, shape
from tests.scenarios.cases import obligations
from tests.scenarios.coverage import PAGE, page
from tests.scenarios.telling import Row, contradiction_rows, duty_rows, finding_rows, told_twice

ROWS = [*duty_rows(), *contradiction_rows(), *finding_rows()]
GROUPS = [
    *((group.key, group.scenarios) for file in reading.duties().values() for group in file.obligations),
    *((group.key, group.scenarios) for group in reading.contradictions().rules),
    *((group.key, group.scenarios) for group in reading.findings().rules),
]


@pytest.mark.parametrize("row", [pytest.param(row, id=row.key) for row in ROWS])
def test_every_duty_and_every_rule_has_a_scenario_of_each_kind(row: Row) -> None:
    assert not row.missing, f"{row.key} has no scenario of the kind: {', '.join(row.missing)}"


def test_the_page_of_scenarios_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "Run: python -m tests.scenarios.coverage"


@pytest.mark.parametrize(("key", "scenarios"), [pytest.param(*each, id=each[0]) for each in GROUPS])
def test_no_two_scenarios_of_one_group_tell_the_same_case(key: str, scenarios: tuple[shape.Scenario, ...]) -> None:
    assert not told_twice(scenarios)


def test_every_duty_is_read_from_one_of_its_own_sources() -> None:
    for file in reading.duties().values():
        for group in file.obligations:
            read = {group.reads, *(scenario.reads for scenario in group.scenarios if scenario.reads)}
            assert read <= set(obligations()[group.key].sources), group.key


def test_a_kind_that_nobody_has_told_is_named_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = reading.findings().model_copy(update={"rules": ()})
    monkeypatch.setattr(reading, "findings", lambda: empty)
    assert {row.missing for row in finding_rows()} == {("fires", "silent", "not known")}
    assert "| `amber` | – | – | – | fires; silent; not known |" in page()


def test_a_case_that_differs_in_its_name_and_outcome_alone_is_told_twice() -> None:
    one, other = (shape.ContradictionScenario(name=name, facts={"agentic": True}) for name in ("One", "Other"))
    assert told_twice([one, other]) == {"Other"}
    assert not told_twice([one, shape.ContradictionScenario(name="Other", facts={"agentic": False})])
