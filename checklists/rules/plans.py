"""Who sees to a duty, and by when, before its own record is written: laid over a judgement, never part of it.

A plan decides nothing: it meets no item and changes no status. So it stays out of what a decision is bound to (giving a
task to a colleague while somebody reads the judgement must not undo what they read), and is laid over the record where
that is shown. A record that was frozen with a decision keeps every word; only who does what is left is told anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from checklists.rules.plain import Plain, iso

OWN_RECORD = "own_record"


@dataclass(frozen=True)
class DutyPlan:
    """Who sees to one required item, and by when; "" and None where nobody has said. `firm`: for the whole firm."""

    obligation: str
    item: str
    owner: str = ""
    due: date | None = None
    firm: bool = False


def with_plans(record: Mapping[str, Any], plans: Iterable[DutyPlan]) -> Plain:
    """The record with `plan` on each required item, and with owner and day on each step that a plan says more of."""
    duties = planned_duties(record["obligations"], plans)
    steps = {
        f"{OWN_RECORD}:{duty['key']}:{item['key']}": item for duty in duties for item in duty["items"] if item["plan"]
    }
    lists = {name: [_step(step, steps.get(step["key"])) for step in record[name]] for name in ("to_do", "next_steps")}
    return {**record, "obligations": duties, **lists}


def planned_duties(duties: Iterable[Plain], plans: Iterable[DutyPlan]) -> list[Plain]:
    """The duties of a record with `plan` on each item: {owner, due}, or None where nobody has planned it."""
    by_item = {(plan.obligation, plan.item, plan.firm): plan for plan in plans if plan.owner or plan.due}
    return [{**duty, "items": [_item(duty["key"], item, by_item) for item in duty["items"]]} for duty in duties]


def _item(duty: str, item: Plain, plans: Mapping[tuple[str, str, bool], DutyPlan]) -> Plain:
    plan = plans.get((duty, item["key"], item["applies_to"] == "firm"))
    return {**item, "plan": {"owner": plan.owner, "due": iso(plan.due)} if plan else None}


def _step(step: Plain, item: Plain | None) -> Plain:
    """The owner is the one whom the record names, else the plan, else a finding; the day is the plan's, else that's."""
    if item is None:
        return step
    plan = item["plan"]
    return {**step, "owner": item["owner"] or plan["owner"] or step["owner"], "due": plan["due"] or step["due"]}
