"""Giving a duty to a colleague, with a day, from its place on the page of duties."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.errors import NotAllowed, NotFound, Refused
from checklists.services.duty_plans import plan_duty
from checklists.services.firm_records import required_item
from procurement.admin.acting import actor_of, now
from procurement.admin.duties import show_duties
from procurement.admin.facts_page import find_use
from procurement.admin.pages import page
from procurement.admin.plan_forms import SentPlan, plan_from_form, typed_from


@page
@require_POST
def give_duty(request: HttpRequest, use_id: UUID, obligation: str, item: str) -> HttpResponse:
    """Say who sees to one required item, and by when. What is refused comes back in its place, as it was typed."""
    use = find_use(use_id)
    try:
        required_item(obligation, item)
    except Refused as unknown:
        raise NotFound("record to keep") from unknown
    try:
        given = plan_from_form(request.POST)
        row = plan_duty(model_use=use, obligation=obligation, item=item, **given, by=actor_of(request), at=now())
    except (NotAllowed, NotFound):
        raise
    except Refused as refused:
        return show_duties(request, use, SentPlan(obligation, item, typed_from(request.POST), refused))
    stands = row.owner_id or row.due_on
    messages.success(request, "Noted. It is met once its record is there." if stands else "Taken back.")
    return HttpResponseRedirect(f"{reverse('admin:use_duties', args=[use.pk])}#{obligation}")
