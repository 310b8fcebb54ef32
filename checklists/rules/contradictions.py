"""Contradictions: two statements that do not go together, both shown, with a charitable reading.

A rule fires only where both sides are known: an answer against the lineage of the model, two answers, an answer
against what is recorded of a fact, or two origins that disagree about one. Nobody wins silently.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from checklists.rules.answer_sides import answer_side, standing
from checklists.rules.answers import Answer
from checklists.rules.content import ContradictionRule
from checklists.rules.dates import in_words
from checklists.rules.disputes import Dispute, disputes
from checklists.rules.fact_sides import ANSWER_WORDS, ORIGIN_WORDS, at_the_start, fact_side, origin_in_words, recorded
from checklists.rules.facts import Origin
from checklists.rules.labels import value_label
from checklists.rules.models_meant import model_meant, models_in_column
from checklists.rules.questions import Question
from checklists.rules.record_sides import OnRecord, on_record
from checklists.rules.subject import BASE_MODEL
from checklists.rules.two_sides import Contradiction, Ground, Side, Statement, spoken

NO_SOURCE = "no source given"
EVERY_FACT = "*"
Form = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What rules before have told: the questions set against the lineage, and the facts on which records disagree."""

    questions: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()


def contradictions(rules: Iterable[ContradictionRule], ground: Ground) -> tuple[Contradiction, ...]:
    """Every pair of statements that do not go together, in the order of the rules; each is told once."""
    found: list[Contradiction] = []
    told = Told()
    for rule in rules:
        spoken_up = tuple(READERS[rule.kind](rule, ground, told)) if rule.kind in READERS else ()
        told = _more_told(told, rule, ground, spoken_up) if spoken_up else told
        found.extend(spoken_up)
    return tuple(found)


def _more_told(told: Told, rule: ContradictionRule, ground: Ground, found: Iterable[Contradiction]) -> Told:
    """A rule about lineage tells what its question sets; one about a fact tells the dispute that its answer makes."""
    if rule.kind == "answer_vs_lineage":
        return replace(told, questions=told.questions.union(*(each.questions[:1] for each in found)))
    answer, fact = sorted((rule.left, rule.right), key=lambda form: "fact" in form)
    question = ground.question(answer.get("answer", ""))
    set_by = _sets(answer, question) if question is not None else frozenset[str]()
    return replace(told, facts=told.facts | ({fact.get("fact", "")} & set_by))


def _sets(form: Form, question: Question) -> frozenset[str]:
    """The facts that the part of an answer sets on which a form looks."""
    under = question.follow_up.sets if question.follow_up is not None and "follow_up" in form else question.sets
    return frozenset(fact for each in under for fact in each.facts)


# ---- An answer against the public record of the model


def _answer_against_lineage(rule: ContradictionRule, ground: Ground, told: Told) -> Iterator[Contradiction]:
    left = _of_answer(rule.left, ground) if ground.subject.agreed else None
    right = on_record(rule.right, ground.lineage, ground.answers) if left else None
    if left is None or right is None:
        return
    said = replace(left.side, label=right.answered or left.side.label)
    on_file = Side(right.label, right.said_by, right.read_on, right.source)
    sides = (
        replace(left, side=said, words=said.label if right.answered else left.words),
        Statement(on_file, right.label, "", ground.named_by),
    )
    yield spoken(rule, rule.key, f'"{left.about}"', _words_of_record(left, right, ground), *sides)


def _words_of_record(left: Statement, right: OnRecord, ground: Ground) -> dict[str, str]:
    return {
        "model": ground.lineage.models[ground.lineage.subject or ""].name,
        "parent": right.parent,
        "method": right.method,
        "source": right.source or NO_SOURCE,
        "said_on": in_words(left.side.on),
        "read_on": in_words(right.read_on),
    }


def _of_answer(form: Form, ground: Ground, other: Form | None = None) -> Statement | None:
    """One side about an answer. `other`: the side set against it, where that is an answer too."""
    question = ground.question(form.get("answer", ""))
    beside = ground.question((other or {}).get("answer", ""))
    if question is None:
        return None
    answer = standing(question, ground, beside) if beside is not None else ground.answers.get(question.key)
    return answer_side(form, question, answer, ground) if answer is not None else None


# ---- An answer against another


def _answer_against_answer(rule: ContradictionRule, ground: Ground, told: Told) -> Iterator[Contradiction]:
    left, right = _of_answer(rule.left, ground, rule.right), _of_answer(rule.right, ground, rule.left)
    if left is None or right is None or not _may_differ(rule, ground):
        return
    yield _two_statements(rule, left, right)


def _two_statements(rule: ContradictionRule, left: Statement, right: Statement) -> Contradiction:
    days = {"said_on": in_words(left.side.on), "read_on": in_words(right.side.on)}
    return spoken(rule, rule.key, f'"{left.about}" and "{right.about}"', days, left, right)


def _may_differ(rule: ContradictionRule, ground: Ground) -> bool:
    """Whether the two sides name different models for certain, where that is what the rule asks of them."""
    for form, other in ((rule.left, rule.right), (rule.right, rule.left)):
        if form.get("differs"):
            mine, theirs = _models(form, ground), _models(other, ground)
            return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)
    return True


def _models(form: Form, ground: Ground) -> frozenset[str]:
    """The models that a side names for certain; none where one of them is open."""
    answer = ground.answers.get(form.get("answer", ""))
    if answer is None:
        return frozenset()
    if "column" in form:
        return frozenset(models_in_column(answer.value, form["column"], ground.lineage))
    meant = answer.model or model_meant(answer.value, ground.lineage)
    return frozenset({meant} if meant else ())


# ---- An answer against a fact, and two origins of one


def _answer_against_fact(rule: ContradictionRule, ground: Ground, told: Told) -> Iterator[Contradiction]:
    if EVERY_FACT in (rule.left.get("fact"), rule.right.get("fact")):
        yield from _origins_disagree(rule, ground, told)
        return
    left, right = (
        fact_side(form, ground) if "fact" in form else _of_answer(form, ground) for form in (rule.left, rule.right)
    )
    if left is not None and right is not None:
        yield _two_statements(rule, left, right)


def _origins_disagree(rule: ContradictionRule, ground: Ground, told: Told) -> Iterator[Contradiction]:
    """The rule for every fact that no other covers, and for a model in use that the answers name differently."""
    base, answer = ground.question(BASE_MODEL), ground.subject.answer
    if base is not None and answer is not None and not ground.subject.agreed:
        yield _two_models(rule, ground, base, answer)
    for dispute in disputes(ground.facts):
        by_lineage = dispute.right.origin is Origin.LINEAGE and dispute.left.source in told.questions
        if not by_lineage and dispute.fact not in told.facts:
            yield _disputed(rule, ground, dispute)


def _two_models(rule: ContradictionRule, ground: Ground, base: Question, answer: Answer) -> Contradiction:
    """An answer names one model, the buyer's record of the model in use another."""
    named = value_label(base, ground.questionnaire, answer.value, ground.model_names)
    picked = value_label(base, ground.questionnaire, {"ai_model": ground.subject.picked}, ground.model_names)
    who = ANSWER_WORDS.get(answer.said_by, answer.said_by), ORIGIN_WORDS[Origin.BUYER]
    left = Side(named, at_the_start(who[0]), answer.reused_from or answer.said_on)
    right = Side(picked, at_the_start(who[1]))
    statements = Statement(left, named, base.text, (BASE_MODEL,)), Statement(right, picked, base.text)
    return _two_records(rule, "model_in_use", *statements, who)


def _disputed(rule: ContradictionRule, ground: Ground, dispute: Dispute) -> Contradiction:
    """Two origins say different things of one fact."""
    definition = ground.facts.definitions[dispute.fact]
    left = recorded(dispute.left, dispute.left_label, definition, ground)
    right = recorded(dispute.right, dispute.right_label, definition, ground)
    who = origin_in_words(dispute.left, ground), origin_in_words(dispute.right, ground)
    return _two_records(rule, dispute.fact, left, right, who)


def _two_records(
    rule: ContradictionRule, about: str, left: Statement, right: Statement, who: tuple[str, str]
) -> Contradiction:
    words = {
        "left_origin": who[0],
        "right_origin": who[1],
        "said_on": in_words(left.side.on),
        "read_on": in_words(right.side.on),
    }
    return spoken(rule, f"{rule.key}:{about}", f'"{left.about}"', words, left, right)


Reader = Callable[[ContradictionRule, Ground, Told], Iterator[Contradiction]]
READERS: Mapping[str, Reader] = {
    "answer_vs_lineage": _answer_against_lineage,
    "answer_vs_answer": _answer_against_answer,
    "answer_vs_fact": _answer_against_fact,
}
