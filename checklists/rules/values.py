"""Values: whether what was typed fits the type of its question, with a pointer to what does not.

Forms by answer type: yes_no, choice: "key"; multi_choice: ["key"]; number, percent: "12.5", or a key where the question
offers words; money: {"amount": "5.40", "currency": "GBP"}; date: "2026-11-24"; text, text_or_url: "..."; ai_model:
{"ai_model": id} or {"name": "..."}; a table: [{column: value}]. Where a table goes with a closed answer (`with_table`)
the value may be {"choice": key, "table": [...]}.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from checklists.rules.blank import says_something
from checklists.rules.currencies import CURRENCIES
from checklists.rules.questions import Column, Question, Questionnaire, Table
from checklists.rules.quoting import quoted

LONGEST_TEXT = 20_000
MOST_LINES = 500
MOST_ROWS = 1_000
LONGEST_NAME = 300
DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
BREAKS = re.compile("\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
CLOSED = frozenset({"yes_no", "choice", "multi_choice"})
FIGURES = frozenset({"number", "percent", "money", "date"})


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: a JSON pointer into the answer ("/value/0/items"), a stable code, and a sentence."""

    pointer: str
    code: str
    detail: str


Problems = Iterator[Problem]


def figure(text: Any) -> Decimal | None:
    """A decimal string as a number; None for anything else, a choice key among it."""
    return Decimal(text) if isinstance(text, str) and DECIMAL.fullmatch(text) else None


def day(text: Any) -> date | None:
    """A date written YYYY-MM-DD; None for anything else."""
    if not isinstance(text, str) or not DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def chosen(question: Question, value: Any) -> frozenset[str]:
    """The choice keys that a value ticks. A figure, a text or a table ticks none."""
    keys = question.choice_keys
    ticked = value.get("choice") if isinstance(value, Mapping) else value
    return frozenset(key for key in (ticked if isinstance(ticked, list) else [ticked]) if key in keys)


def rows_of(value: Any) -> list[Mapping[str, Any]]:
    """The rows of a table answer, or of the table that goes with an answer; none for other values."""
    rows = value.get("table") if isinstance(value, Mapping) else value
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def table_of(question: Question, questionnaire: Questionnaire) -> Table | None:
    """The table that the question takes as its answer, or with it."""
    return questionnaire.tables.get(question.with_table or question.answer_type)


def check_value_of(question: Question, questionnaire: Questionnaire, value: Any) -> Problems:
    """All that is wrong with a value given for a question, in the order of its parts."""
    if question.answer_type in questionnaire.tables:
        yield from _rows(questionnaire.tables[question.answer_type], value, "/value")
    elif question.with_table and isinstance(value, Mapping):
        yield from _with_table(question, questionnaire.tables[question.with_table], value)
    elif question.answer_type in CLOSED:
        yield from _closed(question, value, "/value")
    elif question.choices and isinstance(value, str) and value in question.choice_keys:
        return
    else:
        words = f", or one of {_listed(question.choice_keys)}" if question.choices else ""
        yield from PLAIN[question.answer_type](value, "/value", words)


def check_text(text: Any, pointer: str, *, wanted: bool = True) -> Problems:
    """A text that a person wrote: not empty where wanted, not too long, and fit to be kept."""
    if not isinstance(text, str):
        yield Problem(pointer, "not_text", "This must be text.")
    elif wanted and not says_something(text):
        yield Problem(pointer, "empty", "This says nothing: it holds no letter and no digit.")
    elif len(text) > LONGEST_TEXT:
        yield Problem(pointer, "too_long", f"This has {len(text):,} characters; the most is {LONGEST_TEXT:,}.")
    elif len(BREAKS.findall(text)) > MOST_LINES:
        yield Problem(pointer, "too_many_lines", f"This has more than {MOST_LINES} line breaks. Attach it as a file.")
    elif UNPRINTABLE.search(text):
        yield Problem(pointer, "bad_character", "This holds a character that cannot be kept: U+0000, or half a pair.")


def check_choice(key: Any, keys: Iterable[str], pointer: str) -> Problems:
    """One key out of those on offer. "unknown" gets its own sentence: not knowing is a state of the answer."""
    keys = tuple(keys)
    if key in keys and isinstance(key, str):
        return
    if key == "unknown":
        yield Problem(pointer, "unknown_is_a_state", 'Not knowing is the state "does_not_know", with a reason.')
    else:
        yield Problem(pointer, "not_a_choice", f"{quoted(key)} is not on offer. Choices: {_listed(keys)}.")


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(keys)


def _closed(question: Question, value: Any, pointer: str) -> Problems:
    if question.answer_type != "multi_choice":
        yield from check_choice(value, question.choice_keys, pointer)
        return
    if not isinstance(value, list) or not value:
        yield Problem(pointer, "not_a_list", f"Send a list of at least one of {_listed(question.choice_keys)}.")
        return
    for place, key in enumerate(value):
        yield from check_choice(key, question.choice_keys, f"{pointer}/{place}")
        if key in value[:place]:
            yield Problem(f"{pointer}/{place}", "twice", f"{quoted(key)} is ticked twice.")
    alone = [key for key in value if key in question.exclusive]
    if alone and len(value) > 1:
        label = next(choice.label for choice in question.choices if choice.value == alone[0])
        yield Problem(pointer, "exclusive", f'"{label}" cannot be ticked together with another.')


def _with_table(question: Question, table: Table, value: Mapping[str, Any]) -> Problems:
    yield from _unknown_keys(value, ("choice", "table"), "/value")
    yield from _closed(question, value.get("choice"), "/value/choice")
    if "table" in value:
        yield from _rows(table, value["table"], "/value/table")


def _unknown_keys(value: Mapping[str, Any], known: Iterable[str], pointer: str) -> Problems:
    known = tuple(known)
    for key in value:
        if key not in known:
            step = str(key).replace("~", "~0").replace("/", "~1")  # as RFC 6901 asks
            yield Problem(
                f"{pointer}/{step}", "unknown_field", f"There is no {quoted(key)} here. Fields: {_listed(known)}."
            )


def _rows(table: Table, value: Any, pointer: str) -> Problems:
    if not isinstance(value, list) or not value:
        yield Problem(pointer, "not_rows", "Send a list of at least one row, each with its columns by name.")
        return
    if len(value) > MOST_ROWS:
        yield Problem(pointer, "too_many_rows", f"{len(value):,} rows; the most is {MOST_ROWS:,}. Attach it as a file.")
        return
    for place, row in enumerate(value):
        yield from _row(table, row, f"{pointer}/{place}")


def _row(table: Table, row: Any, pointer: str) -> Problems:
    if not isinstance(row, Mapping):
        yield Problem(pointer, "not_a_row", "A row is an object of column and value.")
        return
    columns = {column.key: column for column in table.columns}
    yield from _unknown_keys(row, columns, pointer)
    filled = {key: cell for key, cell in row.items() if key in columns and cell not in (None, "")}
    if not filled:
        yield Problem(pointer, "empty_row", "This row is empty. Leave it out.")
    for key, cell in filled.items():
        yield from _cell(columns[key], cell, f"{pointer}/{key}")


def _cell(column: Column, cell: Any, pointer: str) -> Problems:
    if column.type == "choice":
        yield from check_choice(cell, column.choices, pointer)
    else:
        yield from PLAIN[column.type](cell, pointer, "")


def _number(value: Any, pointer: str, words: str) -> Problems:
    number = figure(value)
    if number is None:
        yield Problem(pointer, "not_a_number", f'Send a number as text, such as "30" or "2.5"{words}.')
    elif number < 0:
        yield Problem(pointer, "below_zero", "This cannot be below 0.")


def _percent(value: Any, pointer: str, words: str) -> Problems:
    number = figure(value)
    if number is not None and not 0 <= number <= 100:
        yield Problem(pointer, "not_a_percentage", "A percentage lies between 0 and 100.")
    else:
        yield from _number(value, pointer, words)


def _money(value: Any, pointer: str, words: str) -> Problems:
    if not isinstance(value, Mapping):
        yield Problem(pointer, "not_money", f'Send {{"amount": "5.40", "currency": "GBP"}}{words}.')
        return
    yield from _unknown_keys(value, ("amount", "currency"), pointer)
    yield from _number(value.get("amount"), f"{pointer}/amount", "")
    currency = value.get("currency")
    if not isinstance(currency, str) or currency not in CURRENCIES:
        yield Problem(f"{pointer}/currency", "not_a_currency", "Send the three capitals of ISO 4217, such as GBP.")


def _day(value: Any, pointer: str, words: str) -> Problems:
    if day(value) is None:
        yield Problem(pointer, "not_a_date", f"Send a date as year-month-day, such as 2026-11-24{words}.")


def _words(value: Any, pointer: str, words: str) -> Problems:
    yield from check_text(value, pointer)


def _model(value: Any, pointer: str, words: str) -> Problems:
    if not isinstance(value, Mapping) or len(value) != 1 or next(iter(value)) not in ("ai_model", "name"):
        yield Problem(pointer, "not_a_model", 'Send {"ai_model": id} for a model on record, or {"name": "..."}.')
        return
    key, text = next(iter(value.items()))
    yield from check_text(text, f"{pointer}/{key}")
    if isinstance(text, str) and len(text) > LONGEST_NAME:
        yield Problem(f"{pointer}/{key}", "too_long", f"A model's name has at most {LONGEST_NAME} characters.")


PLAIN: Mapping[str, Callable[[Any, str, str], Problems]] = {
    "number": _number,
    "percent": _percent,
    "money": _money,
    "date": _day,
    "text": _words,
    "text_or_url": _words,
    "ai_model": _model,
}
