"""Findings over the API: raised, taken up, put right over a version, accepted under the scope `decide`."""

import pytest

from tests.api.conftest import check_problem
from tests.api.world import make_world

UNTIL = "2027-03-31"


@pytest.fixture
def world(firm):
    return make_world(firm)


@pytest.fixture
def path(world):
    return f"/findings/{world.ids['findings']['id']}/"


def test_a_submission_s_findings_are_listed_and_found_by_state_and_weight(firm, world):
    rows = firm.api.get("/findings/?state=open&severity=high").json()["results"]
    assert rows and {(row["state"], row["severity"]) for row in rows} == {("open", "high")}
    assert firm.api.get("/findings/?state=accepted").json()["results"] == []
    check_problem(firm.api.get("/findings/?state=fine"), 400, "invalid", "?state")


def test_a_finding_is_taken_up_by_its_key_once(firm, world):
    assessment = world.ids["assessments"]["id"]
    key = firm.api.get(f"/assessments/{assessment}/judgement/").json()["record"]["findings"][0]["key"]
    first = firm.api.post("/findings/", {"assessment": assessment, "key": key}).json()
    assert firm.api.post("/findings/", {"assessment": assessment, "key": key}).json()["id"] == first["id"]
    assert (first["key"], first["by_hand"]) == (key, False)


def test_a_finding_is_put_right_over_its_version(firm, path):
    body = {
        "owner": firm.approver.user.email,
        "due_on": "2999-01-01",
        "remediation": {"plan": "We move.", "plan_by": "Ann Low", "plan_on": "2026-11-20"},
    }
    check_problem(firm.api.patch(path, body), 428, "version_missing")
    done = firm.api.patch(path, body, If_Match='"1"').json()
    assert (done["state"], done["owner"]) == ("being_put_right", firm.approver.user.email)
    assert done["remediation"]["plan_by"] == "Ann Low"
    check_problem(firm.api.patch(path, body, If_Match='"1"'), 412, "stale")
    wrong = {"remediation": {"plan_by": ""}}
    check_problem(firm.api.patch(path, wrong, If_Match='"2"'), 400, "invalid", "/remediation/plan_by")


def test_a_finding_is_accepted_by_an_approver_and_the_acceptance_taken_back(firm, path):
    body = {"reason": "Every letter is read.", "expires_on": UNTIL}
    check_problem(firm.api.post(f"{path}accept/", body), 403, "not_allowed")
    accepted = firm.approvers_api.post(f"{path}accept/", body).json()
    assert (accepted["state"], accepted["acceptance"]["reason"]) == ("accepted", body["reason"])
    assert firm.approvers_api.delete(f"{path}accept/", If_Match='"2"').json()["state"] == "open"


@pytest.mark.parametrize(
    ("more", "pointer"), [({"reason": " "}, "/reason"), ({"expires_on": "2030-01-01"}, "/expires_on")]
)
def test_an_acceptance_without_reason_or_with_a_distant_end_is_refused(firm, path, more, pointer):
    body = {"reason": "Every letter is read.", "expires_on": UNTIL} | more
    check_problem(firm.approvers_api.post(f"{path}accept/", body), 400, "invalid", pointer)


def test_a_finding_by_hand_is_closed_with_what_settled_it(firm, path):
    closed = firm.api.post(f"{path}close/", {"note": "Tried on 50 letters."}).json()
    assert (closed["state"], closed["settled_note"]) == ("settled", "Tried on 50 letters.")
