"""Decisions by the API: bound to the digest that was shown, by a second pair of eyes, on conditions that are met."""

import pytest

from checklists.models import Decision
from checklists.models.people import Role
from checklists.services import people
from tests import makers
from tests.api.conftest import Caller, Firm, check_problem, key_for

DECLINED = {"outcome": "declined", "reasons": "It does not do the work."}


@pytest.fixture
def in_review(firm: Firm) -> str:
    """The path of an assessment that the assessor's key opened, answered and submitted."""
    with firm.inside():
        use = makers.make_use(model="distilbert-base-uncased")
    path = f"/assessments/{firm.api.post('/assessments/', {'model_in_use': str(use.pk)}).json()['id']}/"
    firm.api.put(f"{path}answers/is_this_distilled/", {"state": "answered", "value": "yes"}, If_None_Match="*")
    firm.api.post(f"{path}submit/")
    return path


def shown(firm: Firm, path: str) -> dict:
    """What the approver reads before deciding: the digest and its day, and what stands in the way."""
    judgement = firm.approvers_api.get(f"{path}judgement/").json()
    return {name: judgement[name] for name in ("digest", "judged_on")} | {"blocking": judgement["record"]["blocking"]}


def seal(firm: Firm, path: str) -> dict:
    return {name: value for name, value in shown(firm, path).items() if name != "blocking"}


def decisions(firm: Firm) -> int:
    with firm.inside():
        return Decision.objects.count()


def test_a_decision_is_made_on_what_was_shown(firm, in_review):
    body = DECLINED | seal(firm, in_review)
    made = firm.approvers_api.post(f"{in_review}decide/", body)
    decision = made.json()
    assert made.status_code == 201
    assert {name: decision[name] for name in body} == body
    assert (decision["outcome_label"], decision["four_eyes"], decision["valid_until"]) == ("Declined", True, None)
    assert decision["submitted_by"] == f"{firm.assessor.user.name} (Test)"
    assert decision["decided_by"] == f"{firm.approver.user.name} (Test)"
    assert firm.api.get(made["Location"]).json() == decision
    assert firm.api.get("/decisions/?outcome=declined").json()["results"] == [decision]
    assessment = firm.api.get(in_review).json()
    assert (assessment["state"], assessment["decision"]) == ("decided", decision["id"])


def test_the_same_decision_again_by_the_same_person_is_harmless(firm, in_review):
    body = DECLINED | seal(firm, in_review)
    first = firm.approvers_api.post(f"{in_review}decide/", body)
    again = firm.approvers_api.post(f"{in_review}decide/", body)
    assert (again.status_code, again.json()) == (200, first.json())
    assert decisions(firm) == 1
    check_problem(firm.approvers_api.post(f"{in_review}decide/", body | {"outcome": "withdrawn"}), 409, "decided")
    check_problem(firm.approvers_api.post(f"{in_review}decide/", body | {"reasons": "Others."}), 409, "decided")


def test_a_decision_on_what_has_changed_since_is_refused(firm, in_review):
    body = DECLINED | seal(firm, in_review)
    firm.api.put(f"{in_review}answers/is_this_distilled/judgement/", {"judged": "concern"}, If_Match='"1"')
    told = check_problem(firm.approvers_api.post(f"{in_review}decide/", body), 409, "changed", "/digest")
    assert told["errors"][0]["detail"] == seal(firm, in_review)["digest"]
    assert decisions(firm) == 0


def test_a_decision_on_what_was_judged_long_ago_is_refused(firm, in_review):
    body = DECLINED | seal(firm, in_review) | {"judged_on": "2020-01-01"}
    check_problem(firm.approvers_api.post(f"{in_review}decide/", body), 409, "changed", "/judged_on")


def test_whoever_assessed_does_not_decide_whatever_the_key(firm, in_review):
    with firm.inside():
        people.change_member(firm.assessor, role=Role.APPROVER.value, by=makers.COMMAND, at=makers.NOW)
    second_key = Caller(key_for(firm.assessor))
    told = check_problem(second_key.post(f"{in_review}decide/", DECLINED | seal(firm, in_review)), 409, "four_eyes")
    assert firm.approver.user.name in told["detail"]


def test_an_assessor_may_not_decide(firm, in_review):
    told = check_problem(firm.api.post(f"{in_review}decide/", DECLINED | seal(firm, in_review)), 403, "not_allowed")
    assert "approver" in told["detail"]


def test_a_decision_needs_a_key_that_may_decide(firm, in_review):
    caller = Caller(key_for(firm.approver, ("read", "write")))
    check_problem(caller.post(f"{in_review}decide/", DECLINED | seal(firm, in_review)), 403, "scope_missing")


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"outcome": "maybe"}, "/outcome"),
        ({"reasons": ""}, "/reasons"),
        ({"digest": "short"}, "/digest"),
        ({"conditions": [{"text": "Test it.", "due": "before_use"}]}, "/conditions"),
        ({"outcome": "approved_with_conditions"}, "/conditions"),
        ({"outcome": "approved_with_conditions", "conditions": [{"text": "x", "due": "soon"}]}, "/conditions/0/due"),
        (
            {"outcome": "approved_with_conditions", "conditions": [{"text": "x", "due": "within_days"}]},
            "/conditions/0/days",
        ),
    ],
)
def test_a_decision_that_is_not_whole_is_pointed_to(firm, in_review, more, pointer):
    body = DECLINED | seal(firm, in_review) | more
    check_problem(firm.approvers_api.post(f"{in_review}decide/", body), 400, "invalid", pointer)


def test_what_stands_in_the_way_refuses_approval_until_conditions_name_it(firm, in_review):
    what = shown(firm, in_review)
    body = {"outcome": "approved", "reasons": "Useful.", **seal(firm, in_review)}
    told = check_problem(firm.approvers_api.post(f"{in_review}decide/", body), 409, "blocked", "/outcome")
    assert len(told["errors"]) == len(what["blocking"]) > 1
    half = [{"text": "Settle this.", "due": "before_use", "names": [what["blocking"][0]["key"]]}]
    with_half = body | {"outcome": "approved_with_conditions", "conditions": half}
    told = check_problem(firm.approvers_api.post(f"{in_review}decide/", with_half), 409, "blocked")
    assert len(told["errors"]) == len(what["blocking"]) - 1


@pytest.fixture
def conditions(firm: Firm, in_review: str) -> str:
    """The path of the conditions of an approval."""
    names = [block["key"] for block in shown(firm, in_review)["blocking"]]
    wanted = [
        {"text": "The vendor answers.", "due": "within_days", "days": 30, "owner": firm.assessor.user.email},
        {"text": "Tested on our own letters.", "due": "before_use", "names": names},
    ]
    body = {"outcome": "approved_with_conditions", "reasons": "Useful.", "conditions": wanted}
    made = firm.approvers_api.post(f"{in_review}decide/", body | seal(firm, in_review))
    assert made.status_code == 201, made.content
    return f"/decisions/{made.json()['id']}/conditions/"


def test_conditions_say_by_when_and_whose_they_are(firm, conditions):
    first = firm.api.get(f"{conditions}1/")
    assert first["ETag"] == '"1"'
    assert (first.json()["days"], first.json()["owner"]) == (30, firm.assessor.user.email)
    assert first.json()["due_on"] > first.json()["created_at"][:10]
    assert firm.api.get(f"{conditions}2/").json()["names"]
    check_problem(firm.api.get(f"{conditions}3/"), 404, "not_found")


def test_a_condition_is_met_once_over_its_version(firm, conditions):
    met = {"met_on": "2026-11-24", "met_note": "Report of 24 November."}
    check_problem(firm.api.patch(f"{conditions}1/", met), 428, "version_missing")
    done = firm.api.patch(f"{conditions}1/", met, If_Match='"1"')
    assert (done["ETag"], done.json()["met_on"], done.json()["met_note"]) == ('"2"', *met.values())
    told = check_problem(firm.api.patch(f"{conditions}1/", met, If_Match='"1"'), 412, "stale")
    assert told["current"]["met_on"] == "2026-11-24"
    check_problem(
        firm.api.patch(f"{conditions}2/", {"met_on": "2999-01-01"}, If_Match='"1"'), 400, "invalid", "/met_on"
    )


def test_a_decided_assessment_gives_what_was_decided_on_whatever_changes_since(firm, conditions, in_review):
    frozen = firm.api.get(f"{in_review}judgement/").json()
    assert (frozen["frozen"], frozen["state"]) == (True, "decided")
    assert frozen["digest"] == firm.api.get(conditions.removesuffix("conditions/")).json()["digest"]
    use = firm.api.get(in_review).json()["model_in_use"]
    firm.api.patch(f"/models-in-use/{use}/facts/", {"facts": {"agentic": True}}, If_Match="*")
    assert firm.api.get(f"{in_review}judgement/").json() == frozen
    assert firm.api.get(f"/models-in-use/{use}/facts/").json()["assessment"] in in_review


def test_reopening_what_was_decided_starts_the_next_round_with_its_answers(firm, conditions, in_review):
    reopened = firm.api.post(f"{in_review}reopen/", {"why": "A new version."})
    following = reopened.json()
    assert (reopened.status_code, following["round"]) == (201, 2)
    assert following["previous"] in in_review
    assert reopened["Location"].endswith(f"/assessments/{following['id']}/")
    carried = firm.api.get(f"/assessments/{following['id']}/answers/").json()["results"]
    assert [one["question"] for one in carried] == ["is_this_distilled"]
    assert carried[0]["reused_from"]
    assert firm.api.get(in_review).json()["state"] == "decided"


def test_a_gate_is_passed_in_one_s_own_name_with_a_reason_and_an_expiry(firm, in_review):
    gate = next(block["question"] for block in shown(firm, in_review)["blocking"] if block["kind"] == "gate")
    path = f"{in_review}gate-passes/"
    body = {"question": gate, "reason": "We test it ourselves.", "expires_on": "2999-01-01"}
    check_problem(firm.api.post(path, body), 403, "not_allowed")
    passed = firm.approvers_api.post(path, body)
    assert passed.status_code == 201
    assert passed.json()["updated_by"] == f"{firm.approver.user.name} (Test)"
    assert firm.api.get(path).json()["results"] == [passed.json()]
    assert gate not in {block["question"] for block in shown(firm, in_review)["blocking"]}


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"question": "public_transparency_record"}, "/question"),
        ({"reason": " "}, "/reason"),
        ({"expires_on": "2020-01-01"}, "/expires_on"),
    ],
)
def test_a_pass_of_what_is_no_gate_without_reason_or_without_end_is_refused(firm, in_review, more, pointer):
    gate = next(block["question"] for block in shown(firm, in_review)["blocking"] if block["kind"] == "gate")
    body = {"question": gate, "reason": "We test it ourselves.", "expires_on": "2999-01-01"} | more
    check_problem(firm.approvers_api.post(f"{in_review}gate-passes/", body), 400, "invalid", pointer)
