"""Weighing: what every comparison on record says, which one is relied on, and what follows for money and the tier.

Comparisons are never added up or averaged: each was made of other items, on another day, by other people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from checklists.rules.content import TradeOffBounds
from checklists.rules.trade_off.evaluation import DoneBy, Evaluation, Slice
from checklists.rules.trade_off.gap import Gap
from checklists.rules.trade_off.results import Result, result_of
from checklists.rules.trade_off.verdict import Verdict, sample_for, settled_at, verdict_of

MILLIONTH = Decimal("0.000001")


@dataclass(frozen=True)
class WeighedSlice:
    """One kind of item. `small`: so few items that it is a hint and no more."""

    name: str
    result: Result
    verdict: Verdict
    small: bool


@dataclass(frozen=True)
class Weighed:
    """One comparison and what it says.

    `slices` is empty where the items are of one kind. `worst` is the kind on which the cheaper tier lost most, None
    where it lost on none. Where we cannot tell, `sample` is how many items would usually show two equal tiers to be
    within the tolerance, and `settles` how many would settle it if the next went as these did; None for too many.
    `stands_in`: the buyer's own, with enough items to stand in for an answer.
    """

    evaluation: Evaluation
    result: Result
    verdict: Verdict
    slices: tuple[WeighedSlice, ...]
    worst: WeighedSlice | None
    sample: int | None
    settles: int | None
    stands_in: bool


def stands_in(evaluation: Evaluation, bounds: TradeOffBounds) -> bool:
    """Whether a comparison may stand in for an answer: the buyer's own, with enough items for it."""
    return evaluation.done_by is DoneBy.BUYER and evaluation.whole.total >= bounds.own_test_at_least


def weigh(evaluation: Evaluation, bounds: TradeOffBounds) -> Weighed:
    """All that one comparison says."""
    result, tolerance = result_of(evaluation.whole), evaluation.tolerance
    verdict = verdict_of(result, tolerance)
    slices = tuple(_slice(each, evaluation, bounds) for each in evaluation.slices if len(evaluation.slices) > 1)
    open_one = tolerance if verdict is Verdict.CANNOT_TELL else None
    return Weighed(
        evaluation,
        result,
        verdict,
        slices,
        _worst(slices),
        sample_for(evaluation.whole, open_one) if open_one is not None else None,
        settled_at(evaluation.whole, open_one) if open_one is not None else None,
        stands_in(evaluation, bounds),
    )


def relied_on(weighed: Iterable[Weighed]) -> Weighed | None:
    """The newest of the buyer's own, of those with enough items if there are any; of one day the one that came last."""
    own = [each for each in weighed if each.evaluation.done_by is DoneBy.BUYER and each.result.difference]
    large = [each for each in own if each.stands_in]
    return max(reversed(large or own), key=lambda each: each.evaluation.measured_on, default=None)


def gap_of(weighed: Weighed | None) -> Gap | None:
    """The gap that a comparison shows, as money reads it; None without one."""
    seen = weighed.result.difference if weighed is not None else None
    if weighed is None or seen is None:
        return None
    return Gap(
        value=_decimal(-seen.value),
        low=_decimal(-seen.interval.high),
        high=_decimal(-seen.interval.low),
        evaluation=weighed.evaluation.id,
        items=weighed.result.items,
    )


def _slice(each: Slice, evaluation: Evaluation, bounds: TradeOffBounds) -> WeighedSlice:
    result = result_of(each.counts)
    return WeighedSlice(each.name, result, verdict_of(result, evaluation.tolerance), result.items < bounds.small_slice)


def _worst(slices: tuple[WeighedSlice, ...]) -> WeighedSlice | None:
    """The kind with the greatest loss; of two alike the one with more items, then the one named first."""
    lost = [each for each in slices if _seen(each) < 0]
    return min(lost, key=lambda each: (_seen(each), -each.result.items), default=None)


def _seen(each: WeighedSlice) -> float:
    return each.result.difference.value if each.result.difference else 0.0


def _decimal(value: float) -> Decimal:
    return Decimal(value).quantize(MILLIONTH, ROUND_HALF_EVEN) + 0
