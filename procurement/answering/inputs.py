"""What the fields of one card hold, as text: from the answer that stands, or as it was sent.

Both have one form, so that a card that nobody touched is known by comparing the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from checklists.rules.answers import State, WhoMaySee
from checklists.rules.questions import Question, Questionnaire, Table
from checklists.rules.values import chosen, day, rows_of, table_of
from procurement.answering.days import written_day

ANSWERED = State.ANSWERED.value
WITH_WORDS = (State.REFUSES.value, State.NOT_APPLICABLE.value)
SPARE_ROWS = 1
MOST_ROWS_SHOWN = 200
Row = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Inputs:
    """The fields of a card. `picked` is a state, or "answered:" and a choice; dates stand as people write them.

    `words` is the note of a refusal or of "does not apply", `note` that of any other answer; `which` the id of the
    AI model whose name `text` is, `meant` the id of one that was picked instead of a name that was typed.
    """

    picked: str = ""
    ticked: tuple[str, ...] = ()
    text: str = ""
    currency: str = ""
    which: str = ""
    meant: str = ""
    rows: tuple[Row, ...] = ()
    follow_up: str = ""
    why_unknown: str = ""
    asked_on: str = ""
    how_confidential: str = ""
    words: str = ""
    note: str = ""
    rung: str = ""
    may_see: str = WhoMaySee.IN_DOSSIER.value
    said_by_name: str = ""

    @property
    def state(self) -> str:
        """The state that is picked, without the choice."""
        return self.picked.partition(":")[0]

    @property
    def wrote_something(self) -> bool:
        """Whether a value stands in a field, whatever is picked."""
        return bool(self.text.strip() or self.ticked or self.rows)


def usual_rung(question: Question, asked_of: str) -> str:
    """How an answer is supported while nobody says otherwise."""
    return "own_record" if asked_of == "buyer" else "vendor_says"


def usual_currency(question: Question) -> str:
    """The currency that a question about money is asked in."""
    unit = question.unit.split(" ")[0]
    return unit if len(unit) == 3 and unit.isupper() else "GBP"


def empty_inputs(question: Question, asked_of: str) -> Inputs:
    """The card of a question that nobody has answered."""
    money = usual_currency(question) if question.answer_type == "money" else ""
    return Inputs(rung=usual_rung(question, asked_of), currency=money)


def inputs_from_answer(
    question: Question,
    questionnaire: Questionnaire,
    asked_of: str,
    answer: Mapping[str, Any] | None,
    names: Mapping[str, str],
) -> Inputs:
    """The card of an answer in plain data: a row of the table, a revision, or a line of the record."""
    if answer is None or answer["state"] == State.NOT_YET.value:
        return empty_inputs(question, asked_of)
    state, reason = answer["state"], answer["reason"]
    note = _one_line_ends(answer["note"])
    value = _value_inputs(question, questionnaire, answer["value"], names) if state == ANSWERED else {}
    return Inputs(
        **{"picked": state, "currency": empty_inputs(question, asked_of).currency, **value},
        follow_up=_one_line_ends(answer["follow_up"] or ""),
        why_unknown=reason if state == State.DOES_NOT_KNOW.value else "",
        asked_on=_written(answer["date_asked"]),
        how_confidential=reason if state == State.CONFIDENTIAL.value else "",
        words=(note or reason) if state in WITH_WORDS else "",
        note="" if state in WITH_WORDS else note,
        rung=answer["rung"] or ("own_record" if answer["said_by"] == "buyer" else usual_rung(question, asked_of)),
        may_see=answer["who_may_see"],
        said_by_name=answer["said_by_name"],
    )


def _value_inputs(question: Question, questionnaire: Questionnaire, value: Any, names: Mapping[str, str]) -> dict:
    """The fields of a value."""
    found: dict[str, Any] = {}
    ticks = chosen(question, value)
    if question.answer_type == "multi_choice":
        found["ticked"] = tuple(choice.value for choice in question.choices if choice.value in ticks)
    elif ticks:
        found["picked"] = f"{ANSWERED}:{next(iter(ticks))}"
    table = table_of(question, questionnaire)
    if table:
        found["rows"] = tuple(_row_inputs(table, row, names) for row in rows_of(value))
    elif not ticks:
        found |= _plain_inputs(question, value, names)
    return found


def _plain_inputs(question: Question, value: Any, names: Mapping[str, str]) -> dict[str, str]:
    match question.answer_type, value:
        case "money", {"amount": amount, "currency": currency}:
            return {"text": amount, "currency": currency}
        case "ai_model", {"ai_model": key}:
            return {"text": names.get(key, ""), "which": key}
        case "ai_model", {"name": name}:
            return {"text": name}
        case "date", str():
            return {"text": written_day(day(value)) or value}
    return {"text": _one_line_ends(str(value))} if isinstance(value, (str, int)) else {}


def _row_inputs(table: Table, row: Mapping[str, Any], names: Mapping[str, str]) -> Row:
    cells = []
    for column in table.columns:
        cell = _cell_text(row.get(column.key), names)
        if column.type == "date":
            cell = written_day(day(cell)) or cell
        if cell:
            cells.append((column.key, cell))
    return tuple(cells)


def _cell_text(cell: Any, names: Mapping[str, str]) -> str:
    """One cell of a table as text; money names its currency unless that is the pound."""
    match cell:
        case {"amount": amount, "currency": currency}:
            return str(amount) if currency == "GBP" else f"{amount} {currency}"
        case {"ai_model": key}:
            return names.get(str(key), "")
        case {"name": name}:
            return str(name)
    return "" if cell is None else str(cell)


def inputs_from_post(question: Question, questionnaire: Questionnaire, asked_of: str, data: QueryDict) -> Inputs:
    """The card as it was sent. Fields are named after the question's key; what is missing is empty."""

    def sent(name: str) -> str:
        return _one_line_ends(data.get(f"{question.key}--{name}", ""))

    table = table_of(question, questionnaire)
    usual = empty_inputs(question, asked_of)
    ticks = set(data.getlist(f"{question.key}--tick"))
    return Inputs(
        picked=data.get(question.key, ""),
        ticked=tuple(choice.value for choice in question.choices if choice.value in ticks),
        rows=_rows_from_post(question.key, table, data) if table else (),
        currency=sent("currency").strip().upper() or usual.currency,
        rung=sent("rung") or usual.rung,
        may_see=sent("may_see") or usual.may_see,
        **{
            name: sent(name)
            for name in ("text", "which", "meant", "follow_up", "why_unknown", "asked_on", "how_confidential")
        },
        **{name: sent(name) for name in ("words", "note", "said_by_name")},
    )


def _rows_from_post(key: str, table: Table, data: QueryDict) -> tuple[Row, ...]:
    """The lines in which something stands, in order."""
    rows = []
    for place in range(MOST_ROWS_SHOWN + SPARE_ROWS):
        cells = [(column.key, data.get(f"{key}--row-{place}-{column.key}")) for column in table.columns]
        if all(cell is None for _, cell in cells):
            break
        rows.append(tuple((name, cell) for name, cell in cells if cell and cell.strip()))
    return tuple(row for row in rows if row and not _is_suggested(table, row))


def _is_suggested(table: Table, row: Row) -> bool:
    """Whether a line holds nothing but the first cell that was suggested."""
    return len(row) == 1 and row[0][0] == table.columns[0].key and row[0][1] in table.rows


def _written(value: Any) -> str:
    return written_day(day(value) if isinstance(value, str) else value)


def _one_line_ends(text: str) -> str:
    """Browsers send every line end as two characters; one is kept."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
