"""Assessments by the API: opened, answered, submitted, reopened, and what follows from them."""

import pytest

from checklists.models import ModelUse
from tests import makers
from tests.api.conftest import Firm, check_problem


@pytest.fixture
def use(firm: Firm) -> ModelUse:
    with firm.inside():
        return makers.make_use(model="distilbert-base-uncased")


@pytest.fixture
def round_1(api, use) -> str:
    """The path of an open assessment."""
    return f"/assessments/{api.post('/assessments/', {'model_in_use': str(use.pk)}).json()['id']}/"


def answer(api, path: str, question: str = "is_this_distilled", **body) -> None:
    sent = {"state": "answered", "value": "yes"} | body
    assert api.put(f"{path}answers/{question}/", sent, If_None_Match="*").status_code == 201


def test_an_assessment_is_opened_on_the_newest_version_and_the_current_edition(api, use):
    made = api.post("/assessments/", {"model_in_use": str(use.pk), "short": True})
    assessment = made.json()
    assert made.status_code == 201
    assert (assessment["state"], assessment["state_label"], assessment["round"]) == ("draft", "Not begun", 1)
    assert (assessment["short"], assessment["questionnaire_version"]) == (True, 1)
    assert (assessment["edition"], assessment["decision"], assessment["lapsed"]) == ("2026.11.2", None, False)
    assert api.get(made["Location"]).json() == assessment
    assert api.get("/assessments/?state=draft").json()["results"] == [assessment]


def test_one_undecided_assessment_at_a_time(api, use, round_1):
    told = check_problem(api.post("/assessments/", {"model_in_use": str(use.pk)}), 409, "open_already", "/model_in_use")
    assert told["errors"][0]["detail"] in round_1


def test_the_questions_say_why_they_are_asked_and_of_whom(api, round_1):
    asked = api.get(f"{round_1}questions/").json()
    questions = [question for section in asked["sections"] for question in section["questions"]]
    assert asked["questions"] == sum(question["shown"] for question in questions) > 20
    assert {question["answer"]["state"] for question in questions} == {"not_yet"}
    assert {question["asked_of"] for question in questions} <= {"vendor", "buyer", "either"}
    assert any(question["why_asked"] for question in questions)
    assert all(question["because"] for question in asked["left_out"])
    assert (asked["frozen"], asked["state"]) == (False, "draft")


def test_an_answer_shows_with_its_question(api, round_1):
    answer(api, round_1, rung="published_by_vendor")
    asked = api.get(f"{round_1}questions/").json()
    questions = {question["key"]: question for section in asked["sections"] for question in section["questions"]}
    shown = questions["is_this_distilled"]["answer"]
    assert (shown["state"], shown["value"], shown["rung"], shown["version"]) == (
        "answered",
        "yes",
        "published_by_vendor",
        1,
    )


def test_submitting_needs_one_answer(api, round_1):
    check_problem(api.post(f"{round_1}submit/"), 409, "no_answers")
    answer(api, round_1)
    submitted = api.post(f"{round_1}submit/").json()
    assert (submitted["state"], submitted["note"]) == ("in_review", "")


def test_a_second_submission_gives_the_same_state_and_a_note(api, round_1):
    answer(api, round_1)
    first = api.post(f"{round_1}submit/").json()
    second = api.post(f"{round_1}submit/")
    assert second.status_code == 200
    assert second.json() == first | {"note": "It was submitted before; nothing changed."}


def test_a_version_is_heeded_where_it_is_named(api, round_1):
    answer(api, round_1)
    told = check_problem(api.post(f"{round_1}submit/", If_Match='"1"'), 412, "stale")
    assert told["current"]["version"] == 2
    assert api.post(f"{round_1}submit/", If_Match='"2"').status_code == 200


def test_answers_do_not_change_in_review_until_it_is_reopened(api, round_1):
    answer(api, round_1)
    api.post(f"{round_1}submit/")
    change = {"state": "refuses"}
    told = check_problem(api.put(f"{round_1}answers/is_this_distilled/", change, If_Match='"1"'), 409, "closed")
    assert told["detail"].endswith("Reopen it.")
    reopened = api.post(f"{round_1}reopen/", {"why": "The vendor wrote again."})
    assert (reopened.status_code, reopened.json()["state"]) == (200, "collecting")
    assert api.put(f"{round_1}answers/is_this_distilled/", change, If_Match='"1"').status_code == 200
    check_problem(api.post(f"{round_1}reopen/", {}), 409, "not_closed")


def test_the_judgement_gives_what_a_decision_is_bound_to(api, round_1):
    answer(api, round_1)
    judgement = api.get(f"{round_1}judgement/").json()
    record = judgement["record"]
    assert len(judgement["digest"]) == 64
    assert judgement["judged_on"] == record["judged_on"]
    assert 0 <= record["score"]["lower"] <= record["score"]["upper"] <= 100
    assert record["who_answered"]["total"] == sum(
        count for name, count in record["who_answered"].items() if name != "total"
    )
    assert api.get(f"{round_1}judgement/").json()["digest"] == judgement["digest"]


def test_a_contradiction_shows_both_sides_with_a_charitable_reading(api, round_1):
    answer(api, round_1, value="no")
    contradictions = api.get(f"{round_1}judgement/").json()["record"]["contradictions"]
    assert contradictions
    assert all(one["left"]["label"] and one["right"]["label"] and one["charitable"] for one in contradictions)
