"""Concentration as bars: how many models in use have one thing in common, may have it, and of how many nobody knows.

Drawn from one view of checklists/rules/record_concentration.py.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

from checklists.dossier.figures import svg
from checklists.dossier.figures.measure import wrapped

ROOM, BAR, ROW = 320, 284, 33
SIZE, THICK = 11, 9
MOST = 6


def concentration(view: Mapping[str, Any], total: int, about: str) -> SafeString:
    """Draw one view of `total` models in use: the largest shares, then what nobody knows. `about` names the view."""
    shares = view["shares"][:MOST]
    rows = [_share(place, share, total) for place, share in enumerate(shares)]
    if view["unknown"]:
        rows.append(_row(len(rows), "Nobody knows", (0, len(view["unknown"]), total)))
    if view["open"]:
        rows.append(_row(len(rows), "Known in part only", (0, len(view["open"]), total)))
    return svg.picture(
        _title(view, total, about), ROOM, max(len(rows), 1) * ROW, [part for row in rows for part in row]
    )


def _title(view: Mapping[str, Any], total: int, about: str) -> str:
    told = [f"{share['name']}: {share['text']}" for share in view["shares"][:MOST]]
    told += [view[name] for name in ("unknown_text", "open_text") if view[name]]
    return " ".join([f"{about}. {total} models in use are counted.", *told])


def _share(place: int, share: Mapping[str, Any], total: int) -> list[SafeString]:
    return _row(place, share["name"], (share["count"], share["may_count"], total))


def _row(place: int, label: str, counts: tuple[int, int, int]) -> list[SafeString]:
    """A name, a filled bar for what is sure, a broken outline for what may be, and both figures at the end."""
    sure, may, total = counts
    top = place * ROW
    start, end = (BAR * each / total for each in (sure, sure + may))
    figures = f"{sure} + {may}?" if sure and may else f"{may}?" if may else str(sure)
    [name] = wrapped(label, SIZE, ROOM * 0.82)  # a page may set it in a wider type than the one measured
    return [
        svg.words(0, top + SIZE, name, size=SIZE),
        svg.box(0, top + 16, BAR, THICK, fill=svg.WASH, stroke=None, stroke_width=None),
        *([svg.box(0, top + 16, start, THICK, fill=svg.ACCENT, stroke=None, stroke_width=None)] if sure else []),
        *([_broken(start, end, top + 16)] if may else []),
        svg.words(ROOM, top + 24.5, figures, size=SIZE, bold=True, anchor="end"),
    ]


def _broken(start: float, end: float, top: float) -> SafeString:
    return svg.box(start + 0.5, top + 0.5, end - start - 1, THICK - 1, stroke=svg.ACCENT, stroke_dasharray=svg.BROKEN)
