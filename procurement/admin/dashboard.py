"""Home: one button, what waits for somebody, and what carries too much. As many statements for any register."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse

from checklists.models import Assessment, Dossier, Membership, ModelUse
from checklists.models.assessments import AssessmentState
from checklists.rules.answers import State
from checklists.services.changes import waiting_changes
from checklists.services.concentration import resting
from checklists.services.duty_plans import items_in_words, waiting_for
from checklists.services.needing import conditions_to_meet, to_review
from procurement.admin.acting import member_of, today
from procurement.admin.pages import page, show

SHOWN = 8
SOON = timedelta(days=60)


@page
def home(request: HttpRequest) -> HttpResponse:
    """The first screen."""
    day = today()
    others = [one for one in request.memberships if one != member_of(request)]  # type: ignore[attr-defined]
    example = next((one for one in others if one.organisation.is_example), None)
    context = {
        **_work(),
        **_dates(day),
        "mine": _given_to(member_of(request), day),
        "today": day,
        "example": example,
        "heavy": resting().found.heavy,
    }
    return show(request, "admin/home.html", context, title="Home")


def _work() -> dict[str, Any]:
    """What is being answered, what is in review, what was decided and rendered lately, what nobody has assessed."""
    rows = Assessment.objects.select_related("model_use__product__vendor").order_by("-updated_at")
    answered = Count("answers", filter=~Q(answers__state=State.NOT_YET.value))
    to_answer = [AssessmentState.DRAFT.value, AssessmentState.COLLECTING.value]
    return {
        "to_answer": _first(rows.filter(state__in=to_answer).annotate(answered=answered)),
        "to_review": _first(to_review()),
        "decided": _first(rows.filter(state=AssessmentState.DECIDED.value).select_related("decision")),
        "dossiers": _first(_dossiers()),
        "not_assessed": _first(
            ModelUse.objects.filter(assessments=None).select_related("product__vendor").order_by("-created_at")
        ),
        **_changed(),
        "most": SHOWN,
    }


def _changed() -> dict[str, Any]:
    """What changed since it was decided on and waits for somebody, the newest first, and how much there is of it."""
    rows = waiting_changes().select_related("model_use__product")
    return {"changed": _first(rows), "changed_in_all": waiting_changes().count()}


def _dossiers() -> QuerySet:
    rows = Dossier.objects.select_related("assessment__model_use__product").order_by("-number")
    return rows.defer("snapshot", "envelope")


def _dates(day: date) -> dict[str, Any]:
    """Conditions of decisions that are not met yet, the ones due first at the top."""
    return {"conditions": _first(conditions_to_meet()), "soon": day + SOON}


def _given_to(member: Membership, day: date) -> list[dict[str, Any]]:
    """The records that a member is to write, those due first at the top; none that the catalogue no longer asks for."""
    rows = _first(waiting_for(member, day))
    words = items_in_words() if rows else {}
    named = [(row, words.get((row.obligation, row.item))) for row in rows]
    return [{"row": row, "text": text} for row, text in named if text]


def _first(rows: QuerySet) -> list[Any]:
    """As many as the page shows, and one more, by which it knows that there are more."""
    return list(rows[: SHOWN + 1])
