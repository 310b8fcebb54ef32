"""The list of findings: what waits, the overdue first, then by weight and by when it is due."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from checklists.models import Finding, Membership, ModelUse
from checklists.rules.labels import SEVERITIES
from checklists.rules.life import LIFE_STATES, LifeState
from procurement.admin.acting import member_of, today
from procurement.admin.facts_page import find_use
from procurement.admin.pages import page, show

SOON = timedelta(days=60)
PER_PAGE = 30
OVERDUE = "Overdue"
SHOWN = {
    "counting": "Counting",
    "mine": "Mine",
    "overdue": "Overdue",
    "open": "Open",
    "right": "Being put right",
    "accepted": "Accepted",
    "lapsing": "Accepted, to run out within 60 days",
    "all": "All",
}


@page
def finding_list(request: HttpRequest) -> HttpResponse:
    """What was found in all models in use, or with ?use= in one of them, by what waits."""
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else "counting"
    use = _use(request.GET.get("use", ""))
    day = today()
    rows = _rows(shown, member_of(request), day).select_related("owner__user", "model_use__product")
    rows = rows.filter(model_use=use) if use else rows
    listed = Paginator(rows.worst_first(day), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "listed": listed,
        "lines": [_line(row, day) for row in listed],
        "shown": shown,
        "choices": SHOWN,
        "use": use,
    }
    return show(request, "admin/findings/list.html", context, title="Findings")


def _use(key: str) -> ModelUse | None:
    """The model in use that the list is narrowed to; None for what is no id. Raises NotFound for another's."""
    try:
        return find_use(UUID(key)) if key else None
    except ValueError:
        return None


def _rows(shown: str, member: Membership, day: date) -> Any:
    rows = Finding.objects.all()
    return {
        "counting": rows.to_do(day),
        "mine": rows.to_do(day).filter(owner=member),
        "overdue": rows.overdue(day),
        "open": rows.still_open(day),
        "right": rows.standing(LifeState.BEING_PUT_RIGHT, day),
        "accepted": rows.standing(LifeState.ACCEPTED, day),
        "lapsing": rows.lapsing(day, day + SOON),
        "all": rows,
    }[shown]


def _line(row: Any, day: date) -> dict[str, Any]:
    """One finding with the heading that it stands under."""
    weight = SEVERITIES.get(row.severity, row.severity)
    return {
        "row": row,
        "heading": OVERDUE if row.is_overdue else weight,
        "weight": weight,
        "state": LIFE_STATES[row.state(day)],
    }
