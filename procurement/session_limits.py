"""Sessions end: after a time without use, and after a time however much they are used."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

BEGAN, SEEN = "began_at", "seen_at"
# Writing the session at every request would cost two statements a page; a minute's grain is enough for an idle limit.
GRAIN_SECONDS = 60


def has_ended(session: dict, now: int) -> bool:
    """Whether the session is past its idle or its total limit. `now` in seconds since 1970."""
    return (
        now - session.get(SEEN, now) > settings.SESSION_IDLE_SECONDS
        or now - session.get(BEGAN, now) > settings.SESSION_TOTAL_SECONDS
    )


class SessionLimitMiddleware:
    """After authentication, before anything that asks who is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.user.is_authenticated:
            self._keep(request, int(time.time()))
        return self.get_response(request)

    def _keep(self, request: HttpRequest, now: int) -> None:
        session = request.session
        if has_ended(session, now):
            logout(request)
            return
        session.setdefault(BEGAN, now)
        if now - session.get(SEEN, 0) >= GRAIN_SECONDS:
            session[SEEN] = now
