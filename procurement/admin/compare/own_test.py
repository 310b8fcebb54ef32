"""The guided own test, step by step: items, what both tiers made of them, a mark for each, and the end of it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.errors import NotAllowed, NotFound, Refused, Stale
from checklists.formats.own_items import MOST_ITEMS, OwnItem, items_of_file, items_of_lines
from checklists.models import Evaluation, OwnTestItem
from checklists.models.people import Role
from checklists.services import own_tests
from checklists.services.evaluations import find_evaluation
from checklists.services.own_tests import Marks, Outputs
from procurement.admin.acting import actor_of, now
from procurement.admin.compare.listing import PER_PAGE, TELLING, USEFUL, below, progress_of, shown
from procurement.admin.compare.plan import version_of
from procurement.admin.compare.reading import read_measured_on, words, wrong
from procurement.admin.pages import need, page, show
from procurement.answering.days import read_number
from procurement.answering.problems import problems_of

LARGEST_LIST = 2 * 1024 * 1024
SLOWER = (
    "Somebody else wrote to an item of this page in between, so nothing of yours was written. Yours still stands here, "
    "with theirs below it: keep what is right, then save again."
)


def _open(request: HttpRequest, evaluation_id: UUID) -> Evaluation:
    need(request, Role.ASSESSOR)
    row = find_evaluation(evaluation_id)
    if not row.is_own_test or row.is_done:
        raise Refused(
            "This is no guided own test that is under way. Go back to the comparison and look at its results."
        )
    return row


@page
def items(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """The form to paste or upload items; those that are there stand below."""
    row = _open(request, evaluation_id)
    refused = None
    if request.method == "POST":
        try:
            found = _items_sent(request)
            own_tests.add_items(row, items=found, by=actor_of(request), at=now())
        except (NotAllowed, NotFound):
            raise
        except Refused as error:
            refused = error
        else:
            messages.success(request, f"Items added: {len(found)}.")
            return HttpResponseRedirect(reverse("admin:comparison", args=[row.pk]))
    there = list(OwnTestItem.objects.filter(evaluation=row).order_by("number"))
    problems = problems_of(refused, ())
    context = {"row": row, "there": there, "problems": problems, "useful": USEFUL}
    context |= {"pasted": request.POST.get("items", ""), "telling": TELLING, "most": MOST_ITEMS}
    return show(request, "admin/compare/items.html", context, title="Your own items", crumbs=below(row))


def _items_sent(request: HttpRequest) -> tuple[OwnItem, ...]:
    """What was pasted; or, where a file was chosen, what is in it."""
    file = request.FILES.get("file")
    if file is None:
        return items_of_lines(request.POST.get("items", ""))
    if (file.size or 0) > LARGEST_LIST:
        raise wrong("file", "The file is larger than 2 MB, the most that is taken.")
    return items_of_file(file.name or "", file.read())


@page
def outputs(request: HttpRequest, evaluation_id: UUID, number: int) -> HttpResponse:
    """Ten items with two fields each, for what the larger and the cheaper tier made of them."""
    row = _open(request, evaluation_id)
    listed = _listed(row, number)
    refused = None
    if request.method == "POST":
        given = {one.number: _outputs_sent(request, one.number) for one in listed}
        try:
            own_tests.record_outputs(row, outputs=given, by=actor_of(request), at=now())
        except (NotAllowed, NotFound):
            raise
        except Refused as error:
            refused = error
        else:
            return _saved(request, row, listed, "comparison_outputs")
    return _step(request, row, listed, refused, "admin/compare/outputs.html", "What both tiers made of it")


@page
def marks(request: HttpRequest, evaluation_id: UUID, number: int) -> HttpResponse:
    """Ten items with both outputs side by side, each to be marked right or wrong."""
    row = _open(request, evaluation_id)
    listed = _listed(row, number)
    refused = None
    if request.method == "POST":
        given = {one.number: _marks_sent(request, one.number) for one in listed}
        try:
            own_tests.mark_items(row, marks=given, by=actor_of(request), at=now())
        except (NotAllowed, NotFound):
            raise
        except Refused as error:
            refused = error
        else:
            return _saved(request, row, listed, "comparison_marks")
    return _step(request, row, listed, refused, "admin/compare/marks.html", "Right or wrong")


def _listed(row: Evaluation, number: int) -> Page:
    """One page of the items. Raises NotFound for a page that there is not."""
    pages = Paginator(OwnTestItem.objects.filter(evaluation=row).order_by("number"), PER_PAGE)
    if not 1 <= number <= pages.num_pages:
        raise NotFound("page of items")
    return pages.page(number)


def _outputs_sent(request: HttpRequest, number: int) -> Outputs:
    data = request.POST
    version = read_number(data.get(f"version-{number}", ""))
    return Outputs(words(data, f"larger-{number}"), words(data, f"cheaper-{number}"), version)


def _marks_sent(request: HttpRequest, number: int) -> Marks:
    data = request.POST
    version = read_number(data.get(f"version-{number}", ""))
    return Marks(data.get(f"first-{number}", ""), data.get(f"second-{number}", ""), version)


def _saved(request: HttpRequest, row: Evaluation, listed: Page, name: str) -> HttpResponse:
    """On to the next ten, or stay, or back to the comparison: as the button says."""
    messages.success(request, f"Saved: items {listed.start_index()} to {listed.end_index()}.")
    if "stay" in request.POST:
        return HttpResponseRedirect(reverse(f"admin:{name}", args=[row.pk, listed.number]))
    if listed.has_next() and "leave" not in request.POST:
        return HttpResponseRedirect(reverse(f"admin:{name}", args=[row.pk, listed.next_page_number()]))
    return HttpResponseRedirect(reverse("admin:comparison", args=[row.pk]))


def _step(
    request: HttpRequest, row: Evaluation, listed: Page, refused: Refused | None, template: str, title: str
) -> HttpResponse:
    typed = request.POST if refused else {}
    problems = problems_of(refused, [str(one.number) for one in listed], name_of=lambda one: one.pointer.split("/")[-1])
    context = {
        "row": row,
        "listed": listed,
        "cards": [
            _card(one, typed, problems.beside.get(str(one.number), ""), isinstance(refused, Stale)) for one in listed
        ],
        "problems": problems,
        "above": [SLOWER] if isinstance(refused, Stale) else problems.above,
        "test": progress_of(row),
    }
    return show(request, template, context, title=title, crumbs=below(row))


def _card(item: OwnTestItem, typed: Mapping[str, str], problem: str, slower: bool) -> dict[str, Any]:
    """One item as a step shows it: what was typed where it was refused, else what is stored.

    To somebody who was slower `theirs` is shown too, and what they save after that is meant to stand over it.
    """
    number = item.number
    first, second = item.first_and_second
    stored = {
        "larger": item.larger_output,
        "cheaper": item.cheaper_output,
        "first": getattr(item, f"{first}_mark"),
        "second": getattr(item, f"{second}_mark"),
        "version": str(item.version),
    }
    return {
        "item": item,
        "problem": problem,
        "theirs": slower and typed.get(f"version-{number}") != stored["version"],
        "stored": stored,
        "is_marked": bool(item.larger_mark or item.cheaper_mark),
        "sides": [
            {"key": "first", "output": getattr(item, f"{first}_output"), "mark": _now(typed, "first", number, stored)},
            {
                "key": "second",
                "output": getattr(item, f"{second}_output"),
                "mark": _now(typed, "second", number, stored),
            },
        ],
        "version": stored["version"] if slower else _now(typed, "version", number, stored),
        **{name: _now(typed, name, number, stored) for name in ("larger", "cheaper")},
    }


def _now(typed: Mapping[str, str], name: str, number: int, stored: Mapping[str, str]) -> str:
    return typed.get(f"{name}-{number}", stored[name])


@page
@require_POST
def finish(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Turn the marks into counts. Items without a mark are left out only where it was ticked."""
    row = _open(request, evaluation_id)
    try:
        day = read_measured_on(request.POST)
        given: dict[str, Any] = {"version": version_of(request), "leave_out": "leave_out" in request.POST}
        own_tests.finish_own_test(row, measured_on=day, by=actor_of(request), at=now(), **given)
    except (NotAllowed, NotFound):
        raise
    except Refused as refused:
        problems = problems_of(None if refused.code == "refused" else refused, ("measured_on",))
        return shown(request, find_evaluation(row.pk), problems=problems, message=refused.message)
    messages.success(request, "Finished. The counts are on record, and they do not change any more.")
    return HttpResponseRedirect(reverse("admin:comparison", args=[row.pk]))


@page
@require_POST
def forget(request: HttpRequest, evaluation_id: UUID) -> HttpResponse:
    """Delete the texts of a finished test; what they were marked as stays."""
    row = find_evaluation(evaluation_id)
    own_tests.forget_texts(row, version=version_of(request), by=actor_of(request), at=now())
    messages.success(request, "The texts are deleted. Marks and counts are kept.")
    return HttpResponseRedirect(reverse("admin:comparison", args=[row.pk]))
