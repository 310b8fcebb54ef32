"""The organisation's own scales, read in the rules' form: for the judgement, and for those who look at them."""

from collections.abc import Callable
from datetime import date, datetime

from checklists.models import OwnScale
from checklists.rules import own_scale


def own_scales(day_of: Callable[[datetime], date]) -> list[own_scale.OwnScale]:
    """Every scale that the organisation has written, the oldest first. One statement."""
    return [own_scale_from(row, day_of) for row in OwnScale.objects.order_by("number")]


def own_scale_from(row: OwnScale, day_of: Callable[[datetime], date]) -> own_scale.OwnScale:
    """One of them. `day_of` gives the day in London on which it was written."""
    terms = own_scale.Terms(row.points, row.weights, row.bands)
    scale = None if row.of_catalogue else own_scale.as_scale(terms, row.holds_from)
    return own_scale.OwnScale(row.number, row.holds_from, row.reason, row.by_label, day_of(row.created_at), scale)
