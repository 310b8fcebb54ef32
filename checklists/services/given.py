"""One answer as it comes in, and everything that can be wrong with it before anything is written."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from checklists.errors import Detail
from checklists.models import AIModel
from checklists.rules.answers import Rung, State, WhoMaySee, check_answer, check_day_said
from checklists.rules.named_models import models_named
from checklists.rules.questions import Question, Questionnaire
from checklists.rules.values import Problem
from checklists.services.rows import bad_character


@dataclass(frozen=True)
class Given:
    """One answer as it comes in. `version` is that of the answer it was made from: 0 for a first one, None for any."""

    question: str
    state: str
    value: Any = None
    follow_up: Any = None
    reason: str = ""
    note: str = ""
    rung: str = ""
    who_may_see: str = WhoMaySee.IN_DOSSIER.value
    said_by: str = ""
    said_by_name: str = ""
    said_on: date | None = None
    date_asked: date | None = None
    attested: bool = False
    version: int | None = None


def wrong_with(
    one: Given, questionnaire: Questionnaire, question: Question | None, known: Container[str], today: date
) -> list[Detail]:
    """Everything that is wrong with one answer to a question; `known` are the ids of AI models that there are."""
    if question is None:
        return [Detail("/question", "unknown_question", f"This questionnaire has no question {one.question!r}.")]
    words = _wrong_words(one)
    if words:
        return words
    problems = [*_check_words(one, questionnaire, question), *_check_days(one, today)]
    found = [Detail(part.pointer, part.code, part.detail) for part in problems]
    return found or [
        Detail(pointer, "not_found", "There is no such AI model here.")
        for pointer, key in models_named(one.value)
        if str(key) not in known
    ]


def _check_words(one: Given, questionnaire: Questionnaire, question: Question) -> tuple[Problem, ...]:
    return check_answer(
        question,
        questionnaire,
        state=State(one.state),
        value=one.value,
        follow_up=one.follow_up,
        reason=one.reason,
        note=one.note,
        date_asked=one.date_asked,
    )


def _check_days(one: Given, today: date) -> Iterator[Problem]:
    """Neither was asked nor said on a day that is still to come; both days are those of London."""
    yield from check_day_said(one.date_asked, "/date_asked", today)
    yield from check_day_said(one.said_on, "/said_on", today)


def _wrong_words(one: Given) -> list[Detail]:
    """Words outside the lists of the glossary, and characters that cannot be stored."""
    lists: dict[str, tuple[str, list[str]]] = {
        "state": (one.state, list(State)),
        "rung": (one.rung, ["", *Rung]),
        "who_may_see": (one.who_may_see, list(WhoMaySee)),
        "said_by": (one.said_by, ["", "vendor", "buyer"]),
    }
    found = [
        Detail(f"/{name}", "choice", f"{word!r} is not one of: {', '.join(part for part in words if part)}.")
        for name, (word, words) in lists.items()
        if word not in words
    ]
    bad = [name for name, value in asdict(one).items() if bad_character(str(value))]
    return found + [Detail(f"/{name}", "character", "Holds a character that cannot be stored.") for name in bad]


def names_of_models(values: Iterable[Any]) -> dict[str, str]:
    """The names of the AI models that values pick, by their ids, where there are such here. One statement, or none."""
    picked = {str(key) for value in values for _, key in models_named(value)}
    ids = [key for key in picked if _is_uuid(key)]
    rows = AIModel.objects.filter(pk__in=ids).values_list("pk", "name") if ids else ()
    return {str(key): name for key, name in rows}


def _is_uuid(text: Any) -> bool:
    try:
        UUID(str(text))
    except ValueError:
        return False
    return True
