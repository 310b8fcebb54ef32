"""Prices and volume: what both tiers cost, how much work there is, and what follows, on one page."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.errors import Refused
from checklists.models import ModelUse, PricePoint
from checklists.models.people import Role
from checklists.models.prices import PriceState
from checklists.rules.money.list_prices import ListPrice
from checklists.rules.money.prices import TIER_LABELS, UNIT_LABELS
from checklists.rules.record_money import money_on_record, price_label
from checklists.services import prices
from checklists.services.judging import judge_assessment
from checklists.services.model_uses import change_model_use
from checklists.services.money import money_today, price_from
from checklists.services.usage import usage_row, write_usage
from procurement.admin.acting import actor_of, now, today
from procurement.admin.facts_page import find_use, newest_assessment
from procurement.admin.money_form import ROUGH, ListPriceForm, PriceForm, UsageForm, VolumeForm, written
from procurement.admin.on_form import put_on
from procurement.admin.pages import Can, need, page, show
from procurement.answering.days import read_number

DONE = {
    "price": "On record. What it comes to has been worked out again.",
    "list_price": "Taken from the catalogue, with its source and date. It is a list price, not a quotation.",
    "volume": "Kept. What it comes to has been worked out again.",
    "usage": "Kept. What it comes to has been worked out again.",
}


@page
def use_prices(request: HttpRequest, use_id: UUID) -> HttpResponse:
    """The prices of both tiers, the volume, and the result. Each form says in `form` which it is."""
    use = find_use(use_id)
    bound = _forms(use)
    if request.method != "POST":
        return _shown(request, use, bound)
    need(request, Role.ASSESSOR)
    name = request.POST.get("form", "")
    if name not in DONE:
        return _shown(request, use, bound)
    bound = _forms(use, name, request)
    if bound[name].is_valid() and _wrote(request, use, name, bound[name]):
        messages.success(request, DONE[name])
        return HttpResponseRedirect(request.path)
    return _shown(request, use, bound)


@page
@require_POST
def withdraw(request: HttpRequest, price_id: UUID) -> HttpResponse:
    """Take back a price that is wrong; it counts no more."""
    row = prices.find_price(price_id)
    version = read_number(request.POST.get("version", ""))
    prices.withdraw_price(row, version=version, by=actor_of(request), at=now())
    messages.success(request, "Withdrawn. It counts no more; the history keeps it.")
    return HttpResponseRedirect(reverse("admin:use_prices", args=[row.model_use_id]))


def _forms(use: ModelUse, name: str = "", request: HttpRequest | None = None) -> dict[str, forms.Form]:
    """The four forms, that of `name` with what was sent."""
    sent = request.POST if request else None
    data = {one: sent if one == name else None for one in DONE}
    return {
        "price": PriceForm(data["price"], prefix="price", auto_id="price_%s"),
        "list_price": ListPriceForm(prices.list_prices_for(use), data["list_price"], prefix="list"),
        "volume": VolumeForm(data["volume"], prefix="volume", initial={"volume": use.volume}),
        "usage": UsageForm(data["usage"], prefix="usage", initial=written(usage_row(use))),
    }


def _wrote(request: HttpRequest, use: ModelUse, name: str, form: forms.Form) -> bool:
    """Hand one form to its service; False with the refusal said on the form."""
    given: dict[str, Any] = {**form.cleaned_data, "by": actor_of(request), "at": now()}
    version = read_number(request.POST.get("version", ""))
    try:
        if name == "price":
            prices.record_price(model_use=use, **given)
        elif name == "list_price":
            prices.take_catalogue_price(model_use=use, **given)
        elif name == "volume":
            change_model_use(use, version=version, **given)
        else:
            write_usage(model_use=use, version=version, **given)
    except Refused as refused:
        put_on(form, refused)
        return False
    return True


def _shown(request: HttpRequest, use: ModelUse, bound: dict[str, forms.Form]) -> HttpResponse:
    use = find_use(use.pk)
    assessment = newest_assessment(use)
    row = usage_row(use)
    context = {
        "use": use,
        "assessment": assessment,
        "money": _money(use),
        "rows": _rows(use),
        "forms": bound,
        "wrong": [name for name, form in bound.items() if form.errors],
        "usage_version": row.version if row else 0,
        "rough": ROUGH,
        "near": [_offered(price) for price in prices.list_prices_for(use)],
        "can_write": Can(request).write,
    }
    crumbs = [
        ("Models in use", reverse("admin:checklists_modeluse_changelist")),
        (use.name, reverse("admin:checklists_modeluse_change", args=[use.pk])),
    ]
    return show(request, "admin/prices.html", context, title="Prices and volume", crumbs=crumbs)


def _money(use: ModelUse) -> dict[str, Any]:
    """The result today: as the newest round judges it while it is open, with what it knows of mistakes."""
    assessment = newest_assessment(use)
    if assessment is not None:
        return judge_assessment(assessment, today()).record["money"]
    return money_on_record(money_today(use, None, today()))


def _rows(use: ModelUse) -> list[dict[str, Any]]:
    """The prices on record, those that stand first."""
    found = PricePoint.objects.filter(model_use=use).order_by("state", "-tier", "-valid_from")
    return [
        {
            "row": row,
            "tier": TIER_LABELS[price_from(row).tier],
            "amount": price_label(price_from(row)),
            "stands": row.state == PriceState.STANDS.value,
            "unit_label": UNIT_LABELS[price_from(row).unit],
        }
        for row in found
    ]


def _offered(price: ListPrice) -> dict[str, Any]:
    """One list price with what is said beside it."""
    return {"price": price, "caption": price.caption, "others": price.differ}
