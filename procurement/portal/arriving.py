"""Arriving by a link: what it opens is shown, and who is there proves it with a code. Looking has no effect."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django_scopes import scope

from checklists.errors import Detail, Invalid, NotFound, Refused
from checklists.models import AnswerRequest, RequestLink
from checklists.services.coming_in import (
    WRONG_CODE,
    come_in,
    count_try,
    end_session,
    find_link,
    pass_on,
    respondent,
    send_code,
    session_of,
    standing,
)
from procurement.answering.problems import problems_of
from procurement.portal.asked import asked_of, contact_of, masked
from procurement.portal.frame import (
    LINK_COOKIE,
    SESSION_COOKIE,
    forget,
    keep_link,
    keep_session,
    now,
    over,
    portal_page,
    show,
)

OPENS = ("open", "submitted")
NO_CODE = Invalid(WRONG_CODE, [Detail("/code", "wrong_code", WRONG_CODE)])


@portal_page
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address at once, and remember it for this browser."""
    response = HttpResponseRedirect(reverse("portal:welcome"))
    keep_link(request, response, token)
    response["Referrer-Policy"] = "no-referrer"
    return response


@portal_page
@require_GET
def welcome(request: HttpRequest) -> HttpResponse:
    """Who asks, what for, how long, by when. The same words for every link that opens nothing."""
    link = _link(request)
    if link is None or standing(link, now()) not in OPENS:
        return show(request, "portal/no_request.html", {}, title="This link does not open a request", status=404)
    with scope(organisation=link.organisation):
        if _is_inside(request, link.request, now()):
            return HttpResponseRedirect(reverse("portal:overview"))
        return _welcome(request, link.request)


def _welcome(request: HttpRequest, row: AnswerRequest, refused: Refused | None = None, **typed: str) -> HttpResponse:
    asked = asked_of(row, now())
    context = {
        "asked": asked,
        "row": row,
        "to": masked(row.email),
        "contact": contact_of(row),
        "problems": problems_of(refused, ("email", "name")),
        "typed": typed,
        "may_pass": row.proven_at is None,
    }
    title = f"A few questions about {asked.product}"
    return show(request, "portal/welcome.html", context, title=title, status=200 if refused is None else 409)


@portal_page
@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """Every question, to read beforehand or to print. Nothing that was answered."""
    link = _link(request)
    if link is None or standing(link, now()) not in OPENS:
        return HttpResponseRedirect(reverse("portal:welcome"))
    with scope(organisation=link.organisation):
        asked = asked_of(link.request, now())
        context = {"asked": asked, "row": link.request, "contact": contact_of(link.request)}
        return show(request, "portal/questions.html", context, title=f"All questions about {asked.product}")


@portal_page
@require_POST
def code(request: HttpRequest) -> HttpResponse:
    """Send a code to the address that was asked. Whether there is one, nobody is told here."""
    link = _link(request)
    refused = None
    if link is not None:
        with scope(organisation=link.organisation):
            try:
                send_code(link.request, by=respondent(link.request), at=now())
            except Refused as error:
                refused = error if standing(link, now()) in OPENS else None
    return _code_form(request, link, refused)


@portal_page
def enter(request: HttpRequest) -> HttpResponse:
    """Compare the code, and let in. A link that is over leads to an honest page instead."""
    link = _link(request)
    if request.method != "POST" or link is None:
        return _code_form(request, link, NO_CODE if request.method == "POST" else None)
    with scope(organisation=link.organisation):
        row, at = link.request, now()
        try:
            token = come_in(row, code=request.POST.get("code", ""), tried=count_try(row, at), by=respondent(row), at=at)
        except Refused as error:
            return _code_form(request, link, error)
        how = standing(link, at)
        if how in OPENS:
            response = HttpResponseRedirect(reverse("portal:overview"))
            keep_session(request, response, token)
            return response
        _out_again(token, row, at)
        return over(request, row, how)


@portal_page
@require_POST
def passing_on(request: HttpRequest) -> HttpResponse:
    """ "Not you?": send the request on to the right address."""
    link = _link(request)
    if link is None or standing(link, now()) != "open":
        return HttpResponseRedirect(reverse("portal:welcome"))
    typed = {name: request.POST.get(name, "") for name in ("email", "name")}
    with scope(organisation=link.organisation):
        inside = _is_inside(request, link.request, now())
        try:
            pass_on(link.request, **typed, inside=inside, by=respondent(link.request), at=now())
        except Refused as error:
            return _welcome(request, link.request, error, **typed)
        context = {"to": masked(typed["email"].strip().lower()), "contact": contact_of(link.request)}
        response = show(request, "portal/passed_on.html", context, title="Passed on")
    forget(response, SESSION_COOKIE, LINK_COOKIE)
    return response


def _code_form(request: HttpRequest, link: RequestLink | None, refused: Refused | None) -> HttpResponse:
    to = masked(link.request.email) if link is not None and standing(link, now()) in OPENS else ""
    context: dict[str, Any] = {"to": to, "problems": problems_of(refused, ("code",))}
    return show(request, "portal/code.html", context, title="Your code", status=200 if refused is None else 409)


def _link(request: HttpRequest) -> RequestLink | None:
    try:
        return find_link(request.COOKIES.get(LINK_COOKIE, ""))
    except NotFound:
        return None


def _is_inside(request: HttpRequest, row: AnswerRequest, at: datetime) -> bool:
    session = session_of(request.COOKIES.get(SESSION_COOKIE, ""), at)
    return session is not None and session.request_id == row.pk


def _out_again(token: str, row: AnswerRequest, at: datetime) -> None:
    session = session_of(token, at)
    if session is not None:
        end_session(session, by=respondent(row), at=at)
