"""Read the history: of the whole organisation in order, or of some things in it."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from checklists.models import Event, EventBody
from checklists.services.telling import Told, told


def history_of(subjects: Sequence[UUID], *, leave_out: Iterable[str] = ()) -> list[Told]:
    """What happened to these things, in order. Two statements."""
    events = list(Event.objects.filter(subject_id__in=subjects).exclude(kind__in=list(leave_out)).order_by("seq"))
    return told(events, bodies_of(events))


def bodies_of(events: Sequence[Event]) -> dict[UUID, dict[str, Any] | None]:
    """The bodies of events that the caller has read within its own organisation; None where erased."""
    rows = EventBody.objects.filter(event__in=[event.pk for event in events]).values_list("event_id", "text")
    return {key: json.loads(text) if text is not None else None for key, text in rows}
