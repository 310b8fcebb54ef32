"""Calls at the same moment: nobody's answer is lost, and nobody is told a version that is none of theirs."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.http import HttpResponse

from checklists.models import AnswerRevision, Assessment, Decision
from tests import makers
from tests.api.conftest import Caller, Firm, make_firm

pytestmark = pytest.mark.django_db(transaction=True)
QUESTION = "is_this_distilled"
REFUSES = {"state": "refuses"}


def at_once(calls: list[Callable[[], HttpResponse]]) -> list[HttpResponse]:
    """The answers of calls that set off together, in their order."""
    together = threading.Barrier(len(calls))

    def call(one: Callable[[], HttpResponse]) -> HttpResponse:
        together.wait()
        try:
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(call, calls))


@pytest.fixture
def firm() -> Firm:
    return make_firm()


@pytest.fixture
def draft(firm: Firm) -> Assessment:
    with firm.inside():
        return makers.make_assessment(makers.make_use(model="distilbert-base-uncased"))


def put(firm: Firm, draft: Assessment, question: str, **headers: str) -> Callable[[], HttpResponse]:
    caller = Caller(firm.api.key)
    path = f"/assessments/{draft.pk}/answers/{question}/"
    return lambda: caller.put(path, REFUSES, **(headers or {"If_None_Match": "*"}))


def test_the_first_answers_of_a_draft_may_come_together(firm, draft):
    asked = firm.api.get(f"/assessments/{draft.pk}/questions/").json()["sections"]
    keys = [question["key"] for section in asked for question in section["questions"]][:6]
    answers = at_once([put(firm, draft, key) for key in keys])
    assert [answer.status_code for answer in answers] == [201] * 6
    assert firm.api.get(f"/assessments/{draft.pk}/").json()["state"] == "collecting"


def test_of_six_answers_to_one_question_one_is_written_and_five_are_refused(firm, draft):
    answers = at_once([put(firm, draft, QUESTION) for _ in range(6)])
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 201
    assert set(statuses[1:]) <= {409, 412}
    with firm.inside():
        assert AnswerRevision.objects.filter(answer__assessment=draft).count() == 1


def test_of_six_changes_over_one_version_one_is_written(firm, draft):
    firm.api.put(f"/assessments/{draft.pk}/answers/{QUESTION}/", {"state": "not_yet"}, If_None_Match="*")
    answers = at_once([put(firm, draft, QUESTION, If_Match='"1"') for _ in range(6)])
    assert sorted(answer.status_code for answer in answers) == [200, *[412] * 5]


def test_an_answer_and_a_decision_at_once_leave_no_decision_on_what_was_not_shown(firm, draft):
    path = f"/assessments/{draft.pk}/"
    firm.api.put(f"{path}answers/{QUESTION}/", REFUSES, If_None_Match="*")
    firm.api.post(f"{path}submit/")
    shown = firm.approvers_api.get(f"{path}judgement/").json()
    body = {"outcome": "declined", "reasons": "No.", "digest": shown["digest"], "judged_on": shown["judged_on"]}
    decided, judged = at_once(
        [
            lambda: Caller(firm.approvers_api.key).post(f"{path}decide/", body),
            lambda: Caller(firm.api.key).put(
                f"{path}answers/{QUESTION}/judgement/", {"judged": "concern"}, If_Match='"1"'
            ),
        ]
    )
    assert (decided.status_code, judged.status_code) in ((201, 409), (409, 200))
    with firm.inside():
        assert Decision.objects.count() == (decided.status_code == 201)
    assert firm.api.get(f"{path}judgement/").json()["frozen"] is (decided.status_code == 201)
