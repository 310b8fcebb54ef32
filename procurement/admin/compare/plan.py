"""Plan a comparison: what is compared, by which road, and how much worse the cheaper tier may be."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from checklists.errors import NotAllowed, NotFound, Refused
from checklists.models import Evaluation, ModelUse
from checklists.models.people import Role
from checklists.rules.trade_off.evaluation import DoneBy, How
from checklists.services.evaluations import plan_evaluation
from procurement.admin.acting import actor_of, now
from procurement.admin.compare.listing import TELLING, USEFUL, crumbs_of
from procurement.admin.compare.reading import read_tolerance, words, wrong
from procurement.admin.facts_page import find_use
from procurement.admin.pages import need, page, show
from procurement.answering.days import read_number
from procurement.answering.problems import problems_of

FIELDS = ("how", "title", "task", "larger", "cheaper", "tolerance", "done_by")
ROADS = (
    (How.OWN_TEST.value, "Test both tiers ourselves", "You paste your own items and what both tiers make of them."),
    (How.COUNTS.value, "Type counts", "You know how many each had right, from a test that was made elsewhere."),
    (How.PAIRED_RESULTS.value, "Upload a CSV", "One line for each item, with right or wrong for both tiers."),
)
DOERS = (
    (DoneBy.BUYER.value, "Our own"),
    (DoneBy.VENDOR.value, "The vendor's"),
    (DoneBy.THIRD_PARTY.value, "Somebody else's"),
)
NEXT = {
    How.OWN_TEST.value: "comparison_items",
    How.COUNTS.value: "comparison_counts",
    How.PAIRED_RESULTS.value: "comparison_file",
}
PLANNED = "Planned. What you could live with is on record with its time."
NO_LIMIT = "Planned, without a limit. Set it on the page of the comparison before the first result comes in."
TAKE_YOUR_TIME = "Choose how the results come in."


@page
def new(request: HttpRequest, use_id: UUID) -> HttpResponse:
    """The form for a new comparison; ?replaces= one that was mistaken."""
    need(request, Role.ASSESSOR)
    use = find_use(use_id)
    old = _replaced(use, request.POST.get("replaces") or request.GET.get("replaces", ""))
    if request.method != "POST":
        return _form(request, use, old, _beginning(request, use, old), None)
    try:
        row = _planned(request, use, old)
    except (NotAllowed, NotFound):
        raise
    except Refused as refused:
        return _form(request, use, old, request.POST, refused)
    messages.success(request, PLANNED if row.tolerance is not None else NO_LIMIT)
    return HttpResponseRedirect(reverse(f"admin:{NEXT[row.how]}", args=[row.pk]))


def _planned(request: HttpRequest, use: ModelUse, old: Evaluation | None) -> Evaluation:
    data = request.POST
    values: dict[str, Any] = {name: words(data, name) for name in ("title", "task", "larger", "cheaper", "how")}
    if values["how"] not in NEXT:
        raise wrong("how", TAKE_YOUR_TIME)
    values["done_by"] = data.get("done_by") or DoneBy.BUYER.value
    values["blind"] = values["how"] == How.OWN_TEST.value and "blind" in data
    tolerance = read_tolerance(data)
    return plan_evaluation(model_use=use, tolerance=tolerance, replaces=old, by=actor_of(request), at=now(), **values)


def _replaced(use: ModelUse, key: str) -> Evaluation | None:
    """The comparison that the new one puts right. Raises NotFound for one that is none of this model in use."""
    if not key:
        return None
    rows = {str(row.pk): row for row in Evaluation.objects.filter(model_use=use)}
    if key not in rows:
        raise NotFound("comparison to replace")
    return rows[key]


def _beginning(request: HttpRequest, use: ModelUse, old: Evaluation | None) -> dict[str, str]:
    """What stands in the form at first: what the old one had, or what the register knows."""
    how = request.GET.get("how", "")
    begin = {
        "how": how if how in NEXT else How.OWN_TEST.value,
        "cheaper": use.tier_label,
        "done_by": "buyer",
        "blind": "on",
    }
    if old is None:
        return begin | {"task": use.purpose}
    names = ("title", "task", "larger", "cheaper", "done_by", "how")
    return begin | {name: getattr(old, name) for name in names} | {"blind": "on" if old.blind else ""}


def _form(
    request: HttpRequest, use: ModelUse, old: Evaluation | None, typed: Any, refused: Refused | None
) -> HttpResponse:
    context = {
        "use": use,
        "old": old,
        "typed": typed,
        "roads": ROADS,
        "doers": DOERS,
        "useful": USEFUL,
        "telling": TELLING,
        "problems": problems_of(refused, FIELDS),
    }
    return show(request, "admin/compare/new.html", context, title="Plan a comparison", crumbs=crumbs_of(use))


def version_of(request: HttpRequest) -> int | None:
    """The version that the form was made from."""
    return read_number(request.POST.get("version", ""))
