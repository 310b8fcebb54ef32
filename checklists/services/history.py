"""History: one service call, one transaction, one event. Nothing else writes events.

`service` opens the transaction and, when the function is through, appends the event that it recorded: so the end of
the log is locked last, and briefly. `bookkeeping` marks the few writes that change nothing a person could ask about.
"""

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import models, transaction

from checklists.actor import Actor
from checklists.canonical import canonical_text, digest_of
from checklists.merkle import append, leaf_hash
from checklists.models import Event, EventBody, EventHead, Organisation
from checklists.services.event_kinds import KINDS

P = ParamSpec("P")
R = TypeVar("R")
INSTALLATION = UUID(int=0)
LEAF_FIELDS = ("log", "seq", "kind", "subject_type", "subject_id", "actor_kind", "actor_id", "at", "body_digest")


@dataclass(frozen=True)
class Draft:
    """An event before it has its place in the log."""

    kind: str
    subject_type: str
    subject_id: UUID | None
    organisation: Organisation | None
    by: Actor
    at: datetime
    body: dict[str, Any]


@dataclass
class Recorder:
    """What one service call has recorded so far: nothing, or its one event."""

    drafts: list[Draft] = field(default_factory=list)


_recorder: ContextVar[Recorder | None] = ContextVar("recorder", default=None)
_bookkeeping: ContextVar[str] = ContextVar("bookkeeping", default="")
bookkeepers: set[str] = set()


def service(function: Callable[P, R]) -> Callable[P, R]:
    """A public write of the domain: one transaction, and one event or (where nothing changed) none."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(), _recording() as recorder:
            result = function(*args, **kwargs)
            for draft in recorder.drafts:
                _append(draft)
        return result

    run.is_service = True  # type: ignore[attr-defined]
    return run


@contextmanager
def _recording() -> Iterator[Recorder]:
    if _recorder.get() is not None:
        raise RuntimeError("A service calls no other service: it would leave two events. Share a private function.")
    recorder = Recorder()
    token = _recorder.set(recorder)
    try:
        yield recorder
    finally:
        _recorder.reset(token)


def bookkeeping(function: Callable[P, R]) -> Callable[P, R]:
    """A write that leaves no event since it changes nothing a person could ask about: a lease, a stored repeat."""
    name = f"{function.__module__}.{function.__qualname__}"
    bookkeepers.add(name)

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        token = _bookkeeping.set(name)
        try:
            return function(*args, **kwargs)
        finally:
            _bookkeeping.reset(token)

    return run


def writing() -> bool:
    """Whether a write of a tenant row is expected now. Asked by the tests' database wrapper."""
    return _recorder.get() is not None or bool(_bookkeeping.get())


def record(
    kind: str,
    subject: models.Model | None,
    *,
    by: Actor,
    at: datetime,
    organisation: Organisation | None,
    **body: Any,
) -> None:
    """Say what this service call did. `body` is anything with a canonical form; organisation None: the installation."""
    recorder = _recorder.get()
    if recorder is None:
        raise RuntimeError("Only a service records an event.")
    if kind not in KINDS:
        raise RuntimeError(f"{kind!r} is not in the table of event kinds.")
    if recorder.drafts:
        raise RuntimeError("One service call leaves one event.")
    # Taken now: a row that is deleted after this has lost its key by the time the event is appended.
    name, key = (subject._meta.model_name or "", subject.pk) if subject else ("", None)
    recorder.drafts.append(Draft(kind, name, key, organisation, by, at, body))


def next_place(organisation: Organisation) -> int:
    """The place in the log that the event of this service call will take. Locks the end of the log from here on."""
    return _locked_head(organisation.pk).size


def leaf_bytes(event: Event) -> bytes:
    """The bytes that a leaf's hash is made of."""
    return canonical_text({name: getattr(event, name) for name in LEAF_FIELDS}).encode()


def _locked_head(log: UUID) -> EventHead:
    return EventHead.objects.select_for_update().get_or_create(log=log)[0]


def _append(draft: Draft) -> None:
    log = draft.organisation.pk if draft.organisation else INSTALLATION
    head = _locked_head(log)
    event, text = _event(draft, log, head.size)
    event.save(force_insert=True)
    EventBody(event=event, text=text).save(force_insert=True)
    frontier = append([bytes.fromhex(node) for node in json.loads(head.frontier)], head.size, _leaf(event))
    EventHead.objects.filter(log=log).update(
        size=head.size + 1, frontier=canonical_text([node.hex() for node in frontier])
    )


def _leaf(event: Event) -> bytes:
    return bytes.fromhex(event.leaf_hash)


def _event(draft: Draft, log: UUID, seq: int) -> tuple[Event, str]:
    """The leaf and the text of its body. The salt lies in the body, so that erasing the body erases it too."""
    body = {
        "by": {"label": draft.by.label, "face": draft.by.face, "person": draft.by.person},
        "salt": secrets.token_hex(16),
        **draft.body,
    }
    text = canonical_text(body)
    event = Event(
        organisation=draft.organisation,
        log=log,
        seq=seq,
        kind=draft.kind,
        subject_type=draft.subject_type,
        subject_id=draft.subject_id,
        actor_kind=draft.by.kind,
        actor_id=draft.by.id,
        at=draft.at,
        body_digest=digest_of(json.loads(text)),
    )
    event.leaf_hash = leaf_hash(leaf_bytes(event)).hex()
    return event, text
