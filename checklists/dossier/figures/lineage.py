"""The lineage as a figure: teachers above students, the model in use at the foot, and at each step who says so.

A full arrowhead is the maker's word, a hollow one somebody else's record; a broken line is not known yet. An open one
leads to the model in use: which model that is, no maker says.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from checklists.dossier.figures import boxes, svg
from checklists.dossier.figures.boxes import Place, Stroke
from checklists.dossier.figures.layout import Edge, Layout, arranged
from checklists.dossier.figures.lineage_nodes import UNNAMED, USE, Node, Step, ends, nodes_of, told
from checklists.dossier.figures.measure import wrapped
from checklists.dossier.words import clipped, sentence

BOX, NOTE, MARGIN = 188, 202, 1
BETWEEN = 42
LEGEND = 220
WHICH = "Which model runs here"
MAKERS = {"maker_stated", "maker_implied"}
RECORDS = {"vendor_stated", "buyer_tested"}


class Drawing(NamedTuple):
    """All that a figure is drawn from: the layout, the boxes by id, the steps by number, who names the model in use."""

    layout: Layout
    nodes: Mapping[str, Node]
    steps: Mapping[int, Step]
    named_by: str

    @property
    def title(self) -> str:
        in_order = sorted(self.layout.ways, key=lambda edge: edge.number)
        return clipped(
            "Lineage. " + " ".join(told(edge, self.nodes, self.steps, self.named_by) for edge in in_order), 1500
        )


def lineage(record: Mapping[str, Any], use: Mapping[str, Any], named_by: str = "") -> SafeString:
    """Draw `record`, a lineage, with `use`, the model in use (its name, purpose and hosting_note), at its foot.

    `named_by` says in a few words who says that it is this model which runs; without it the figure leaves that out.
    """
    steps = [Step(number, step) for number, step in enumerate(record["steps"], 1)]
    layout = arranged(USE, [*(step.edge for step in steps), *ends(record, steps)])
    drawing = Drawing(layout, nodes_of(record, use), {step.number: step for step in steps}, named_by)
    return _chain(drawing) if layout.is_chain else _graph(drawing)


def _chain(drawing: Drawing) -> SafeString:
    """One box below another, with everything said at the right."""
    places: dict[str, Place] = {}
    y = 1.0
    for (name,) in drawing.layout.layers:
        places[name] = Place(MARGIN, y, BOX, boxes.height_of(drawing.nodes[name], BOX))
        y = places[name].foot + BETWEEN
    parts: list[SafeString] = []
    for name, place in places.items():
        node = drawing.nodes[name]
        parts += [*boxes.box(node, place), *_notes(node.note, node.remark, place.y + 17)]
    for edge, way in drawing.layout.ways.items():
        parts += boxes.line(way, places, _stroke(edge, drawing))
        if step := drawing.steps.get(edge.number):
            parts += _notes(step.what, step.who, places[edge.parent].foot + 16)
        elif edge.child == USE and drawing.named_by:
            parts += _notes(WHICH, sentence(drawing.named_by), places[edge.parent].foot + 16)
    return svg.picture(drawing.title, svg.WIDTH, y - BETWEEN + 1.2, parts)


def _notes(bold: str, soft: str, y: float) -> list[SafeString]:
    """A line in bold and up to two softer ones below it, at the right of a box."""
    room = svg.WIDTH - NOTE
    head = [svg.words(NOTE, y, line, size=9.5, bold=True) for line in wrapped(bold, 9.5, room, bold=True)]
    rest = wrapped(soft, 8, room, lines=2) if soft else []
    return head + [svg.words(NOTE, y + 12 + 10.5 * place, line) for place, line in enumerate(rest)]


def _graph(drawing: Drawing) -> SafeString:
    """Boxes side by side; each line carries the number of its step, which is told below the picture."""
    places, y = _placed(drawing)
    parts: list[SafeString] = []
    for edge, way in drawing.layout.ways.items():
        parts += boxes.line(way, places, _stroke(edge, drawing))
    for name, node in drawing.nodes.items():
        parts += boxes.box(node, places[name]) if name in places else []
    for edge, way in drawing.layout.ways.items():
        parts += _numbered(edge, way, places) if edge.number else []
    legend, end = _legend(_told_below(drawing), y + 14)
    return svg.picture(drawing.title, svg.WIDTH, end, parts + legend)


def _placed(drawing: Drawing) -> tuple[dict[str, Place], float]:
    """A place for every box and bend, layer by layer, and where the last layer ends."""
    places: dict[str, Place] = {}
    y = 1.0
    for layer in drawing.layout.layers:
        slot = (svg.WIDTH - 2 * MARGIN) / len(layer)
        wide = min(BOX, slot - 10)
        height = max(boxes.height_of(drawing.nodes[name], wide) for name in layer if name in drawing.nodes)
        for place, name in enumerate(layer):
            width = wide if name in drawing.nodes else 0
            places[name] = Place(MARGIN + slot * (place + 0.5) - width / 2, y, width, height)
        y += height + BETWEEN + 6
    return places, y - BETWEEN - 6


def _told_below(drawing: Drawing) -> list[tuple[str, str]]:
    """What each numbered step is and who says so; then who says which model is in use."""
    told_steps = [(step.what, step.who) for step in drawing.steps.values()]
    return [*told_steps, (f"{WHICH} (open arrowhead)", sentence(drawing.named_by))] if drawing.named_by else told_steps


def _legend(rows: list[tuple[str, str]], y: float) -> tuple[list[SafeString], float]:
    """The rows below the picture, a line or two each."""
    parts: list[SafeString] = []
    for what, who in rows:
        left = wrapped(what, 8, LEGEND, bold=True, lines=2)
        right = wrapped(who, 8, svg.WIDTH - LEGEND - 12, lines=2)
        parts += [svg.words(MARGIN, y + 10 * place, line, bold=True) for place, line in enumerate(left)]
        parts += [svg.words(LEGEND + 12, y + 10 * place, line) for place, line in enumerate(right)]
        y += 10 * max(len(left), len(right)) + 3
    return parts, y - 9


def _stroke(edge: Edge, drawing: Drawing) -> Stroke:
    """The line to the use is open, for no maker draws it; a step is drawn by who says that it was taken."""
    if edge.child == USE:
        return Stroke("open", broken=edge.parent == UNNAMED, heavy=False)
    says = drawing.steps[edge.number].data["says"] if edge.number else "unknown"
    return Stroke("full" if says in MAKERS else "hollow", broken=says not in MAKERS | RECORDS, heavy=says in MAKERS)


def _numbered(edge: Edge, way: list[str], places: Mapping[str, Place]) -> list[SafeString]:
    upper, lower = places[way[-2]], places[way[-1]]
    middle = (upper.middle + boxes.aim_at(lower, upper)) / 2
    return boxes.number(edge.number, middle, (upper.foot + lower.y - 8) / 2)
