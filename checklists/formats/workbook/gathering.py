"""Gather from the pages of a sheet that came back which cells belong to which question, wherever they were moved to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checklists.formats.workbook.cells import Page, refused
from checklists.formats.workbook.layout import (
    FILLED_IN,
    FORMAT,
    QUESTION,
    SECOND,
    SIGN,
    TABLE,
    TICK,
    Identity,
    Unreadable,
)

NO_MARK = (
    "This is not a sheet that Candour made, or its hidden first row is gone. Ask the vendor for the file that you sent "
    "them, filled in; or download the sheet again and copy the answers over."
)
CHANGED = (
    "The hidden part of the sheet that says what it belongs to was changed. Download the sheet again and copy the "
    "answers over."
)


@dataclass(frozen=True)
class Cell:
    """The text of a cell, and where a person finds it."""

    text: str = ""
    address: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass
class Row:
    """Everything on the sheet about one question. `lines`: of each line of a table the columns that are filled in."""

    question: str
    cells: dict[str, Cell]
    ticks: dict[str, Cell] = field(default_factory=dict)
    second: Cell = field(default_factory=Cell)
    lines: list[dict[str, Cell]] = field(default_factory=list)


@dataclass(frozen=True)
class Again:
    """A row whose key stood above already: it was copied."""

    question: str
    address: str


@dataclass
class Gathered:
    """A sheet by its questions. `signed` has the fields of who answers, empty ones too; none without a first page."""

    identity: Identity
    rows: dict[str, Row] = field(default_factory=dict)
    again: list[Again] = field(default_factory=list)
    signed: dict[str, Cell] = field(default_factory=dict)


def gather(pages: Sequence[Page]) -> Gathered:
    """Raises Invalid where the pages are no sheet of ours, or one whose mark was changed."""
    page, row, column = _marked(pages)
    try:
        found = Gathered(Identity.read(page.at(row, column)))
    except Unreadable as error:
        raise refused("changed", CHANGED) from error
    _gather_questions(found, page, row, column)
    for other in pages:
        _gather_lines(found, other)
        _gather_signed(found, other)
    return found


def _places(page: Page, beginning: str) -> Iterator[tuple[int, int, str]]:
    for number, cells in enumerate(page.rows):
        for place, text in enumerate(cells):
            if text.startswith(beginning):
                yield number, place, text.strip()


def _marked(pages: Sequence[Page]) -> tuple[Page, int, int]:
    for page in pages:
        for row, column, _ in _places(page, FORMAT):
            return page, row, column
    raise refused("not_a_sheet", NO_MARK)


def _gather_questions(found: Gathered, page: Page, top: int, keys: int) -> None:
    names = {page.at(top, column): column for column in range(len(page.rows[top]))}
    if not names.keys() >= set(FILLED_IN):
        raise refused("not_a_sheet", NO_MARK)
    columns = {name: names[name] for name in FILLED_IN}
    for number in range(top + 1, len(page.rows)):
        kind, _, rest = page.at(number, keys).partition(":")
        question, _, choice = rest.partition(":")
        cells = {name: Cell(page.at(number, at), page.address(number, at)) for name, at in columns.items()}
        if kind == QUESTION:
            _add(found, question, cells)
        elif kind in (TICK, SECOND):
            _add_to(found, kind, question, choice, cells["answer"])


def _add(found: Gathered, question: str, cells: dict[str, Cell]) -> None:
    row = found.rows.setdefault(question, Row(question, {}))
    if row.cells:
        found.again.append(Again(question, cells["answer"].address))
    else:
        row.cells = cells


def _add_to(found: Gathered, kind: str, question: str, choice: str, cell: Cell) -> None:
    """A row beneath a question. Rows may have been sorted, so the question's own may still be to come."""
    row = found.rows.setdefault(question, Row(question, {}))
    if kind == SECOND:
        row.second = cell
    else:
        row.ticks[choice] = cell


def _gather_lines(found: Gathered, page: Page) -> None:
    for top, _, key in _places(page, f"{TABLE}:"):
        row = found.rows.get(key.partition(":")[2])
        if row is None or not row.cells:
            continue
        names = {page.at(top, column): column for column in range(len(page.rows[top]))}
        names = {name: column for name, column in names.items() if name and not name.startswith(f"{TABLE}:")}
        for number in range(top + 2, len(page.rows)):
            cells = {name: Cell(page.at(number, at), page.address(number, at)) for name, at in names.items()}
            if filled := {name: cell for name, cell in cells.items() if cell}:
                row.lines.append(filled)
        return


def _gather_signed(found: Gathered, page: Page) -> None:
    for row, column, key in _places(page, f"{SIGN}:"):
        found.signed[key.partition(":")[2]] = Cell(page.at(row, column - 1), page.address(row, column - 1))
