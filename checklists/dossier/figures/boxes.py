"""The marks of a lineage figure: a box with its words, a line with its arrowhead, the number of a step on it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from checklists.dossier.figures import svg
from checklists.dossier.figures.lineage_nodes import Node
from checklists.dossier.figures.measure import wrapped

EDGE = 11
LOOKS: dict[str, dict[str, object]] = {
    "plain": {},
    "broken": {"stroke": svg.SOFT, "stroke_dasharray": svg.BROKEN},
    "use": {"fill": svg.WASH, "stroke": svg.ACCENT, "stroke_width": 2.2},
}


class Place(NamedTuple):
    """Where a box stands, and how large it is; the bend of a line is a box without width."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def foot(self) -> float:
        return self.y + self.height


class Stroke(NamedTuple):
    """How a line is drawn: its arrowhead; broken for what is not known, heavy for the maker's word."""

    head: str
    broken: bool
    heavy: bool


def height_of(node: Node, width: float) -> float:
    """How high a box of this width must be for its words."""
    return 20 + 13 * len(_name(node, width)) + 12 * len(node.lines)


def box(node: Node, place: Place) -> list[SafeString]:
    """The outline and the words of one box."""
    parts = [svg.box(place.x, place.y, place.width, place.height, **LOOKS[node.look])]
    x, y = place.x + EDGE, place.y + 18
    for line in _name(node, place.width):
        parts.append(svg.words(x, y, line, size=11.5, bold=True))
        y += 13
    for line in node.lines:
        parts.append(svg.words(x, y, wrapped(line, 8, place.width - 2 * EDGE)[0]))
        y += 12
    return parts


def line(way: Sequence[str], places: Mapping[str, Place], stroke: Stroke) -> list[SafeString]:
    """A line along `way`, from the foot of the first box through its bends to an arrowhead on the last."""
    end, aim = places[way[-1]], aim_at(places[way[-1]], places[way[-2]])
    points = [(places[way[0]].middle, places[way[0]].foot)]
    for name in way[1:-1]:
        points += [(places[name].middle, places[name].y), (places[name].middle, places[name].foot)]
    points.append((aim, end.y - (1 if stroke.head == "open" else 7)))
    drawn = svg.tag(
        "polyline",
        points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points),
        fill="none",
        stroke=svg.INK,
        stroke_width=1.8 if stroke.heavy else 1,
        stroke_dasharray=svg.BROKEN if stroke.broken else None,
    )
    return [drawn, _arrowhead(aim, end.y - 1, stroke.head)]


def aim_at(end: Place, before: Place) -> float:
    """Where on the top of the lower box a line ends: towards where it comes from, so that two lines stay apart."""
    lean = (before.middle - end.middle) / svg.WIDTH
    return end.middle + lean * end.width * 0.6


def number(value: int, x: float, y: float) -> list[SafeString]:
    """The number of a step, in a circle on its line."""
    circle = svg.tag("circle", cx=x, cy=y, r=7, fill="white", stroke=svg.INK, stroke_width=0.7)
    return [circle, svg.words(x, y + 3, str(value), bold=True, anchor="middle")]


def _name(node: Node, width: float) -> list[str]:
    return wrapped(node.name, 11.5, width - 2 * EDGE, bold=True, lines=2)


def _arrowhead(x: float, y: float, head: str) -> SafeString:
    """A triangle full or hollow, or two open strokes."""
    left, right, tip = f"{x - 5:.1f} {y - 8:.1f}", f"{x + 5:.1f} {y - 8:.1f}", f"{x:.1f} {y:.1f}"
    shape = f"M{left} L{tip} L{right}" if head == "open" else f"M{left} L{right} L{tip} Z"
    fill = {"full": svg.INK, "open": "none"}.get(head, "white")
    return svg.tag("path", d=shape, fill=fill, stroke=svg.INK, stroke_width=1)
