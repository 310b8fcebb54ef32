"""The comparisons of two tiers that a judgement counts in, read from the tables in the rules' form."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID

from checklists.models import Evaluation, ModelUse
from checklists.models.evaluations import EvaluationState
from checklists.rules.trade_off import evaluation as rules


def evaluations_of(use: ModelUse, day_of: Callable[[datetime], date]) -> tuple[rules.Evaluation, ...]:
    """The comparisons that count for a model in use, the oldest first, in the rules' form. Two statements.

    `day_of` says on which day an instant falls.
    """
    rows = Evaluation.objects.filter(model_use=use).counting().prefetch_related("slices")
    return tuple(evaluation_from(row, day_of) for row in rows)


def evaluation_from(row: Evaluation, day_of: Callable[[datetime], date]) -> rules.Evaluation:
    """One comparison in the rules' form; its slices are read already."""
    same = ("title", "task", "larger", "cheaper", "tolerance", "tolerance_late", "blind", "note")
    slices = sorted(row.slices.all(), key=lambda one: one.number)
    return rules.Evaluation(
        id=str(row.pk),
        done_by=rules.DoneBy(row.done_by),
        how=rules.How(row.how),
        measured_on=row.measured_on,  # type: ignore[arg-type]
        slices=tuple(rules.Slice(one.name, one.counts) for one in slices),
        tolerance_on=day_of(row.tolerance_set_at) if row.tolerance_set_at else None,
        **{name: getattr(row, name) for name in same},
    )


def replacements_of(rows: Iterable[Evaluation]) -> dict[UUID, UUID]:
    """{comparison: the one with results that replaced it}, of those of `rows` that were replaced. One statement."""
    found = Evaluation.objects.filter(replaces__in=list(rows), state=EvaluationState.DONE.value)
    return dict(found.values_list("replaces_id", "pk"))
