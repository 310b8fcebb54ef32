"""The cells of a workbook that came from outside, as text: looked at before it is opened, and read by another process.

The reader is a process of its own with little memory and time, so that no file can do more than be refused.
"""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checklists.errors import Detail, Invalid, Unavailable
from checklists.formats.filetypes import kind_of
from checklists.formats.paired_text import encoding_of, opened
from checklists.formats.workbook.words import QUESTIONS

ROOT = Path(__file__).parents[3]
MOST_BYTES = 1024 * 1024
MOST_UNPACKED = 30 * 1024 * 1024
MEMORY_BYTES = 400 * 1024 * 1024
CPU_SECONDS = 5
WALL_SECONDS = 10.0
MOST_ROWS = 20_000
MOST_CELLS = 500
ENDINGS = ("xlsx", "ods", "csv")
SAVE_AS = "Open it in a spreadsheet and save it as .xlsx."
BROKEN = f"The file cannot be read as a spreadsheet: it is damaged, or too large inside. {SAVE_AS}"


@dataclass(frozen=True)
class Page:
    """One page of a workbook: its name, and the text of its cells from A1 on."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    def at(self, row: int, column: int) -> str:
        """The text of a cell without the spaces round it; "" for one that is not there."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column].strip() if 0 <= column < len(cells) else ""

    def address(self, row: int, column: int) -> str:
        """Where a person finds a cell: Questions!E14."""
        return f"{self.name}!{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """The name of a column: A, B, ... Z, AA."""
    first, last = divmod(column, 26)
    return (letters(first - 1) if first else "") + chr(ord("A") + last)


def read_pages(filename: str, content: bytes) -> tuple[Page, ...]:
    """The pages of an XLSX or ODS, or of one page as CSV. Raises Invalid with what to do instead."""
    ending = filename.rsplit(".", 1)[-1].lower() if "." in filename else ""
    if ending not in ENDINGS:
        raise refused("type", f"{filename!r} is not a sheet that can be read. {SAVE_AS} ODS and CSV will do too.")
    if len(content) > MOST_BYTES:
        raise refused(
            "too_large", f"The file has {len(content):,} bytes; at most {MOST_BYTES:,} are taken. Take pictures out."
        )
    if ending == "csv":
        return (Page(QUESTIONS, tuple(_csv_rows(content))),)
    kind_of(filename, content, most_unpacked=MOST_UNPACKED)
    return tuple(Page(name, tuple(map(tuple, rows))) for name, rows in _read_apart(content))


def refused(code: str, sentence: str) -> Invalid:
    """The file as a whole is not taken."""
    return Invalid(f"Nothing was taken in. {sentence}", [Detail("/file", code, sentence)])


def _csv_rows(content: bytes) -> Iterator[tuple[str, ...]]:
    if not content.strip():
        raise refused("empty", "The file is empty.")
    encoding = encoding_of(content)
    lines, delimiter = opened(io.StringIO(content.decode(encoding), newline=""))
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=delimiter, strict=True)):
            if number >= MOST_ROWS or len(row) > MOST_CELLS:
                raise refused("too_large", f"The file has more than {MOST_ROWS:,} lines or {MOST_CELLS} columns.")
            yield tuple(row)
    except csv.Error as error:
        raise refused("malformed", f"A quotation mark is not closed, or stands inside a word. {SAVE_AS}") from error


def _read_apart(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """Let the child read. What ends it without an answer is the file's doing, but for a child that cannot start."""
    command = [sys.executable, "-m", "checklists.formats.workbook.child", str(MEMORY_BYTES), str(CPU_SECONDS)]
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, cwd=ROOT, env=environment, timeout=WALL_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise refused("too_slow", BROKEN) from error
    except OSError as error:
        raise Unavailable("The sheet could not be read just now. Try again in a moment.") from error
    if done.returncode:
        raise refused("unreadable", BROKEN)
    return json.loads(done.stdout)
