"""What every road to results shares: they come in once, on a day, with one event, and never change."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, NotFound, Refused
from checklists.models import Evaluation, EvaluationSlice, ModelUse
from checklists.models.evaluations import PAIRED, SEPARATE, EvaluationState
from checklists.rules.trade_off.counts import Counts, Pairs
from checklists.rules.trade_off.evaluation import Slice
from checklists.services.days import check_days
from checklists.services.history import record
from checklists.services.rows import change, insert, organisation_in_scope

DONE = (
    "The results of this comparison are in, and they never change. Put a mistake right with a new comparison that "
    "replaces this one."
)
OWN = "This is a guided own test: its counts follow from the marks, and are not given."
NO_DAY = "Say on which day it was measured."


def hold(row: Evaluation) -> None:
    """Hold the row to the end of the transaction, and see where it stands now. Raises NotFound where it is gone."""
    now = Evaluation.objects.select_for_update().filter(pk=row.pk).first()
    if now is None:
        raise NotFound("comparison")
    row.state, row.results_at, row.version = now.state, now.results_at, now.version


def ensure_open(row: Evaluation) -> None:
    """Raises Refused where results are in already, or where marks give them."""
    if row.is_done:
        raise Refused(DONE, code="closed")
    if row.is_own_test:
        raise Refused(OWN, code="closed")


def ensure_replaceable(old: Evaluation | None, use: ModelUse) -> None:
    """Raises Invalid where a comparison cannot be replaced: another model in use's, without results, or replaced."""
    if old is None:
        return
    if old.model_use_id != use.pk:
        _no_replacing("It belongs to another model in use.")
    if not old.is_done:
        _no_replacing("It has no results yet: change it, instead of replacing it.")
    if Evaluation.objects.filter(replaces=old, state=EvaluationState.DONE.value).exists():
        _no_replacing("Another comparison has replaced it already: replace that one.")


def _no_replacing(sentence: str) -> None:
    raise Invalid(sentence, [Detail("/replaces", "replaces", sentence)])


def finish(
    row: Evaluation,
    slices: Iterable[Slice],
    values: Mapping[str, Any],
    *,
    version: int | None,
    by: Actor,
    at: datetime,
) -> None:
    """Write the counts and close the comparison, leaving its event. `values` has `measured_on` and what else is set."""
    slices = tuple(slices)
    _check_day(values.get("measured_on"), at)
    ensure_replaceable(row.replaces, row.model_use)
    closing = {"state": EvaluationState.DONE.value, "results_at": row.results_at or at}
    change(row, {**values, **closing}, version=version, by=by, at=at)
    for number, one in enumerate(slices, 1):
        counted = EvaluationSlice(evaluation=row, number=number, name=one.name, **columns(one.counts))
        insert(counted, by=by, at=at, looked=True)
    told = [{"name": one.name, **columns(one.counts)} for one in slices]
    record("evaluation_results", row, by=by, at=at, organisation=organisation_in_scope(), slices=told, **about(row))


def about(row: Evaluation) -> dict[str, Any]:
    """What an event says of a comparison. Never the texts of its items: an event cannot forget them."""
    names = (
        "title", "task", "larger", "cheaper", "done_by", "how", "blind", "measured_on", "tolerance",
        "tolerance_set_at", "left_out",
    )  # fmt: skip
    keys = {"model_use": row.model_use_id, "replaces": row.replaces_id, "evidence": row.evidence_id}
    return {name: getattr(row, name) for name in names} | keys


def _check_day(measured_on: Any, at: datetime) -> None:
    if measured_on is None:
        raise Invalid(NO_DAY, [Detail("/measured_on", "missing", NO_DAY)])
    check_days({"measured_on": measured_on}, ("measured_on",), at=at, happened=("measured_on",))


def columns(counts: Counts) -> dict[str, int]:
    """Counts as the columns of a slice."""
    if isinstance(counts, Pairs):
        return {name: getattr(counts, name) for name in PAIRED}
    shares = (counts.larger.right, counts.larger.total, counts.cheaper.right, counts.cheaper.total)
    return dict(zip(SEPARATE, shares, strict=True))
