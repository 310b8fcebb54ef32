"""What keeps a recommendation open: each thing that could turn it, and the fewest answers that would settle them all.

Silence at a gate, a fact on which a gate or a red answer hangs, and a trade-off that nobody wrote down. None of them
counts as a no.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checklists.rules.answers import State
from checklists.rules.case_findings import TRADE_OFF, is_written
from checklists.rules.conditions import Result, holds, parse
from checklists.rules.duty_words import ask
from checklists.rules.facts import Verdict
from checklists.rules.gates import GateResult
from checklists.rules.grading import Grade, names_missing
from checklists.rules.questions import Asked
from checklists.rules.recommend_words import (
    NOTHING_YET,
    ON_FACTS,
    OWN_TEST,
    OWN_TEST_SHORT,
    TEST_IT,
    TOLD,
    TRADE_OFF_OPEN,
    where_to_look,
)
from checklists.rules.recommend_words import TRADE_OFF as TRADE_OFF_MISSING
from checklists.rules.situation import Situation

QUESTION, FACT, TEST = "question", "fact", "test"
THE_TEST = (TEST, "own_test")
Way = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Point:
    """One sentence of a recommendation, and what it rests on.

    `rests_on`: finding, gate, fact, duty, question, test or comparison; `key` names it. `where` says where to look, as
    a sentence; `short` is the same thing as part of a list.
    """

    text: str
    rests_on: str
    key: str = ""
    questions: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    where: str = ""
    short: str = ""


@dataclass(frozen=True)
class Open:
    """Something that could turn the outcome, and the ways to settle it: any one of them is enough, whole."""

    reason: Point
    ways: tuple[Way, ...]


def open_points(situation: Situation, asked: Iterable[Asked]) -> tuple[Open, ...]:
    """Everything that could still turn the outcome, in the order of the questions; empty where nothing could."""
    by_key = {each.question.key: each for each in asked}
    trade_off = _trade_off(situation, by_key)
    done = set(trade_off[0].reason.questions) if trade_off else set()
    unmet = [gate for gate in situation.gates.values() if not gate.met and gate.question not in done]
    found = [*trade_off, *(_gate(situation, gate, by_key[gate.question]) for gate in unmet)]
    return tuple(found) if found else tuple(_nothing_yet(situation))


def has_road(situation: Situation, asked: Asked) -> bool:
    """Whether something else than a better answer may still stand in for one that should not be passed over."""
    return bool(asked.question.met_also_by) and situation.answer(asked.question.key).judged is None


def is_red_for_sure(situation: Situation, asked: Asked, gate: GateResult) -> bool:
    """Whether an answer is red at a gate that holds: a fact that is not known makes neither."""
    red = situation.grades.get(asked.question.key) is Grade.RED
    return red and gate.holds is Verdict.YES and asked.applies.verdict is Verdict.YES


def fewest(found: Sequence[Open]) -> tuple[tuple[str, str], ...]:
    """The fewest answers, by (kind, key), that settle everything: taking any away leaves something open.

    One test of one's own may settle several matters; it is named where it saves answers, or where it is the only road.
    """
    plain, tested = _picked(found, testing=False), _picked(found, testing=True)
    return tested if len(tested) < len(plain) else plain


def settling(situation: Situation, asked: Iterable[Asked], found: Sequence[Open]) -> tuple[Point, ...]:
    """The fewest answers, each with its words and where to look."""
    by_key = {each.question.key: each for each in asked}
    return tuple(_point(situation, kind, key, by_key, found) for kind, key in fewest(found))


def _trade_off(situation: Situation, asked: Mapping[str, Asked]) -> list[Open]:
    """The written trade-off that regulated, automated and high-stakes work asks for, submitted or not."""
    rule = situation.edition.scoring.finding_rules.get(TRADE_OFF)
    each = asked.get(rule.unless_answered) if rule is not None else None
    if rule is None or each is None or each.applies.verdict is Verdict.NO or not (each.shown or each.in_set):
        return []
    when = holds(parse(rule.when, situation.facts.definitions), situation.facts)
    key = each.question.key
    if when.verdict is Verdict.NO or is_written(situation, key) or key in situation.passes:
        return []
    sure = when.verdict is Verdict.YES
    words = (TRADE_OFF_MISSING if sure else TRADE_OFF_OPEN).format(question=each.text)
    ways = (_question(key),) if sure else (_question(key), _facts(when))
    return [Open(Point(words, "gate" if key in situation.gates else "question", key, (key,)), ways)]


def _gate(situation: Situation, gate: GateResult, asked: Asked) -> Open:
    key, grade = gate.question, situation.grades.get(gate.question)
    test = (frozenset([THE_TEST]),) if "evaluation" in asked.question.met_also_by else ()
    if grade is Grade.MAY_BE_RED:
        facts = names_missing(asked.question, situation.answer(key), situation.facts)
        return Open(_on_facts(asked), (frozenset((FACT, name) for name in facts), *test))
    if grade is Grade.RED and not has_road(situation, asked):
        return Open(_on_facts(asked), (_facts(asked.applies) | _facts(asked.gate),))
    told = Point(TOLD.format(question=asked.text, how=gate.how), "gate", key, (key,))
    asks_again = situation.answer(key).state in (State.DOES_NOT_KNOW, State.REFUSES) or grade is Grade.RED
    ways = (*test, _question(key)) if asks_again else (_question(key), *test)
    return Open(told, ways)


def _nothing_yet(situation: Situation) -> Iterator[Open]:
    """Without a single answer there is nothing to go by: the weightiest question is the first to ask."""
    unanswered = [each for each in situation.shown.values() if each.counted]
    if unanswered and not situation.answers:
        first = max(unanswered, key=lambda each: each.question.weight)
        key = first.question.key
        yield Open(Point(NOTHING_YET, QUESTION, key, (key,)), (_question(key),))


def _on_facts(asked: Asked) -> Point:
    return Point(ON_FACTS.format(question=asked.text), FACT, asked.question.key, (asked.question.key,))


def _question(key: str) -> Way:
    return frozenset([(QUESTION, key)])


def _facts(result: Result) -> Way:
    return frozenset((FACT, each.fact) for each in result.because if result.verdict is Verdict.UNKNOWN)


def _picked(found: Sequence[Open], *, testing: bool) -> tuple[tuple[str, str], ...]:
    """One way for each, the cheapest beside what is picked already; then what turned out to be needless goes."""
    picked: dict[tuple[str, str], None] = {THE_TEST: None} if testing and _tests(found) else {}
    for each in sorted(found, key=lambda one: len(one.ways)):
        way = min(each.ways, key=lambda one: len(one - picked.keys()))
        picked.update(dict.fromkeys(sorted(way)))
    for settler in list(picked):
        rest = picked.keys() - {settler}
        if all(any(way <= rest for way in each.ways) for each in found if _names(each, settler)):
            del picked[settler]
    order = dict.fromkeys(settler for each in found for way in each.ways for settler in sorted(way))
    return tuple(settler for settler in order if settler in picked)


def _names(each: Open, settler: tuple[str, str]) -> bool:
    return any(settler in way for way in each.ways)


def _tests(found: Iterable[Open]) -> bool:
    return any(THE_TEST in way for each in found for way in each.ways)


def _point(situation: Situation, kind: str, key: str, asked: Mapping[str, Asked], found: Sequence[Open]) -> Point:
    if kind == FACT:
        about = tuple(
            q for each in found if any((FACT, key) in way for way in each.ways) for q in each.reason.questions
        )
        plain = situation.facts.definitions[key].plain
        return Point(plain, FACT, key, about, where=ask(key, situation.facts), short=f'"{plain}"')
    if kind == TEST:
        met = tuple(q for each in found if any(THE_TEST in way for way in each.ways) for q in each.reason.questions)
        return Point(OWN_TEST, TEST, key, met, where=TEST_IT, short=OWN_TEST_SHORT)
    where = where_to_look(asked[key], situation.answer(key))
    return Point(asked[key].text, QUESTION, key, (key,), where=where, short=f'"{asked[key].text}"')
