"""A respondent in a browser without script."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from checklists.models import AnswerRequest, Assessment, Organisation
from checklists.services import coming_in
from checklists.services.requests import NewRequest
from tests.makers import make_assessment
from tests.request_makers import make_request


def in_two_weeks() -> date:
    return timezone.localdate() + timedelta(days=14)


@pytest.fixture
def asked(organisation: Organisation) -> Assessment:
    return make_assessment()


@pytest.fixture
def sent(asked: Assessment) -> NewRequest:
    """A request that was sent today."""
    return make_request(asked, due_on=in_two_weeks(), at=timezone.now())


class Respondent:
    """Somebody with a link. Every form is sent as the page has it, with its token against forgery."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=False)

    def follow(self, token: str) -> Any:
        return self.client.get(f"/answer/l/{token}/", follow=True)

    def get(self, path: str = "", **more: Any) -> Any:
        return self.client.get(f"/answer/{path}", **more)

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        return self.client.post(f"/answer/{path}", data or {}, **more)

    def come_in(self, request: AnswerRequest) -> Any:
        code = coming_in.send_code(request, by=coming_in.respondent(request), at=timezone.now())
        return self.post("enter/", {"code": code})


@pytest.fixture
def anybody() -> Respondent:
    return Respondent()


@pytest.fixture
def inside(sent: NewRequest) -> Respondent:
    """Somebody who came in by the link and a code."""
    who = Respondent()
    who.follow(sent.token)
    assert who.come_in(sent.request).status_code == 302
    return who


@pytest.fixture
def another() -> Callable[[], Respondent]:
    return Respondent
