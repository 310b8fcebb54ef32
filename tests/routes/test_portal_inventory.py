"""The portal's part of the route inventory: every page, with its answer for anybody, staff, and respondents.

No note of the buyer's is in any answer, whoever asks.
"""

import re

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from django_scopes import scope

from checklists.models.people import Role
from checklists.services import coming_in
from checklists.services.content import questionnaire_content
from procurement.portal.urls import urlpatterns
from tests.makers import NOW, make_assessment, make_use
from tests.request_makers import make_request
from tests.routes.world import CANARY, PASSWORD, World, build

PART = "distillation"
# {name: (address, what a respondent inside gets, what anybody without a session gets)}
PAGES = {
    "welcome": ("", 302, 404),
    "follow": ("l/a-guess/", 302, 302),
    "code": ("code/", 405, 405),
    "enter": ("enter/", 200, 200),
    "pass_on": ("pass-on/", 405, 405),
    "questions": ("questions/", 200, 302),
    "overview": ("answers/", 200, 302),
    "part": (f"answers/part/{PART}/", 200, 302),
    "hand_on": ("answers/hand-on/", 405, 302),
    "take_back": ("answers/take-back/", 405, 302),
    "summary": ("answers/check/", 200, 302),
    "receipt": ("answers/receipt/", 302, 302),
    "receipt_file": ("answers/receipt.json", 404, 302),
    "leave": ("answers/leave/", 405, 302),
}


@pytest.fixture
def world(db) -> World:
    return build(CANARY)


def asked(world: World, **values) -> tuple[object, str]:
    """A request that is open now, and its link."""
    with scope(organisation=world.organisation):
        made = make_request(make_assessment(make_use(name=f"{CANARY} asked")), at=timezone.now(), **values)
        return made.request, made.token


def come_in(client: Client, world: World, request: object, token: str) -> Client:
    client.get(f"/answer/l/{token}/")
    with scope(organisation=world.organisation):
        code = coming_in.send_code(request, by=coming_in.respondent(request), at=timezone.now())
    assert client.post("/answer/enter/", {"code": code}).status_code == 302
    return client


def test_every_page_of_the_portal_is_listed():
    assert {pattern.name for pattern in urlpatterns} == set(PAGES)
    assert any(str(each.pattern) == "answer/" for each in get_resolver().url_patterns)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_who_is_inside_and_nobody_else(world, name):
    address, inside, outside = PAGES[name]
    anybody, member = Client(), Client()
    assert member.login(username=world.members[Role.OWNER].user.email, password=PASSWORD)
    for client in (anybody, member):
        assert client.get(f"/answer/{address}").status_code == outside
    respondent = come_in(Client(), world, *asked(world))
    assert respondent.get(f"/answer/{address}").status_code == inside


@pytest.mark.parametrize("path", ["answers/hand-on/", "answers/take-back/", "answers/check/", "answers/leave/"])
def test_nothing_is_written_by_who_is_not_inside(world, path):
    assert Client().post(f"/answer/{path}", {"question": "is_this_distilled"})["Location"] == "/answer/"


def test_one_respondent_reaches_nothing_of_anothers(world):
    other = build("Elsewhere9x")
    theirs, _ = asked(other)
    mine = come_in(Client(), world, *asked(world))
    for name, (address, status, _outside) in PAGES.items():
        if name == "follow":
            continue  # it is another link that one follows then
        response = mine.get(f"/answer/{address}")
        assert response.status_code == status
        assert "Elsewhere9x" not in response.content.decode()
    response = mine.post("/answer/answers/take-back/", {"part": str(theirs.pk)})
    assert response.status_code == 404


def test_a_session_opens_no_page_of_staff_and_no_api(world):
    respondent = come_in(Client(), world, *asked(world))
    assert respondent.get("/admin/").status_code == 302
    assert respondent.get("/api/v1/vendors/", headers={"host": "localhost"}).status_code == 401


def test_no_note_of_the_buyers_is_on_any_page(world):
    request, token = asked(world)
    with scope(organisation=world.organisation):
        questions = questionnaire_content(request.assessment.questionnaire_version_id).questions
    notes = {note for each in questions for note in (each.why, each.good_answer, each.red_flag) if len(note) > 20}
    respondent = come_in(Client(), world, request, token)
    sections = {each.section for each in questions}
    pages = [address for address, status, _ in PAGES.values() if status == 200]
    pages += [f"answers/part/{section}/" for section in sections]
    shown = " ".join(_words(respondent.get(f"/answer/{page}").content.decode()) for page in pages)
    assert "distilled" in shown
    assert [note for note in notes if _words(note) in shown] == []


def _words(text: str) -> str:
    plain = re.sub(r"<[^>]+>", " ", text)
    for code, sign in (("&#x27;", "'"), ("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")):
        plain = plain.replace(code, sign)
    return " ".join(plain.split())


def test_a_link_that_was_made_long_ago_opens_nothing(world):
    with scope(organisation=world.organisation):
        long_ago = NOW.replace(year=2025)
        made = make_request(make_assessment(make_use(name="Old")), at=long_ago, due_on=long_ago.date())
    client = Client()
    client.get(f"/answer/l/{made.token}/")
    assert client.get("/answer/").status_code == 404
