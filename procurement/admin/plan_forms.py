"""The small forms by which a duty is given to a colleague, each in its place on the page of duties."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from checklists.errors import Detail, Invalid, Refused, Stale
from checklists.formats.days import read_day
from checklists.models import DutyPlan, Membership, ModelUse
from checklists.rules.dates import in_words
from checklists.services.duty_plans import plans_for
from procurement.answering.days import read_number, written_day
from procurement.answering.problems import Problems, problems_of

FIELDS = ("owner", "due_on", "note")


@dataclass(frozen=True)
class SentPlan:
    """What was sent for one item and refused: it is shown again as it was typed."""

    obligation: str
    item: str
    typed: Mapping[str, str]
    refused: Refused


@dataclass(frozen=True)
class PlanForm:
    """`typed` stands in the fields; `meanwhile` is what somebody else wrote since the page was shown."""

    members: Iterable[Membership]
    version: int | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    meanwhile: str = ""


def with_plan_forms(record: Mapping[str, Any], use: ModelUse, sent: SentPlan | None) -> dict[str, Any]:
    """The record with `form` on every required item. Two statements."""
    rows = {(row.obligation, row.item): row for row in plans_for(use)}
    members = list(Membership.objects.filter(is_active=True).select_related("user").order_by("user__name"))
    duties = [
        {**duty, "items": [{**item, "form": _form(duty["key"], item, rows, members, sent)} for item in duty["items"]]}
        for duty in record["obligations"]
    ]
    return {**record, "obligations": duties}


def _form(
    duty: str,
    item: Mapping[str, Any],
    rows: Mapping[tuple[str, str], DutyPlan],
    members: list[Membership],
    sent: SentPlan | None,
) -> PlanForm:
    row = rows.get((duty, item["key"]))
    left = [row.owner] if row and row.owner and not row.owner.is_active else []
    version, choices = row.version if row else None, [*members, *left]
    if sent is None or (sent.obligation, sent.item) != (duty, item["key"]):
        return PlanForm(choices, version, _stored(row))
    meanwhile = in_one_line(row) if isinstance(sent.refused, Stale) else ""
    return PlanForm(choices, version, sent.typed, problems_of(sent.refused, FIELDS), meanwhile)


def _stored(row: DutyPlan | None) -> dict[str, str]:
    if row is None:
        return {}
    return {"owner": str(row.owner_id or ""), "due_on": written_day(row.due_on), "note": row.note}


def in_one_line(row: DutyPlan | None) -> str:
    """A plan as it stands, in one line."""
    if row is None:
        return "nobody yet, no date yet."
    due = f"by {in_words(row.due_on)}" if row.due_on else "no date yet"
    note = f" Note: {row.note}" if row.note else ""
    return f"{row.owner or 'nobody yet'}, {due}.{note}"


def typed_from(data: QueryDict) -> dict[str, str]:
    """What was typed in the form of one item."""
    return {name: data.get(name, "").replace("\r\n", "\n").strip() for name in FIELDS}


def plan_from_form(data: QueryDict) -> dict[str, Any]:
    """{owner, due_on, note, version} as the service takes them. Raises Invalid beside the field that is malformed."""
    typed = typed_from(data)
    return {
        "owner": _member(typed["owner"]),
        "due_on": _day(typed["due_on"]),
        "note": typed["note"],
        "version": read_number(data.get("version", "")) or 0,
    }


def _member(key: str) -> Membership | None:
    """A colleague by id, one who has left too: the service says who may be named."""
    members = {str(member.pk): member for member in Membership.objects.all()} if key else {}
    if key and key not in members:
        raise _wrong("owner", "Choose one of your colleagues.")
    return members.get(key)


def _day(text: str) -> Any:
    try:
        return read_day(text)
    except ValueError as error:
        raise _wrong("due_on", str(error)) from error


def _wrong(name: str, sentence: str) -> Invalid:
    return Invalid(sentence, [Detail(f"/{name}", "unreadable", sentence)])
