"""The page of one section: shown, and saved as a whole or card by card as one goes."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse

from checklists.models import AnswerEvidence
from checklists.models.people import Role
from checklists.services import evidence
from checklists.services.answers import write_answers
from procurement.admin.acting import actor_of, now
from procurement.admin.pages import Can, need, page, show
from procurement.admin.sheet.reading import sent_cards
from procurement.admin.sheet.section import (
    Sheet,
    candidates_for,
    cards_of,
    findings_in,
    first_missing,
    name_kept,
    next_section,
    progress_of,
    section_in,
    sheet_for,
    sheet_of,
)
from procurement.answering.cards import Card
from procurement.answering.saving import Page, Sent, save

CARD_BY_CARD = "candour-card"


@page
def answers(request: HttpRequest, assessment_id: UUID, section: str) -> HttpResponse:
    """One section of the answer sheet."""
    sheet = sheet_of(assessment_id)
    if request.method != "POST":
        return _shown(request, sheet, section)
    need(request, Role.ASSESSOR)
    sent = _saved(request, sheet, section)
    if request.headers.get("X-Requested-With") == CARD_BY_CARD:
        return _as_parts(request, sheet_for(sheet.assessment), section, sent)
    if any(card.kept for card in sent):
        return _shown(request, sheet_for(sheet.assessment), section, sent)
    return HttpResponseRedirect(_onward(request, sheet_for(sheet.assessment), section, sent))


def _saved(request: HttpRequest, sheet: Sheet, section: str) -> list[Sent]:
    """Save what was sent. Raises Refused where the assessment takes no answers."""
    cards = sent_cards(request, sheet, section)
    save(_page_of(sheet, {"by": actor_of(request), "at": now()}), cards)
    _untie(request, sheet)
    return cards


def _page_of(sheet: Sheet, who: dict[str, Any]) -> Page:
    return Page(
        sheet.assessment,
        sheet.content.questionnaire,
        sheet.models,
        write=lambda given: write_answers(sheet.assessment, given, **who),
        keep_file=lambda answer, name, content: evidence.keep_file(
            content=content, filename=name, answer=answer, **who
        ),
        keep_page=lambda answer, address, text: evidence.keep_address(address=address, text=text, answer=answer, **who),
    )


def _untie(request: HttpRequest, sheet: Sheet) -> None:
    """Take one piece of evidence off the answer that it was tied to; it stays where it is kept."""
    tied = request.POST.get("untie", "")
    question, _, evidence_id = tied.partition(":")
    if not evidence_id:
        return
    ties = AnswerEvidence.objects.filter(answer__assessment=sheet.assessment, answer__question=question)
    for tie in ties.select_related("evidence", "answer__assessment"):
        if str(tie.evidence_id) == evidence_id:
            evidence.detach_evidence(tie.answer, tie.evidence, by=actor_of(request), at=now())


def _onward(request: HttpRequest, sheet: Sheet, section: str, sent: Sequence[Sent]) -> str:
    """Where a saved page leads: to the next section, or back to the card whose button was pressed.

    The place is always named: a browser carries the old one into the next page otherwise.
    """
    for button in ("clear", "add", "use", "untie"):
        if request.POST.get(button):
            return f"{request.path}#q-{request.POST[button].partition(':')[0]}"
    if "stay" in request.POST:
        messages.success(request, "Saved.")
        return f"{request.path}#main"
    if asked := _asked_about(request, sheet, sent):
        messages.info(request, "Saved by name. Look whether it is one of the models below, then go on.")
        return f"{request.path}#q-{asked}"
    steps = progress_of(sheet)
    following = next_section(steps, section)
    if following is None:
        return reverse("admin:assessment", args=[sheet.assessment.pk]) + "#main"
    return reverse("admin:answers", args=[sheet.assessment.pk, following.key]) + "#main"


def _asked_about(request: HttpRequest, sheet: Sheet, sent: Sequence[Sent]) -> str:
    """The first question whose typed name may mean a model, where nobody was shown which; "" where there is none."""
    for card in sent:
        name = name_kept(card.given.value) if card.saved and card.given else ""
        if name and f"{card.question.key}--meant" not in request.POST and candidates_for(sheet, name)[0]:
            return card.question.key
    return ""


def _shown(request: HttpRequest, sheet: Sheet, section: str, sent: Sequence[Sent] = ()) -> HttpResponse:
    parts = section_parts(request, sheet, section, sent)
    use = sheet.assessment.model_use
    crumbs = [
        ("Assessments", reverse("admin:checklists_assessment_changelist")),
        (use.name, reverse("admin:assessment", args=[sheet.assessment.pk])),
    ]
    return show(request, "admin/sheet/page.html", parts, title=parts["section"]["title"], crumbs=crumbs)


def section_parts(request: HttpRequest, sheet: Sheet, key: str, sent: Sequence[Sent] = ()) -> dict[str, Any]:
    """Everything that the page of a section shows. Raises NotFound for a section that the questionnaire lacks."""
    section = section_in(sheet, key)
    steps = progress_of(sheet)
    cards = cards_of(sheet, section, sent)
    return {
        "assessment": sheet.assessment,
        "section": section,
        "cards": cards,
        "step": next((step for step in steps if step.key == key), None),
        "steps": steps,
        "following": next_section(steps, key),
        "unfinished": first_missing(steps),
        "findings": findings_in(sheet, section),
        "is_open": sheet.is_open and Can(request).write,
        "known_models": sorted({model.name for model in sheet.known if model.role != "placeholder"}),
        "names_models": any(card.field_type == "model" or card.table for card in cards),
        "to_mend": sum(bool(card.problems) for card in sent),
        "to_choose": sum(card.conflict is not None for card in sent),
        "not_saved": sum(card.kept for card in sent),
    }


def _as_parts(request: HttpRequest, sheet: Sheet, section: str, sent: Sequence[Sent]) -> HttpResponse:
    """What the script puts in place once one card is saved: marks, problems, and cards that now apply."""
    parts = section_parts(request, sheet, section, sent)
    shown = set(request.POST.getlist("shown"))
    cards: list[Card] = parts["cards"]
    return JsonResponse(
        {
            "order": [card.key for card in cards],
            "saved": {card.key: _card_parts(request, card) for card in cards if card.key in _keys(sent)},
            "new": {
                card.key: _part(request, "admin/sheet/card.html", parts | {"card": card})
                for card in cards
                if card.key not in shown
            },
            "progress": _part(request, "admin/sheet/progress.html", parts),
            "findings": _part(request, "admin/sheet/findings.html", parts),
            "steps": _part(request, "admin/sheet/steps.html", parts),
        }
    )


def _keys(sent: Sequence[Sent]) -> set[str]:
    return {card.question.key for card in sent}


def _card_parts(request: HttpRequest, card: Card) -> Mapping[str, Any]:
    """One saved card: its new version, its mark, what is wrong with it, and what it rests on."""
    shown = {"card": card, "is_open": True}
    return {
        "version": card.version,
        "is_kept": bool(card.problems) or card.conflict is not None,
        "wrong": list(card.problems),
        "mark": _part(request, "admin/sheet/mark.html", shown),
        "alert": _part(request, "answering/alert.html", shown),
        "support": _part(request, "admin/sheet/support.html", shown),
        "files": _part(request, "admin/sheet/files.html", shown),
        "candidates": _part(request, "admin/sheet/candidates.html", shown),
    }


def _part(request: HttpRequest, template: str, context: Mapping[str, Any]) -> str:
    return render_to_string(template, dict(context), request=request)
