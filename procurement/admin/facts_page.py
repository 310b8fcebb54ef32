"""What is known of a model in use: each fact with where it comes from, and the buyer's own to be said here."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from checklists.errors import NotAllowed, NotFound, Refused
from checklists.models import Assessment, ModelUse
from checklists.models.people import Role
from checklists.rules.facts import Facts, Origin, settle
from checklists.services.content import current_edition, edition_content
from checklists.services.judging import judge_assessment, said_by_buyer
from checklists.services.model_uses import say_facts
from procurement.admin.acting import actor_of, now, today
from procurement.admin.fact_questions import askable, groups, said_from, said_in_words, values_from
from procurement.admin.pages import Can, need, page, show
from procurement.answering.days import read_number
from procurement.answering.problems import problems_of


def find_use(use_id: UUID) -> ModelUse:
    """The model in use with all that names it. Raises NotFound."""
    rows = ModelUse.objects.filter(pk=use_id).select_related("product__vendor", "ai_model", "owner__user")
    use = rows.first()
    if use is None:
        raise NotFound("model in use")
    return use


def newest_assessment(use: ModelUse) -> Assessment | None:
    """The round that stands last, with all that judging it reads."""
    related = ("model_use__product__vendor", "model_use__ai_model", "questionnaire_version", "edition")
    rows = Assessment.objects.filter(model_use=use).select_related(*related, "model_use__owner__user")
    return rows.order_by("-round").first()


@page
def facts(request: HttpRequest, use_id: UUID) -> HttpResponse:
    """The facts of one model in use."""
    use = find_use(use_id)
    if request.method != "POST":
        return _shown(request, use)
    need(request, Role.ASSESSOR)
    edition = edition_content(current_edition().pk)
    values = values_from(request.POST, askable(edition))
    version = read_number(request.POST.get("version", ""))
    try:
        say_facts(use, facts=values, version=version, by=actor_of(request), at=now())
    except (NotAllowed, NotFound):
        raise
    except Refused as refused:
        return _shown(request, use, values, refused)
    messages.success(request, "Kept. Which questions and duties apply has been worked out again.")
    return HttpResponseRedirect(request.path)


def _shown(
    request: HttpRequest, use: ModelUse, values: dict[str, Any] | None = None, refused: Refused | None = None
) -> HttpResponse:
    edition = edition_content(current_edition().pk)
    use = find_use(use.pk)
    said = said_by_buyer(use, {one.name: one for one in edition.facts})
    known = _known(use) or settle({one.name: one for one in edition.facts}, said)
    shown = said if values is None else said_from(values, edition.facts)
    ticked = {name: value for name, value in (values or {}).items() if isinstance(value, list)}
    names = [one.name for one in askable(edition)]
    problems = problems_of(refused, names, name_of=lambda detail: detail.pointer.rsplit("/", 1)[-1])
    context = {
        "use": use,
        "groups": groups(edition, shown, problems=problems.beside, known=known, ticked=ticked),
        "problems": problems,
        "plain": {one.name: one.plain for one in edition.facts},
        "can_write": Can(request).write,
        "assessment": newest_assessment(use),
        "worked_out": _worked_out(known),
    }
    crumbs = [
        ("Models in use", reverse("admin:checklists_modeluse_changelist")),
        (use.name, reverse("admin:checklists_modeluse_change", args=[use.pk])),
    ]
    return show(request, "admin/facts.html", context, title="What is known of it", crumbs=crumbs)


def _known(use: ModelUse) -> Facts | None:
    """All that is known, from answers and lineage too, as the newest round sees it."""
    assessment = newest_assessment(use)
    return judge_assessment(assessment, today()).judgement.facts if assessment else None


def _worked_out(known: Facts) -> list[dict[str, Any]]:
    """What nobody here is asked: facts that follow from answers and from the public record alone."""
    return [
        {
            "plain": one.plain,
            "is_disputed": name in known.disputed,
            "said": [said_in_words(one, each) for each in known.said.get(name, ())],
        }
        for name, one in known.definitions.items()
        if Origin.BUYER not in one.origins
    ]
