"""The score: how well the questions are answered, with both bounds. It says nothing of how good the vendor is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from checklists.rules.answers import Answer, Judged, State
from checklists.rules.content import BandOfScore, Scale
from checklists.rules.grading import Grade, is_amber_at_best
from checklists.rules.questions import Asked

NOTHING = "Nothing to score yet"
BY_REVIEWER = {Judged.SATISFACTORY: "satisfactory", Judged.CONCERN: "concern", Judged.UNACCEPTABLE: "unacceptable"}
BY_RULE = {Grade.GOOD: "closed_good", Grade.AMBER: "amber", Grade.RED: "red"}


@dataclass(frozen=True)
class ScoreLine:
    """What one question adds at least and at most, of the weight it has, and why."""

    question: str
    weight: Decimal
    lower: Decimal
    upper: Decimal
    why: str


@dataclass(frozen=True)
class Score:
    """Whole numbers from 0 to 100: the lower bound rounded down, the upper one up. `states` counts the answer states.

    Nothing to count gives no bounds, empty bands and a label that says so.
    """

    lower: int | None
    upper: int | None
    band_lower: str
    band_upper: str
    label: str
    lines: tuple[ScoreLine, ...]
    states: Mapping[str, int]
    weight_total: Decimal


def score(
    questions: Iterable[Asked],
    answers: Mapping[str, Answer],
    grades: Mapping[str, Grade],
    scale: Scale,
) -> Score:
    """Score the questions that are counted, by one scale. What is left out has no line."""
    counted = [asked for asked in questions if asked.counted]
    lines = tuple(
        _line(asked, answers.get(asked.question.key), grades[asked.question.key], scale)
        for asked in counted
        if grades[asked.question.key] is not Grade.LEFT_OUT
    )
    total = sum((line.weight for line in lines), Decimal(0))
    states = Counter(_state(answers.get(asked.question.key)) for asked in counted)
    by_state = {state.value: states[state] for state in State}
    if not total:
        return Score(None, None, "", "", NOTHING, lines, by_state, total)
    lower = floor(100 * _share((line.lower for line in lines), total))
    upper = ceil(100 * _share((line.upper for line in lines), total))
    first, last = _band(scale, lower), _band(scale, upper)
    label = first.label if first == last else f'From "{first.label}" to "{last.label}"'
    return Score(lower, upper, first.key, last.key, label, lines, by_state, total)


def scale_on(scales: tuple[Scale, ...], on: date) -> Scale:
    """The scale in force on a day; before the first one began, the first."""
    ordered = sorted(scales, key=lambda scale: scale.valid_from)
    running = [s for s in ordered if s.valid_from <= on and (s.valid_until is None or on <= s.valid_until)]
    return running[-1] if running else ordered[0]


def _state(answer: Answer | None) -> State:
    return answer.state if answer is not None else State.NOT_YET


def _line(asked: Asked, answer: Answer | None, grade: Grade, scale: Scale) -> ScoreLine:
    weight = scale.weights[asked.question.weight]
    if grade is Grade.OPEN:
        why = "open_answer" if answer is not None and answer.state is State.ANSWERED else _state(answer).value
        return ScoreLine(asked.question.key, weight, weight * scale.open_lower, weight * scale.open_upper, why)
    if answer is not None and grade is Grade.MAY_BE_RED:
        best = scale.points["amber" if is_amber_at_best(asked.question, answer) else "closed_good"]
        return ScoreLine(asked.question.key, weight, weight * scale.points["red"], weight * best, grade.value)
    why = BY_REVIEWER[answer.judged] if answer is not None and answer.judged else BY_RULE[grade]
    points = weight * scale.points[why]
    return ScoreLine(asked.question.key, weight, points, points, why)


def _share(parts: Iterable[Decimal], total: Decimal) -> Fraction:
    """Exact: a sum of decimals is, up to 28 digits, and no scale has that many."""
    return Fraction(sum(parts, Decimal(0))) / Fraction(total)


def _band(scale: Scale, points: int) -> BandOfScore:
    ranked = sorted(scale.bands, key=lambda band: band.at_least, reverse=True)
    return next((band for band in ranked if points >= band.at_least), ranked[-1])
