"""The rows of findings, kept in step with a judgement; and read back as the lives that a judgement looks at."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from checklists.actor import Actor
from checklists.models import Assessment, Finding, ModelUse
from checklists.rules.life import ByHand, Life
from checklists.services.rows import organisation_in_scope

Data = Mapping[str, Any]


def lives_of(use: ModelUse) -> tuple[dict[str, Life], tuple[ByHand, ...]]:
    """What is on record about the findings of a model in use, by key, and those by hand that stand. One statement."""
    return lives_from(list(Finding.objects.filter(model_use=use).select_related("owner__user").order_by("id")))


def lives_from(rows: Sequence[Finding]) -> tuple[dict[str, Life], tuple[ByHand, ...]]:
    """The same from the rows of one model in use, the oldest first, each with its owner."""
    standing = (row for row in rows if row.by_hand and row.settled_on is None)
    return {row.key: row.life for row in rows}, tuple(_by_hand(row) for row in standing)


def _by_hand(row: Finding) -> ByHand:
    return ByHand(row.key, row.severity, row.title, row.text, next(iter(row.questions), ""))


def row_of(assessment: Assessment, found: Data, *, on: date, by: Actor, at: datetime) -> Finding:
    """A new row for one finding of a record, with its wording frozen. Not saved."""
    row = Finding(
        model_use=assessment.model_use,
        assessment=assessment,
        key=found["key"],
        rule=found["rule"],
        title=found["title"],
        text=found["text"],
        questions=found["questions"],
        obligation=found["obligation"],
        severity_raised=found["severity"],
        severity=found["severity"],
        raised_on=on,
    )
    row.organisation = organisation_in_scope()
    return row.stamp(by, at)


def keep_findings(assessment: Assessment, record: Data, *, on: date, by: Actor, at: datetime) -> dict[str, Any]:
    """Bring the rows in step with a record: new ones made, severities as they are now, settled ones dated, those that
    are raised again open again. Three statements at most. Gives what changed, for the event of the caller."""
    raised = {found["key"]: found for found in record["findings"] if not found.get("by_hand")}
    rows = {row.key: row for row in Finding.objects.filter(model_use=assessment.model_use, by_hand=False)}
    new = [row_of(assessment, found, on=on, by=by, at=at) for key, found in raised.items() if key not in rows]
    again = [key for key, row in rows.items() if row.settled_on and key in raised]
    settled = [key for key, row in rows.items() if row.settled_on is None and key not in raised]
    weighs = {
        key: [row.severity, raised[key]["severity"]]
        for key, row in rows.items()
        if key in raised and row.severity != raised[key]["severity"]
    }
    Finding.objects.bulk_create(new)
    changed = [rows[key] for key in {**dict.fromkeys([*again, *settled]), **weighs}]
    for row in changed:
        _bring_up(row, raised.get(row.key), on, at)
    if changed:
        Finding.objects.bulk_update(changed, ["severity", "settled_on", "version", "updated_at"])
    told = {"raised": [row.key for row in new], "raised_again": again, "settled": settled, "severity": weighs}
    return {name: what for name, what in told.items() if what}


def _bring_up(row: Finding, found: Data | None, on: date, at: datetime) -> None:
    row.severity = found["severity"] if found else row.severity
    row.settled_on = None if found else on
    row.version += 1
    row.updated_at = at
