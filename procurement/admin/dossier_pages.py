"""One dossier: its state while it is rendered, its download, and what to do when it could not be."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.dossier import store
from checklists.dossier.request import find_dossier, replay_dossier
from checklists.errors import NotFound
from checklists.models import Dossier
from checklists.models.dossiers import DossierState
from procurement.admin.acting import actor_of, now
from procurement.admin.pages import page, show

UNDER_WAY = (DossierState.QUEUED.value, DossierState.RENDERING.value)
LIST = "admin:checklists_dossier_changelist"


@page
def dossier(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The state of one dossier; asks again by itself while it is under way."""
    row = find_dossier(dossier_id)
    context = {"dossier": row, "assessment": row.assessment, "is_under_way": row.state in UNDER_WAY}
    crumbs = [("Dossiers", reverse(LIST))]
    return show(request, "admin/dossiers/page.html", context, title=f"Dossier no. {row.number}", crumbs=crumbs)


@page
def pdf(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The PDF itself."""
    row = find_dossier(dossier_id)
    if row.state != DossierState.READY.value:
        raise NotFound("finished PDF yet")
    content = store.get(row.organisation_id, row.pdf_digest)
    return _file(content, "application/pdf", f"dossier-{row.number}.pdf")


@page
def snapshot(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The frozen record from which the PDF was made, as JSON."""
    row = find_dossier(dossier_id)
    return _file(row.snapshot.encode(), "application/json", f"dossier-{row.number}.json")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page
@require_POST
def replay(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Queue a parked dossier again."""
    row: Dossier = replay_dossier(find_dossier(dossier_id), by=actor_of(request), at=now())
    messages.success(request, "Queued again.")
    return HttpResponseRedirect(reverse("admin:dossier", args=[row.pk]))
