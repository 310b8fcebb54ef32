"""Sessions end: after a time without use, and after a time however much they are used."""

import time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse

from checklists.models import User
from procurement import session_limits
from procurement.session_limits import BEGAN, SEEN, SessionLimitMiddleware, has_ended

IDLE, TOTAL = 7200, 43200


@pytest.mark.parametrize(
    ("seen_ago", "began_ago", "ended"),
    [(0, 0, False), (IDLE, IDLE, False), (IDLE + 1, IDLE + 1, True), (0, TOTAL, False), (0, TOTAL + 1, True)],
)
def test_a_session_ends_past_its_idle_or_its_total_limit(settings, seen_ago, began_ago, ended):
    settings.SESSION_IDLE_SECONDS, settings.SESSION_TOTAL_SECONDS = IDLE, TOTAL
    assert has_ended({SEEN: 10**9 - seen_ago, BEGAN: 10**9 - began_ago}, 10**9) is ended


def test_a_session_without_marks_has_not_ended():
    assert not has_ended({}, 10**9)


def visit(rf, session, user, at: int, monkeypatch):
    monkeypatch.setattr(session_limits.time, "time", lambda: at)
    request = rf.get("/")
    request.session, request.user = session, user
    SessionLimitMiddleware(lambda request: HttpResponse())(request)
    return request


@pytest.fixture
def session(db):
    store = SessionStore()
    store["organisation"] = "its own"
    store.save()
    return store


def test_an_idle_session_is_signed_out_and_emptied(rf, session, monkeypatch):
    now, user = int(time.time()), User(name="A", email="a@example.org")
    visit(rf, session, user, now, monkeypatch)
    request = visit(rf, session, user, now + IDLE + 1, monkeypatch)
    assert isinstance(request.user, AnonymousUser)
    assert "organisation" not in request.session


def test_use_keeps_a_session_but_not_past_its_total(rf, session, monkeypatch):
    now, user = int(time.time()), User(name="A", email="a@example.org")
    for later in range(0, TOTAL + 1, 3600):
        assert visit(rf, session, user, now + later, monkeypatch).user is user
    assert isinstance(visit(rf, session, user, now + TOTAL + 1, monkeypatch).user, AnonymousUser)


def test_a_page_within_the_same_minute_does_not_write_the_session(rf, session, monkeypatch):
    now, user = int(time.time()), User(name="A", email="a@example.org")
    visit(rf, session, user, now, monkeypatch)
    session.modified = False
    visit(rf, session, user, now + 59, monkeypatch)
    assert not session.modified
    visit(rf, session, user, now + 60, monkeypatch)
    assert session.modified


def test_a_visitor_who_is_not_signed_in_gets_no_session(rf, db, monkeypatch):
    request = visit(rf, SessionStore(), AnonymousUser(), int(time.time()), monkeypatch)
    assert request.session.is_empty()


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(settings):
    assert settings.SESSION_COOKIE_HTTPONLY and settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"
    assert settings.SESSION_COOKIE_SECURE == settings.CSRF_COOKIE_SECURE == settings.PUBLIC_URL.startswith("https:")
