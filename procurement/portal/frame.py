"""What all pages of the portal share: their cookies, the strict policy, and refusals in words."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast

from csp.decorators import csp
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django_scopes import scope

from checklists.errors import NotFound, Refused
from checklists.models import AnswerRequest
from checklists.models.requests import RequestState
from checklists.services.coming_in import SESSION_LIVES, note_seen, session_of
from procurement.answering.problems import problems_of
from procurement.portal.asked import contact_of, masked

View = Callable[..., HttpResponse]
LINK_COOKIE, SESSION_COOKIE = "candour_link", "candour_respondent"
PATH = "/answer/"
LINK_DAYS = 400
# No other site is told. Without any referrer a browser sends forms with the origin "null", which nobody can check.
REFERRER = "same-origin"
ANSWERABLE = (RequestState.OPEN.value, RequestState.SUBMITTED.value)


def now() -> datetime:
    return timezone.now()


def portal_page(view: View) -> View:
    """A page that nobody stores, under the policy without exceptions, that tells no other site where it was."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Refused as error:
            response = _refused(request, error)
        response.headers.setdefault("Referrer-Policy", REFERRER)
        return response

    return cast(View, csp(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])(never_cache(run)))


def inside(view: View) -> View:
    """A page for who came in: it gets their session, with the request's organisation in scope. Others go to the door,
    and who was inside a request that is over is told what became of it."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        at = now()
        session = session_of(request.COOKIES.get(SESSION_COOKIE, ""), at)
        if session is None:
            return HttpResponseRedirect(reverse("portal:welcome"))
        with scope(organisation=session.organisation):
            if session.request.state not in ANSWERABLE:
                return over(request, session.request, session.request.state)
            note_seen(session, at)
            return view(request, session, *args, **kwargs)

    return portal_page(run)


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, title: str, status: int = 200
) -> HttpResponse:
    """A page, rendered at once: within the scope that it was asked for in."""
    return TemplateResponse(request, template, {"title": title, **context}, status=status).render()


def over(request: HttpRequest, row: AnswerRequest, how: str) -> HttpResponse:
    """The honest page, for whoever has shown that the address is theirs: `how` the request or its link ended."""
    following = row.followed_by.first() if how == RequestState.PASSED_ON.value else None
    context = {
        "how": how,
        "row": row,
        "contact": contact_of(row),
        "to": masked(row.email),
        "passed_to": masked(following.email) if following else "",
    }
    response = show(request, "portal/over.html", context, title="This request is over for this link", status=410)
    forget(response, SESSION_COOKIE)
    return response


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    status = 404 if isinstance(refused, NotFound) else 409
    return show(
        request, "portal/refused.html", {"sentences": problems_of(refused, ()).above}, title="Not done", status=status
    )


def keep_link(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Lax, as the mail program leads here from elsewhere."""
    _set(request, response, LINK_COOKIE, token, LINK_DAYS * 86_400)


def keep_session(request: HttpRequest, response: HttpResponse, token: str) -> None:
    _set(request, response, SESSION_COOKIE, token, int(SESSION_LIVES.total_seconds()))


def _set(request: HttpRequest, response: HttpResponse, name: str, value: str, seconds: int) -> None:
    secure = request.is_secure()
    response.set_cookie(name, value, seconds, path=PATH, httponly=True, samesite="Lax", secure=secure)


def forget(response: HttpResponse, *names: str) -> None:
    for name in names:
        response.delete_cookie(name, path=PATH)
