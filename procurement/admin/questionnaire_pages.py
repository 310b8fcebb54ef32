"""Questionnaires, to be read: their published versions, and what each asks, of whom and why."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from checklists.errors import NotFound
from checklists.models import QuestionnaireVersion
from checklists.models.questionnaires import VersionState
from checklists.services.content import questionnaire_content
from procurement.admin.pages import page, show


@page
def questionnaires(request: HttpRequest) -> HttpResponse:
    """Every published version, the newest first."""
    rows = QuestionnaireVersion.objects.filter(state=VersionState.PUBLISHED.value)
    rows = rows.select_related("questionnaire", "edition").order_by("questionnaire__title", "-number")
    return show(request, "admin/questionnaires/list.html", {"versions": list(rows[:100])}, title="Questionnaires")


@page
def questionnaire(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One version, question by question, with the buyer's notes."""
    rows = QuestionnaireVersion.objects.filter(pk=version_id, state=VersionState.PUBLISHED.value)
    version = rows.select_related("questionnaire", "edition").first()
    if version is None:
        raise NotFound("questionnaire")
    content = questionnaire_content(version.pk)
    by_section: dict[str, list] = {section.key: [] for section in content.sections}
    for question, number in content.numbered:
        by_section[question.section].append((number, question))
    context = {"version": version, "sections": [(section, by_section[section.key]) for section in content.sections]}
    crumbs = [("Questionnaires", reverse("admin:questionnaires"))]
    return show(request, "admin/questionnaires/version.html", context, title=str(version), crumbs=crumbs)
