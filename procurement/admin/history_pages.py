"""History: what happened to one thing, or in the whole organisation, in words, with who did it and through what."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from checklists.errors import NotFound
from checklists.models import Event
from checklists.services.reading_history import bodies_of, history_of
from checklists.services.telling import Told, told
from procurement.admin.pages import page, show

PER_PAGE = 100
FACES = {
    "admin": "on this site",
    "api": "by a program",
    "portal": "in the vendor's portal",
    "command": "at the command line",
    "clock": "by the clock",
    "sheet": "by a spreadsheet",
}
# The salt guards the proof, and who did it is said in its own place.
NOT_SHOWN = ("by", "salt")


@page
def history(request: HttpRequest, subject_id: UUID) -> HttpResponse:
    """What happened to one thing. Another organisation's has none here, and neither has what never was."""
    lines = history_of([subject_id])
    if not lines:
        raise NotFound("record with a history")
    context = {"lines": [_shown(line) for line in reversed(lines)], "is_whole": False}
    return show(request, "admin/history.html", context, title="History")


@page
def whole_history(request: HttpRequest) -> HttpResponse:
    """Everything that happened in the organisation, the newest first."""
    before = request.GET.get("before", "")
    rows = Event.objects.order_by("-seq")
    if before.isascii() and before.isdigit():
        rows = rows.filter(seq__lt=int(before[:18]))
    events = list(rows[: PER_PAGE + 1])
    listed = events[:PER_PAGE]
    context = {
        "lines": [_shown(line) for line in told(listed, bodies_of(listed))],
        "older": listed[-1].seq if len(events) > PER_PAGE else None,
        "is_whole": True,
    }
    return show(request, "admin/history.html", context, title="History")


def _shown(line: Told) -> dict[str, Any]:
    body = {name: value for name, value in (line.body or {}).items() if name not in NOT_SHOWN}
    details = json.dumps(body, indent=2, ensure_ascii=False) if body else ""
    return {**line._asdict(), "face": FACES.get(line.face, line.face), "details": details}
