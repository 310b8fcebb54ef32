"""A small pen for SVG: elements, lines of text and boxes, with every word escaped on the way in.

One unit is a point (1/72 inch) of the printed page, so 461 units span the text of an A4 dossier.
"""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

INK, SOFT, RULE, GREY, WASH, ACCENT = "#1a1d21", "#4b5259", "#b4bbc1", "#8d979e", "#eef2f3", "#0b5d62"
WIDTH = 461
MILLIMETRE = 72 / 25.4
FAMILY = "Lato, 'Noto Sans', sans-serif"
BROKEN = "3 2"


def tag(name: str, *children: str, **attributes: object) -> SafeString:
    """One element. An underscore in an attribute's name stands for a hyphen; None leaves the attribute out."""
    given = [(key.replace("_", "-"), _number(value)) for key, value in attributes.items() if value is not None]
    return format_html(
        "<{0}{1}>{2}</{0}>",
        name,
        format_html_join("", ' {}="{}"', given),
        format_html_join("", "{}", ((child,) for child in children)),
    )


def picture(title: str, width: float, height: float, children: Iterable[str]) -> SafeString:
    """A whole figure of so many units. `title` says in sentences all that it shows: it is read aloud in its place."""
    box = f"0 0 {_number(width)} {_number(height)}"
    return tag(
        "svg",
        tag("title", title),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=box,
        width=f"{_number(width / MILLIMETRE)}mm",
        height=f"{_number(height / MILLIMETRE)}mm",
        font_family=FAMILY,
        role="img",
    )


def words(x: float, y: float, text: str, *, size: float = 8, bold: bool = False, anchor: str = "start") -> SafeString:
    """One line of text on the base line `y`: ink where it is bold or large, else the softer colour of captions."""
    colour = INK if bold or size > 8 else SOFT
    weight = 700 if bold else 400
    return tag("text", text, x=x, y=y, font_size=size, font_weight=weight, text_anchor=anchor, fill=colour)


def box(x: float, y: float, width: float, height: float, **style: object) -> SafeString:
    """A rectangle; by default white with a thin line of ink."""
    look: dict[str, object] = {"fill": "white", "stroke": INK, "stroke_width": 0.9} | style
    return tag("rect", x=x, y=y, width=width, height=height, **look)


def _number(value: object) -> object:
    """Figures without a tail of decimals, so that the same picture is always the same text."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
