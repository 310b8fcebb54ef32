"""Give a planned comparison its results: counts that are typed, or a CSV of paired results."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from checklists.errors import NotAllowed, NotFound, Refused
from checklists.formats.paired_results import MOST_BYTES
from checklists.models import Evaluation
from checklists.models.people import Role
from checklists.services.evaluations import (
    find_evaluation,
    record_counts,
    record_paired_results,
    stage_paired_results,
)
from procurement.admin.acting import actor_of, now
from procurement.admin.compare.listing import below
from procurement.admin.compare.plan import version_of
from procurement.admin.compare.reading import (
    KINDS,
    ROWS,
    field_of_slice,
    read_measured_on,
    read_slices,
    rows_of_form,
    wrong,
)
from procurement.admin.pages import need, page, show
from procurement.answering.problems import Problems, problems_of

IN = "The results are in. They do not change any more."
FIELDS = ["measured_on", *(f"{start}-{name}" for start, columns in rows_of_form() for name in ("name", *columns))]


@page
def counts(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """The form for counts, by kind of item: pairs, or totals alone."""
    row = _open(request, evaluation_id)
    starts: list[str] = []
    if request.method != "POST":
        return _counts_form(request, row, Problems())
    try:
        slices, starts = read_slices(request.POST)
        day = read_measured_on(request.POST)
        version = version_of(request)
        record_counts(row, slices=slices, measured_on=day, version=version, by=actor_of(request), at=now())
    except (NotAllowed, NotFound):
        raise
    except Refused as refused:
        problems = problems_of(refused, FIELDS, name_of=lambda detail: field_of_slice(detail, starts))
        return _counts_form(request, find_evaluation(row.pk), problems)
    return _in(request, row)


def _open(request: HttpRequest, evaluation_id: UUID) -> Evaluation:
    """The comparison, for somebody who may give it results. Raises Refused where they are in."""
    need(request, Role.ASSESSOR)
    row = find_evaluation(evaluation_id)
    if row.is_done:
        raise Refused(f"{IN} Put a mistake right with a new comparison that replaces this one.")
    return row


def _counts_form(request: HttpRequest, row: Evaluation, problems: Problems) -> HttpResponse:
    def cell(start: str, name: str) -> dict[str, Any]:
        key = f"{start}-{name}"
        return {"key": key, "value": request.POST.get(key, ""), "problem": problems.beside.get(key, "")}

    tables = {
        kind: [[cell(f"{kind}{place}", name) for name in ("name", *columns)] for place in range(ROWS)]
        for kind, columns in KINDS.items()
    }
    context = {"row": row, "pairs": tables["p"], "totals": tables["t"], "typed": request.POST, "problems": problems}
    return show(request, "admin/compare/counts.html", context, title="Type counts", crumbs=below(row))


@page
def paired_file(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """The form for a CSV; whatever is wrong with it is shown line by line."""
    row = _open(request, evaluation_id)
    if request.method != "POST":
        return _file_form(request, row, None)
    try:
        _take_file(request, row)
    except (NotAllowed, NotFound):
        raise
    except Refused as refused:
        return _file_form(request, find_evaluation(row.pk), refused)
    return _in(request, row)


def _take_file(request: HttpRequest, row: Evaluation) -> None:
    """The day is read first: a slip there should not cost the reading of a long file."""
    day, file, by = read_measured_on(request.POST), request.FILES.get("file"), actor_of(request)
    if file is None:
        raise wrong("file", "Choose the CSV with your results.")
    if (file.size or 0) > MOST_BYTES:
        raise wrong("file", "The file is larger than 25 MB, the most that is taken.")
    staged = stage_paired_results(content=file.read(), filename=file.name or "results.csv", by=by)
    record_paired_results(row, staged=staged, measured_on=day, version=version_of(request), by=by, at=now())


def _file_form(request: HttpRequest, row: Evaluation, refused: Refused | None) -> HttpResponse:
    lines = [one.detail for one in refused.details if one.pointer.startswith("/file/")] if refused else []
    problems = Problems((refused.message,)) if refused and lines else problems_of(refused, ("file", "measured_on"))
    context = {"row": row, "typed": request.POST, "problems": problems, "lines": lines}
    return show(request, "admin/compare/file.html", context, title="Upload paired results", crumbs=below(row))


def _in(request: HttpRequest, row: Evaluation) -> HttpResponse:
    messages.success(request, IN)
    return HttpResponseRedirect(reverse("admin:comparison", args=[row.pk]))
