"""What the forms of a comparison send, read as people write it; each refusal names its field."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from checklists.errors import Detail, Invalid
from checklists.formats.days import read_day
from checklists.formats.figures import read_count, read_figure
from checklists.rules.trade_off.given_counts import MOST_ITEMS, PAIRED, SEPARATE

ROWS = 5
NO_DAY = "Say on which day it was measured."


def words(data: QueryDict, name: str) -> str:
    """A text as it was typed, with line ends of one kind and without spaces around it."""
    return data.get(name, "").replace("\r\n", "\n").strip()


def read_tolerance(data: QueryDict) -> Decimal | None:
    """How many mistakes more per hundred; None for an empty field. Raises Invalid."""
    text = words(data, "tolerance")
    if not text:
        return None
    try:
        return Decimal(read_figure(text))
    except ValueError as error:
        raise wrong("tolerance", str(error)) from error


def read_measured_on(data: QueryDict) -> date | None:
    """The day of the results; None for an empty field. Raises Invalid."""
    try:
        return read_day(data.get("measured_on", ""))
    except ValueError as error:
        raise wrong("measured_on", str(error)) from error


def read_slices(data: QueryDict) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of counts in which anything was typed, and the beginning of each one's field names.

    Raises Invalid with the field of each figure that cannot be read.
    """
    found, starts, bad = [], [], []
    for start, columns in rows_of_form():
        typed = {name: words(data, f"{start}-{name}") for name in ("name", *columns)}
        if not any(typed.values()):
            continue
        row, problems = _row(start, columns, typed)
        found.append(row)
        starts.append(start)
        bad += problems
    if bad:
        raise Invalid(bad[0].detail, bad)
    return found, starts


def _row(start: str, columns: tuple[str, ...], typed: Mapping[str, str]) -> tuple[dict[str, Any], list[Detail]]:
    row: dict[str, Any] = {"name": typed["name"]}
    problems = []
    for name in columns:
        try:
            row[name] = read_count(typed[name], MOST_ITEMS) if typed[name] else None
        except ValueError as error:
            problems.append(Detail(f"/{start}-{name}", "unreadable", str(error)))
    return row, problems


def rows_of_form() -> list[tuple[str, tuple[str, ...]]]:
    """The rows that the form has: pairs, then totals alone."""
    return [(f"{kind}{place}", columns) for kind, columns in KINDS.items() for place in range(ROWS)]


KINDS = {"p": PAIRED, "t": SEPARATE}


def field_of_slice(detail: Detail, starts: list[str]) -> str:
    """The field of the form that a pointer below /slices is about."""
    parts = detail.pointer.strip("/").split("/")
    if parts[0] != "slices" or len(parts) < 3 or not parts[1].isdigit():
        return parts[0]
    return f"{starts[int(parts[1])]}-{parts[2]}"


def wrong(name: str, sentence: str) -> Invalid:
    """A refusal beside one field."""
    return Invalid(sentence, [Detail(f"/{name}", "unreadable", sentence)])
