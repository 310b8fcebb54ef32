"""What happened, in a sentence: an event and its body as a person reads them on any face."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from checklists.models import Event
from checklists.services.event_kinds import KINDS


class Told(NamedTuple):
    """One line of history. `text` is the kind in words with what it was about; `by` is who, `face` through what."""

    seq: int
    at: datetime
    kind: str
    kind_label: str
    by: str
    face: str
    text: str
    body: Mapping[str, Any] | None


def told(events: Iterable[Event], bodies: Mapping[UUID, Mapping[str, Any] | None]) -> list[Told]:
    """The lines of these events, with their bodies where they were not erased."""
    return [_line(event, bodies.get(event.pk)) for event in events]


def _line(event: Event, body: Mapping[str, Any] | None) -> Told:
    label = KINDS.get(event.kind, event.kind)
    if body is None:
        return Told(event.seq, event.at, event.kind, label, "", "", f"{label}. What it said was erased.", None)
    who = body.get("by", {})
    more = _more(event.kind, body)
    text = f"{label}: {more}." if more else f"{label}."
    return Told(event.seq, event.at, event.kind, label, who.get("label", ""), who.get("face", ""), text, body)


def _more(kind: str, body: Mapping[str, Any]) -> str:
    """What the event was about: a name, a count, or the names of what changed."""
    if kind in ("answers_written", "answers_judged", "sheet_taken"):
        return _counted(len(body.get("changes", ())), "answer")
    if kind == "assessment_opened":
        return f"round {body.get('round')}" + (
            f", {_counted(len(body['reused']), 'answer')} reused" if body.get("reused") else ""
        )
    if kind == "decision_made":
        return str(body.get("outcome", "")).replace("_", " ")
    if isinstance(body.get("changes"), Mapping):
        return ", ".join(str(name).replace("_", " ") for name in body["changes"])
    for name in (
        "legal_name",
        "name",
        "title",
        "text",
        "question",
        "obligation",
        "reason",
        "version",
        "number",
        "child",
    ):
        if body.get(name):
            return str(body[name])
    return ""


def _counted(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"
