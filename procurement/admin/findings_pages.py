"""One finding with its life, and raising one by hand."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.errors import NotAllowed, NotFound, Refused
from checklists.models import Assessment, Event, Finding
from checklists.models.people import Role
from checklists.rules.labels import SEVERITIES
from checklists.rules.life import LIFE_STATES
from checklists.rules.lives import progress_in_words
from checklists.rules.severity import LIGHTEST_FIRST
from checklists.services import findings
from checklists.services.assessments import find_assessment
from checklists.services.judging import sealed_of
from checklists.services.putting_right import put_right
from procurement.admin.acting import actor_of, now, today
from procurement.admin.finding_forms import (
    FIELDS,
    acceptance_from,
    members_for,
    putting_right_from,
    typed_from,
    version_from,
)
from procurement.admin.overview import crumbs_of
from procurement.admin.pages import need, page, show
from procurement.answering.problems import problems_of

DONE = {
    "right": "Written down.",
    "accept": "Accepted, in your name. It counts again after the last day, or once it weighs more.",
    "withdraw": "The acceptance is withdrawn: the finding counts again.",
    "close": "Closed.",
}


@page
def finding(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """One finding, with a form for each thing that can be done about it."""
    row = findings.find_finding(finding_id)
    if request.method != "POST":
        return _shown(request, row)
    what = next((name for name in DONE if name in request.POST), "")
    try:
        _do(what, row, request)
    except (NotAllowed, NotFound):
        raise
    except Refused as refused:
        return _shown(request, findings.find_finding(finding_id), refused, what)
    messages.success(request, DONE[what])
    return HttpResponseRedirect(reverse("admin:finding", args=[row.pk]))


def _do(what: str, row: Finding, request: HttpRequest) -> None:
    who: dict[str, Any] = {"by": actor_of(request), "at": now(), "version": version_from(request.POST)}
    deeds: Mapping[str, Callable[[], Any]] = {
        "right": lambda: put_right(row, **putting_right_from(row, request.POST), **who),
        "accept": lambda: findings.accept_finding(row, **acceptance_from(request.POST), **who),
        "withdraw": lambda: findings.withdraw_acceptance(row, why=request.POST.get("why", "").strip(), **who),
        "close": lambda: findings.close_by_hand(row, note=request.POST.get("note", "").strip(), **who),
    }
    if what not in deeds:
        raise NotFound("deed")
    deeds[what]()


def _shown(request: HttpRequest, row: Finding, refused: Refused | None = None, what: str = "") -> HttpResponse:
    context = {
        "finding": row,
        "assessment": row.assessment,
        "state": str(row.state(today())),
        "state_label": LIFE_STATES[row.state(today())],
        "severity_label": SEVERITIES.get(row.severity, row.severity),
        "progress": progress_in_words(row.remediation) if row.remediation else "",
        "typed": typed_from(row, request.POST if what else {}),
        "problems": problems_of(refused, FIELDS, name_of=lambda detail: detail.pointer.rpartition("/")[2]),
        "what": what,
        "history": row.pk if Event.objects.filter(subject_id=row.pk).exists() else row.assessment_id,
        "members": members_for(row),
    }
    crumbs = [("Findings", reverse("admin:findings")), *crumbs_of(row.assessment)[1:]]
    return show(request, "admin/findings/finding.html", context, title=row.title, crumbs=crumbs)


@page
@require_POST
def finding_taken_up(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """From the judgement to the page of a finding, which is put on record where it is not yet."""
    assessment = find_assessment(assessment_id)
    row = findings.take_up_finding(assessment, key=request.POST.get("key", ""), by=actor_of(request), at=now())
    return HttpResponseRedirect(reverse("admin:finding", args=[row.pk]))


@page
def finding_new(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """The form by which a person raises a finding."""
    need(request, Role.ASSESSOR)
    assessment, refused = find_assessment(assessment_id), None
    names = ("severity", "title", "text", "question")
    sent = request.POST if request.method == "POST" else request.GET
    typed = {name: sent.get(name, "").replace("\r\n", "\n").strip() for name in names}
    if request.method == "POST":
        try:
            row = findings.raise_finding(assessment, **typed, by=actor_of(request), at=now())
            return HttpResponseRedirect(reverse("admin:finding", args=[row.pk]))
        except (NotAllowed, NotFound):
            raise
        except Refused as error:
            refused = error
    weights = [(key, SEVERITIES[key]) for key in reversed(LIGHTEST_FIRST)]
    context = {"assessment": assessment, "typed": typed, "problems": problems_of(refused, names), "weights": weights}
    context |= {"questions": _questions(assessment)}
    crumbs = crumbs_of(assessment)
    return show(request, "admin/findings/new.html", context, title="Raise a finding", crumbs=crumbs)


def _questions(assessment: Assessment) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a finding may be about: the questions that are asked here, (key, words), by section."""
    sections = sealed_of(assessment, today())["record"]["sections"]
    lines = (
        (one["title"], [(line["key"], f"{line['number']} {line['text']}") for line in one["questions"]])
        for one in sections
    )
    return [(title, questions) for title, questions in lines if questions]
