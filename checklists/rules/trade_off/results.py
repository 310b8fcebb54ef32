"""Results: what one set of counts says of two tiers, with how surely."""

from dataclasses import dataclass

from checklists.rules.trade_off.counts import Counts, Pairs, Separate, Share
from checklists.rules.trade_off.intervals import Interval, koopman, newcombe, rate, wilson
from checklists.rules.trade_off.paired import tang, tango
from checklists.rules.trade_off.testing import mcnemar


@dataclass(frozen=True)
class Measured:
    """A number that was seen, with its 95 % interval."""

    value: float
    interval: Interval


@dataclass(frozen=True)
class Result:
    """`larger` and `cheaper` are shares right, `difference` is cheaper minus larger, `retention` cheaper by larger.

    `chance` is how often two equal tiers would be parted at least as far, known for pairs alone. What cannot be worked
    out, for want of items or of anything right, is None.
    """

    counts: Counts
    larger: Measured | None
    cheaper: Measured | None
    difference: Measured | None
    retention: Measured | None
    chance: float | None

    @property
    def items(self) -> int:
        return self.counts.total


def result_of(counts: Counts) -> Result:
    """What counts say: shares by Wilson, pairs by Tango, Tang and McNemar, separate items by Newcombe and Koopman."""
    larger, cheaper = _share(counts.larger), _share(counts.cheaper)
    if larger is None or cheaper is None:
        return Result(counts, larger, cheaper, None, None, None)
    of_difference, of_ratio, chance = _how_surely(counts)
    return Result(
        counts,
        larger,
        cheaper,
        difference=_measured(cheaper.value - larger.value, of_difference),
        retention=_measured(cheaper.value / larger.value, of_ratio) if larger.value else None,
        chance=chance,
    )


def _how_surely(counts: Counts) -> tuple[Interval | None, Interval | None, float | None]:
    if isinstance(counts, Pairs):
        return tango(counts), tang(counts), mcnemar(counts)
    return newcombe(counts), koopman(counts), None


def _share(share: Share) -> Measured | None:
    return _measured(rate(share), wilson(share))


def _measured(value: float, interval: Interval | None) -> Measured | None:
    return Measured(value, interval) if interval is not None else None


def in_words(counts: Counts) -> str:
    """How many items there were: one number, or one for each tier where they had different ones."""
    if isinstance(counts, Separate) and counts.larger.total != counts.cheaper.total:
        return f"{counts.larger.total:,} and {counts.cheaper.total:,}"
    return f"{counts.total:,}"
