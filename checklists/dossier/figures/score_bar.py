"""The score as a bar: filled to the lower bound, a broken outline up to the upper, both figures above it."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

from checklists.dossier.figures import svg
from checklists.dossier.figures.measure import width

BAR, TOP, THICK, HEIGHT = 350, 13, 9, 34
GAP = 6


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
    """Both figures; where they would touch, they stand back to back."""
    if lower == upper:
        return [_figure(_at(lower), upper, _middle(_at(lower), upper))]
    close = _at(upper) - _at(lower) < 16
    left = "end" if close and lower > 5 else _middle(_at(lower), lower)
    right = "start" if close and upper < 95 else _middle(_at(upper), upper)
    return [_figure(_at(lower), lower, left), _figure(_at(upper), upper, right)]


def _figure(x: float, value: int, anchor: str) -> SafeString:
    return svg.words(x, 9, str(value), size=9.5, bold=True, anchor=anchor)


def _middle(x: float, value: int) -> str:
    """The anchor that keeps a figure within the bar."""
    half = width(str(value), 9.5, bold=True) / 2
    if x < half:
        return "start"
    return "end" if x > BAR - half else "middle"


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
