"""Read a sheet that came back: every answer with the cells it stands in, and every cell that cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from checklists.formats.days import read_day
from checklists.formats.workbook.cells import Page
from checklists.formats.workbook.gathering import Cell, Gathered, Row, gather
from checklists.formats.workbook.layout import Identity
from checklists.formats.workbook.values import NotReadable, answer_of
from checklists.formats.workbook.words import folded
from checklists.rules.answers import Answer
from checklists.rules.questions import Questionnaire
from checklists.rules.quoting import quoted

LONGEST_NAME = 200
TWICE = "This question stands on the sheet twice; the first is read. Take one of the two rows out."


@dataclass(frozen=True)
class Wrong:
    """A cell that is refused. `question` is "" where it belongs to none."""

    address: str
    question: str
    sentence: str


@dataclass(frozen=True)
class Said:
    """One answer that was read. `row` has its cells."""

    answer: Answer
    row: Row

    def address(self, pointer: str) -> str:
        """Where a person finds the part of the answer that a pointer names."""
        return _cell_of(self.row, self.answer, pointer.strip("/").split("/")).address


@dataclass(frozen=True)
class Signed:
    """Who says that they answer, as typed. `has_page`: there was a first page to sign on."""

    name: str = ""
    role: str = ""
    day: date | None = None
    attested: bool = False
    has_page: bool = False
    day_address: str = ""


@dataclass(frozen=True)
class Returned:
    """A sheet that came back. `keys` are all questions on it, whether answered or not."""

    identity: Identity
    signed: Signed
    said: tuple[Said, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    keys: frozenset[str] = frozenset()


@dataclass
class _Report:
    said: list[Said] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def identity_of(pages: Sequence[Page]) -> Identity:
    """What a sheet belongs to. Raises Invalid where it is none of ours."""
    return gather(pages).identity


def read_returned(pages: Sequence[Page], questionnaire: Questionnaire) -> Returned:
    """Raises Invalid where the pages are no sheet of ours; everything smaller is told cell by cell."""
    found, report = gather(pages), _Report()
    for again in found.again:
        report.wrong.append(Wrong(again.address, again.question, TWICE))
    for key, row in found.rows.items():
        _take(report, questionnaire.renamed.get(key, key), row, questionnaire)
    signed = _signed(found, report)
    keys = frozenset(questionnaire.renamed.get(key, key) for key in found.rows)
    return Returned(found.identity, signed, tuple(report.said), tuple(report.wrong), keys)


def _take(report: _Report, key: str, row: Row, questionnaire: Questionnaire) -> None:
    question = questionnaire.by_key.get(key)
    first = next(iter(cell for cell in (*row.cells.values(), row.second, *row.ticks.values()) if cell), None)
    if question is None or not row.cells:
        if first:
            gone = "This question is no longer asked." if row.cells else "The row of the question itself is gone."
            report.wrong.append(Wrong(first.address, key, gone))
        return
    try:
        answer = answer_of(row, question, questionnaire)
    except NotReadable as error:
        report.wrong.append(Wrong(error.cell.address, key, error.sentence))
    else:
        if answer is not None:
            report.said.append(Said(answer, row))


def _cell_of(row: Row, answer: Answer, parts: list[str]) -> Cell:
    match parts:
        case ["state" | "reason"]:
            return row.cells["state"]
        case ["note"]:
            return row.cells["note"]
        case ["date_asked"]:
            return row.cells["asked_on"]
        case ["who_may_see"]:
            return row.cells["may_see"]
        case ["follow_up"]:
            return row.second
        case ["value", "table", number, *rest] | ["value", number, *rest] if number.isdigit():
            return _value_cell(row, answer, int(number), rest) or row.cells["answer"]
    return row.cells["answer"]


def _value_cell(row: Row, answer: Answer, number: int, rest: list[str]) -> Cell | None:
    """A tick, or a cell of a line; of a line as a whole its first cell."""
    if row.ticks:
        ticked = answer.value[number] if isinstance(answer.value, list) and number < len(answer.value) else ""
        return row.ticks.get(ticked)
    line: Mapping[str, Cell] = row.lines[number] if number < len(row.lines) else {}
    return line.get(rest[0]) if rest else next(iter(line.values()), None)


def _signed(found: Gathered, report: _Report) -> Signed:
    cells = {name: found.signed.get(name, Cell()) for name in ("name", "role", "day", "attested")}
    for name in ("name", "role"):
        if len(cells[name].text) > LONGEST_NAME:
            said = f"At most {LONGEST_NAME} characters are kept here; nothing of it is."
            report.wrong.append(Wrong(cells[name].address, "", said))
            cells[name] = Cell()
    return Signed(
        name=cells["name"].text,
        role=cells["role"].text,
        day=_signed_on(cells["day"], report),
        attested=_attested(cells["attested"], report),
        has_page=bool(found.signed),
        day_address=cells["day"].address,
    )


def _signed_on(cell: Cell, report: _Report) -> date | None:
    try:
        return read_day(cell.text)
    except ValueError as error:
        report.wrong.append(Wrong(cell.address, "", f"{error} The day of taking in stands instead."))
        return None


def _attested(cell: Cell, report: _Report) -> bool:
    if cell and folded(cell.text) != "yes":
        said = f"{quoted(cell.text)} is not Yes, so this does not count as signed."
        report.wrong.append(Wrong(cell.address, "", said))
    return folded(cell.text) == "yes"
