"""Inside: the overview, the parts with their questions, colleagues, and the end of it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from checklists.errors import NotFound, Refused
from checklists.models import AnswerRequest, RespondentSession
from checklists.models.requests import RequestState
from checklists.services.attesting import ATTESTS, finish_part, submit_request, vendor_name
from checklists.services.coming_in import end_session, respondent
from checklists.services.respondents import hand_on, take_back
from procurement.answering.problems import problems_of
from procurement.answering.saving import Sent
from procurement.portal.asked import Asked, Part, asked_of, contact_of
from procurement.portal.cards import PortalCard, cards_of, save_part, waiting
from procurement.portal.frame import SESSION_COOKIE, forget, inside, now, show

CARD_BY_CARD = "candour-card"


@inside
@require_GET
def overview(request: HttpRequest, session: RespondentSession) -> HttpResponse:
    """How far it is: the parts, what is missing, what colleagues hold."""
    asked = asked_of(session.request, now())
    return show(request, "portal/overview.html", _shared(asked), title=f"Your answers about {asked.product}")


@inside
def part(request: HttpRequest, session: RespondentSession, key: str) -> HttpResponse:
    """One part: its questions, saved as a whole or card by card as one goes."""
    asked = asked_of(session.request, now())
    here = _part(asked, key)
    if request.method != "POST":
        return _shown(request, asked, here)
    sent = save_part(request, session, asked, here, now())
    asked = asked_of(session.request, now())
    if request.headers.get("X-Requested-With") == CARD_BY_CARD:
        return _as_parts(request, asked, key, sent)
    if waiting(sent):
        return _shown(request, asked, _part(asked, key), sent)
    return HttpResponseRedirect(_onward(request, asked, key))


def _part(asked: Asked, key: str) -> Part:
    found = asked.part(key)
    if found is None:
        raise Http404("There is no such part here.")
    return found


def _shared(asked: Asked) -> dict[str, Any]:
    row = asked.row
    return {
        "asked": asked,
        "row": row,
        "contact": contact_of(row),
        "vendor": vendor_name(row),
        "held": list(row.parts.filter(state=RequestState.OPEN.value)),
        "is_part": row.part_of_id is not None,
        "is_submitted": row.state == RequestState.SUBMITTED.value,
    }


def _shown(request: HttpRequest, asked: Asked, here: Part, sent: Sequence[Sent] = ()) -> HttpResponse:
    return show(request, "portal/part.html", _part_shown(asked, here, sent), title=f"{here.title}: your answers")


def _part_shown(asked: Asked, here: Part, sent: Sequence[Sent] = ()) -> dict[str, Any]:
    keys = [each.key for each in asked.parts]
    place = keys.index(here.key)
    cards = cards_of(asked, here, sent)
    return {
        **_shared(asked),
        "part": here,
        "number": place + 1,
        "cards": cards,
        "before": asked.parts[place - 1] if place else None,
        "after": asked.parts[place + 1] if place + 1 < len(keys) else None,
        "known_models": sorted(set(asked.models.names.values())),
        "names_models": any(card.field_type == "model" or card.table for card in cards),
        "not_saved": sum(card.kept for card in sent),
    }


def _onward(request: HttpRequest, asked: Asked, key: str) -> str:
    address = reverse("portal:part", args=[key])
    for button in ("clear", "add", "use"):
        if request.POST.get(button):
            return f"{address}#q-{request.POST[button]}"
    if "stay" in request.POST:
        messages.success(request, "Saved.")
        return f"{address}#main"
    keys = [each.key for each in asked.parts]
    after = keys[keys.index(key) + 1 :] if key in keys else keys
    return reverse("portal:part", args=[after[0]]) if after else reverse("portal:summary")


def _as_parts(request: HttpRequest, asked: Asked, key: str, sent: Sequence[Sent]) -> HttpResponse:
    """What the script puts in place once one card is saved."""
    context = _part_shown(asked, _part(asked, key), sent)
    cards: list[PortalCard] = context["cards"]
    shown, mine = set(request.POST.getlist("shown")), {card.question.key for card in sent}
    return JsonResponse(
        {
            "order": [card.key for card in cards],
            "saved": {card.key: _card_parts(request, card) for card in cards if card.key in mine},
            "new": {
                card.key: render_to_string("portal/card.html", {**context, "card": card}, request=request)
                for card in cards
                if card.key not in shown
            },
            "progress": render_to_string("portal/progress.html", context, request=request),
        }
    )


def _card_parts(request: HttpRequest, card: PortalCard) -> dict[str, Any]:
    names = {"mark": "portal/mark.html", "alert": "answering/alert.html", "support": "portal/support.html",
             "files": "portal/files.html"}  # fmt: skip
    parts = {name: render_to_string(template, {"card": card}, request=request) for name, template in names.items()}
    kept = bool(card.problems) or card.conflict is not None
    return {"version": card.version, "is_kept": kept, "wrong": list(card.problems), **parts}


@inside
@require_POST
def handing_on(request: HttpRequest, session: RespondentSession) -> HttpResponse:
    """Ask a colleague about one question."""
    question = request.POST.get("question", "")
    named = {"email": request.POST.get("email", ""), "name": request.POST.get("name", "")}
    by, at = respondent(session.request), now()
    hand_on(session.request, questions=[question], **named, by=by, at=at)
    messages.success(request, "Your colleague has a link to this one question.")
    return HttpResponseRedirect(_place_of(session, question))


@inside
@require_POST
def taking_back(request: HttpRequest, session: RespondentSession) -> HttpResponse:
    """Take a question back from a colleague."""
    held = [part for part in session.request.parts.all() if str(part.pk) == request.POST.get("part", "")]
    if not held:
        raise NotFound("request")
    take_back(held[0], request=session.request, by=respondent(session.request), at=now())
    messages.success(request, "Taken back. What was answered stays.")
    return HttpResponseRedirect(_place_of(session, (held[0].questions or [""])[0]))


def _place_of(session: RespondentSession, question: str) -> str:
    for each in asked_of(session.request, now()).parts:
        if question in {line["key"] for line in each.lines}:
            return f"{reverse('portal:part', args=[each.key])}#q-{question}"
    return reverse("portal:overview")


@inside
def summary(request: HttpRequest, session: RespondentSession) -> HttpResponse:
    """Everything on one page, and handing it in with an attestation."""
    row, refused, typed = session.request, None, {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in ("name", "role", "agreed")}
        try:
            _hand_in(request, row, typed)
            return HttpResponseRedirect(reverse("portal:receipt"))
        except Refused as error:
            refused = error
    return _summary(request, asked_of(row, now()), refused, typed)


def _hand_in(request: HttpRequest, row: AnswerRequest, typed: dict[str, str]) -> None:
    by, at = respondent(row), now()
    if row.part_of_id is not None:
        note = finish_part(row, by=by, at=at)
    else:
        note = submit_request(row, name=typed["name"], role=typed["role"], agreed=bool(typed["agreed"]), by=by, at=at)
    if note:
        messages.info(request, note)


def _summary(request: HttpRequest, asked: Asked, refused: Refused | None, typed: dict[str, str]) -> HttpResponse:
    context = {
        **_shared(asked),
        "attests": ATTESTS.format(vendor=vendor_name(asked.row)),
        "problems": problems_of(refused, ("name", "role", "agreed")),
        "typed": typed or {"name": asked.row.name},
    }
    status = 200 if refused is None else 409
    return show(request, "portal/summary.html", context, title="Check everything", status=status)


@inside
@require_GET
def receipt(request: HttpRequest, session: RespondentSession) -> HttpResponse:
    """What was handed in, when, by whom, with its digest: to keep."""
    if session.request.state != RequestState.SUBMITTED.value:
        return HttpResponseRedirect(reverse("portal:summary"))
    asked = asked_of(session.request, now())
    return show(request, "portal/receipt.html", _shared(asked), title="Thank you: your receipt")


@inside
@require_GET
def receipt_file(request: HttpRequest, session: RespondentSession) -> HttpResponse:
    """The receipt's own bytes, over which its digest is."""
    row = session.request
    if not row.receipt:
        raise Http404("There is no receipt yet.")
    response = HttpResponse(row.receipt, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="candour-receipt-{row.receipt_digest[:12]}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@inside
@require_POST
def leave(request: HttpRequest, session: RespondentSession) -> HttpResponse:
    """End the session. The link stays good."""
    end_session(session, by=respondent(session.request), at=now())
    response = HttpResponseRedirect(reverse("portal:welcome"))
    forget(response, SESSION_COOKIE)
    return response
