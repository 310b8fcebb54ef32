"""From the fields of a card to an answer, and from what a service refuses back to words beside the fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from checklists.formats.days import read_day
from checklists.formats.figures import read_figure, read_money
from checklists.rules.answers import State
from checklists.rules.named_models import models_named
from checklists.rules.questions import Column, Question, Questionnaire
from checklists.rules.values import CLOSED, table_of
from checklists.services.given import Given
from procurement.answering.inputs import ANSWERED, WITH_WORDS, Inputs

OWN_RUNGS = ("published_by_vendor", "buyer_tested", "own_record")
LONGEST_NAME = 200
PEOPLE_READ = {
    "reason_missing": {
        State.DOES_NOT_KNOW.value: "Pick why it is not known.",
        State.CONFIDENTIAL.value: "Pick how we could see it.",
        State.NOT_APPLICABLE.value: "Say in a sentence why this does not apply.",
    },
    "date_missing": {"": "Give the date on which it was asked."},
    "not_a_list": {"": "Tick at least one, or pick why not."},
    "not_rows": {"": "Fill in at least one line, or pick why not."},
    "missing": {"": "Write or pick an answer, or pick why there is none."},
    "empty": {"": "Nothing is written here yet. Write an answer, or pick why there is none."},
    "not_a_currency": {"": "There is no such currency. Write its three capitals, such as GBP."},
    "not_a_choice": {"": "Pick one of the choices."},
    "choice": {"": "Pick one of the answers that are offered."},
}


class NotReadable(ValueError):
    """A field holds something that cannot be read. `pointer` says which, as in the service's details."""

    def __init__(self, pointer: str, sentence: str):
        super().__init__(sentence)
        self.pointer, self.sentence = pointer, sentence


@dataclass(frozen=True)
class Models:
    """The AI models that may be picked, names by id. `standing` are those that the answer picks already."""

    names: Mapping[str, str]
    standing: frozenset[str] = frozenset()

    @classmethod
    def of(cls, models: Iterable[Any]) -> "Models":
        """From the models of a lineage."""
        return cls({model.id: model.name for model in models})

    def beside(self, value: Any) -> "Models":
        """The same beside the value of the answer that stands."""
        return replace(self, standing=frozenset(str(key) for _, key in models_named(value)))

    def value_of(self, text: str, which: str = "", meant: str = "") -> dict[str, str]:
        """The model that was picked, now or before; else the name as it was typed, also where one model has it.

        A name is not yet a pick: whoever looks at the card is asked whether it is that model.
        """
        if meant in self.names:
            return {"ai_model": meant}
        kept = (which, *sorted(self.standing)) if which else sorted(self.standing)
        return next(({"ai_model": key} for key in kept if self.names.get(key) == text), {"name": text.strip()})


def answer_of(
    question: Question, questionnaire: Questionnaire, inputs: Inputs, version: int | None, models: Models
) -> Given | None:
    """The answer that the fields make; None where nothing is picked and nothing written. Raises NotReadable."""
    state = inputs.state or (ANSWERED if inputs.wrote_something else "")
    if not state:
        return None
    if state != ANSWERED and inputs.wrote_something:
        raise NotReadable("/value", "Something is written above and another answer picked below. Keep one of the two.")
    answered = state == ANSWERED
    if len(inputs.said_by_name) > LONGEST_NAME:
        raise NotReadable("/said_by_name", f"A name has at most {LONGEST_NAME} characters.")
    return Given(
        question=question.key,
        state=state,
        value=_value(question, questionnaire, inputs, models) if answered else None,
        follow_up=(inputs.follow_up.strip() or None) if answered else None,
        reason={"does_not_know": inputs.why_unknown, "confidential": inputs.how_confidential}.get(state, ""),
        note=_note(inputs, state),
        rung=inputs.rung if answered else "",
        who_may_see=inputs.may_see,
        said_by="buyer" if inputs.rung in OWN_RUNGS else "vendor",
        said_by_name=inputs.said_by_name.strip(),
        date_asked=_day("/date_asked", inputs.asked_on) if state == State.DOES_NOT_KNOW.value else None,
        version=version,
    )


def _note(inputs: Inputs, state: str) -> str:
    """The words of a refusal or of "does not apply", and whatever stands in the general note beside them."""
    parts = [inputs.words] if state in WITH_WORDS else []
    return "\n\n".join(part.strip() for part in (*parts, inputs.note) if part.strip())


def _value(question: Question, questionnaire: Questionnaire, inputs: Inputs, models: Models) -> Any:
    choice = inputs.picked.partition(":")[2]
    table = table_of(question, questionnaire)
    rows = [_row(table.columns, dict(row), place, models) for place, row in enumerate(inputs.rows)] if table else []
    if question.with_table:
        return {"choice": choice, "table": rows} if rows else (choice or None)
    if table:
        return rows
    if question.answer_type == "multi_choice":
        return list(inputs.ticked)
    if choice and inputs.text.strip():
        raise NotReadable("/value", "Something is written and a choice picked. Keep one of the two.")
    if choice or question.answer_type in CLOSED:
        return choice or None
    return _plain(question.answer_type, inputs, models)


def _plain(kind: str, inputs: Inputs, models: Models) -> Any:
    text = inputs.text
    if not text.strip():
        return None
    if kind == "ai_model":
        return models.value_of(text, inputs.which, inputs.meant)
    if kind == "money":
        return {"amount": _number("/value/amount", text), "currency": inputs.currency}
    if kind in ("number", "percent"):
        return _number("/value", text)
    if kind == "date":
        read = _day("/value", text)
        return read.isoformat() if read else None
    return text


def _row(columns: Iterable[Column], cells: Mapping[str, str], place: int, models: Models) -> dict[str, Any]:
    return {
        column.key: _cell(column, cells[column.key], f"/value/{place}/{column.key}", models)
        for column in columns
        if column.key in cells
    }


def _cell(column: Column, text: str, pointer: str, models: Models) -> Any:
    if column.type == "ai_model":
        return models.value_of(text)
    if column.type in ("number", "percent"):
        return _number(pointer, text)
    if column.type == "money":
        return _money(pointer, text)
    if column.type == "date":
        read = _day(pointer, text)
        return read.isoformat() if read else ""
    return text.strip()


def _money(pointer: str, text: str) -> dict[str, str]:
    try:
        return read_money(text)
    except ValueError as error:
        raise NotReadable(pointer, str(error)) from error


def _number(pointer: str, text: str) -> str:
    try:
        return read_figure(text)
    except ValueError as error:
        raise NotReadable(pointer, str(error)) from error


def _day(pointer: str, text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError as error:
        raise NotReadable(pointer, str(error)) from error


def in_words(code: str, state: str, detail: str) -> str:
    """What the rules say of an answer, as a person who looks at the card needs it."""
    words = PEOPLE_READ.get(code, {})
    return words.get(state) or words.get("") or detail
