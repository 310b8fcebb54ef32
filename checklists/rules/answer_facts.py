"""What answers say about facts: the facts that they set, and the questions that they put back to the buyer."""

from collections.abc import Container, Iterable, Iterator, Mapping

from checklists.rules.answers import Answer, State
from checklists.rules.facts import Facts, Members, Origin, Said, Value
from checklists.rules.open_facts import QuestionBack
from checklists.rules.questions import Question, Questionnaire, Sets
from checklists.rules.values import chosen


def facts_from_answers(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], silent: Container[str] = ()
) -> tuple[Said, ...]:
    """The facts that the answers set, one statement for each question and fact.

    `silent` holds the keys of questions that do not apply: what was once answered to them says nothing any more.
    """
    return tuple(
        Said(fact, value, Origin.ANSWERS, question.key, answer.reused_from or answer.said_on)
        for question, answer in _answered(questionnaire, answers)
        if question.key not in silent
        for fact, value in _said(_fired(question, answer))
    )


def questions_back(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], facts: Facts
) -> tuple[QuestionBack, ...]:
    """The questions that answers put back to the buyer, as long as the buyer has said nothing about the fact."""
    asked = (
        QuestionBack(fired.ask_buyer["fact"], fired.ask_buyer["text"], question.key)
        for question, answer in _answered(questionnaire, answers)
        for fired in _fired(question, answer)
        if fired.ask_buyer
    )
    return tuple(each for each in asked if not _buyer_spoke(facts, each.fact))


def _buyer_spoke(facts: Facts, fact: str) -> bool:
    return any(said.origin is Origin.BUYER for said in facts.said.get(fact, ()))


def _answered(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Iterator[tuple[Question, Answer]]:
    for question in questionnaire.questions:
        answer = answers.get(question.key)
        if answer is not None and answer.state is State.ANSWERED:
            yield question, answer


def _fired(question: Question, answer: Answer) -> Iterator[Sets]:
    """The settings that fit what was ticked, in the answer and in its second line."""
    ticked = chosen(question, answer.value)
    yield from (sets for sets in question.sets if _fits(sets, ticked))
    if question.follow_up is not None and isinstance(answer.follow_up, str):
        second = frozenset({answer.follow_up})
        yield from (sets for sets in question.follow_up.sets if _fits(sets, second))


def _fits(sets: Sets, ticked: frozenset[str]) -> bool:
    if sets.any_of:
        return bool(ticked.intersection(sets.any_of))
    if sets.exactly:
        return ticked == frozenset(sets.exactly)
    return bool(sets.none_of) and bool(ticked) and not ticked.intersection(sets.none_of)


def _said(fired: Iterable[Sets]) -> list[tuple[str, Value]]:
    """What the settings of one answer say. The members that they name of one set come together in one statement."""
    plain: dict[tuple[str, Value], None] = {}
    members: dict[str, Members] = {}
    for fact, raw in ((fact, raw) for sets in fired for fact, raw in sets.facts.items()):
        if isinstance(raw, Mapping):
            before = members.get(fact, Members())
            present = before.present.union(raw.get("add", ()))
            members[fact] = Members(present, before.ruled_out.union(raw.get("rule_out", ())))
        else:
            plain[fact, raw] = None
    return [*plain, *members.items()]
