"""Query parameters: each list has a short list of them, each of one kind; any other is a 400, not ignored."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict

from checklists.errors import Detail, Invalid
from checklists.models import ExternalRef
from checklists.services.rows import bad_character

UUID_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
# RFC 3339, which takes less than ISO 8601: no weeks, no commas, no missing seconds.
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
LONGEST = 300
MOST_RESULTS, USUAL_RESULTS = 200, 50


@dataclass(frozen=True)
class Parameter:
    """`read` turns the text into a value, or raises ValueError with a sentence. `lookup` is what it filters by."""

    name: str
    read: Callable[[str], Any]
    help: str
    lookup: str = ""
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})


def by_id(name: str, lookup: str, help_text: str) -> Parameter:
    """Filters by the id of another row. Another organisation's id finds nothing, as one that does not exist."""
    return Parameter(name, _id, help_text, lookup, {"type": "string", "format": "uuid"})


def by_word(name: str, words: Iterable[str], help_text: str, lookup: str = "") -> Parameter:
    """Filters by one of a few keys."""
    keys = [str(word) for word in words]

    def read(text: str) -> str:
        if text not in keys:
            raise ValueError(f"One of: {', '.join(keys)}.")
        return text

    return Parameter(name, read, help_text, lookup or name, {"type": "string", "enum": keys})


def by_text(name: str, help_text: str, lookup: str = "") -> Parameter:
    """Filters by a text that must be the very same."""
    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    return Parameter(name, _text, help_text, lookup or name, schema)


def by_flag(name: str, help_text: str, lookup: str = "") -> Parameter:
    """true or false."""
    return Parameter(name, _flag, help_text, lookup, {"type": "boolean"})


def whole(name: str, help_text: str, least: int, most: int) -> Parameter:
    """A whole number within limits; not a filter."""

    def read(text: str) -> int:
        if not re.fullmatch(r"\d{1,18}", text, re.ASCII) or not least <= int(text) <= most:
            raise ValueError(f"A whole number from {least} to {most:,}.")
        return int(text)

    return Parameter(name, read, help_text, "", {"type": "integer", "minimum": least, "maximum": most})


def _id(text: str) -> UUID:
    if not UUID_FORM.fullmatch(text):
        raise ValueError("An id is a UUID in its usual form.")
    return UUID(text)


def _text(text: str) -> str:
    if not 0 < len(text) <= LONGEST:
        raise ValueError(f"From 1 to {LONGEST} characters.")
    return text


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("true or false.")
    return text == "true"


def _instant(text: str) -> datetime:
    """In UTC: near the ends of the calendar an offset leads to a day that there is not."""
    told = "An instant with its offset, as RFC 3339 has it, such as 2026-11-24T09:30:00Z."
    if not INSTANT.fullmatch(text):
        raise ValueError(told)
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(told) from error


LIMIT = whole("limit", "How many results a page has at most.", 1, MOST_RESULTS)
CURSOR = Parameter("cursor", _text, "Where a page begins: taken from `next` or `previous`, never made up.")
COUNT = by_flag("count", "Whether to count all results. Left out, they are not counted.")
SINCE = Parameter(
    "updated_since",
    _instant,
    "Only what was written at or after this instant. For convenience: `/events/` is the exact feed.",
    "updated_at__gte",
    {"type": "string", "format": "date-time"},
)
REFERENCES = (
    by_text("ref_system", "With `ref`: the other system, such as coupa.", "-"),
    by_text("ref", "With `ref_system`: the record's number there.", "-"),
)
PAGED = (LIMIT, CURSOR, COUNT)


def read_query(query: QueryDict, known: Iterable[Parameter]) -> dict[str, Any]:
    """The values of the parameters that were sent, by name. Raises Invalid for an unknown, repeated or wrong one."""
    by_name = {one.name: one for one in known}
    values: dict[str, Any] = {}
    wrong: list[Detail] = []
    for name, texts in query.lists():
        try:
            values[name] = _read(by_name, name, texts)
        except ValueError as error:
            wrong.append(Detail(f"?{_shown(name)}", "query", str(error)))
    if wrong:
        raise Invalid(f"{wrong[0].pointer}: {wrong[0].detail}", wrong)
    return values


def _read(known: dict[str, Parameter], name: str, texts: list[str]) -> Any:
    if name not in known:
        raise ValueError(f"There is no such parameter here. There are: {', '.join(known) or 'none'}.")
    if len(texts) > 1:
        raise ValueError("This is sent once.")
    if bad := bad_character(texts[0]):
        raise ValueError(f"Holds a character that cannot be kept: {bad}.")
    return known[name].read(texts[0])


def _shown(name: str) -> str:
    return "".join("\ufffd" if bad_character(one) else one for one in name[:60])


def filtered(rows: QuerySet, known: Iterable[Parameter], values: dict[str, Any]) -> QuerySet:
    """The rows that fit the filters that were sent."""
    lookups = {one.lookup: values[one.name] for one in known if one.name in values and one.lookup not in ("", "-")}
    rows = rows.filter(**lookups)
    if {"ref_system", "ref"} & values.keys():
        rows = rows.filter(pk__in=_referred(rows, values))
    return rows


def _referred(rows: QuerySet, values: dict[str, Any]) -> QuerySet:
    for name, other in (("ref", "ref_system"), ("ref_system", "ref")):
        if name in values and other not in values:
            raise Invalid(f"{name} goes with {other}.", [Detail(f"?{other}", "missing", f"Goes with {name}.")])
    system, ref = values["ref_system"], values["ref"]
    kind = rows.model._meta.model_name
    return ExternalRef.objects.filter(subject_type=kind, system=system, ref=ref).values("subject_id")
