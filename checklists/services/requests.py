"""Requests, the buyer's side: ask a vendor's respondent by a link, make the link anew, give more time, take it back."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, Refused
from checklists.models import AnswerRequest, Assessment, RequestLink
from checklists.models.people import Role
from checklists.models.requests import RequestState
from checklists.rules.vendor_questions import for_vendor
from checklists.services.answers import ensure_writable
from checklists.services.history import record, service
from checklists.services.judging import day_of, judge_assessment
from checklists.services.people import token_hash
from checklists.services.request_mail import ensure_mail_works, mail_link
from checklists.services.rows import allow, change, insert, organisation_in_scope

# A link outlives its day: who is late is still welcome, and is told so.
LINK_OUTLIVES_DUE = timedelta(days=30)
MOST_MESSAGE = 2_000
# What judging an assessment and naming it in a mail reads of a request.
NEEDED = ("organisation", "assessment__model_use__product__vendor__sold_by", "assessment__model_use__ai_model",
          "assessment__model_use__owner__user")  # fmt: skip


@dataclass(frozen=True)
class NewRequest:
    """A request with its link just made. `token` is shown this once."""

    request: AnswerRequest
    token: str


@service
def send_request(
    assessment: Assessment, *, email: str, due_on: date, by: Actor, at: datetime, name: str = "", message: str = ""
) -> NewRequest:
    """Ask somebody at the vendor for its answers. `message` says what for, in the buyer's words; the vendor reads it.

    Raises Refused where nobody sells the model or nothing is open to ask, Invalid with what is wrong with the rest.
    """
    allow(by, Role.ASSESSOR)
    ensure_writable(assessment, at)
    ensure_mail_works()
    _somebody_to_ask(assessment, day_of(at))
    _check(due_on, message, day_of(at))
    row = AnswerRequest(assessment=assessment, email=email.strip().lower(), name=name.strip(), due_on=due_on)
    row.message = message.strip()
    insert(row, by=by, at=at)
    _say("request_sent", row, by, at)
    return NewRequest(row, new_link(row, by, at))


@service
def renew_link(request: AnswerRequest, *, by: Actor, at: datetime) -> NewRequest:
    """Make a new link for an open request; the one before ends, and says so to who follows it."""
    allow(by, Role.ASSESSOR)
    ensure_mail_works()
    row = open_request(request)
    _say("request_renewed", row, by, at)
    return NewRequest(row, new_link(row, by, at))


@service
def give_more_time(request: AnswerRequest, *, due_on: date, version: int | None, by: Actor, at: datetime) -> None:
    """Another day by which the answers are wanted; the link lives on with it."""
    allow(by, Role.ASSESSOR)
    row = open_request(request)
    _check(due_on, "", day_of(at))
    if change(row, {"due_on": due_on}, version=version, by=by, at=at):
        row.links.filter(ended_at=None).update(expires_at=_end_of_link(due_on, at))
        _say("request_due_changed", row, by, at)


@service
def withdraw_request(request: AnswerRequest, *, by: Actor, at: datetime, why: str = "") -> None:
    """End an open request: its link no longer opens it. What was answered stays."""
    allow(by, Role.ASSESSOR)
    row = open_request(request)
    close(row, RequestState.WITHDRAWN, by, at)
    _say("request_withdrawn", row, by, at, why=why)


def open_request(request: AnswerRequest) -> AnswerRequest:
    """The request, locked, while it is open. Raises Refused: of two who end it, the second is told."""
    row = AnswerRequest.objects.select_for_update(of=("self",)).select_related(*NEEDED).get(pk=request.pk)
    if row.state != RequestState.OPEN.value:
        raise Refused(f"This request is {row.state.replace('_', ' ')}; nothing was changed.", code="not_open")
    return row


def new_link(row: AnswerRequest, by: Actor, at: datetime) -> str:
    """The token of a new link of a request, which is mailed to its address; the ones before end."""
    token = secrets.token_urlsafe(32)
    row.links.filter(ended_at=None).update(ended_at=at)
    link = RequestLink(request=row, token_hash=token_hash(token), expires_at=_end_of_link(row.due_on, at))
    insert(link, by=by, at=at)
    mail_link(row, link, token, by, at)
    return token


def close(row: AnswerRequest, state: RequestState, by: Actor, at: datetime) -> None:
    """End a request in `state`, with its links, its sessions and what of it colleagues still hold."""
    for each in [row, *AnswerRequest.objects.filter(part_of=row, state=RequestState.OPEN.value)]:
        change(each, {"state": state.value}, version=None, by=by, at=at)
        if state is not RequestState.SUBMITTED:
            each.links.filter(ended_at=None).update(ended_at=at)
        each.sessions.filter(ended_at=None).exclude(request=row).update(ended_at=at)


def _end_of_link(due_on: date, at: datetime) -> datetime:
    days = max((due_on - day_of(at)).days, 0)
    return at + timedelta(days=days) + LINK_OUTLIVES_DUE


def _somebody_to_ask(assessment: Assessment, today: date) -> None:
    if assessment.model_use.product.vendor_id is None:
        raise Refused("Nobody sells this to you, so there is nobody to ask. Answer it yourselves.", code="no_vendor")
    judged = judge_assessment(assessment, today)
    if not for_vendor(judged.judgement.asked, judged.case.answers):
        raise Refused("Nothing is left to ask the vendor: you have answered what there is.", code="nothing_to_ask")


def _check(due_on: date, message: str, today: date) -> None:
    wrong = []
    if due_on < today:
        wrong.append(Detail("/due_on", "past", "Give a day that is still to come."))
    if due_on > today + timedelta(days=366):
        wrong.append(Detail("/due_on", "too_far", "Give a day within a year."))
    if len(message) > MOST_MESSAGE:
        wrong.append(Detail("/message", "too_long", f"At most {MOST_MESSAGE:,} characters."))
    if wrong:
        raise Invalid(wrong[0].detail, wrong)


def _say(kind: str, row: AnswerRequest, by: Actor, at: datetime, **more: str) -> None:
    named = {"request": row.pk, "email": row.email, "name": row.name, "due_on": row.due_on, **more}
    record(kind, row.assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
