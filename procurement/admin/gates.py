"""Letting a gate pass: in one's own name, with a written reason and an expiry."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from checklists.errors import Detail, Invalid, NotAllowed, NotFound, Refused
from checklists.formats.days import read_day
from checklists.models.people import Role
from checklists.services.following import pass_gate
from procurement.admin.acting import actor_of, now
from procurement.admin.overview import crumbs_of
from procurement.admin.pages import need, page, show
from procurement.admin.sheet.section import Sheet, sheet_of
from procurement.answering.problems import problems_of


@page
def gate(request: HttpRequest, assessment_id: UUID, question: str) -> HttpResponse:
    """The form by which a named person lets one gate pass."""
    need(request, Role.APPROVER)
    sheet = sheet_of(assessment_id)
    here = _gate(sheet, question)
    refused = None
    if request.method == "POST":
        try:
            _pass(request, sheet, question)
        except (NotAllowed, NotFound):
            raise
        except Refused as error:
            refused = error
        else:
            messages.success(request, "The gate is passed, in your name.")
            return HttpResponseRedirect(reverse("admin:decide", args=[sheet.assessment.pk]))
    problems = problems_of(refused, ("reason", "expires_on"))
    context = {"assessment": sheet.assessment, "gate": here, "problems": problems, "typed": request.POST}
    crumbs = [*crumbs_of(sheet.assessment), ("Decide", reverse("admin:decide", args=[sheet.assessment.pk]))]
    return show(request, "admin/assessments/gate.html", context, title="Let a gate pass", crumbs=crumbs)


def _gate(sheet: Sheet, question: str) -> dict[str, Any]:
    for found in sheet.record["gates"]:
        if found["question"] == question:
            return found
    raise NotFound("gate")


def _pass(request: HttpRequest, sheet: Sheet, question: str) -> None:
    try:
        expires = read_day(request.POST.get("expires_on", ""))
    except ValueError as error:
        raise _wrong_end(str(error)) from error
    if expires is None:
        raise _wrong_end("Say until when: a pass ends on a day.")
    reason = request.POST.get("reason", "").replace("\r\n", "\n").strip()
    pass_gate(sheet.assessment, question=question, reason=reason, expires_on=expires, by=actor_of(request), at=now())


def _wrong_end(sentence: str) -> Invalid:
    return Invalid(sentence, [Detail("/expires_on", "unreadable", sentence)])
