"""What an answer on a sheet is against the one that stands: new, the same, or changed, with both in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from checklists.formats.workbook.words import MAY_SEE, words_of_state
from checklists.models import Answer as AnswerRow
from checklists.rules.answers import Answer, State, WhoMaySee
from checklists.rules.dates import in_words
from checklists.rules.labels import follow_up_label, value_label
from checklists.rules.questions import Question, Questionnaire
from checklists.services.given import Given
from checklists.services.sheet_answers import given_from


class Fate(StrEnum):
    """What taking an answer in would do."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True)
class Offer:
    """One answer of a sheet. `says` and `stands` are its words and those that stand, a line each.

    `careful` says why it is not taken unless somebody ticks it: it would replace our own word, or a later one.
    """

    given: Given
    number: str
    text: str
    address: str
    fate: Fate
    says: tuple[str, ...]
    stands: tuple[str, ...] = ()
    stands_by: str = ""
    stands_at: datetime | None = None
    careful: str = ""

    @property
    def question(self) -> str:
        return self.given.question

    @property
    def is_picked(self) -> bool:
        """Whether it is taken where nobody says otherwise."""
        return self.fate is not Fate.SAME and not self.careful


@dataclass(frozen=True)
class Standing:
    """What stands: the rows by question, with the names of the models that they pick; `made`: when the sheet was."""

    rows: Mapping[str, AnswerRow]
    models: Mapping[str, str]
    questionnaire: Questionnaire
    made: datetime

    def value_in_words(self, answer: Answer) -> str:
        """The value of an answer, without all that stands beside it."""
        question = self.questionnaire.by_key[answer.question]
        return value_label(question, self.questionnaire, answer.value, self.models)

    def words(self, answer: Answer) -> tuple[str, ...]:
        """An answer as a person reads it."""
        return words_of(answer, self.questionnaire.by_key[answer.question], self.questionnaire, self.models)


def offer_of(answer: Answer, line: Mapping[str, Any], address: str, standing: Standing) -> Offer:
    """Compare one answer with what stands. A model that was picked stays picked where its name is given again."""
    row = standing.rows.get(answer.question)
    says = standing.words(answer)
    head = {"number": line["number"], "text": line["text"], "address": address, "says": says}
    if row is None or row.state == State.NOT_YET.value:
        return Offer(given_from(answer, version=row.version if row else 0), fate=Fate.NEW, **head)
    before = _answer_of(row)
    stands = standing.words(before)
    if standing.value_in_words(answer) == standing.value_in_words(before):
        answer = replace(answer, value=before.value)
    fate = Fate.SAME if says == stands and row.said_by == "vendor" else Fate.CHANGED
    return Offer(
        given_from(answer, version=row.version),
        fate=fate,
        stands=stands,
        stands_by=row.said_by_name or row.by_label,
        stands_at=row.updated_at,
        careful=_careful(row, standing.made) if fate is Fate.CHANGED else "",
        **head,
    )


def _careful(row: AnswerRow, made: datetime) -> str:
    if row.said_by == "buyer":
        return "What stands is your own word. Tick it only where the vendor's is to stand instead."
    if row.updated_at > made:
        return "What stands was written after this sheet was made."
    return ""


def _answer_of(row: AnswerRow) -> Answer:
    same = ("question", "value", "follow_up", "reason", "note", "date_asked")
    named = {name: getattr(row, name) for name in same}
    return Answer(state=State(row.state), who_may_see=WhoMaySee(row.who_may_see), **named)


def words_of(
    answer: Answer, question: Question, questionnaire: Questionnaire, models: Mapping[str, str]
) -> tuple[str, ...]:
    """An answer as a person reads it, a line each; the same words are the same answer."""
    state = words_of_state(questionnaire, answer.state, answer.reason) if answer.state is not State.ANSWERED else ""
    note = answer.note or (answer.reason if answer.state is State.NOT_APPLICABLE else "")
    lines = (
        state,
        value_label(question, questionnaire, answer.value, models),
        follow_up_label(question, answer.follow_up),
        f"Note: {note.strip()}" if note.strip() else "",
        f"Asked on {in_words(answer.date_asked)}" if answer.date_asked else "",
        MAY_SEE[answer.who_may_see] if answer.who_may_see is not WhoMaySee.IN_DOSSIER else "",
    )
    return tuple(line for line in lines if line)
