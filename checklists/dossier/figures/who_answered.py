"""Who really answered: one square a question asked, in groups with their counts. A zero is printed too."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.safestring import SafeString

from checklists.dossier.figures import svg
from checklists.dossier.figures.measure import width

ROOM = 356
SIDE, STEP, GAP = 8, 10.4, 12
UNDER = 23
LABELS = {
    "vendor_attested": "Vendor, attested",
    "vendor_unattested": "Vendor, not attested",
    "looked_up": "Looked up by us",
    "own_with_document": "Ours, with a document",
    "own_without_source": "Ours, no source",
    "tested_by_us": "Tested by us",
    "unanswered": "No answer",
}


class Block(NamedTuple):
    """One group of squares: its key, how many there are, and how many columns they stand in."""

    key: str
    number: int
    columns: int

    @property
    def width(self) -> float:
        return max(self.columns * STEP, width(LABELS[self.key], 8), width(str(self.number), 9.5, bold=True))


def who_answered(counts: Mapping[str, int]) -> SafeString:
    """Draw the partition `counts` (the keys of LABELS, and total)."""
    shelves = _arranged([(key, counts[key]) for key in LABELS if counts[key]])
    parts: list[SafeString] = []
    y = 2.0
    for shelf in shelves:
        x, deep = 0.6, _deep(shelf)
        for block in shelf:
            parts += _drawn(block, x, y, deep)
            x += block.width + GAP
        y += deep * STEP + UNDER
    zeros, y = _zeros([LABELS[key] for key in LABELS if not counts[key]], y)
    return svg.picture(_title(counts), ROOM, y, parts + zeros)


def _title(counts: Mapping[str, int]) -> str:
    said = "; ".join(f"{LABELS[key].lower()}, {counts[key]}" for key in LABELS)
    return f"Of {counts['total']} questions asked: {said}."


def _arranged(groups: list[tuple[str, int]]) -> list[list[Block]]:
    """The groups on shelves, in the way that takes the least height; each shelf is as deep as its own groups need."""
    most = max((number for _, number in groups), default=1)
    ways = [[Block(key, number, -(-number // depth)) for key, number in groups] for depth in range(1, most + 1)]
    fitting = [_shelved(blocks) for blocks in ways if all(block.width <= ROOM for block in blocks)]
    return min(fitting, key=lambda shelves: sum(_deep(shelf) * STEP + UNDER for shelf in shelves))


def _deep(shelf: list[Block]) -> int:
    """How many rows of squares a shelf needs."""
    return max(-(-block.number // block.columns) for block in shelf)


def _shelved(blocks: list[Block]) -> list[list[Block]]:
    shelves: list[list[Block]] = []
    left = 0.0
    for block in blocks:
        if not shelves or block.width > left:
            shelves.append([])
            left = ROOM
        shelves[-1].append(block)
        left -= block.width + GAP
    return shelves


def _drawn(block: Block, x: float, y: float, depth: int) -> list[SafeString]:
    squares = [
        mark
        for place in range(block.number)
        for mark in _square(block.key, x + place % block.columns * STEP, y + place // block.columns * STEP)
    ]
    base = y + depth * STEP + 8
    return [
        *squares,
        svg.words(x, base, str(block.number), size=9.5, bold=True),
        svg.words(x, base + 10, LABELS[block.key]),
    ]


def _square(key: str, x: float, y: float) -> list[SafeString]:
    """Grey or ink fill, a diagonal for the vendor, a point for a document, a broken line for no answer."""
    if key == "unanswered":
        return [svg.box(x, y, SIDE, SIDE, stroke=svg.SOFT, stroke_dasharray="2 1.6")]
    fill = {"tested_by_us": svg.INK, "looked_up": svg.GREY, "vendor_attested": svg.GREY}.get(key, "white")
    parts = [svg.box(x, y, SIDE, SIDE, fill=fill)]
    if key.startswith("vendor"):
        parts.append(svg.tag("line", x1=x, y1=y + SIDE, x2=x + SIDE, y2=y, stroke=svg.INK, stroke_width=0.9))
    if key == "own_with_document":
        third = SIDE / 3
        parts.append(svg.box(x + third, y + third, third, third, fill=svg.INK))
    return parts


def _zeros(labels: list[str], y: float) -> tuple[list[SafeString], float]:
    """The groups that nobody is in, one after another on lines of their own: a bold nought before each."""
    parts: list[SafeString] = []
    x, base = 0.6, y + 9
    for label in labels:
        wide = width("0", 8, bold=True) + 4 + width(label, 8)
        if x > 1 and x + wide > ROOM:
            x, base = 0.6, base + 11
        parts += [svg.words(x, base, "0", bold=True), svg.words(x + 8.6, base, label)]
        x += wide + GAP
    return parts, (base + 4 if labels else y)
