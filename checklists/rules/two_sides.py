"""What a contradiction is made of: its two sides, the ground it is found on, and its sentences filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from checklists.rules.answers import Answer
from checklists.rules.content import ContradictionRule
from checklists.rules.facts import Facts
from checklists.rules.lineage import Lineage
from checklists.rules.questions import Question, Questionnaire
from checklists.rules.subject import BASE_MODEL, Subject
from checklists.rules.wording import fill


@dataclass(frozen=True)
class Side:
    """One of the two statements: in words, who made it (in words), when, and the address it was read at."""

    label: str
    said_by: str
    on: date | None = None
    source: str | None = None


@dataclass(frozen=True)
class Statement:
    """A side that is known. `words` fill a sentence, `about` is what was asked, `questions` are those it rests on."""

    side: Side
    words: str
    about: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contradiction:
    """Two sides that are both known and do not agree. The three sentences are ready to print."""

    key: str
    title: str
    wording: str
    charitable: str
    ask: str
    severity: str
    left: Side
    right: Side
    questions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ground:
    """All that the rules of contradictions look at.

    `answers` holds those of questions that apply; `given` holds every answer, those of questions that fell away too.
    """

    questionnaire: Questionnaire
    answers: Mapping[str, Answer]
    facts: Facts
    subject: Subject
    model_names: Mapping[str, str]
    given: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def lineage(self) -> Lineage:
        return self.subject.lineage

    @property
    def named_by(self) -> tuple[str, ...]:
        """The question whose answer alone says which model the lineage speaks of; none where the buyer recorded it."""
        return (BASE_MODEL,) if self.subject.picked is None and self.subject.named is not None else ()

    def question(self, key: str) -> Question | None:
        return self.questionnaire.by_key.get(key)


def spoken(
    rule: ContradictionRule, key: str, about: str, words: Mapping[str, str], left: Statement, right: Statement
) -> Contradiction:
    """The contradiction under `key` about what `about` names; `words` fill the rule's sentences beside the sides."""
    filled = {**words, "left": left.words, "right": right.words}
    return Contradiction(
        key=key,
        title=f"Two statements do not agree: {about}",
        wording=fill(dated(rule.wording, left.side.on, right.side.on), filled),
        charitable=fill(rule.charitable, filled),
        ask=fill(rule.ask, filled),
        severity=rule.severity,
        left=left.side,
        right=right.side,
        questions=tuple(dict.fromkeys((*left.questions, *right.questions))),
        sources=tuple(dict.fromkeys(side.source for side in (left.side, right.side) if side.source)),
    )


def dated(template: str, said_on: date | None, read_on: date | None) -> str:
    """The template without the clauses that give a day, where that day is not on record."""
    for name, day in (("said_on", said_on), ("read_on", read_on)):
        clause = rf", as read on \{{{name}\}},?|(, read)? on \{{{name}\}}"
        template = template if day else re.sub(clause, "", template)
    return template
