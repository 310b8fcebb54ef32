"""Deciding: on exactly what is shown, with reasons and conditions, by somebody who may."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from checklists.errors import NotAllowed, NotFound, Refused
from checklists.models import Assessment, Membership
from checklists.models.assessments import AssessmentState
from checklists.models.decisions import Due, Outcome
from checklists.models.people import Role
from checklists.services import decisions
from checklists.services.assessments import find_assessment
from checklists.services.deciders import who_assessed, who_may_decide
from checklists.services.judging import content_of, judge_assessment
from procurement.admin.acting import actor_of, member_of, now, today
from procurement.admin.decide_form import Typed, decision_from, decision_problems, typed_from
from procurement.admin.judgement_page import judgement_parts
from procurement.admin.labels import choices
from procurement.admin.overview import crumbs_of
from procurement.admin.pages import Can, need, page, show
from procurement.admin.reading import suggested
from procurement.admin.sheet.section import Sheet
from procurement.answering.days import written_day

YEAR = timedelta(days=365)
HELP = {
    "approved_with_conditions": "Say below what must be so, and by when.",
    "on_hold": "Say in your reasons what would move it on.",
    "withdrawn": "Nobody wants it any more.",
}


@page
def decide(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """The page on which a person decides."""
    assessment = find_assessment(assessment_id)
    if assessment.state in (AssessmentState.DECIDED.value, AssessmentState.SUPERSEDED.value):
        return HttpResponseRedirect(reverse("admin:assessment", args=[assessment.pk]))
    if request.method != "POST":
        return _shown(request, assessment)
    need(request, Role.APPROVER)
    if "add" in request.POST:
        return _shown(request, assessment, more=True)
    try:
        decision = _decide(request, assessment)
    except (NotAllowed, NotFound):
        raise
    except Refused as refused:
        return _shown(request, assessment, refused)
    messages.success(request, f"Decided: {dict(choices(Outcome))[decision.outcome].lower()}. It is sealed now.")
    return HttpResponseRedirect(reverse("admin:assessment", args=[assessment.pk]))


def _decide(request: HttpRequest, assessment: Assessment) -> Any:
    wanted = decision_from(request.POST, _members())
    return decisions.decide(assessment, **wanted, by=actor_of(request), at=now())


def _members() -> list[Membership]:
    return list(Membership.objects.filter(is_active=True).select_related("user").order_by("user__name"))


def _shown(
    request: HttpRequest, assessment: Assessment, refused: Refused | None = None, *, more: bool = False
) -> HttpResponse:
    """The page with what was typed, on the judgement as it stands now."""
    day = today()
    judged = judge_assessment(assessment, day)
    sheet = Sheet(assessment, content_of(assessment), judged.record, ())
    problems = decision_problems(refused, request.POST)
    typed = typed_from(request.POST, problems) if request.method == "POST" else suggested(judged.record)
    context = {
        **judgement_parts(sheet),
        "digest": judged.digest,
        "judged_on": day.isoformat(),
        "refused": refused,
        "problems": problems,
        "typed": request.POST if request.method == "POST" else {"valid_until": written_day(day + YEAR)},
        "conditions": [*typed, Typed()] if more or not typed else typed,
        "outcomes": [(key, words, HELP.get(key, "")) for key, words in choices(Outcome)],
        "dues": choices(Due),
        "members": _members(),
        **_who(request, assessment),
    }
    crumbs = crumbs_of(assessment)
    return show(request, "admin/assessments/decide.html", context, title="Decide", crumbs=crumbs)


def _who(request: HttpRequest, assessment: Assessment) -> dict[str, Any]:
    """Whether four eyes stop this person, and who may decide instead."""
    member = member_of(request)
    four_eyes = member.organisation.four_eyes
    took_part = four_eyes and member.user_id in who_assessed(assessment)
    return {
        "four_eyes": four_eyes,
        "took_part": took_part,
        "may_decide": Can(request).decide and not took_part,
        "deciders": [row.user.name for row in who_may_decide(assessment)],
        "in_review": assessment.state == AssessmentState.IN_REVIEW.value,
    }
