"""What your tools rest on: how many models in use share one model, maker, host or vendor; all of it links through."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from checklists.dossier.figures.concentration import concentration
from checklists.errors import NotFound
from checklists.rules.plain import Plain
from checklists.rules.record_concentration import concentration_on_record
from checklists.services.concentration import Resting, resting
from procurement.admin.pages import page, show

PER_PAGE, MOST_ROWS = 100, 10
ABOUT = {
    "model": "The AI models underneath",
    "maker": "Whose models they are",
    "host": "Where they run",
    "vendor": "Through whom they come",
}
LEADS = {
    "model": "Every model that a tool rests on is counted, the one it uses and those that one was made from, as far as "
    "their makers say so.",
    "maker": "The makers of all of those models.",
    "host": "Where the model runs, from your own facts and the vendors' answers.",
    "vendor": "The firm that sells the tool to you.",
}
IN_PART = {
    "unknown": "Nobody knows",
    "open": "Known in part only",
}


@page
def resting_on(request: HttpRequest) -> HttpResponse:
    """The four views, or (with ?kind=) the models in use behind one figure of them."""
    rests = resting()
    record = concentration_on_record(rests.found)
    if "kind" in request.GET:
        return _behind(request, rests, record)
    views = [_shown(view, record["models_in_use"]) for view in record["views"]]
    return show(request, "admin/resting/home.html", {"record": record, "views": views}, title="What your tools rest on")


def _shown(view: Plain, total: int) -> dict[str, Any]:
    """A view with its picture; what most uses share stands in the table, and the rest is folded away."""
    kind = view["kind"]
    rows = [
        share | {"address": _address(kind, share), "behind": _link(kind, key=share["key"])} for share in view["shares"]
    ]
    shared = [row for row in rows if row["count"] + row["may_count"] > 1][:MOST_ROWS]
    silent = [
        {"label": label, "text": view[f"{name}_text"], "count": len(view[name]), "behind": _link(kind, part=name)}
        for name, label in IN_PART.items()
        if view[name]
    ]
    return {
        "kind": kind,
        "about": ABOUT[kind],
        "lead": LEADS[kind],
        "figure": concentration(view, total, ABOUT[kind]) if total else "",
        "shared": shared,
        "rest": [row for row in rows if row not in shared],
        "silent": silent,
    }


def _address(kind: str, share: Mapping[str, Any]) -> str:
    """The page of the thing itself, where it has one."""
    if kind == "model":
        return reverse("admin:ai_model", args=[share["key"]])
    if kind == "vendor" and share["key"]:
        return reverse("admin:checklists_vendor_change", args=[share["key"]])
    return ""


def _link(kind: str, **what: str) -> str:
    return f"{reverse('admin:resting')}?{urlencode({'kind': kind, **what})}"


def _behind(request: HttpRequest, rests: Resting, record: Plain) -> HttpResponse:
    view = next((each for each in record["views"] if each["kind"] == request.GET["kind"]), None)
    if view is None:
        raise NotFound("view")
    title, text, sure, may = _part(view, request)
    ids = [(key, False) for key in sure] + [(key, True) for key in may]
    listed = Paginator(ids, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "about": ABOUT[view["kind"]],
        "text": text,
        "listed": listed,
        "uses": [(rests.uses[key], is_may) for key, is_may in listed],
    }
    crumbs = [("What your tools rest on", reverse("admin:resting"))]
    return show(request, "admin/resting/behind.html", context, title=title, crumbs=crumbs)


def _part(view: Plain, request: HttpRequest) -> tuple[str, str, list[str], list[str]]:
    """What one figure stands for: its name, its sentence, and the ids of uses that are sure and that may be."""
    part = request.GET.get("part", "")
    if part in IN_PART:
        return IN_PART[part], view[f"{part}_text"], view[part], []
    share = next((each for each in view["shares"] if each["key"] == request.GET.get("key")), None)
    if share is None:
        raise NotFound("share")
    return share["name"], share["text"], share["uses"], share["may"]
