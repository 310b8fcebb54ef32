"""Answers: the six states, who said so and how well it is supported, and what a right value looks like."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from checklists.rules.blank import says_something
from checklists.rules.dates import in_words
from checklists.rules.questions import Question, Questionnaire
from checklists.rules.values import Problem, check_choice, check_text, check_value_of

# Nothing that is asked here could be asked before; an earlier year is a slip of the keys.
EARLIEST_SAID = date(2000, 1, 1)


class State(StrEnum):
    """What an answer is. Not knowing, declining and not yet having been asked are three different things."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"
    DOES_NOT_KNOW = "does_not_know"
    REFUSES = "refuses"
    CONFIDENTIAL = "confidential"
    NOT_YET = "not_yet"


class Rung(StrEnum):
    """How well an answer is supported, the weakest first; `own_record` is for the buyer's own answers."""

    VENDOR_SAYS = "vendor_says"
    PUBLISHED_BY_VENDOR = "published_by_vendor"
    VENDOR_SHOWS_DOCUMENT = "vendor_shows_document"
    THIRD_PARTY_ATTESTS = "third_party_attests"
    BUYER_TESTED = "buyer_tested"
    OWN_RECORD = "own_record"


class Judged(StrEnum):
    """A reviewer's judgement, kept beside the words given. On "does not apply" satisfactory means accepted."""

    SATISFACTORY = "satisfactory"
    CONCERN = "concern"
    UNACCEPTABLE = "unacceptable"


class WhoMaySee(StrEnum):
    """How far an answer may travel."""

    BUYER_TEAM = "buyer_team"
    IN_DOSSIER = "in_dossier"
    REGULATOR_OR_AUDITOR = "regulator_or_auditor"


@dataclass(frozen=True)
class Document:
    """A piece of evidence tied to an answer or a record. `digest` is SHA-256; `kind` is file or address."""

    id: str
    title: str
    kind: str
    digest: str
    issuer: str = ""
    expires_on: date | None = None
    address: str = ""
    seen_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """One answer as it stands. `value` by answer type as in docs/api.md; `said_by` is "vendor" or "buyer".

    `model` is the id of the AI model that an ai_model value names, where it was picked and not only typed.
    """

    question: str
    state: State
    value: Any = None
    follow_up: Any = None
    reason: str = ""
    note: str = ""
    rung: Rung | None = None
    said_by: str = "vendor"
    said_by_name: str = ""
    face: str = ""
    said_on: date | None = None
    date_asked: date | None = None
    attested: bool = False
    who_may_see: WhoMaySee = WhoMaySee.IN_DOSSIER
    judged: Judged | None = None
    judged_comment: str = ""
    judged_by: str = ""
    documents: tuple[Document, ...] = ()
    model: str | None = None
    reused_from: date | None = None
    version: int = 0


def check_answer(
    question: Question,
    questionnaire: Questionnaire,
    state: str,
    value: Any = None,
    follow_up: Any = None,
    reason: str = "",
    note: str = "",
    date_asked: date | None = None,
) -> tuple[Problem, ...]:
    """All that is wrong with an answer before it is stored; nothing wrong gives an empty tuple.

    A value and a follow-up belong to the state `answered` alone. `does_not_know` and `confidential` need one of the
    questionnaire's reasons, some of which need the date on which was asked; `not_applicable` needs a reason in words,
    as `reason` or as `note`. Whether a model that is named exists is for the caller to look up.
    """
    if state not in {each.value for each in State}:
        return tuple(check_choice(state, [each.value for each in State], "/state"))
    checks = (
        _check_given(question, questionnaire, State(state), value, follow_up),
        _check_reason(questionnaire, State(state), reason, note, date_asked),
        check_text(note, "/note", wanted=False),
    )
    return tuple(problem for check in checks for problem in check)


def check_day_said(said: date | None, pointer: str, today: date) -> Iterator[Problem]:
    """A day on which something was said or asked: past or today, and not so long ago that it must be a slip."""
    if said is None:
        return
    if said > today:
        yield Problem(pointer, "in_the_future", "This day is still to come. Give the day on which it was.")
    elif said < EARLIEST_SAID:
        yield Problem(pointer, "too_long_ago", f"This day is before {in_words(EARLIEST_SAID)}. Give the day it was.")


def _check_given(
    question: Question, questionnaire: Questionnaire, state: State, value: Any, follow_up: Any
) -> Iterator[Problem]:
    if state is not State.ANSWERED:
        for pointer, given in (("/value", value), ("/follow_up", follow_up)):
            if given not in (None, ""):
                yield Problem(pointer, "only_when_answered", f'This goes only with the state "answered", not {state}.')
    elif value is None:
        yield Problem("/value", "missing", "An answer needs a value. Otherwise choose the state that says why not.")
    else:
        yield from check_value_of(question, questionnaire, value)
        yield from _check_follow_up(question, follow_up)


def _check_follow_up(question: Question, follow_up: Any) -> Iterator[Problem]:
    if follow_up in (None, ""):
        return
    if question.follow_up is None:
        yield Problem("/follow_up", "no_follow_up", "This question has no second line.")
    elif question.follow_up.choices:
        yield from check_choice(follow_up, [choice.value for choice in question.follow_up.choices], "/follow_up")
    else:
        yield from check_text(follow_up, "/follow_up")


def _check_reason(
    questionnaire: Questionnaire, state: State, reason: str, note: str, date_asked: date | None
) -> Iterator[Problem]:
    if state is State.NOT_APPLICABLE:
        if not (says_something(reason) or says_something(note)):
            yield Problem("/note", "reason_missing", "Say in a sentence why this does not apply.")
        yield from check_text(reason, "/reason", wanted=False)
        return
    offered = questionnaire.reasons.get(state, ())
    if not offered and reason:
        yield Problem("/reason", "no_reason", f'The state "{state}" takes no reason. Put it in the note.')
    elif offered and not reason:
        listed = ", ".join(choice.value for choice in offered)
        yield Problem("/reason", "reason_missing", f'The state "{state}" needs a reason: {listed}.')
    elif offered:
        yield from check_choice(reason, [choice.value for choice in offered], "/reason")
        if date_asked is None and any(choice.value == reason and choice.needs == "date_asked" for choice in offered):
            yield Problem("/date_asked", "date_missing", "Give the date on which the maker was asked.")
