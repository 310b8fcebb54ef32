"""What a sheet is made of, and the marks by which its parts are known again wherever they were moved to."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from checklists.canonical import canonical_text, digest_of
from checklists.rules.answers import Answer
from checklists.rules.questions import Question, Questionnaire, Table
from checklists.rules.values import table_of

FORMAT = "candour-sheet-1"
COLUMNS = ("number", "question", "help", "answer", "state", "note", "asked_on", "may_see", "who_knows")
FILLED_IN = ("answer", "state", "note", "asked_on", "may_see")
SIGNED = ("name", "role", "day", "attested")
SPARE_LINES = 30
# Parts of a question, each with a row of its own: "q:key", "second:key", "tick:key:choice". A page of lines has
# "lines:key" over its columns' keys, and the first page "signed:name" beside each field.
QUESTION, SECOND, TICK, TABLE, SIGN = "q", "second", "tick", "lines", "signed"


class Unreadable(ValueError):
    """The mark of a sheet is damaged, or is none."""


@dataclass(frozen=True)
class Identity:
    """What a sheet belongs to: ids as text, and the instant of making as in ISO 8601."""

    organisation: str
    assessment: str
    version: str
    made_at: str

    @property
    def mark(self) -> str:
        """The text of the hidden cell, under a digest of its parts."""
        parts = asdict(self)
        return f"{FORMAT} {canonical_text({**parts, 'digest': digest_of(parts)})}"

    @classmethod
    def read(cls, mark: str) -> "Identity":
        """Raises Unreadable for what is no mark, or was changed."""
        try:
            parts = json.loads(mark.removeprefix(FORMAT))
            digest = parts.pop("digest")
            found = cls(**parts)
            is_whole = digest == digest_of(asdict(found)) and datetime.fromisoformat(found.made_at).tzinfo is not None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Unreadable(mark) from error
        if not is_whole or not all(isinstance(part, str) for part in parts.values()):
            raise Unreadable(mark)
        return found


@dataclass(frozen=True)
class Line:
    """One question for the vendor. `follows` is the number of the one it depends on; `said` what already stands."""

    question: Question
    number: str
    text: str
    follows: str = ""
    said: Answer | None = None


@dataclass(frozen=True)
class Head:
    """What the first page says. `until`: the day by which the buyer would like it back."""

    asked_by: str
    vendor: str
    product: str
    purpose: str
    made_on: date
    until: date | None = None


@dataclass(frozen=True)
class VendorSheet:
    """A sheet before it is written. `sections` are (title, lines); `models` names by the ids that answers pick."""

    identity: Identity
    head: Head
    questionnaire: Questionnaire
    sections: tuple[tuple[str, tuple[Line, ...]], ...]
    models: Mapping[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> Iterator[Line]:
        for _, lines in self.sections:
            yield from lines

    def table(self, question: Question) -> Table | None:
        """The table that a question takes as its answer, or with it."""
        return table_of(question, self.questionnaire)


def part(kind: str, *keys: str) -> str:
    """The hidden key of a row or page."""
    return ":".join((kind, *keys))
