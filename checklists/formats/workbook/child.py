"""The process that opens a workbook: bytes in, the text of its cells out as JSON, within the limits it is given.

Started by `cells.py` as `python -m checklists.formats.workbook.child MEMORY_BYTES CPU_SECONDS`. It has no setting, no
database and no secret in reach, and writes nothing but its answer.
"""

import io
import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from python_calamine import CalamineWorkbook

MOST_PAGES = 100
MOST_CELLS = 400_000
MOST_TEXT = 5_000_000


class TooMuch(Exception):
    """The workbook holds more than any sheet of questions does."""


def main(memory: int, cpu_seconds: int) -> None:
    """Hold back, read, answer."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(pages_of(sys.stdin.buffer.read()), sys.stdout)


def pages_of(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """Every page as (name, rows of texts), from A1 on. Raises what calamine raises, and TooMuch."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    if len(book.sheet_names) > MOST_PAGES:
        raise TooMuch
    pages, room = [], [MOST_CELLS, MOST_TEXT]
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        pages.append((name, [[_counted(cell, room) for cell in row] for row in rows]))
    return pages


def _counted(cell: Any, room: list[int]) -> str:
    text = text_of(cell)
    room[0] -= 1
    room[1] -= len(text)
    if min(room) < 0:
        raise TooMuch
    return text


def text_of(cell: Any) -> str:
    """A cell as text: figures without an exponent, days as 2026-11-24."""
    match cell:
        case str():
            return cell
        case bool():
            return "Yes" if cell else "No"
        case float() | int():
            return format(Decimal(repr(cell)).normalize(), "f") if cell == cell and abs(cell) < 1e300 else str(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
    return "" if cell is None else str(cell)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
