"""Arriving: what a link shows, to whom, and that looking at it has no effect."""

from datetime import timedelta

import pytest
from django.utils import timezone

from checklists.models import AnswerRequest, Event, RequestLink
from checklists.services import coming_in, requests
from tests.database import writing_around_the_services
from tests.makers import COMMAND
from tests.request_makers import ADDRESS


def by_now() -> dict:
    return {"by": COMMAND, "at": timezone.now()}


def test_the_first_page_says_who_asks_what_for_how_long_and_by_when(sent, anybody):
    page = anybody.follow(sent.token).content.decode()
    for words in ("Harbour Accountants", "sorting letters", "minutes", "Not you?", "j…@vendor.example"):
        assert words in page
    assert ADDRESS not in page


def test_the_token_is_out_of_the_address_at_once_and_no_page_tells_where_it_was(sent, anybody):
    response = anybody.follow(sent.token)
    assert response.request["PATH_INFO"] == "/answer/"
    assert response["Referrer-Policy"] == "same-origin"
    assert anybody.get(f"l/{sent.token}/")["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_has_no_effect_whoever_looks(sent, anybody, method):
    before = Event.objects.count(), RequestLink.objects.values_list("updated_at", flat=True)[0]
    look = getattr(anybody.client, method)
    for path in (f"/answer/l/{sent.token}/", "/answer/", "/answer/questions/", "/answer/enter/", "/answer/answers/"):
        look(path)
    assert (Event.objects.count(), RequestLink.objects.values_list("updated_at", flat=True)[0]) == before


@pytest.mark.parametrize("path", ["code/", "pass-on/"])
def test_what_sends_something_is_not_done_by_looking(sent, anybody, path):
    anybody.follow(sent.token)
    assert anybody.get(path).status_code == 405


def test_all_questions_are_read_beforehand_and_no_answer(sent, anybody):
    anybody.follow(sent.token)
    page = anybody.get("questions/").content.decode()
    assert "distilled" in page
    assert "radio" not in page


def test_a_code_lets_in_and_the_link_comes_back_to_the_same_place(sent, anybody):
    anybody.follow(sent.token)
    assert "on its way" in anybody.post("code/").content.decode()
    assert anybody.come_in(sent.request)["Location"] == "/answer/answers/"
    assert anybody.follow(sent.token).request["PATH_INFO"] == "/answer/answers/"


def test_a_wrong_code_says_so_and_lets_nobody_in(sent, anybody):
    anybody.follow(sent.token)
    anybody.post("code/")
    response = anybody.post("enter/", {"code": "no code"})
    assert response.status_code == 409
    assert "not the code" in response.content.decode()
    assert anybody.get("answers/")["Location"] == "/answer/"


def _ended(sent, how):
    if how == "withdrawn":
        requests.withdraw_request(sent.request, **by_now())
    elif how == "replaced":
        requests.renew_link(sent.request, **by_now())
    elif how == "passed_on":
        named = {"email": "right@vendor.example", "name": ""}
        coming_in.pass_on(sent.request, **named, by=coming_in.respondent(sent.request), at=timezone.now())
    elif how == "expired":
        with writing_around_the_services():
            RequestLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


ENDS = {
    "withdrawn": "no longer asks",
    "replaced": "A newer link was sent",
    "passed_on": "r…@vendor.example",
    "expired": "run out",
}


@pytest.mark.parametrize("how", ENDS)
def test_a_link_that_is_over_looks_like_one_that_never_was(sent, anybody, another, how):
    _ended(sent, how)
    never, over = anybody.follow("never-was"), another()
    real = over.follow(sent.token)
    assert (never.status_code, real.status_code) == (404, 404)
    assert _without_tokens(never) == _without_tokens(real)
    assert _without_tokens(anybody.post("code/")) == _without_tokens(over.post("code/"))
    assert _without_tokens(anybody.post("enter/", {"code": "1"})) == _without_tokens(over.post("enter/", {"code": "1"}))


def _without_tokens(response):
    lines = response.content.decode().splitlines()
    return [line.split("csrfmiddlewaretoken")[0] for line in lines]


@pytest.mark.parametrize("how", ENDS)
def test_whoever_was_asked_is_told_honestly_what_became_of_it(sent, anybody, how):
    _ended(sent, how)
    anybody.follow(sent.token)
    response = anybody.come_in(sent.request)
    assert response.status_code == 410
    assert ENDS[how] in response.content.decode()
    assert anybody.get("answers/")["Location"] == "/answer/"


def test_who_is_inside_when_it_is_withdrawn_is_told(sent, inside):
    requests.withdraw_request(sent.request, **by_now())
    assert "no longer asks" in inside.get("answers/").content.decode()


def test_what_went_to_the_wrong_address_is_passed_on_before_any_code(sent, anybody):
    anybody.follow(sent.token)
    response = anybody.post("pass-on/", {"email": "right@vendor.example", "name": "Sam"})
    assert "r…@vendor.example" in response.content.decode()
    assert AnswerRequest.objects.get(state="open").email == "right@vendor.example"
    assert anybody.get("").status_code == 404


def test_what_is_no_address_is_said_beside_its_field_and_what_was_typed_stays(sent, anybody):
    anybody.follow(sent.token)
    page = anybody.post("pass-on/", {"email": "nobody", "name": "Sam Field"}).content.decode()
    assert "pass-email-problem" in page
    assert 'value="nobody"' in page
    assert 'value="Sam Field"' in page


def test_whoever_holds_the_link_does_not_pass_it_on_once_somebody_came_in(sent, inside, another):
    thief = another()
    thief.follow(sent.token)
    assert "not passed on from here" in thief.get("").content.decode()
    assert thief.post("pass-on/", {"email": "thief@else.example"}).status_code == 409
    assert AnswerRequest.objects.get().email == ADDRESS


def test_the_cookies_are_for_the_portal_alone_and_out_of_reach_of_scripts(sent, inside):
    for name in ("candour_link", "candour_respondent"):
        cookie = inside.client.cookies[name]
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/answer/", True, "Lax")


def test_a_closed_session_is_closed_and_the_link_stays_good(sent, inside):
    token = inside.client.cookies["candour_respondent"].value
    inside.post("answers/leave/")
    inside.client.cookies["candour_respondent"] = token
    assert inside.get("answers/")["Location"] == "/answer/"
    assert inside.follow(sent.token).status_code == 200
