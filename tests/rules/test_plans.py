"""Who sees to a duty, and by when, is laid over a judgement and changes nothing that it says."""

import copy
from datetime import date
from typing import Any

import pytest

from checklists.rules.judge import judge
from checklists.rules.plans import DutyPlan, with_plans
from checklists.rules.record import as_record
from tests.rules.makers import make_case, make_content, make_obligation, make_record

DAY = date(2026, 12, 1)
PLAN = DutyPlan("duty", "note", "Ben", DAY)


def record_of(**case: Any) -> dict[str, Any]:
    content = make_content(obligations=(make_obligation(consequence=2),))
    made = make_case(**case)
    return as_record(content, made, judge(content, made))


def step_in(record: dict[str, Any]) -> tuple[str, str | None]:
    [step] = record["to_do"]
    assert record["next_steps"] == [step]
    return step["owner"], step["due"]


def test_a_plan_names_who_does_a_step_and_by_when() -> None:
    told = with_plans(record_of(), [PLAN])
    assert step_in(told) == ("Ben", "2026-12-01")
    assert told["obligations"][0]["items"][0]["plan"] == {"owner": "Ben", "due": "2026-12-01"}


def test_a_plan_never_changes_the_status_of_a_duty_nor_any_other_word() -> None:
    record = record_of()
    before = copy.deepcopy(record)
    told = with_plans(record, [PLAN])
    assert record == before
    assert told["obligations"][0]["status"] == "not_met"
    assert told["obligations"][0]["items"][0].pop("plan") is not None
    for name in ("to_do", "next_steps"):
        for step in told[name]:
            step.update(owner="", due=None)
    assert told == before


def test_without_a_plan_the_step_says_what_it_said() -> None:
    told = with_plans(record_of(), [])
    assert step_in(told) == ("", None)
    assert told["obligations"][0]["items"][0]["plan"] is None


@pytest.mark.parametrize(
    "plan",
    [
        DutyPlan("duty", "note"),  # taken back
        DutyPlan("duty", "note", "Ben", DAY, firm=True),  # kept for the model in use, planned for the firm
        DutyPlan("duty", "other", "Ben", DAY),
        DutyPlan("other", "note", "Ben", DAY),
    ],
)
def test_a_plan_for_something_else_or_one_that_was_taken_back_says_nothing(plan: DutyPlan) -> None:
    assert step_in(with_plans(record_of(), [plan])) == ("", None)


def test_whom_the_record_names_comes_before_the_plan_and_the_day_is_the_plans() -> None:
    begun = record_of(records=(make_record(owner="Ada", statement=""),))
    assert step_in(with_plans(begun, [PLAN])) == ("Ada", "2026-12-01")


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (DutyPlan("duty", "note", "Ben"), ("Ben", "2026-11-30")),
        (DutyPlan("duty", "note", due=DAY), ("Cleo", "2026-12-01")),
        (PLAN, ("Ben", "2026-12-01")),
    ],
)
def test_what_a_plan_leaves_open_is_as_the_finding_says(plan: DutyPlan, told: tuple[str, str]) -> None:
    record = record_of()
    record["to_do"][0] |= {"owner": "Cleo", "due": "2026-11-30"}
    record["next_steps"][0] |= {"owner": "Cleo", "due": "2026-11-30"}
    assert step_in(with_plans(record, [plan])) == told


def test_a_duty_that_is_met_has_no_step_for_its_plan() -> None:
    told = with_plans(record_of(records=(make_record(),)), [PLAN])
    assert (told["to_do"], told["obligations"][0]["status"]) == ([], "met")
