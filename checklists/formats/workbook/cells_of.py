"""The cells of an answer: what is written into them where something is said already.

Each of these is read back by `values.py`: what one writes the other reads.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from checklists.formats.workbook.words import choices_of, column_choices
from checklists.rules.questions import Column, Question
from checklists.rules.values import chosen, day

Cell = str | date | None


def answer_cell(question: Question, value: Any, models: Mapping[str, str]) -> Cell:
    """What stands in the cell of an answer; nothing where it is a table or ticks."""
    if question.answer_type == "multi_choice":
        return None
    labels = {choice.value: choice.label for choice in choices_of(question)}
    for key in chosen(question, value):
        return labels[key]
    return plain_cell(question.answer_type, value, models)


def ticked(question: Question, value: Any) -> frozenset[str]:
    """The choices that are ticked, each on a row of its own."""
    return chosen(question, value) if question.answer_type == "multi_choice" else frozenset()


def line_cell(column: Column, value: Any, models: Mapping[str, str]) -> Cell:
    """What stands in a cell of a table."""
    if column.type == "choice":
        return next((one.label for one in column_choices(column.choices) if one.value == value), None)
    return plain_cell(column.type, value, models)


def plain_cell(kind: str, value: Any, models: Mapping[str, str]) -> Cell:
    """A value that is no choice; nothing for a list."""
    match value:
        case {"amount": amount, "currency": currency}:
            return f"{amount} {currency}"
        case {"ai_model": key}:
            return models.get(str(key))
        case {"name": name}:
            return str(name)
        case str():
            return (day(value) or value) if kind == "date" else value
    return None
