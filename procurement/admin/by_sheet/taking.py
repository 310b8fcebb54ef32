"""Bring a sheet back: what it would change is shown, and only what is ticked is taken in.

Between the two the file travels in the form itself: nothing of it is stored before somebody says so.
"""

import base64
import binascii
from collections.abc import Collection
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.errors import Detail, Invalid, NotAllowed, NotFound, Refused, Stale
from checklists.models import Assessment
from checklists.models.people import Role
from checklists.services.assessments import find_assessment
from checklists.services.looked_sheets import Looked, look_at_sheet
from checklists.services.returned_sheets import stage_sheet, take_sheet
from checklists.services.sheet_offers import Fate
from procurement.admin.acting import actor_of, now
from procurement.admin.by_sheet.sending import sending_page, sent_file
from procurement.admin.overview import crumbs_of
from procurement.admin.pages import need, page, show

ON = "on"
SLOWER = (
    "Somebody answered in between, so nothing was taken in. Below is how the sheet compares with what stands now: look "
    "once more."
)


@page
@require_POST
def look(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """What a sheet would change. Nothing is stored."""
    need(request, Role.ASSESSOR)
    assessment = find_assessment(assessment_id)
    try:
        looked = _looked(request, assessment)
    except (NotAllowed, NotFound):
        raise
    except Refused as refused:
        return sending_page(request, assessment, refused)
    return _preview(request, assessment, looked, {offer.question for offer in looked.offers if offer.is_picked})


@page
@require_POST
def take(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Take in what is ticked; where that cannot be, the same page again, with why."""
    need(request, Role.ASSESSOR)
    assessment = find_assessment(assessment_id)
    looked = _carried(request, assessment)
    picked = set(request.POST.getlist("take"))
    try:
        _take(request, assessment, looked, picked)
    except (NotAllowed, NotFound):
        raise
    except Stale:
        again = _carried(request, assessment)
        careful = {offer.question for offer in again.offers if offer.careful}
        return _preview(request, assessment, again, picked - careful, SLOWER)
    except Refused as refused:
        return _preview(request, assessment, looked, picked, refused.message)
    messages.success(request, f"Taken in: {_said(looked, picked)}. The file is kept as evidence.")
    return HttpResponseRedirect(reverse("admin:assessment", args=[assessment.pk]))


def _take(request: HttpRequest, assessment: Assessment, looked: Looked, picked: Collection[str]) -> None:
    """Over what stood when it was shown: a version that is no longer the one shown is refused."""
    by, at = actor_of(request), now()
    if request.POST.get("seen") != looked.seen:
        raise Stale(SLOWER, current={})
    whole = request.POST.get("whole") == ON
    stage_sheet(looked, by=by)
    take_sheet(assessment, looked, questions=picked, all_or_nothing=whole, by=by, at=at)


def _looked(request: HttpRequest, assessment: Assessment) -> Looked:
    sent = sent_file(request, "file")
    if sent is None:
        raise _no_file("Choose the sheet that the vendor sent back.")
    return look_at_sheet(assessment, filename=sent[0], content=sent[1], at=now())


def _carried(request: HttpRequest, assessment: Assessment) -> Looked:
    """The same file again, as it travelled in the form."""
    try:
        content = base64.b64decode(request.POST.get("content", "").encode("ascii", "replace"), validate=True)
    except binascii.Error as error:
        raise _no_file("The file did not come along. Choose it again.") from error
    return look_at_sheet(assessment, filename=request.POST.get("filename", ""), content=content, at=now())


def _no_file(sentence: str) -> Invalid:
    return Invalid(sentence, [Detail("/file", "missing", sentence)])


def _said(looked: Looked, picked: Collection[str]) -> str:
    count = sum(offer.question in picked and offer.fate is not Fate.SAME for offer in looked.offers)
    return f"{count} answer{'' if count == 1 else 's'} from {looked.filename}"


def _preview(
    request: HttpRequest, assessment: Assessment, looked: Looked, picked: Collection[str], refusal: str = ""
) -> HttpResponse:
    by_fate = {fate.value: [offer for offer in looked.offers if offer.fate is fate] for fate in Fate}
    context = {
        "assessment": assessment,
        "looked": looked,
        "content": base64.b64encode(looked.content).decode(),
        "picked": picked,
        "refusal": refusal,
        "whole": request.POST.get("whole") == ON,
        **by_fate,
    }
    crumbs = [*crumbs_of(assessment), ("Send as a sheet", reverse("admin:by_sheet", args=[assessment.pk]))]
    return show(request, "admin/by_sheet/look.html", context, title="What came back", crumbs=crumbs)
