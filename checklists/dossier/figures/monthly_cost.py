"""The monthly cost of both tiers as two bars on one scale, each with its amount."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString

from checklists.dossier.figures import svg
from checklists.dossier.figures.measure import width, wrapped

LABEL, BAR, THICK, STEP, TOP = 92, 258, 14, 24, 2
ROOM = svg.WIDTH - LABEL - BAR - 8
COLOURS = (svg.GREY, svg.ACCENT)


def monthly_cost(tiers: Sequence[Mapping[str, Any]]) -> SafeString:
    """Draw `tiers` (tier_label, month, month_label) with one bar each; both months are known and of one currency."""
    most = max(Decimal(tier["month"]) for tier in tiers)
    parts = [part for place, tier in enumerate(tiers) for part in _row(place, tier, most)]
    return svg.picture(_title(tiers), svg.WIDTH, TOP + STEP * len(tiers), parts)


def _title(tiers: Sequence[Mapping[str, Any]]) -> str:
    return "Cost a month. " + " ".join(f"{tier['tier_label']}: {tier['month_label']}." for tier in tiers)


def _row(place: int, tier: Mapping[str, Any], most: Decimal) -> list[SafeString]:
    top = TOP + place * STEP
    long = float(Decimal(tier["month"]) / most) * BAR if most else 0.0
    label = wrapped(tier["tier_label"], 8, LABEL - 6)[0]
    amount = tier["month_label"]
    fits = width(amount, 9.5, bold=True) <= ROOM
    return [
        svg.words(0, top + 10.5, label),
        svg.box(LABEL, top, BAR, THICK, fill=svg.WASH, stroke=None, stroke_width=None),
        *([svg.box(LABEL, top, long, THICK, fill=COLOURS[place % 2], stroke=None, stroke_width=None)] if long else []),
        svg.words(LABEL + BAR + 8, top + 10.5, amount, size=9.5 if fits else 8, bold=fits),
    ]
