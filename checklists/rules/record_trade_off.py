"""The record of the trade-off: every comparison of the two tiers, with figures as text, beside what follows from them.

Percentages have one place ("93.3"), the gap six (a share of all tasks), both rounded half to even; a chance has four
places, or says that it is smaller than that.
"""

from checklists.rules.plain import Plain, decimal, iso
from checklists.rules.trade_off.counts import Pairs, Share
from checklists.rules.trade_off.evaluation import DoneBy, Evaluation, How
from checklists.rules.trade_off.figures import chance, fixed_percent
from checklists.rules.trade_off.gap import Gap
from checklists.rules.trade_off.results import Measured, Result
from checklists.rules.trade_off.trade_off import Comparison, TradeOff
from checklists.rules.trade_off.verdict import Verdict
from checklists.rules.trade_off.weighing import WeighedSlice

DONE_BY = {DoneBy.BUYER: "Your own", DoneBy.VENDOR: "The vendor's", DoneBy.THIRD_PARTY: "A third party's"}
HOW = {
    How.COUNTS: "Counts, typed in",
    How.PAIRED_RESULTS: "A file of paired results",
    How.OWN_TEST: "The guided own test",
}
VERDICTS = {
    Verdict.WITHIN: "Within your limit",
    Verdict.OUTSIDE: "Beyond your limit",
    Verdict.CANNOT_TELL: "Cannot tell yet",
    Verdict.NO_TOLERANCE: "No limit set",
}


def trade_off_on_record(judged: TradeOff) -> Plain:
    """What `rules/record.py` lists under `trade_off`."""
    chosen = judged.relied_on
    return {
        "text": judged.text,
        "relied_on": chosen.evaluation.id if chosen is not None else None,
        "against_cheaper": judged.against_cheaper,
        "gap": _gap(judged.gap) if judged.gap is not None else None,
        "evaluations": [_comparison(each) for each in judged.comparisons],
    }


def _gap(gap: Gap) -> Plain:
    figures = {"value": gap.value, "low": gap.low, "high": gap.high}
    return {
        **{name: decimal(figure) for name, figure in figures.items()},
        "evaluation": gap.evaluation,
        "items": gap.items,
    }


def _comparison(each: Comparison) -> Plain:
    weighed = each.weighed
    return {
        **_head(weighed.evaluation),
        **_stand(weighed.verdict),
        "stands_in": weighed.stands_in,
        "sample": weighed.sample,
        "settles": weighed.settles,
        "result": _result(weighed.result),
        "slices": [_slice(one) for one in weighed.slices],
        "worst": weighed.worst.name if weighed.worst is not None else None,
        "sentences": list(each.sentences),
    }


def _head(evaluation: Evaluation) -> Plain:
    return {
        "id": evaluation.id,
        "title": evaluation.title,
        "task": evaluation.task,
        "done_by": evaluation.done_by.value,
        "done_by_label": DONE_BY[evaluation.done_by],
        "how": evaluation.how.value,
        "how_label": HOW[evaluation.how],
        "measured_on": iso(evaluation.measured_on),
        "larger": evaluation.larger,
        "cheaper": evaluation.cheaper,
        "tolerance": decimal(evaluation.tolerance) if evaluation.tolerance is not None else None,
        "tolerance_on": iso(evaluation.tolerance_on),
        "tolerance_late": evaluation.tolerance_late,
        "blind": evaluation.blind,
        "note": evaluation.note,
    }


def _stand(verdict: Verdict) -> Plain:
    return {"verdict": verdict.value, "verdict_label": VERDICTS[verdict]}


def _slice(each: WeighedSlice) -> Plain:
    return {"name": each.name, "small": each.small, **_stand(each.verdict), "result": _result(each.result)}


def _result(result: Result) -> Plain:
    counts = result.counts
    return {
        "items": result.items,
        "paired": isinstance(counts, Pairs),
        "only_larger": counts.only_larger if isinstance(counts, Pairs) else None,
        "only_cheaper": counts.only_cheaper if isinstance(counts, Pairs) else None,
        "larger": _share(counts.larger, result.larger),
        "cheaper": _share(counts.cheaper, result.cheaper),
        "difference": _measured(result.difference),
        "retention": _measured(result.retention),
        "chance": chance(result.chance) if result.chance is not None else None,
    }


def _share(share: Share, measured: Measured | None) -> Plain:
    return {"right": share.right, "total": share.total, "measured": _measured(measured)}


def _measured(measured: Measured | None) -> Plain | None:
    """A number with its interval, in hundredths. An end without a bound is null."""
    if measured is None:
        return None
    return {
        "value": fixed_percent(measured.value),
        "low": fixed_percent(measured.interval.low),
        "high": fixed_percent(measured.interval.high),
    }
