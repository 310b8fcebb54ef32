"""What comparisons say in sentences: the catalogue's words, filled with whole figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checklists.rules.content import TradeOffBounds
from checklists.rules.plain import decimal
from checklists.rules.trade_off.counts import Pairs
from checklists.rules.trade_off.evaluation import DoneBy
from checklists.rules.trade_off.figures import in_a_hundred, percent
from checklists.rules.trade_off.results import Measured, in_words
from checklists.rules.trade_off.verdict import MOST_ITEMS, Verdict
from checklists.rules.trade_off.weighing import Weighed, WeighedSlice
from checklists.rules.wording import fill

# For an edition from before there were sentences for it. It must not be empty: an empty one would say nothing is amiss.
NO_WORDS = "The figures say what was seen; this edition of the catalogue has no sentence for it."
MOST = f"{MOST_ITEMS:,}"


@dataclass(frozen=True)
class Sayings:
    """The sentences of one edition about comparisons, and the bounds they speak of."""

    wording: Mapping[str, str]
    bounds: TradeOffBounds

    def say(self, key: str, **words: str) -> str:
        """One sentence of the catalogue, filled."""
        return fill(self.wording.get(key, NO_WORDS), words)

    def of(self, weighed: Weighed) -> tuple[str, ...]:
        """All that is said of one comparison, the verdict first."""
        return tuple(self._sentences(weighed))

    def against_cheaper(self, weighed: Weighed | None) -> str:
        """Why the larger tier is to be preferred; empty where the comparison does not show it."""
        if weighed is None or weighed.verdict is not Verdict.OUTSIDE:
            return ""
        return self.say("trade_off_against_cheaper", **_figures(weighed))

    def nobody_compared(self) -> str:
        """What is so, and what to do, where no comparison of the buyer's is on record."""
        return self.say("trade_off_nobody_compared", sample=str(self.bounds.own_test_at_least))

    def _sentences(self, weighed: Weighed) -> Iterator[str]:
        evaluation, figures = weighed.evaluation, _figures(weighed)
        yield self.say(_verdict_key(weighed), **figures)
        yield from self._what_settles(weighed)
        if evaluation.tolerance_late and evaluation.tolerance is not None:
            yield self.say("trade_off_tolerance_late", **figures)
        yield from self._of_slices(weighed)
        if evaluation.done_by is not DoneBy.BUYER:
            yield self.say(f"trade_off_by_{evaluation.done_by.value}")
        elif not weighed.stands_in and weighed.result.difference:
            yield self.say("trade_off_small_own_test", items=figures["items"], total=str(self.bounds.own_test_at_least))

    def _what_settles(self, weighed: Weighed) -> Iterator[str]:
        if weighed.verdict is not Verdict.CANNOT_TELL or not weighed.result.difference:
            return
        if weighed.settles is None:
            yield self.say("trade_off_not_settled", sample=MOST)
        elif _verdict_key(weighed) in ("trade_off_worse_how_much", "trade_off_unlike_equals"):
            yield self.say("trade_off_settled_at", sample=f"{weighed.settles:,}")

    def _of_slices(self, weighed: Weighed) -> Iterator[str]:
        if weighed.worst is not None:
            yield self._worst(weighed.worst)
        elif weighed.slices and weighed.result.difference:
            yield self.say("trade_off_no_slice_worse", total=str(len(weighed.slices)))
        few = [each for each in weighed.slices if each.small]
        if few:
            named = "; ".join(f'"{each.name}" ({in_words(each.result.counts)})' for each in few)
            yield self.say("trade_off_small_slices", sample=str(self.bounds.small_slice), what=named)

    def _worst(self, worst: WeighedSlice) -> str:
        seen = worst.result.difference
        sure = seen is not None and seen.interval.high < 0
        key = "trade_off_worst_slice_sure" if sure else "trade_off_worst_slice"
        return self.say(key, what=worst.name, difference=percent(-seen.value) if seen else "0", **_ends(seen, sure))


def _verdict_key(weighed: Weighed) -> str:
    """Which sentence of the catalogue says what came out."""
    seen = weighed.result.difference
    if seen is None:
        return "trade_off_no_items"
    if weighed.verdict is Verdict.NO_TOLERANCE:
        return "trade_off_no_tolerance"
    if weighed.verdict is Verdict.WITHIN:
        return "trade_off_not_worse" if seen.interval.low >= 0 else "trade_off_within"
    return "trade_off_outside" if weighed.verdict is Verdict.OUTSIDE else _open_key(weighed, seen)


def _open_key(weighed: Weighed, seen: Measured) -> str:
    if seen.interval.high < 0:
        return "trade_off_worse_how_much"
    if weighed.sample is None:
        return "trade_off_out_of_reach"
    if weighed.sample <= weighed.result.items:
        return "trade_off_unlike_equals"
    return "not_distinguishable" if seen.value < 0 else "trade_off_equal_so_far"


def _figures(weighed: Weighed) -> dict[str, str]:
    tolerance, seen = weighed.evaluation.tolerance, weighed.result.difference
    return {
        "items": in_words(weighed.result.counts),
        "tolerance": decimal(tolerance) if tolerance is not None else "",
        "difference": _difference(weighed),
        "sample": MOST if weighed.sample is None else f"{weighed.sample:,}",
        **_ends(seen, seen is not None and seen.interval.high < 0),
    }


def _ends(seen: Measured | None, sure: bool) -> dict[str, str]:
    """Both ends of a gap: as mistakes more where that is sure, else for the larger tier and the other way."""
    if seen is None:
        return {"low": "", "high": ""}
    return {
        "low": percent(-seen.interval.high if sure else seen.interval.high),
        "high": percent(-seen.interval.low),
    }


def _difference(weighed: Weighed) -> str:
    """How many more the larger tier got right: items where both had the same ones, else in a hundred."""
    counts, seen = weighed.result.counts, weighed.result.difference
    if isinstance(counts, Pairs):
        return f"{counts.only_larger - counts.only_cheaper:,}"
    return in_a_hundred(-seen.value) if seen is not None else ""
