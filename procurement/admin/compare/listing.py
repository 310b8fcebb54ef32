"""The comparisons of one model in use, and the page of each: what was compared, its tolerance, and where it stands."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.models import Evaluation, ModelUse, OwnTestItem
from checklists.services.counted_evaluations import replacements_of
from checklists.services.evaluation_plans import delete_plan
from checklists.services.evaluations import change_evaluation, find_evaluation
from procurement.admin.acting import actor_of, now, today
from procurement.admin.compare.reading import read_tolerance
from procurement.admin.compare.weighed import weighed
from procurement.admin.facts_page import find_use, newest_assessment
from procurement.admin.pages import Crumbs, page, show
from procurement.answering.days import read_number, written_day

USEFUL, TELLING = 30, 120


def crumbs_of(use: ModelUse, *more: tuple[str, str]) -> Crumbs:
    """The pages above every page of a comparison."""
    return [
        ("Models in use", reverse("admin:checklists_modeluse_changelist")),
        (use.name, reverse("admin:checklists_modeluse_change", args=[use.pk])),
        ("Compare two tiers", reverse("admin:comparisons", args=[use.pk])),
        *more,
    ]


def below(row: Evaluation) -> Crumbs:
    """The pages above a step of one comparison."""
    return crumbs_of(row.model_use, (row.title, reverse("admin:comparison", args=[row.pk])))


@page
def comparisons(request: HttpRequest, use_id: UUID) -> HttpResponse:
    """The comparisons of a model in use, the newest first, and the three roads to a new one."""
    use = find_use(use_id)
    rows = list(Evaluation.objects.filter(model_use=use).prefetch_related("slices").order_by("-id"))
    replaced = replacements_of(rows)
    listed = [
        {"row": row, "items": items_of(row), "is_replaced": row.pk in replaced, "counts": whole_of(row)} for row in rows
    ]
    context = {"use": use, "listed": listed, "assessment": newest_assessment(use)}
    return show(request, "admin/compare/list.html", context, title="Compare two tiers", crumbs=crumbs_of(use)[:2])


def items_of(row: Evaluation) -> int:
    """How many items its counts are about."""
    return sum(one.counts.total for one in row.slices.all())


def whole_of(row: Evaluation) -> dict[str, int] | None:
    """Right and total of each tier over all slices; None while there are no results."""
    counts = [one.counts for one in row.slices.all()]
    if not counts:
        return None
    return {
        f"{tier}_{name}": sum(getattr(getattr(one, tier), name) for one in counts)
        for tier in ("larger", "cheaper")
        for name in ("right", "total")
    }


@page
def comparison(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """One comparison: what is done, what comes next, and the counts once they are in."""
    return shown(request, find_evaluation(evaluation_id))


def shown(request: HttpRequest, row: Evaluation, **more: Any) -> HttpResponse:
    """The page of one comparison; `more` is what a refused form brings along."""
    assessment = newest_assessment(row.model_use)
    context = {
        "row": row,
        "use": row.model_use,
        "whole": whole_of(row),
        "slices": sorted(row.slices.all(), key=lambda one: one.number),
        "items": items_of(row),
        "test": progress_of(row),
        "replaced_by": replacements_of([row]).get(row.pk),
        "assessment": assessment,
        "trade_off": weighed(row, assessment),
        "useful": USEFUL,
        "telling": TELLING,
        "typed": request.POST,
        "today": written_day(today()),
        **more,
    }
    return show(request, "admin/compare/comparison.html", context, title=row.title, crumbs=crumbs_of(row.model_use))


def progress_of(row: Evaluation) -> dict[str, Any] | None:
    """How far an own test is; None for the other roads."""
    if not row.is_own_test:
        return None
    items = list(OwnTestItem.objects.filter(evaluation=row).order_by("number"))
    with_outputs = [one for one in items if one.larger_output and one.cheaper_output]
    marked = [one for one in items if one.is_marked]
    return {
        "items": len(items),
        "with_outputs": len(with_outputs),
        "marked": len(marked),
        "turn": _turn(row, len(items), len(with_outputs), len(marked)),
        "unmarked": len(items) - len(marked),
        "outputs_page": _first_page(one.number for one in items if not (one.larger_output and one.cheaper_output)),
        "marks_page": _first_page(one.number for one in items if not one.is_marked),
        "has_texts": any(one.text or one.larger_output or one.cheaper_output for one in items),
    }


def _turn(row: Evaluation, items: int, with_outputs: int, marked: int) -> int:
    """Which of the four steps it is the turn of: items, outputs, marks, the end. Only a blind test needs outputs."""
    if not items:
        return 1
    if marked == items:
        return 4
    return 2 if with_outputs < items and (row.blind or not marked) else 3


def _first_page(numbers: Any) -> int:
    """The page of the first item that is left to do."""
    return (next(iter(numbers), 1) - 1) // PER_PAGE + 1


PER_PAGE = 10


@page
@require_POST
def tolerance(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Say how much worse the cheaper tier may be; once results are in, it is kept as said late."""
    row = find_evaluation(evaluation_id)
    version = read_number(request.POST.get("version", ""))
    change_evaluation(row, tolerance=read_tolerance(request.POST), version=version, by=actor_of(request), at=now())
    late = " The results were known by then, and it is shown so." if row.tolerance_late else ""
    messages.success(request, f"Kept, with its time.{late}")
    return HttpResponseRedirect(reverse("admin:comparison", args=[row.pk]))


@page
@require_POST
def delete(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Delete a comparison that has no result yet."""
    row = find_evaluation(evaluation_id)
    use, title = row.model_use_id, row.title
    delete_plan(row, version=read_number(request.POST.get("version", "")), by=actor_of(request), at=now())
    messages.success(request, f"Deleted: {title}. The history remembers that it was planned.")
    return HttpResponseRedirect(reverse("admin:comparisons", args=[use]))
