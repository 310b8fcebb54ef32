"""Asking the vendor: send somebody a link to its questions, see how far they are, make the link anew, end it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.errors import NotFound, Refused
from checklists.models import AnswerRequest, Assessment
from checklists.models.people import Role
from checklists.models.requests import RequestState
from checklists.rules.short_form import in_fives, minutes
from checklists.rules.vendor_questions import for_vendor
from checklists.services.assessments import find_assessment
from checklists.services.judging import judge_assessment
from checklists.services.mail_standing import mail_standing
from checklists.services.requests import NewRequest, give_more_time, renew_link, send_request, withdraw_request
from procurement.admin.acting import actor_of, now, today
from procurement.admin.fields import DayField
from procurement.admin.on_form import put_on
from procurement.admin.overview import crumbs_of
from procurement.admin.pages import need, page, show
from procurement.answering.days import read_number, written_day

USUAL_DAYS = 14


class AskForm(forms.Form):
    """Who is asked, and by when."""

    email = forms.EmailField(
        max_length=254,
        label="Their e-mail address",
        help_text="They show that it is theirs with a code. If it is the wrong desk, they can pass it on.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(max_length=200, required=False, label="Their name, if you know it")
    due_on = DayField(label="By when", required=True)
    message = forms.CharField(
        max_length=2000,
        required=False,
        label="A word from you, if you like",
        help_text="They read it above the questions.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TimeForm(forms.Form):
    """Another day."""

    due_on = DayField(label="Another day", required=True)


@page
def ask_vendor(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """The requests of an assessment, and the form for the next."""
    need(request, Role.ASSESSOR)
    assessment = find_assessment(assessment_id)
    initial = {"due_on": written_day(today() + timedelta(days=USUAL_DAYS))}
    form = AskForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = send_request(assessment, by=actor_of(request), at=now(), **form.cleaned_data)
            return _sent(request, made)
        except Refused as refused:
            put_on(form, refused)
    return _page(request, assessment, form)


def _page(request: HttpRequest, assessment: Assessment, form: forms.Form) -> HttpResponse:
    judged = judge_assessment(assessment, today())
    asked = for_vendor(judged.judgement.asked, judged.case.answers)
    rows = list(assessment.requests.order_by("-id"))
    context: dict[str, Any] = {
        "assessment": assessment,
        "form": form,
        "asked": len(asked),
        "minutes": in_fives(minutes((each.question for each in asked), judged.content.questionnaire)),
        "open": next((row for row in rows if row.part_of_id is None and row.state == RequestState.OPEN.value), None),
        "rows": rows,
        "time_form": TimeForm(prefix="time"),
        "mail": mail_standing(),
    }
    return show(request, "admin/asking/page.html", context, title="Ask the vendor", crumbs=crumbs_of(assessment))


def _sent(request: HttpRequest, made: NewRequest) -> HttpResponse:
    row = made.request
    address = settings.PUBLIC_URL + reverse("portal:follow", args=[made.token])
    context = {"row": row, "address": address, "assessment": row.assessment}
    response = show(
        request,
        "admin/asking/sent.html",
        context,
        title="The link",
        crumbs=crumbs_of(find_assessment(row.assessment_id)),
    )
    response["Cache-Control"] = "no-store"
    return response


@page
@require_POST
def request_renew(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Make the link anew; the one before ends, and it is shown this once."""
    return _sent(request, renew_link(_one(request_id), by=actor_of(request), at=now()))


@page
@require_POST
def request_time(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Give more time."""
    row = _one(request_id)
    form = TimeForm(request.POST, prefix="time")
    if form.is_valid():
        version = read_number(request.POST.get("version", ""))
        give_more_time(row, due_on=form.cleaned_data["due_on"], version=version, by=actor_of(request), at=now())
        messages.success(request, f"{row.called} has time until {written_day(form.cleaned_data['due_on'])}.")
    else:
        messages.error(request, " ".join(str(each) for each in form.errors["due_on"]))
    return _back(row)


@page
@require_POST
def request_withdraw(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Take the request back, and its link with it."""
    row = _one(request_id)
    withdraw_request(row, by=actor_of(request), at=now())
    messages.success(request, f"{row.called} is no longer asked. What was answered stays.")
    return _back(row)


def _back(row: AnswerRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:ask_vendor", args=[row.assessment_id]))


def _one(key: UUID) -> AnswerRequest:
    """A request of the organisation in scope. Raises NotFound."""
    row = AnswerRequest.objects.filter(pk=key).select_related("assessment__model_use").first()
    if row is None:
        raise NotFound("request")
    return row
