"""Makers of requests to a vendor's respondents: sent, come into, answered."""

from datetime import date, datetime, timedelta
from typing import Any

from checklists.actor import Actor
from checklists.models import AnswerRequest, Assessment, RespondentSession
from checklists.services import coming_in, requests, respondents
from checklists.services.given import Given
from checklists.services.mail_standing import mail_standing
from checklists.services.requests import NewRequest
from tests.mail_makers import make_proof
from tests.makers import COMMAND, NOW, make_assessment

DUE = date(2026, 12, 8)
ADDRESS = "jo@vendor.example"


def make_request(
    assessment: Assessment | None = None,
    *,
    email: str = ADDRESS,
    by: Actor = COMMAND,
    at: datetime = NOW,
    **values: Any,
) -> NewRequest:
    values = {"name": "Jo Field", "due_on": DUE, **values}
    if not mail_standing().works:
        make_proof(at=at)
    return requests.send_request(assessment or make_assessment(by=by), email=email, by=by, at=at, **values)


def make_session(request: AnswerRequest, at: datetime = NOW) -> str:
    """The token of a session of somebody who came in by a code."""
    by = coming_in.respondent(request)
    code = coming_in.send_code(request, by=by, at=at)
    return coming_in.come_in(request, code=code, tried=coming_in.count_try(request, at), by=by, at=at)


def session_row(request: AnswerRequest) -> RespondentSession:
    make_session(request)
    return request.sessions.get()


def say(request: AnswerRequest, question: str, value: Any = None, *, at: datetime = NOW, **more: Any) -> Any:
    """What a respondent answers to one question."""
    given = Given(question=question, state=more.pop("state", "answered"), value=value, **more)
    by = coming_in.respondent(request)
    return respondents.answer_request(request, [given], by=by, at=at)[question]


def later(**by: int) -> datetime:
    return NOW + timedelta(**by)
