"""Scales of an organisation's own, as terms and as they are written through the service."""

from datetime import date, datetime
from typing import Any

from checklists.actor import Actor
from checklists.models import OwnScale
from checklists.rules.own_scale import Terms
from checklists.services import scales
from tests.makers import COMMAND, NOW, TODAY

POINTS = {"satisfactory": "1", "closed_good": "1", "concern": "0.5", "amber": "0.5", "unacceptable": "0", "red": "0"}
WEIGHTS = {"1": "1", "2": "2", "3": "3", "4": "4", "5": "5"}
BANDS = ({"label": "Fine", "at_least": "70"}, {"label": "Ask again", "at_least": "0"})


def make_terms(bands: tuple[dict[str, str], ...] = BANDS, weights: dict[str, str] = WEIGHTS, **points: str) -> Terms:
    """The catalogue's points but for `points`, with two bands of our own."""
    return Terms({**POINTS, **points}, weights, bands)


def make_own_scale(
    terms: Terms | None = None,
    *,
    holds_from: date = TODAY,
    reason: str = "A concern is half a refusal to us",
    by: Actor = COMMAND,
    at: datetime = NOW,
    **points: str,
) -> OwnScale:
    return scales.write_scale(terms=terms or make_terms(**points), holds_from=holds_from, reason=reason, by=by, at=at)


def go_back(holds_from: date = TODAY, reason: str = "It was a trial", at: datetime = NOW, **more: Any) -> OwnScale:
    """The catalogue's scale again."""
    return scales.write_scale(terms=None, holds_from=holds_from, reason=reason, by=COMMAND, at=at, **more)
