"""What changed since a decision: the list of one model in use, and the three things to do about it."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.errors import Invalid, NotFound
from checklists.models import Assessment, Change, ModelUse
from checklists.models.assessments import UNDECIDED, AssessmentState
from checklists.models.changes import ChangeState
from checklists.services.assessments import latest_version_like
from checklists.services.changes import changes_on, dismiss_change, find_change, look_for_changes, waiting_changes
from checklists.services.content import questionnaire_content
from checklists.services.re_review import start_re_review
from procurement.admin.acting import actor_of, now
from procurement.admin.facts_page import find_use
from procurement.admin.pages import Can, page, show
from procurement.answering.days import read_number

SETTLED_SHOWN = 30


@page
def changes(request: HttpRequest, use_id: UUID) -> HttpResponse:
    """The changes of one model in use, those that wait for somebody first."""
    return _shown(request, find_use(use_id))


def _shown(request: HttpRequest, use: ModelUse, refused: Mapping[UUID, str] | None = None) -> HttpResponse:
    waiting = list(waiting_changes().filter(model_use=use).select_related("assessment"))
    settled = changes_on(use).exclude(pk__in=[row.pk for row in waiting]).order_by("-id")[:SETTLED_SHOWN]
    rounds = {row.state: row for row in Assessment.objects.filter(model_use=use).select_related("decision")}
    undecided = next((rounds[state] for state in UNDECIDED if state in rounds), None)
    decided = rounds.get(AssessmentState.DECIDED.value)
    context = {
        "use": use,
        "waiting": waiting,
        "settled": list(settled),
        "decided": decided,
        "undecided": undecided,
        "texts": _texts(decided or undecided),
        "can_ask": decided is not None and undecided is None and Can(request).write,
        "refused": refused or {},
    }
    crumbs = [
        ("Models in use", reverse("admin:checklists_modeluse_changelist")),
        (use.name, reverse("admin:checklists_modeluse_change", args=[use.pk])),
    ]
    return show(request, "admin/changes/use.html", context, title="What changed", crumbs=crumbs)


def _texts(assessment: Assessment | None) -> dict[str, str]:
    """The questions as they are worded now, by key."""
    if assessment is None:
        return {}
    questionnaire = questionnaire_content(latest_version_like(assessment).pk)
    return {one.key: one.text for one in questionnaire.questions}


@page
@require_POST
def look(request: HttpRequest, use_id: UUID) -> HttpResponse:
    """Compare what was decided with how things stand now."""
    use = find_use(use_id)
    new = look_for_changes(model_use=use, by=actor_of(request), at=now())
    said = f"{len(new)} change{'' if len(new) == 1 else 's'} found that nobody had noticed." if new else "Nothing new."
    messages.success(request, said)
    return _back(use)


@page
@require_POST
def dismiss(request: HttpRequest, use_id: UUID, change_id: UUID) -> HttpResponse:
    """Set a change aside that does not matter, with the reason."""
    use = find_use(use_id)
    row = find_change(use, change_id)
    reason, version = request.POST.get("reason", ""), read_number(request.POST.get("version", ""))
    try:
        dismiss_change(row, reason=reason, version=version, by=actor_of(request), at=now())
    except Invalid as error:
        return _shown(request, use, {row.pk: error.message})
    messages.success(request, "Set aside, with your reason.")
    return _back(use)


@page
@require_POST
def ask_again(request: HttpRequest, use_id: UUID) -> HttpResponse:
    """Open the next round for the changes that are ticked."""
    use = find_use(use_id)
    following = start_re_review(model_use=use, changes=_ticked(request, use), by=actor_of(request), at=now())
    again, rest = len(following.reopened), following.answers.count()
    messages.success(
        request,
        f"Round {following.round} is open. Questions asked again: {again}. Answers that came along with their "
        f"dates: {rest}. What was decided before holds until this round is decided.",
    )
    return HttpResponseRedirect(reverse("admin:assessment", args=[following.pk]))


def _ticked(request: HttpRequest, use: ModelUse) -> list[Change]:
    """The changes that are ticked, of this model in use. Raises NotFound for any other."""
    rows = {str(row.pk): row for row in changes_on(use).exclude(state=ChangeState.OVER.value)}
    keys = list(dict.fromkeys(request.POST.getlist("change")))
    if any(key not in rows for key in keys):
        raise NotFound("change")
    return [rows[key] for key in keys]


def _back(use: ModelUse) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:changes", args=[use.pk]))
