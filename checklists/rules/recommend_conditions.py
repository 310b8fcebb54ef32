"""The conditions of a recommendation: what of medium weight or more is left, and what would close each kind of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checklists.rules.answers import State
from checklists.rules.obligations import ObligationResult, Status
from checklists.rules.questions import Asked
from checklists.rules.raised import Finding, weigh
from checklists.rules.recommend_open import Point
from checklists.rules.recommend_words import CLOSED_BY, NO_ANSWER_YET, closes, closes_short, where_to_begin
from checklists.rules.severity import MEDIUM, of_obligation, rank
from checklists.rules.situation import Situation

SILENCE, OPEN_DUTY, RECORD_MISSING, CONTRADICTION = "silence", "open_duty", "own_record_missing", "contradiction"


@dataclass(frozen=True)
class Left:
    """What is left: a reason for each finding, question and duty, and a condition for each kind of them."""

    reasons: tuple[Point, ...]
    conditions: tuple[Point, ...]


def left_open(situation: Situation, raised: Iterable[Finding]) -> Left:
    """What weighs medium or more and nothing covers: findings, silence before submission too, and open duties.

    An open duty counts as a yes until somebody knows. Nothing left gives nothing.
    """
    grave = [each for each in raised if not each.covered_by and _is_medium(situation, each.severity)]
    early, duties = _early_silence(situation), _open_duties(situation)
    reasons = (
        *(Point(each.title, "finding", each.key, each.questions, (each.key,)) for each in grave),
        *(_silent(each) for each in early),
        *(Point(each.text or each.obligation.plain_title, "duty", each.obligation.key) for each in duties),
    )
    conditions = [*_for_findings(situation, grave), *_for_silence(early)]
    if duties:
        conditions.append(_condition(OPEN_DUTY, "duty", [each.obligation.plain_title for each in duties]))
    return Left(reasons, tuple(conditions))


def _is_medium(situation: Situation, severity: str) -> bool:
    scoring = situation.edition.scoring
    return bool(severity) and rank(scoring, severity) >= rank(scoring, MEDIUM)


def _silent(asked: Asked) -> Point:
    return Point(NO_ANSWER_YET.format(question=asked.text), "question", asked.question.key, (asked.question.key,))


def _early_silence(situation: Situation) -> list[Asked]:
    """Questions that nobody has got to yet and that would weigh as much at submission."""
    rule = situation.edition.scoring.finding_rules.get(SILENCE)
    if rule is None or situation.case.submitted:
        return []
    silent = [each for key, each in situation.shown.items() if situation.answer(key).state is State.NOT_YET]
    return [each for each in silent if _is_medium(situation, weigh(situation, rule, each)[0])]


def _open_duties(situation: Situation) -> list[ObligationResult]:
    """Duties that nobody can decide yet, where the record they ask for would weigh as much once they apply."""
    rule = situation.edition.scoring.finding_rules.get(RECORD_MISSING)
    waiting = [
        result for result in situation.obligations if result.status is Status.OPEN and result.obligation.required
    ]
    return [each for each in waiting if rule and _is_medium(situation, of_obligation(rule, each.obligation))]


def _for_findings(situation: Situation, grave: Iterable[Finding]) -> Iterator[Point]:
    """One condition for each kind of finding; a contradiction has one for itself."""
    kinds: dict[str, list[Finding]] = {}
    for each in grave:
        kinds.setdefault(each.key if each.rule == CONTRADICTION else each.rule, []).append(each)
    for found in kinds.values():
        keys = tuple(dict.fromkeys(key for each in found for key in each.questions))
        texts = [situation.shown[key].text for key in keys if key in situation.shown]
        by_title = found[0].rule in (CONTRADICTION, RECORD_MISSING) or not texts
        what = [_about(each) for each in found] if by_title else texts
        where = " ".join(where_to_begin(situation.shown[key] for key in keys if key in situation.shown))
        yield _condition(found[0].rule, "finding", what, keys, [each.key for each in found], where)


def _for_silence(early: Sequence[Asked]) -> Iterator[Point]:
    if early:
        keys = tuple(each.question.key for each in early)
        yield _condition(
            SILENCE, "question", [each.text for each in early], keys, where=" ".join(where_to_begin(early))
        )


def _about(finding: Finding) -> str:
    """What a finding is about: the words that its title quotes, or the whole of it."""
    return finding.title.partition('"')[2].rstrip('"') or finding.title


def _condition(
    rule: str,
    rests_on: str,
    what: Sequence[str],
    questions: tuple[str, ...] = (),
    findings: Sequence[str] = (),
    where: str = "",
) -> Point:
    text, short = closes(rule, what), closes_short(rule, len(what))
    return Point(text, rests_on, rule, questions, tuple(findings), CLOSED_BY.get(rule, where), short)
