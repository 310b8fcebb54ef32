"""An organisation's own scale in place of the catalogue's: which one holds on a day, and how it reads as a scale."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from checklists.rules.content import BandOfScore, Edition, Scale
from checklists.rules.scoring import scale_on


@dataclass(frozen=True)
class Terms:
    """What an organisation sets itself, figures as text: points by kind of answer, weights by "1" to "5", and bands
    as [{label, at_least}]."""

    points: Mapping[str, str]
    weights: Mapping[str, str]
    bands: Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class OwnScale:
    """One scale from a day on: why, by whom, and written on which day. No `scale`: the catalogue's counts again."""

    number: int
    holds_from: date
    reason: str
    by: str
    on: date
    scale: Scale | None


def own_scale_on(scales: Iterable[OwnScale], on: date) -> OwnScale | None:
    """The own scale that holds on a day: that of the latest day, of two for one day the later written. None where the
    catalogue's counts, because there is no own scale yet or because the organisation has gone back."""
    begun = [each for each in scales if each.holds_from <= on]
    last = max(begun, key=lambda each: (each.holds_from, each.number), default=None)
    return last if last is not None and last.scale is not None else None


def scale_for(edition: Edition, own: OwnScale | None, on: date) -> Scale:
    """The scale that a score of a day is reckoned by: the organisation's own, else the edition's."""
    return own.scale if own is not None and own.scale is not None else scale_on(edition.scoring.scales, on)


def as_scale(terms: Terms, holds_from: date) -> Scale:
    """Checked terms as a scale. What is open counts at least as the worst answer, and at most as the best."""
    points = {name: Decimal(value) for name, value in terms.points.items()}
    return Scale(
        valid_from=holds_from,
        valid_until=None,
        points=points,
        open_lower=min(points.values()),
        open_upper=max(points.values()),
        weights={int(weight): Decimal(value) for weight, value in terms.weights.items()},
        bands=tuple(_band(number, band) for number, band in enumerate(terms.bands, start=1)),
    )


def _band(number: int, band: Mapping[str, Any]) -> BandOfScore:
    return BandOfScore(f"own_{number}", band["label"], Decimal(band["at_least"]))
