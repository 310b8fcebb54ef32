"""The score as a bar: filled to the lower bound, a broken outline up to the upper, both figures above it."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

from checklists.dossier.figures import svg
from checklists.dossier.figures.measure import width

BAR, TOP, THICK, HEIGHT = 350, 13, 9, 34
GAP, APART = 6, 4


def score_bar(score: Mapping[str, Any]) -> SafeString:
    """Draw `score`: lower and upper from 0 to 100, or both None where nothing counts; then the whole bar is broken."""
    known = score["lower"] is not None and score["upper"] is not None
    lower, upper = (score["lower"], score["upper"]) if known else (0, 100)
    parts = [*_bar(lower, upper), *(_figures(lower, upper) if known else ()), *_legend(lower, upper)]
    return svg.picture(_title(score, known), BAR + GAP, HEIGHT, parts)


def _title(score: Mapping[str, Any], known: bool) -> str:
    if not known:
        return "Score: none yet, for no answer counts so far."
    if score["lower"] == score["upper"]:
        return f"Score: {score['lower']} out of 100, with nothing left open."
    return (
        f"Score: at least {score['lower']} and at most {score['upper']} out of 100. "
        "The part between is what open answers could still add."
    )


def _bar(lower: int, upper: int) -> list[SafeString]:
    start, end = _at(lower), _at(upper)
    whole = svg.box(0, TOP, BAR, THICK, fill=svg.WASH, stroke=svg.RULE, stroke_width=0.6)
    filled = svg.box(0, TOP, start, THICK, fill=svg.ACCENT, stroke=None, stroke_width=None)
    opened = svg.box(start, TOP + 0.6, end - start, THICK - 1.2, stroke=svg.ACCENT, stroke_dasharray=svg.BROKEN)
    return [whole, *([filled] if start else []), *([opened] if end > start else [])]


def _figures(lower: int, upper: int) -> list[SafeString]:
    """Both figures over their bounds, kept within the bar and moved apart where they would touch."""
    left, right = _start(lower), _start(upper)
    if lower == upper:
        return [_figure(left, lower)]
    room = _wide(lower) + APART
    if right - left < room:
        left = min(max(0.0, (left + right - room) / 2), BAR - _wide(upper) - room)
        right = left + room
    return [_figure(left, lower), _figure(right, upper)]


def _figure(x: float, value: int) -> SafeString:
    return svg.words(x, 9, str(value), size=9.5, bold=True)


def _start(value: int) -> float:
    """Where a figure begins so that it stands over its bound."""
    return min(max(0.0, _at(value) - _wide(value) / 2), BAR - _wide(value))


def _wide(value: int) -> float:
    return width(str(value), 9.5, bold=True)


def _legend(lower: int, upper: int) -> list[SafeString]:
    """0 and 100 at the ends; what each part means where there is room for it."""
    parts = [svg.words(0, 31, "0"), svg.words(BAR, 31, "100", anchor="end")]
    for text, start, end in (("shown so far", 0, lower), ("still open", lower, upper)):
        middle, half = (_at(start) + _at(end)) / 2, width(text, 8) / 2
        if end - start >= 6 and middle - half > 12 and middle + half < BAR - 22 and _at(end) - _at(start) > half * 2:
            parts.append(svg.words(middle, 31, text, anchor="middle"))
    return parts


def _at(value: int) -> float:
    return value * BAR / 100
