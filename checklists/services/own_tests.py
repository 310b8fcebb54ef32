"""The guided own test: the buyer's own items, what both tiers made of each, a mark for each, and the counts of it."""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from checklists.actor import Actor
from checklists.errors import Detail, Refused
from checklists.formats.own_items import OwnItem
from checklists.models import Evaluation, OwnTestItem
from checklists.models.evaluations import Mark
from checklists.models.people import Role
from checklists.rules.trade_off.counts import Pairs
from checklists.rules.trade_off.evaluation import Slice
from checklists.services.evaluation_results import finish, hold
from checklists.services.history import record, service
from checklists.services.own_test_checks import (
    MOST_OUTPUT,
    Marks,
    Outputs,
    check_items,
    check_kinds,
    check_outputs,
    wrong,
)
from checklists.services.rows import allow, change, organisation_in_scope, raise_version

__all__ = ["MOST_OUTPUT", "Marks", "Outputs"]
TOLD = 12
DONE = "This test is finished, and its marks never change. Start a new one that replaces it."


@service
def add_items(evaluation: Evaluation, *, items: Sequence[OwnItem], by: Actor, at: datetime) -> Evaluation:
    """Add items after those that are there. The order in which a blind test shows each is drawn now."""
    allow(by, Role.ASSESSOR)
    _open(evaluation)
    there = list(OwnTestItem.objects.filter(evaluation=evaluation).values_list("slice", flat=True))
    before = len(there)
    check_items(items, before)
    check_kinds({*there, *(item.slice for item in items)})
    raise_version(evaluation, at)
    OwnTestItem.objects.bulk_create(
        OwnTestItem(
            evaluation=evaluation,
            organisation=organisation_in_scope(),
            number=number,
            slice=item.slice,
            text=item.text,
            cheaper_first=evaluation.blind and bool(secrets.randbelow(2)),
        ).stamp(by, at)
        for number, item in enumerate(items, before + 1)
    )
    _say("test_items_added", evaluation, by, at, added=len(items), items=before + len(items))
    return evaluation


@service
def record_outputs(evaluation: Evaluation, *, outputs: Mapping[int, Outputs], by: Actor, at: datetime) -> Evaluation:
    """Write down what both tiers made of some items, by number; all or none. A marked item keeps its outputs."""
    allow(by, Role.ASSESSOR)
    _open(evaluation)
    rows = _rows(evaluation, outputs)
    check_outputs(outputs)
    changed = []
    for number, given in outputs.items():
        row, values = rows[number], {"larger_output": given.larger, "cheaper_output": given.cheaper}
        if (row.larger_mark or row.cheaper_mark) and _differs(row, values):
            raise wrong(number, "marked", f"Item {number} is marked already: take its marks back before you change it.")
        if change(row, values, version=_seen(row, values, given.version), by=by, at=at):
            changed.append(number)
    if changed:
        _say("test_outputs_written", evaluation, by, at, numbers=changed)
    return evaluation


@service
def mark_items(evaluation: Evaluation, *, marks: Mapping[int, Marks], by: Actor, at: datetime) -> Evaluation:
    """Say of some items, by number, whether what they show as A and as B is right; all or none.

    The first mark of a test is its first result: a tolerance that is set after it counts as late.
    """
    allow(by, Role.ASSESSOR)
    _open(evaluation)
    rows = _rows(evaluation, marks)
    changed = []
    for number, given in marks.items():
        row = rows[number]
        values = _marks_of(row, given)
        if evaluation.blind and any(values.values()) and not (row.larger_output and row.cheaper_output):
            raise wrong(number, "no_outputs", f"Item {number} has no two outputs yet: write both down before marking.")
        if change(row, values, version=_seen(row, values, given.version), by=by, at=at):
            changed.append({"number": number, **values})
    if changed:
        _first_result(evaluation, by, at)
        _say("test_items_marked", evaluation, by, at, marks=changed)
    return evaluation


@service
def finish_own_test(
    evaluation: Evaluation,
    *,
    measured_on: date | None,
    version: int | None,
    by: Actor,
    at: datetime,
    leave_out: bool = False,
) -> Evaluation:
    """Turn the marks into counts, by slice. Items without both marks are refused, or with `leave_out` left out and
    counted as such."""
    allow(by, Role.ASSESSOR)
    _open(evaluation)
    rows = list(OwnTestItem.objects.filter(evaluation=evaluation).order_by("number"))
    marked = [row for row in rows if row.is_marked]
    _ensure_marked(rows, marked, leave_out)
    values = {"measured_on": measured_on, "left_out": len(rows) - len(marked)}
    finish(evaluation, _counted(marked), values, version=version, by=by, at=at)
    return evaluation


@service
def forget_texts(evaluation: Evaluation, *, version: int | None, by: Actor, at: datetime) -> Evaluation:
    """Delete the texts of items and outputs of a finished test; marks and counts stay. Twice is harmless."""
    allow(by, Role.ASSESSOR)
    change(evaluation, {}, version=version, by=by, at=at)
    if not evaluation.is_done:
        raise Refused("The texts are needed until the test is finished. Finish it first, then delete them.")
    rows = OwnTestItem.objects.filter(evaluation=evaluation)
    held = rows.exclude(text="", larger_output="", cheaper_output="").count()
    if held:
        raise_version(evaluation, at)
        rows.update(text="", larger_output="", cheaper_output="", updated_at=at)
        _say("test_texts_forgotten", evaluation, by, at, items=held)
    return evaluation


def _open(evaluation: Evaluation) -> None:
    """Hold a test that takes items and marks to the end of the transaction: nothing comes in while it is finished."""
    hold(evaluation)
    if not evaluation.is_own_test:
        raise Refused("This comparison is no guided own test: it has counts and no items.", code="closed")
    if evaluation.is_done:
        raise Refused(DONE, code="closed")


def _say(kind: str, evaluation: Evaluation, by: Actor, at: datetime, **body: Any) -> None:
    named = {"title": evaluation.title, **body}
    record(kind, evaluation, by=by, at=at, organisation=organisation_in_scope(), **named)


def _rows(evaluation: Evaluation, wanted: Mapping[int, Any]) -> dict[int, OwnTestItem]:
    rows = {row.number: row for row in OwnTestItem.objects.filter(evaluation=evaluation, number__in=list(wanted))}
    for number in wanted:
        if number not in rows:
            raise wrong(number, "unknown", f"This test has no item {number}.")
    return rows


def _differs(row: OwnTestItem, values: Mapping[str, str]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def _seen(row: OwnTestItem, values: Mapping[str, str], version: int | None) -> int | None:
    """The version to hold an item to; one that somebody else has written just so needs none."""
    return version if _differs(row, values) else None


def _marks_of(row: OwnTestItem, given: Marks) -> dict[str, str]:
    shown = dict(zip(row.first_and_second, (given.first, given.second), strict=True))
    if not set(shown.values()) <= {"", Mark.RIGHT.value, Mark.WRONG.value}:
        raise wrong(row.number, "mark", f"A mark of item {row.number} is neither right nor wrong.")
    return {"larger_mark": shown["larger"], "cheaper_mark": shown["cheaper"]}


def _first_result(evaluation: Evaluation, by: Actor, at: datetime) -> None:
    """Said once: a tolerance that is set from now on is late."""
    if evaluation.results_at is None:
        change(evaluation, {"results_at": at}, version=None, by=by, at=at)


def _ensure_marked(rows: list[OwnTestItem], marked: list[OwnTestItem], leave_out: bool) -> None:
    if not marked:
        raise Refused("No item has both its marks yet. Mark at least one, then finish.")
    unmarked = [row.number for row in rows if not row.is_marked]
    if unmarked and not leave_out:
        listed = ", ".join(map(str, unmarked[:TOLD])) + (" ..." if len(unmarked) > TOLD else "")
        raise Refused(
            f"{len(unmarked)} of {len(rows)} items lack a mark: {listed}. Mark them, or leave them out on purpose.",
            [Detail(f"/items/{number}", "unmarked", f"Item {number} lacks a mark.") for number in unmarked],
        )


def _counted(rows: list[OwnTestItem]) -> tuple[Slice, ...]:
    """Pairs by slice, in the order in which slices first stand."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in rows:
        larger, cheaper = row.larger_mark == Mark.RIGHT.value, row.cheaper_mark == Mark.RIGHT.value
        counts[row.slice][2 * (not larger) + (not cheaper)] += 1
    return tuple(Slice(name, Pairs(*each)) for name, each in counts.items())
