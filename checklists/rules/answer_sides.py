"""What an answer says on one side of a contradiction, by the forms of contradictions.yaml."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checklists.rules.answers import Answer, State
from checklists.rules.facts import Origin, Verdict, settle
from checklists.rules.labels import SAID_BY, STATES, choice_label, follow_up_label, value_label
from checklists.rules.models_meant import models_in_column
from checklists.rules.questions import Question, applies
from checklists.rules.two_sides import Ground, Side, Statement
from checklists.rules.values import chosen, figure


@dataclass(frozen=True)
class Look:
    """One test of an answer: its form, the question, the answer, and the ground it stands on."""

    form: Mapping[str, Any]
    question: Question
    answer: Answer
    ground: Ground

    def label(self, value: Any) -> str:
        return value_label(self.question, self.ground.questionnaire, value, self.ground.model_names)


Words = tuple[str, str]


def answer_side(form: Mapping[str, Any], question: Question, answer: Answer, ground: Ground) -> Statement | None:
    """What the answer says, where any of the tests of the form fits it; None where none does."""
    look = Look(form, question, answer, ground)
    tests = (TESTS[name] for name in form if name in TESTS)
    words = next((found for test in tests if (found := test(look))), None)
    if words is None:
        return None
    label, part = words
    side = Side(label, SAID_BY.get(answer.said_by, answer.said_by), answer.reused_from or answer.said_on)
    return Statement(side, part, question.text, (question.key,))


def standing(question: Question, ground: Ground, other: Question) -> Answer | None:
    """The answer to a question that applies, or that fell away only because of what was answered to `other`.

    Of two answers that exclude each other one often takes away the question of the other; both were given all the same.
    """
    given = ground.given.get(question.key)
    if question.key in ground.answers or given is None:
        return ground.answers.get(question.key)
    heard = (said for statements in ground.facts.said.values() for said in statements)
    without = (said for said in heard if said.origin is not Origin.ANSWERS or said.source != other.key)
    verdict = applies(question, settle(ground.facts.definitions, without)).verdict
    return None if verdict is Verdict.NO else given


def _is_given(look: Look) -> bool:
    return look.answer.state is State.ANSWERED and look.answer.value is not None


def _named_keys(look: Look, keys: Iterable[str]) -> Words:
    """All that is ticked as the label, and of that what the form names."""
    ticked = chosen(look.question, look.answer.value)
    return look.label(list(ticked)), look.label([key for key in keys if key in ticked])


def _ticks(look: Look) -> Words | None:
    ticked = chosen(look.question, look.answer.value) if _is_given(look) else frozenset[str]()
    return _named_keys(look, look.form["any_of"]) if ticked.intersection(look.form["any_of"]) else None


def _ticks_exactly(look: Look) -> Words | None:
    ticked = chosen(look.question, look.answer.value) if _is_given(look) else frozenset[str]()
    return _named_keys(look, ticked) if ticked == frozenset(look.form["exactly"]) else None


def _above(look: Look) -> Words | None:
    number = figure(look.answer.value) if _is_given(look) else None
    return _figured(look) if number is not None and number > look.form["above"] else None


def _below(look: Look) -> Words | None:
    number = figure(look.answer.value) if _is_given(look) else None
    return _figured(look) if number is not None and number < look.form["below"] else None


def _figured(look: Look) -> Words:
    """The figure with its unit as the label; the sentences of the rules say their unit themselves."""
    return look.label(look.answer.value), str(look.answer.value)


def _stands(look: Look) -> Words | None:
    if look.answer.state != look.form["state"] or look.answer.reason != look.form.get("reason", look.answer.reason):
        return None
    reason = choice_label(look.ground.questionnaire.reasons.get(look.answer.state, ()), look.answer.reason)
    return _twice(": ".join(part for part in (STATES[look.answer.state], reason) if part))


def _says_anything(look: Look) -> Words | None:
    return _twice(look.label(look.answer.value)) if _is_given(look) else None


def _under_it(look: Look) -> Words | None:
    if not _is_given(look) or look.answer.follow_up not in look.form["follow_up"]:
        return None
    return _twice(follow_up_label(look.question, look.answer.follow_up))


def _in_column(look: Look) -> Words | None:
    """The models of one column, where every row names one for certain."""
    models = models_in_column(look.answer.value, look.form["column"], look.ground.lineage) if _is_given(look) else ()
    return _twice(_listed([look.ground.model_names.get(key, key) for key in dict.fromkeys(models)])) if models else None


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _twice(words: str) -> Words:
    return words, words


TESTS: Mapping[str, Callable[[Look], Words | None]] = {
    "any_of": _ticks,
    "exactly": _ticks_exactly,
    "above": _above,
    "below": _below,
    "given": _says_anything,
    "names_model": _says_anything,
    "differs": _says_anything,
    "column": _in_column,
    "state": _stands,
    "follow_up": _under_it,
}
