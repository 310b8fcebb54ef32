"""A guided own test as a sheet: what both tiers made of each item, and the marks. Rows in, the bytes of a CSV out."""

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from io import StringIO

# A spreadsheet takes what begins so for a formula, and would run what a model or a client wrote.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class SheetRow:
    """One item; its fields are the columns. The marks are yes, no, or empty for none."""

    item: int
    slice: str
    text: str
    larger_output: str
    cheaper_output: str
    larger_correct: str
    cheaper_correct: str


def sheet_of(rows: Iterable[SheetRow]) -> bytes:
    """The sheet as offices open it: UTF-8 with its mark, a comma between cells.

    An apostrophe stands before a text that a spreadsheet would take for a formula.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(field.name for field in fields(SheetRow))
    writer.writerows([_safe(cell) for cell in astuple(row)] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
