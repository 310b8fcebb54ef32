"""From the cells of one question to its answer. What cannot be read is refused with the cell and a sentence."""

from collections.abc import Mapping
from typing import Any

from checklists.formats.days import read_day
from checklists.formats.figures import read_figure, read_money
from checklists.formats.workbook.gathering import Cell, Row
from checklists.formats.workbook.words import (
    BELOW,
    MAY_SEE,
    ON_PAGE,
    choices_of,
    column_choices,
    folded,
    key_of,
    pair_of,
    state_words,
)
from checklists.rules.answers import Answer, State, WhoMaySee
from checklists.rules.facts import Choice
from checklists.rules.questions import Column, Question, Questionnaire, Table
from checklists.rules.quoting import quoted
from checklists.rules.values import table_of

TICKED, NOT_TICKED = {"yes", "x", "y", "true", "1"}, {"no", "n", "false", "0"}
ERRORS = {"#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}


class NotReadable(ValueError):
    """A cell holds something that cannot be read."""

    def __init__(self, cell: Cell, sentence: str):
        super().__init__(sentence)
        self.cell, self.sentence = cell, sentence


def answer_of(row: Row, question: Question, questionnaire: Questionnaire) -> Answer | None:
    """The answer that the cells make; None where nothing is filled in. Raises NotReadable."""
    _no_errors(row)
    table = table_of(question, questionnaire)
    row.lines = _filled_lines(row, table) if table else []
    state, reason = _state(row, questionnaire, _wrote(row, question, table is not None))
    if not state:
        return None
    answered = state is State.ANSWERED
    return Answer(
        question=question.key,
        state=state,
        value=_value(row, question, table) if answered else None,
        follow_up=_second(row, question) if answered else None,
        reason=reason,
        note=row.cells["note"].text,
        date_asked=_day(row.cells["asked_on"]),
        who_may_see=_may_see(row.cells["may_see"]),
    )


def _no_errors(row: Row) -> None:
    in_lines = (cell for line in row.lines for cell in line.values())
    for cell in (*row.cells.values(), row.second, *row.ticks.values(), *in_lines):
        if cell.text in ERRORS:
            raise NotReadable(cell, f"{cell.text} is an error of the spreadsheet, not an answer.")


def _filled_lines(row: Row, table: Table) -> list[dict[str, Cell]]:
    """The lines in which more stands than the first cell that was suggested."""
    first = table.columns[0].key
    return [line for line in row.lines if not (line.keys() == {first} and line[first].text in table.rows)]


def _wrote(row: Row, question: Question, has_page: bool) -> bool:
    cell = row.cells["answer"]
    if question.answer_type == "multi_choice":
        if cell and cell.text != BELOW:
            raise NotReadable(cell, "Pick Yes on the lines below instead of writing here.")
        return any(_is_ticked(tick) for tick in row.ticks.values())
    if has_page and not question.with_table:
        if cell and not cell.text.startswith(ON_PAGE):
            raise NotReadable(cell, "Fill in the page for the lines of this answer instead of writing here.")
        return bool(row.lines)
    return bool(row.lines or cell)


def _is_ticked(cell: Cell) -> bool:
    if folded(cell.text) in TICKED:
        return True
    if cell and folded(cell.text) not in NOT_TICKED:
        raise NotReadable(cell, f"{quoted(cell.text)} is neither Yes nor empty. Pick Yes where it applies.")
    return False


def _state(row: Row, questionnaire: Questionnaire, wrote: bool) -> tuple[State | None, str]:
    cell = row.cells["state"]
    if not cell:
        left = next((one for one in (row.second, row.cells["note"], row.cells["asked_on"]) if one), None)
        if left and not wrote:
            raise NotReadable(left, "This stands without an answer. Answer the question, or pick why not.")
        return (State.ANSWERED if wrote else None), ""
    words = state_words(questionnaire)
    pair = pair_of(cell.text, words)
    if pair is None:
        raise NotReadable(cell, f"{quoted(cell.text)} is not on the list. Pick one of: {'; '.join(words)}.")
    if wrote and pair[0] != State.ANSWERED:
        said = "Something is answered, and here it says why it is not. Keep one of the two."
        raise NotReadable(cell, said)
    return State(pair[0]), pair[1]


def _value(row: Row, question: Question, table: Table | None) -> Any:
    rows = [_line(table, line) for line in row.lines] if table else []
    if question.with_table:
        picked = _picked(row.cells["answer"], choices_of(question))
        if rows and picked is None:
            raise NotReadable(row.cells["answer"], "Lines are filled in, and nothing is picked here. Pick one.")
        return {"choice": picked, "table": rows} if rows else picked
    if table:
        return rows
    if question.answer_type == "multi_choice":
        return [choice.value for choice in question.choices if _is_ticked(row.ticks.get(choice.value, Cell()))]
    return _plain(question, row.cells["answer"])


def _picked(cell: Cell, choices: tuple[Choice, ...]) -> str | None:
    if not cell:
        return None
    key = key_of(cell.text, choices)
    if key is None:
        listed = "; ".join(choice.label for choice in choices)
        raise NotReadable(cell, f"{quoted(cell.text)} is not on the list. Pick one of: {listed}.")
    return key


def _plain(question: Question, cell: Cell) -> Any:
    if question.answer_type in ("choice", "yes_no"):
        return _picked(cell, choices_of(question))
    if not cell:
        return None
    key = key_of(cell.text, question.choices)
    return key if key is not None else _read(question.answer_type, cell, _usual_currency(question))


def _read(kind: str, cell: Cell, currency: str = "GBP") -> Any:
    try:
        if kind in ("number", "percent"):
            return read_figure(cell.text)
        if kind == "money":
            return read_money(cell.text, currency)
        if kind == "date":
            read = read_day(cell.text)
            return read.isoformat() if read else None
    except ValueError as error:
        raise NotReadable(cell, str(error)) from error
    return {"name": cell.text} if kind == "ai_model" else cell.text


def _usual_currency(question: Question) -> str:
    unit = question.unit.split(" ")[0]
    return unit if len(unit) == 3 and unit.isupper() else "GBP"


def _line(table: Table, line: Mapping[str, Cell]) -> dict[str, Any]:
    columns = {column.key: column for column in table.columns}
    return {key: _line_cell(columns[key], cell) for key, cell in line.items() if key in columns}


def _line_cell(column: Column, cell: Cell) -> Any:
    return _picked(cell, column_choices(column.choices)) if column.type == "choice" else _read(column.type, cell)


def _second(row: Row, question: Question) -> str | None:
    if not row.second or question.follow_up is None:
        return None
    choices = question.follow_up.choices
    return _picked(row.second, choices) if choices else row.second.text


def _day(cell: Cell) -> Any:
    try:
        return read_day(cell.text)
    except ValueError as error:
        raise NotReadable(cell, str(error)) from error


def _may_see(cell: Cell) -> WhoMaySee:
    labels = tuple(Choice(key.value, label) for key, label in MAY_SEE.items())
    return WhoMaySee(_picked(cell, labels) or WhoMaySee.IN_DOSSIER)
