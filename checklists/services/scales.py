"""The organisation's own scale: written under a date with a reason, never changed; a later one supersedes it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from checklists.actor import Actor
from checklists.canonical import plain
from checklists.errors import Stale
from checklists.models import OwnScale
from checklists.models.people import Role
from checklists.rules import own_scale
from checklists.rules.dates import in_words
from checklists.rules.own_scale import Terms, own_scale_on
from checklists.rules.scale_checking import spelled, wrong_occasion, wrong_scale
from checklists.services.history import record, service
from checklists.services.judging import day_of
from checklists.services.prices import refuse
from checklists.services.rows import allow, as_plain, hold_organisation, insert, organisation_in_scope
from checklists.services.scale_rows import own_scales

SAID = ("holds_from", "of_catalogue", "points", "weights", "bands", "reason")
OURS, THEIRS = "our own, from {day}: {reason}", "the catalogue's again, from {day}: {reason}"
FASTER = "Somebody wrote a scale in between. Nothing of yours was written: look at what stands now, and send it again."


@service
def write_scale(
    *,
    terms: Terms | None,
    holds_from: date,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> OwnScale:
    """Set the scale that counts from a day on; `terms` None: the catalogue's again. One event.

    `seen` is the number of the newest scale that the writer knew of (0: none; None: whatever there is). The same as
    the newest in every word is harmless. Raises Invalid with a pointer for each figure, band, day or reason that cannot
    be, Stale where somebody was faster. What is decided keeps the score that it was decided on.
    """
    allow(by, Role.OWNER)
    reason = reason.strip()
    refuse([*wrong_scale(terms), *wrong_occasion(holds_from, reason, day_of(at))])
    hold_organisation()
    newest = OwnScale.objects.order_by("-number").first()
    row = _row(terms, holds_from, reason, newest)
    if newest is not None and all(getattr(row, name) == getattr(newest, name) for name in SAID):
        return newest
    if seen is not None and seen != row.number - 1:
        raise Stale(FASTER, current=as_plain(newest) if newest else {})
    insert(row, by=by, at=at)
    record("scale_written", row, by=by, at=at, organisation=organisation_in_scope(), **_told(row))
    return row


def _row(terms: Terms | None, holds_from: date, reason: str, newest: OwnScale | None) -> OwnScale:
    number = newest.number + 1 if newest else 1
    row = OwnScale(number=number, holds_from=holds_from, reason=reason, of_catalogue=terms is None)
    if terms is not None:
        kept = spelled(terms)
        row.points, row.weights, row.bands = dict(kept.points), dict(kept.weights), [dict(one) for one in kept.bands]
    return row


def _told(row: OwnScale) -> dict[str, Any]:
    """What the event says: in a sentence, and in full."""
    words = THEIRS if row.of_catalogue else OURS
    text = words.format(day=in_words(row.holds_from), reason=row.reason.rstrip("."))
    return {"text": text, "number": row.number, **{name: plain(getattr(row, name)) for name in SAID}}


def all_scales() -> Sequence[own_scale.OwnScale]:
    """Every scale that the organisation has written, the newest first. One statement."""
    return own_scales(day_of)[::-1]


def scale_today(on: date) -> own_scale.OwnScale | None:
    """The own scale that holds on a day; None where the catalogue's counts."""
    return own_scale_on(own_scales(day_of), on)
