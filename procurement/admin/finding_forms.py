"""The forms of a finding's page: what was typed, read for the services."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from checklists.errors import Detail, Invalid
from checklists.formats.days import read_day
from checklists.models import Finding, Membership
from checklists.services.putting_right import HAPPENED, WORDS
from procurement.answering.days import read_number, written_day

DAYS = ("due_on", *HAPPENED)
FIELDS = ("owner", *DAYS, *WORDS, "reason", "expires_on", "why", "note")


def version_from(typed: Mapping[str, str]) -> int | None:
    """The version that the page was made from."""
    return read_number(typed.get("version", ""))


def members_for(row: Finding) -> list[Membership]:
    """Who may see to a finding: the active members, and whoever does so now, gone or not."""
    rows = Membership.objects.filter(Q(is_active=True) | Q(pk=row.owner_id))
    return list(rows.select_related("user").order_by("user__name"))


def putting_right_from(row: Finding, typed: Mapping[str, str]) -> dict[str, Any]:
    """Owner, days and words as the service takes them. Raises Invalid for a day or a member that is none."""
    owner = _member(row, typed.get("owner", ""))
    words = {name: _text(typed, name) for name in WORDS}
    return {"owner": owner, **words, **{name: _day(typed, name) for name in DAYS}}


def acceptance_from(typed: Mapping[str, str]) -> dict[str, Any]:
    """The reason and the last day. Raises Invalid where no day is given."""
    until = _day(typed, "expires_on")
    if until is None:
        raise _wrong("expires_on", "Say until when: an acceptance ends on a day.")
    return {"reason": _text(typed, "reason"), "expires_on": until}


def typed_from(row: Finding, typed: Mapping[str, str]) -> dict[str, str]:
    """What stands in the fields: what was typed, else what is on record."""
    stands = {name: getattr(row, name) for name in WORDS} | {name: written_day(getattr(row, name)) for name in DAYS}
    stands |= {"owner": str(row.owner_id or ""), "reason": "", "expires_on": "", "why": "", "note": ""}
    return {name: typed.get(name, value) for name, value in stands.items()}


def _member(row: Finding, key: str) -> Membership | None:
    if not key:
        return None
    found = next((member for member in members_for(row) if str(member.pk) == key), None)
    if found is None:
        raise _wrong("owner", "Choose a member of your organisation.")
    return found


def _text(typed: Mapping[str, str], name: str) -> str:
    return typed.get(name, "").replace("\r\n", "\n").strip()


def _day(typed: Mapping[str, str], name: str) -> Any:
    try:
        return read_day(typed.get(name, ""))
    except ValueError as error:
        raise _wrong(name, str(error)) from error


def _wrong(name: str, sentence: str) -> Invalid:
    return Invalid(sentence, [Detail(f"/{name}", "unreadable", sentence)])
