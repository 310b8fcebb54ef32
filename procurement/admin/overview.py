"""The overview of one assessment: where it stands, how far it is, who really answered, and what can be done now."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.dossier.figures.who_answered import LABELS
from checklists.dossier.request import request_dossier
from checklists.errors import NotFound
from checklists.models import Assessment, Condition, Decision, Dossier, Finding
from checklists.models.assessments import UNDECIDED
from checklists.services.assessments import find_assessment, reopen_assessment, submit_assessment
from checklists.services.changes import waiting_changes
from checklists.services.duty_plans import planned
from checklists.services.following import meet_condition
from procurement.admin.acting import actor_of, now, today
from procurement.admin.pages import Crumbs, page, show
from procurement.admin.sheet.section import first_missing, progress_of, sheet_of
from procurement.answering.days import read_number

LIST = "admin:checklists_assessment_changelist"


def crumbs_of(assessment: Assessment) -> Crumbs:
    """The pages above every page of an assessment."""
    here = reverse("admin:assessment", args=[assessment.pk])
    return [("Assessments", reverse(LIST)), (assessment.model_use.name, here)]


@page
def overview(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """The assessment's first page."""
    sheet = sheet_of(assessment_id)
    assessment, steps = sheet.assessment, progress_of(sheet)
    record = planned(sheet.record, assessment.model_use)
    context = {
        "assessment": assessment,
        "record": record,
        "steps": steps,
        "total": sum(step.total for step in steps),
        "done": sum(step.done for step in steps),
        "unfinished": first_missing(steps),
        "first": steps[0] if steps else None,
        "who": who_rows(record),
        "is_undecided": assessment.state in UNDECIDED,
        "today": today(),
        "counting": sum(not found["covered_by"] for found in record["findings"]),
        "found": Finding.objects.filter(model_use=assessment.model_use).tally(today()),
        **_after(assessment),
    }
    return show(
        request,
        "admin/assessments/overview.html",
        context,
        title=assessment.model_use.name,
        crumbs=crumbs_of(assessment)[:1],
    )


def who_rows(record: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Who really answered, in words with the count; a zero is shown too."""
    return [(words, record["who_answered"][key]) for key, words in LABELS.items()]


def _after(assessment: Assessment) -> dict[str, Any]:
    """What came of it: the decision with its conditions, the dossiers, the rounds before and after."""
    decision = Decision.objects.filter(assessment=assessment).first()
    conditions = Condition.objects.filter(decision=decision).select_related("owner__user") if decision else []
    dossiers = Dossier.objects.filter(assessment=assessment).defer("snapshot", "envelope").order_by("-number")[:5]
    rounds = Assessment.objects.filter(model_use=assessment.model_use).exclude(pk=assessment.pk).order_by("-round")
    listed = list(rounds[:5])
    return {
        "decision": decision,
        "conditions": list(conditions),
        "dossiers": list(dossiers),
        "rounds": listed,
        "changed": _changed(assessment) if decision or listed else 0,
    }


def _changed(assessment: Assessment) -> int:
    """How many changes wait. There are none before something was decided."""
    return waiting_changes().filter(model_use=assessment.model_use_id).count()


@page
@require_POST
def submit(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Hand the answers in for review."""
    assessment = find_assessment(assessment_id)
    _, note = submit_assessment(assessment, by=actor_of(request), at=now())
    messages.success(request, note or "Submitted. It is in review now: answers do not change until it is reopened.")
    return _back(assessment)


@page
@require_POST
def reopen(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Take an assessment back from review, or start the next round of a decided one."""
    assessment = find_assessment(assessment_id)
    why = request.POST.get("why", "").strip()
    following = reopen_assessment(assessment, by=actor_of(request), at=now(), why=why)
    if following.pk == assessment.pk:
        messages.success(request, "Reopened. Answers can be changed again.")
    else:
        messages.success(
            request, f"Round {following.round} is open, with the answers of the last round and their dates."
        )
    return _back(following)


@page
@require_POST
def export(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Freeze the assessment as it stands into a dossier; one that has not changed gives the dossier there is."""
    dossier = request_dossier(find_assessment(assessment_id), by=actor_of(request), at=now())
    return HttpResponseRedirect(reverse("admin:dossier", args=[dossier.pk]))


@page
@require_POST
def condition_met(request: HttpRequest, condition_id: UUID) -> HttpResponse:
    """Say that a condition of the decision is met today, and how it shows."""
    rows = Condition.objects.filter(pk=condition_id).select_related("decision__assessment")
    condition = rows.first()
    if condition is None:
        raise NotFound("condition")
    meet_condition(
        condition,
        met_on=today(),
        note=request.POST.get("note", "").strip(),
        version=read_number(request.POST.get("version", "")),
        by=actor_of(request),
        at=now(),
    )
    messages.success(request, "Noted: the condition is met.")
    return _back(condition.decision.assessment)


def _back(assessment: Assessment) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:assessment", args=[assessment.pk]))
