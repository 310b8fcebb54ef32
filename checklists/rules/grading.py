"""Grading: what one answer is worth, the reviewer's judgement first, then the rule's."""

from collections.abc import Container, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from checklists.rules.answers import Answer, Judged, State
from checklists.rules.conditions import holds, parse, verdict_of
from checklists.rules.facts import Facts, Verdict
from checklists.rules.questions import Question, Questionnaire
from checklists.rules.values import FIGURES, chosen, day, figure, rows_of


class Grade(StrEnum):
    """Open: it counts nothing in the lower score and fully in the upper. Left out: it is not counted at all.

    May be red: whether it is depends on a fact that is not known, and until it is, it is neither passed nor refused.
    """

    GOOD = "good"
    AMBER = "amber"
    RED = "red"
    MAY_BE_RED = "may_be_red"
    OPEN = "open"
    LEFT_OUT = "left_out"


BY_REVIEWER = {Judged.SATISFACTORY: Grade.GOOD, Judged.CONCERN: Grade.AMBER, Judged.UNACCEPTABLE: Grade.RED}


def grade(
    question: Question,
    answer: Answer | None,
    facts: Facts,
    questionnaire: Questionnaire,
    on: date,
    catalogue: Container[str] = (),
) -> Grade:
    """What an answer is worth on a day.

    A reviewer's judgement takes the place of the rule's; "does not apply" stays left out unless the reviewer objects.
    Closed answers and figures are red, amber or good; words wait for a reviewer; so does whatever is no answer.
    A model is a good answer where it is one of the `catalogue`, by id: one that was typed by hand is a name like any.
    """
    if answer is None or answer.state is State.NOT_YET:
        return Grade.OPEN
    if answer.state is State.NOT_APPLICABLE and answer.judged in (None, Judged.SATISFACTORY):
        return Grade.LEFT_OUT
    if answer.judged is not None:
        return BY_REVIEWER[answer.judged]
    if answer.state is not State.ANSWERED:
        return Grade.OPEN
    if question.answer_type == "ai_model" and not chosen(question, answer.value):
        return Grade.GOOD if _picked(answer) in catalogue else Grade.OPEN
    return _by_rule(question, answer, facts, questionnaire, on)


def _picked(answer: Answer) -> str:
    return str(answer.value.get("ai_model") or "") if isinstance(answer.value, Mapping) else ""


def is_stale(question: Question, answer: Answer, on: date) -> bool:
    """Whether the date that was answered lies further back than the question allows."""
    given = day(answer.value) if question.answer_type == "date" else None
    limit = question.stale_after_days
    return given is not None and limit is not None and (on - given).days > limit


def _by_rule(question: Question, answer: Answer, facts: Facts, questionnaire: Questionnaire, on: date) -> Grade:
    if question.answer_type in questionnaire.tables:
        return _by_column(question, answer, questionnaire, facts)
    ticked = chosen(question, answer.value)
    if ticked:
        return _by_ticks(question, ticked, facts)
    if question.answer_type == "date":
        good = Grade.GOOD if day(answer.value) is not None else Grade.OPEN
        return Grade.AMBER if is_stale(question, answer, on) else good
    return _by_limits(question, answer.value) if question.answer_type in FIGURES else Grade.OPEN


def _by_column(question: Question, answer: Answer, questionnaire: Questionnaire, facts: Facts) -> Grade:
    """A table with a judged column is as good as the worst value in it; a row without one leaves it open."""
    column = questionnaire.tables[question.answer_type].judged_column
    cells = [row.get(column) for row in rows_of(answer.value)]
    named = frozenset(cell for cell in cells if isinstance(cell, str) and cell)
    worst = _by_ticks(question, named, facts) if named else Grade.OPEN
    return Grade.OPEN if worst is Grade.GOOD and len(named) < len(set(cells)) else worst


def _by_ticks(question: Question, ticked: frozenset[str], facts: Facts) -> Grade:
    if ticked.intersection(question.red_values) or not ticked.issuperset(question.red_unless_all):
        return Grade.RED
    conditions = (parse(text, facts.definitions) for key, text in question.red_when.items() if key in ticked)
    verdicts = {verdict_of(condition, facts) for condition in conditions}
    if Verdict.YES in verdicts:
        return Grade.RED
    if Verdict.UNKNOWN in verdicts:
        return Grade.MAY_BE_RED
    return Grade.AMBER if ticked.intersection(question.amber_values) else Grade.GOOD


def is_amber_at_best(question: Question, answer: Answer) -> bool:
    """Whether an answer is a concern even where nothing makes it red."""
    return bool(chosen(question, answer.value).intersection(question.amber_values))


def facts_missing(question: Question, answer: Answer, facts: Facts) -> tuple[str, ...]:
    """The facts, in plain words, that would settle whether an answer is red."""
    return tuple(facts.definitions[name].plain for name in names_missing(question, answer, facts))


def names_missing(question: Question, answer: Answer, facts: Facts) -> tuple[str, ...]:
    """The names of the facts that would settle whether an answer is red."""
    ticked = chosen(question, answer.value)
    results = (holds(parse(text, facts.definitions), facts) for key, text in question.red_when.items() if key in ticked)
    names = (each.fact for result in results if result.verdict is Verdict.UNKNOWN for each in result.because)
    return tuple(dict.fromkeys(names))


def _by_limits(question: Question, value: Any) -> Grade:
    """A figure between red and good is amber. What is no figure any more is left to a reviewer."""
    number = figure(value.get("amount") if isinstance(value, Mapping) else value)
    if number is None:
        return Grade.OPEN
    low, high = figure(question.red_below), figure(question.red_above)
    if (low is not None and number < low) or (high is not None and number > high):
        return Grade.RED
    floor, ceiling = figure(question.good_at_least), figure(question.good_at_most)
    short = (floor is not None and number < floor) or (ceiling is not None and number > ceiling)
    return Grade.AMBER if short else Grade.GOOD
