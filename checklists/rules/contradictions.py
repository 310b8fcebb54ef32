"""Contradictions: two statements that do not go together, both shown, with a charitable reading.

A rule fires only where both sides are known. What is read today: an answer against the lineage of the model, two
origins that disagree about a fact, and the model in use against the model that the answers name. A rule of another
kind (two answers, an answer and one fact) is not evaluated; it is read once READERS has a line for its kind.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from checklists.rules.answers import Answer, State
from checklists.rules.content import ContradictionRule
from checklists.rules.dates import in_words
from checklists.rules.disputes import Dispute, disputes
from checklists.rules.facts import Facts, Origin, Said
from checklists.rules.labels import SAID_BY, STATES, choice_label, value_label
from checklists.rules.lineage import Lineage
from checklists.rules.questions import Question, Questionnaire
from checklists.rules.record_sides import on_record
from checklists.rules.subject import BASE_MODEL, Subject
from checklists.rules.values import chosen
from checklists.rules.wording import fill

NO_SOURCE = "no source given"
ORIGIN_WORDS = {Origin.LINEAGE: "the public record", Origin.BUYER: "your own record"}
ANSWER_WORDS = {"vendor": "the vendor's answer", "buyer": "your own answer"}


@dataclass(frozen=True)
class Side:
    """One of the two statements: in words, who made it (in words), when, and the address it was read at."""

    label: str
    said_by: str
    on: date | None = None
    source: str | None = None


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
    """All that the rules of contradictions look at. `answers` holds those of questions that apply."""

    questionnaire: Questionnaire
    answers: Mapping[str, Answer]
    facts: Facts
    subject: Subject
    model_names: Mapping[str, str]

    @property
    def lineage(self) -> Lineage:
        return self.subject.lineage

    def question(self, key: str) -> Question | None:
        return self.questionnaire.by_key.get(key)


Found = tuple[Contradiction, ...]


def contradictions(rules: Iterable[ContradictionRule], ground: Ground) -> Found:
    """Every pair of statements that do not go together, in the order of the rules."""
    found: list[Contradiction] = []
    for rule in rules:
        reader = READERS.get(rule.kind)
        found.extend(reader(rule, ground, tuple(found)) if reader else ())
    return tuple(found)


def _answer_against_lineage(rule: ContradictionRule, ground: Ground, found: Found) -> Iterator[Contradiction]:
    question = ground.question(rule.left.get("answer", ""))
    left = _answer_side(rule.left, question, ground) if question and ground.subject.agreed else None
    right = on_record(rule.right, ground.lineage, ground.answers) if left else None
    if question is None or left is None or right is None:
        return
    said = Side(right.answered or left.label, left.said_by, left.on, left.source)
    words = {
        "model": ground.lineage.models[ground.lineage.subject or ""].name,
        "parent": right.parent,
        "method": right.method,
        "source": right.source or NO_SOURCE,
        "said_on": in_words(left.on),
        "read_on": in_words(right.read_on),
    }
    sides = said, Side(right.label, right.said_by, right.read_on, right.source)
    yield _spoken(rule, rule.key, question.text, words, *sides, (question.key,))


def _answer_side(form: Mapping[str, Any], question: Question, ground: Ground) -> Side | None:
    """The answer, where any of the tests of the form fits it."""
    answer = ground.answers.get(question.key)
    if answer is None or not any(test(form, question, answer) for test in ANSWER_TESTS):
        return None
    label = value_label(question, ground.questionnaire, answer.value, ground.model_names)
    if answer.state is not State.ANSWERED:
        reason = choice_label(ground.questionnaire.reasons.get(answer.state, ()), answer.reason)
        label = ": ".join(part for part in (STATES[answer.state], reason) if part)
    return Side(label, SAID_BY.get(answer.said_by, answer.said_by), answer.reused_from or answer.said_on)


def _ticks(form: Mapping[str, Any], question: Question, answer: Answer) -> bool:
    return answer.state is State.ANSWERED and bool(chosen(question, answer.value) & set(form.get("any_of", ())))


def _stands(form: Mapping[str, Any], question: Question, answer: Answer) -> bool:
    return answer.state == form.get("state") and answer.reason == form.get("reason", answer.reason)


def _names_a_model(form: Mapping[str, Any], question: Question, answer: Answer) -> bool:
    return bool(form.get("names_model")) and answer.state is State.ANSWERED


ANSWER_TESTS = (_ticks, _stands, _names_a_model)


def _origins_disagree(rule: ContradictionRule, ground: Ground, found: Found) -> Iterator[Contradiction]:
    """The rule for every fact that no other covers, and for a model in use that the answers name differently."""
    if rule.left.get("fact") != "*":
        return
    base, answer = ground.question(BASE_MODEL), ground.subject.answer
    if base is not None and answer is not None and not ground.subject.agreed:
        yield _two_models(rule, ground, base, answer)
    told = {question for each in found for question in each.questions}
    for dispute in disputes(ground.facts):
        if dispute.right.origin is not Origin.LINEAGE or dispute.left.source not in told:
            yield _disputed(rule, ground, dispute)


def _two_models(rule: ContradictionRule, ground: Ground, base: Question, answer: Answer) -> Contradiction:
    """An answer names one model, the buyer's record of the model in use another."""
    named = value_label(base, ground.questionnaire, answer.value, ground.model_names)
    picked = value_label(base, ground.questionnaire, {"ai_model": ground.subject.picked}, ground.model_names)
    left = Side(named, ANSWER_WORDS.get(answer.said_by, answer.said_by), answer.reused_from or answer.said_on)
    right = Side(picked, ORIGIN_WORDS[Origin.BUYER])
    return _two_records(rule, "model_in_use", base.text, left, right, (BASE_MODEL,))


def _disputed(rule: ContradictionRule, ground: Ground, dispute: Dispute) -> Contradiction:
    """Two origins say different things of one fact."""
    sides = [
        Side(label, _origin(said, ground), said.on, said.source if said.origin is Origin.LINEAGE else None)
        for said, label in ((dispute.left, dispute.left_label), (dispute.right, dispute.right_label))
    ]
    plain = ground.facts.definitions[dispute.fact].plain
    questions = tuple(each.source for each in (dispute.left, dispute.right) if each.origin is Origin.ANSWERS)
    return _two_records(rule, dispute.fact, plain, sides[0], sides[1], questions)


def _origin(said: Said, ground: Ground) -> str:
    """Who made a statement, in the middle of a sentence."""
    if said.origin is not Origin.ANSWERS:
        return ORIGIN_WORDS[said.origin]
    return ANSWER_WORDS.get(ground.answers[said.source].said_by, "an answer")


def _two_records(
    rule: ContradictionRule, about: str, plain: str, left: Side, right: Side, questions: tuple[str, ...]
) -> Contradiction:
    words = {
        "left_origin": left.said_by,
        "right_origin": right.said_by,
        "said_on": in_words(left.on),
        "read_on": in_words(right.on),
    }
    first, second = (replace(side, said_by=side.said_by[:1].upper() + side.said_by[1:]) for side in (left, right))
    return _spoken(rule, f"{rule.key}:{about}", plain, words, first, second, questions)


def _spoken(
    rule: ContradictionRule,
    key: str,
    about: str,
    words: Mapping[str, str],
    left: Side,
    right: Side,
    questions: tuple[str, ...],
) -> Contradiction:
    spoken = {**words, "left": left.label, "right": right.label}
    return Contradiction(
        key=key,
        title=f'Two statements do not agree: "{about}"',
        wording=fill(dated(rule.wording, left.on, right.on), spoken),
        charitable=fill(rule.charitable, spoken),
        ask=fill(rule.ask, spoken),
        severity=rule.severity,
        left=left,
        right=right,
        questions=questions,
        sources=tuple(dict.fromkeys(side.source for side in (left, right) if side.source)),
    )


def dated(template: str, said_on: date | None, read_on: date | None) -> str:
    """The template without the clauses that give a day, where that day is not on record."""
    for name, day in (("said_on", said_on), ("read_on", read_on)):
        clause = rf", as read on \{{{name}\}},?|(, read)? on \{{{name}\}}"
        template = template if day else re.sub(clause, "", template)
    return template


Reader = Callable[[ContradictionRule, Ground, Found], Iterator[Contradiction]]
READERS: Mapping[str, Reader] = {"answer_vs_lineage": _answer_against_lineage, "answer_vs_fact": _origins_disagree}
