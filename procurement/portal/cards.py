"""The cards of one part: as they stand, or as they were sent where something is to mend or to choose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from checklists.models import AnswerRequest, RespondentSession
from checklists.models.requests import RequestState
from checklists.rules.answers import WhoMaySee
from checklists.services.coming_in import respondent
from checklists.services.handing_in import hand_in_file
from checklists.services.respondents import answer_request
from procurement.answering.cards import Card, Option
from procurement.answering.days import read_number
from procurement.answering.inputs import inputs_from_answer, inputs_from_post
from procurement.answering.saving import Page, Sent, save
from procurement.portal.asked import Asked, Part, masked

MAY_SEE = {
    WhoMaySee.BUYER_TEAM.value: "Their team",
    WhoMaySee.IN_DOSSIER.value: "Their team, and readers of their report",
    WhoMaySee.REGULATOR_OR_AUDITOR.value: "Their regulator or auditor only",
}


@dataclass
class PortalCard(Card):
    """A card as a respondent sees it. `with_colleague` is the request that the question was handed on by."""

    with_colleague: AnswerRequest | None = None
    is_hidden: bool = False
    offers_models: bool = False

    @property
    def readers(self) -> list[Option]:
        return [Option(key, words, key == self.inputs.may_see) for key, words in MAY_SEE.items()]

    @property
    def seen_by(self) -> str:
        words = MAY_SEE.get(self.inputs.may_see, "")
        return words[:1].lower() + words[1:]

    @property
    def colleague(self) -> str:
        return masked(self.with_colleague.email) if self.with_colleague else ""


def cards_of(asked: Asked, part: Part, sent: Iterable[Sent] = ()) -> list[PortalCard]:
    kept = {card.question.key: card for card in sent if card.kept}
    held = _held_by_colleagues(asked.row)
    return [_card(asked, line, kept.get(line["key"]), held.get(line["key"])) for line in part.lines]


def _card(asked: Asked, line: Any, sent: Sent | None, colleague: AnswerRequest | None) -> PortalCard:
    key, questionnaire = line["key"], asked.judged.content.questionnaire
    question = asked.question(key)
    inputs = inputs_from_answer(question, questionnaire, "vendor", line["answer"], asked.models.names)
    card = PortalCard(line, question, questionnaire, sent.inputs if sent else inputs, asked.rows.get(key))
    card.with_colleague, card.is_hidden = colleague, key in asked.hidden
    if sent:
        card.problems, card.conflict, card.made_from = sent.problems, sent.conflict, sent.version
    return card


def _held_by_colleagues(row: AnswerRequest) -> dict[str, AnswerRequest]:
    parts = row.parts.filter(state=RequestState.OPEN.value)
    return {key: part for part in parts for key in part.questions}


def save_part(request: HttpRequest, session: RespondentSession, asked: Asked, part: Part, at: datetime) -> list[Sent]:
    """Save what was sent of a part. Raises Refused where the request takes no answers."""
    cards = [_sent(request, asked, line["key"]) for line in part.lines if f"{line['key']}--version" in request.POST]
    save(_page_of(asked, session.request, at), cards)
    return cards


def _sent(request: HttpRequest, asked: Asked, key: str) -> Sent:
    data, question = request.POST, asked.question(key)
    return Sent(
        question=question,
        asked_of="vendor",
        inputs=inputs_from_post(question, asked.judged.content.questionnaire, "vendor", data),
        version=read_number(data.get(f"{key}--version", "")) or 0,
        against=read_number(data.get(f"{key}--against", "")),
        pick=data.get(f"{key}--pick", ""),
        clear=data.get("clear") == key,
        files=request.FILES.getlist(f"{key}--file"),
    )


def _page_of(asked: Asked, row: AnswerRequest, at: datetime) -> Page:
    who: dict[str, Any] = {"by": respondent(row), "at": at}
    return Page(
        row.assessment,
        asked.judged.content.questionnaire,
        asked.models,
        write=lambda given: answer_request(row, given, **who),
        keep_file=lambda answer, name, content: hand_in_file(
            row, question=answer.question, content=content, filename=name, **who
        ),
        keep_page=lambda answer, address, text: None,
        hidden=asked.hidden,
    )


def waiting(cards: Sequence[Sent]) -> bool:
    """Whether something of what was sent is still to mend or to choose."""
    return any(card.kept for card in cards)
