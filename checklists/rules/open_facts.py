"""Facts that nobody has settled yet, and the questions that answers put back to the buyer."""

from collections.abc import Iterable
from dataclasses import dataclass

from checklists.rules.conditions import Result, holds, parse
from checklists.rules.facts import FactDefinition, Facts, Verdict
from checklists.rules.obligations import ObligationResult, Status
from checklists.rules.questions import Asked


@dataclass(frozen=True)
class OpenFact:
    """A fact that is not known and that something waits for: the obligations and the questions it would decide."""

    name: str
    plain: str
    obligations: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuestionBack:
    """An answer that puts a question to the buyer: about which fact, in which words, because of which answer."""

    fact: str
    text: str
    question: str


def worth_asking(definition: FactDefinition, facts: Facts) -> Result:
    """Whether a fact is put to a person: always, or as long as its `ask_when` is not false."""
    return holds(parse(definition.ask_when or "True", facts.definitions), facts)


def open_facts(
    facts: Facts, obligations: Iterable[ObligationResult], questions: Iterable[Asked]
) -> tuple[OpenFact, ...]:
    """The facts that obligations and questions wait for, in the order of the definitions.

    A fact that is not worth asking decides nothing: whatever waits for it waits for another fact first.
    """
    duties = [(result.obligation.key, result.applies) for result in obligations if result.status is Status.OPEN]
    asked = [(each.question.key, result) for each in questions for result in (each.applies, each.gate) if each.in_set]
    by_duty, by_question = _waiting_for(duties), _waiting_for(asked)
    waiting = (
        OpenFact(name, definition.plain, tuple(by_duty.get(name, ())), tuple(by_question.get(name, ())))
        for name, definition in facts.definitions.items()
        if name in by_duty or name in by_question
        if worth_asking(definition, facts).verdict is not Verdict.NO
    )
    return tuple(waiting)


def _waiting_for(results: Iterable[tuple[str, Result]]) -> dict[str, dict[str, None]]:
    """What waits for each fact, by its name: keys in order, each once."""
    waiting: dict[str, dict[str, None]] = {}
    for key, result in results:
        for each in result.because if result.verdict is Verdict.UNKNOWN else ():
            waiting.setdefault(each.fact, {})[key] = None
    return waiting
