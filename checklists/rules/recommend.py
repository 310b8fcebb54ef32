"""The recommendation: what the rules would do, why, and what would change it. A person decides; the rule never does.

The first that holds: do not go ahead; cannot tell yet; prefer the larger tier; go ahead on conditions; go ahead.
Silence and unknown facts lead to "cannot tell yet" at worst.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from checklists.rules.answers import State
from checklists.rules.obligations import ObligationResult, Status
from checklists.rules.questions import Asked
from checklists.rules.raised import Finding
from checklists.rules.recommend_conditions import left_open
from checklists.rules.recommend_open import Open, Point, has_road, is_red_for_sure, open_points, settling
from checklists.rules.recommend_words import (
    BETTER,
    BETTER_SHORT,
    GATES_MET,
    GOOD_ANSWER,
    LABELS,
    LAW,
    LOOK_AGAIN,
    NOTHING_LEFT,
    PUT_RIGHT_BY_VENDOR,
    PUT_RIGHT_YOURSELVES,
    RED,
    TEST_AGAIN,
    THIS_USE,
    UNACCEPTABLE,
    WITHIN_LIMIT,
    some_of,
    where_to_begin,
)
from checklists.rules.severity import CRITICAL
from checklists.rules.situation import Situation
from checklists.rules.wording import fill


class Outcome(StrEnum):
    """What the rules would do, the worst first: in this order the first that holds is given."""

    DO_NOT_GO_AHEAD = "do_not_go_ahead"
    CANNOT_TELL_YET = "cannot_tell_yet"
    PREFER_LARGER_TIER = "prefer_larger_tier"
    GO_AHEAD_ON_CONDITIONS = "go_ahead_on_conditions"
    GO_AHEAD = "go_ahead"


@dataclass(frozen=True)
class Recommendation:
    """`text` is the whole in a sentence or two. `would_change` says what would have to be answered or put right.

    `questions` are the fewest that would settle what is open; `conditions` what would close each finding that is left.
    """

    outcome: Outcome
    label: str
    text: str
    reasons: tuple[Point, ...]
    would_change: tuple[Point, ...]
    questions: tuple[Point, ...] = ()
    conditions: tuple[Point, ...] = ()


def recommend(
    situation: Situation,
    asked: Sequence[Asked],
    raised: Sequence[Finding],
    *,
    against_cheaper: tuple[Point, ...] = (),
) -> Recommendation:
    """The recommendation with its reasons; the same case gives the same one.

    `against_cheaper` is what the comparison of two tiers and the money say against the cheaper one, in whole sentences.
    What is covered, accepted or passed does not count, but for a red answer at a gate that nobody has passed.
    """
    if stops := tuple(_stops(situation, asked, raised)):
        return _do_not(situation, stops)
    if found := open_points(situation, asked):
        return _cannot_tell(situation, asked, found)
    if against_cheaper:
        return _prefer_larger(situation, against_cheaper)
    return _go_ahead(situation, raised)


def _stops(situation: Situation, asked: Iterable[Asked], raised: Iterable[Finding]) -> Iterator[tuple[Asked, Finding]]:
    """The critical findings that no road answers: red at a gate that holds, with nothing that may stand in for it.

    Whoever accepts such a finding does not open its gate: only a better answer does, or a named person's pass.
    """
    by_key = {each.question.key: each for each in asked}
    for finding in raised:
        gate = situation.gates.get(finding.questions[0]) if finding.questions else None
        if gate is None or gate.met or finding.severity != CRITICAL:
            continue
        each = by_key[gate.question]
        if is_red_for_sure(situation, each, gate) and not has_road(situation, each):
            yield each, finding


def _do_not(situation: Situation, stops: Sequence[tuple[Asked, Finding]]) -> Recommendation:
    would_change = tuple(_better(asked, finding) for asked, finding in stops)
    reasons = chain.from_iterable(_why_not(situation, asked, finding) for asked, finding in stops)
    words = {"what": some_of([each.short for each in would_change])}
    return _said(situation, Outcome.DO_NOT_GO_AHEAD, words, tuple(reasons), would_change)


def _why_not(situation: Situation, asked: Asked, finding: Finding) -> Iterator[Point]:
    judged = situation.answer(asked.question.key).judged is not None
    words = (UNACCEPTABLE if judged else RED).format(question=asked.text)
    yield Point(words, "finding", finding.key, finding.questions, (finding.key,))
    for result in situation.obligations:
        if _is_law_unmet(result) and asked.question.key in result.obligation.questions:
            duty = result.obligation
            yield Point(LAW.format(duty=duty.plain_title), "duty", duty.key, finding.questions, (finding.key,))


def _is_law_unmet(result: ObligationResult) -> bool:
    return result.obligation.band == "law" and result.status is Status.NOT_MET


def _better(asked: Asked, finding: Finding) -> Point:
    text, short = BETTER.format(question=asked.text), BETTER_SHORT.format(question=asked.text)
    who = PUT_RIGHT_YOURSELVES if asked.asked_of == "buyer" else PUT_RIGHT_BY_VENDOR
    good = asked.question.good_answer
    where = f"{who} {fill(GOOD_ANSWER, {'good': good})}" if good else who
    return Point(text, "finding", finding.key, finding.questions, (finding.key,), where, short)


def _cannot_tell(situation: Situation, asked: Sequence[Asked], found: Sequence[Open]) -> Recommendation:
    questions = settling(situation, asked, found)
    words = {
        "answers": some_of([each.short for each in questions]),
        "where_to_look": " ".join(_where(situation, asked, questions)),
    }
    reasons = tuple(each.reason for each in found)
    return _said(situation, Outcome.CANNOT_TELL_YET, words, reasons, questions, questions)


def _where(situation: Situation, asked: Iterable[Asked], questions: Sequence[Point]) -> Iterator[str]:
    """Where to begin, for all the open questions together."""
    keys = {each.key for each in questions if each.rests_on == "question"}
    open_ones = [each for each in asked if each.question.key in keys]
    yield from where_to_begin(each for each in open_ones if situation.answer(each.question.key).state is State.NOT_YET)


def _prefer_larger(situation: Situation, against_cheaper: tuple[Point, ...]) -> Recommendation:
    change = (Point(WITHIN_LIMIT, "comparison", where=TEST_AGAIN),)
    return _said(situation, Outcome.PREFER_LARGER_TIER, {}, against_cheaper, change)


def _go_ahead(situation: Situation, raised: Iterable[Finding]) -> Recommendation:
    left = left_open(situation, raised)
    gates = [Point(GATES_MET, "gate", questions=tuple(situation.gates))] if situation.gates else []
    again = Point(LOOK_AGAIN, "question")
    if not left.conditions:
        return _said(situation, Outcome.GO_AHEAD, {}, (*gates, Point(NOTHING_LEFT, "finding")), (again,))
    words = {"conditions": some_of([each.short for each in left.conditions])}
    reasons, would_change = (*gates, *left.reasons), (*left.conditions, again)
    return _said(situation, Outcome.GO_AHEAD_ON_CONDITIONS, words, reasons, would_change, (), left.conditions)


def _said(
    situation: Situation,
    outcome: Outcome,
    words: dict[str, str],
    reasons: tuple[Point, ...],
    would_change: tuple[Point, ...],
    questions: tuple[Point, ...] = (),
    conditions: tuple[Point, ...] = (),
) -> Recommendation:
    purpose = situation.case.purpose.strip().rstrip(".")
    uses = f'"{purpose}"' if purpose else THIS_USE
    template = situation.edition.wording.get(outcome.value, LABELS[outcome])
    text = fill(template, {"uses": uses} | words).strip()
    return Recommendation(outcome, LABELS[outcome], text, reasons, would_change, questions, conditions)
