"""How much fits on the one page for a director: lines are counted as they will be set, and lists cut to the room."""

from collections.abc import Sequence

from checklists.dossier.figures.measure import wrapped
from checklists.dossier.figures.svg import MILLIMETRE

PADDING = 2.5
SMALL = 8.0
ROW_LINE, ROW_EDGE = 3.79, 2.45
TABLE = 16.8
MOST_LINES = 9
# Kerning draws a line of Lato together by about this much; the widths in measure.py know nothing of it.
KERNED = 0.99


def lines(text: str, millimetres: float, size: float = SMALL) -> int:
    """How many lines `text` takes where it has so much room, padding taken off."""
    return len(wrapped(text, size, millimetres * MILLIMETRE / KERNED, lines=MOST_LINES))


def row_height(cells: Sequence[tuple[str, float]]) -> float:
    """The height in millimetres of a table row of small type, from its cells: each a text and a column's width."""
    return max(lines(text, width - PADDING) for text, width in cells) * ROW_LINE + ROW_EDGE


def shares(
    room: float, first: Sequence[float], second: Sequence[float], least: int, least_second: int = 0
) -> tuple[int, int]:
    """How many rows of two lists fit into `room` millimetres, heads included: at least so many of each, evenly cut.

    `least_second` where more of the second must stay than of the first.
    """
    most_first, most_second = len(first), len(second)
    floor = max(least, least_second)
    while most_first > least or most_second > floor:
        if _height(first[:most_first]) + _height(second[:most_second]) <= room:
            break
        if most_first <= least or (most_second >= most_first and most_second > floor):
            most_second -= 1
        else:
            most_first -= 1
    return most_first, most_second


def _height(rows: Sequence[float]) -> float:
    return TABLE + sum(rows)
