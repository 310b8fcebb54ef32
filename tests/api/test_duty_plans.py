"""Who sees to a duty, by when, over the API: written over a version, told with the duty and among the next steps."""

import pytest

from tests import makers
from tests.api.conftest import check_problem
from tests.api.test_model_uses import FACTS, duty, required

FAR = "2099-01-31"


@pytest.fixture
def use(firm):
    with firm.inside():
        return makers.make_use(model="distilbert-base-uncased", facts=FACTS)


def path_of(api, use, applies_to="model_in_use"):
    key, item = required(api, use, applies_to)
    return key, f"/models-in-use/{use.pk}/obligations/{key}/{item}/plan/"


def test_a_duty_is_given_to_a_member_by_a_day_and_stays_unmet(api, firm, use):
    key, path = path_of(api, use)
    assert duty(api, use, key)["items"][0]["plan"] is None
    plan = {"owner": firm.approver.user.email, "due_on": FAR, "note": "Ask the adviser first."}
    written = api.put(path, plan, If_None_Match="*")
    assert (written.status_code, written["ETag"]) == (201, '"1"')
    assert written["Location"].endswith(path)
    assert {name: written.json()[name] for name in plan} == plan
    assert api.get(path).json() == written.json()
    told = duty(api, use, key)
    assert told["status"] == "not_met"
    assert told["items"][0]["plan"] == {"owner": firm.approver.user.name, "due": FAR}


def test_what_to_do_tells_who_and_when_and_the_digest_stays(api, firm, use):
    with firm.inside():
        assessment = makers.make_assessment(use)
    judgement = f"/assessments/{assessment.pk}/judgement/"
    before = api.get(judgement).json()
    step = next(one for one in before["record"]["to_do"] if one["kind"] == "own_record")
    _, key, item = step["key"].split(":")
    assert (step["owner"], step["due"]) == ("", None)
    plan = {"owner": firm.approver.user.email, "due_on": FAR}
    api.put(f"/models-in-use/{use.pk}/obligations/{key}/{item}/plan/", plan, If_None_Match="*")
    after = api.get(judgement).json()
    assert after["digest"] == before["digest"]
    for name in ("to_do", "next_steps"):
        told = [one for one in after["record"][name] if one["key"] == step["key"]]
        assert all((one["owner"], one["due"]) == (firm.approver.user.name, FAR) for one in told)
    assert [one["key"] for one in after["record"]["to_do"]] == [one["key"] for one in before["record"]["to_do"]]


def test_a_plan_is_written_over_a_version_like_everything_else(api, use):
    _, path = path_of(api, use)
    check_problem(api.get(path), 404, "not_found")
    check_problem(api.put(path, {"due_on": FAR}), 428, "version_missing")
    assert check_problem(api.put(path, {"due_on": FAR}, If_Match='"1"'), 412, "stale")["current"] is None
    api.put(path, {"due_on": FAR}, If_None_Match="*")
    told = check_problem(api.put(path, {"due_on": "2099-02-01"}, If_None_Match="*"), 412, "stale")
    assert told["current"]["due_on"] == FAR
    emptied = api.put(path, {}, If_Match='"1"')
    assert (emptied.status_code, emptied["ETag"], emptied.json()["due_on"]) == (200, '"2"', None)


def test_a_plan_of_the_firm_is_told_with_every_model_in_use(api, firm, use):
    key, path = path_of(api, use, "firm")
    assert api.put(path, {"due_on": FAR}, If_None_Match="*").json()["model_in_use"] is None
    with firm.inside():
        other = makers.make_use(model="distilbert-base-uncased", facts=FACTS)
    assert duty(api, other, key)["items"][0]["plan"] == {"owner": "", "due": FAR}


def test_what_cannot_be_planned_is_refused_with_its_place(api, firm, stranger, use):
    _, path = path_of(api, use)
    check_problem(api.put(path, {"due_on": "2020-01-01"}, If_None_Match="*"), 400, "invalid", "/due_on")
    check_problem(api.put(path, {}, If_None_Match="*"), 400, "invalid", "/owner")
    theirs = {"owner": stranger.assessor.user.email}
    check_problem(api.put(path, theirs, If_None_Match="*"), 400, "invalid", "/owner")
    nowhere = f"/models-in-use/{use.pk}/obligations/nothing/nothing/plan/"
    check_problem(api.put(nowhere, {"due_on": FAR}, If_None_Match="*"), 404, "not_found")
    check_problem(stranger.api.get(path), 404, "not_found")


def test_a_duty_says_from_when_it_holds_and_where_it_is_our_reading(api, use):
    duties = api.get(f"/models-in-use/{use.pk}/obligations/").json()["obligations"]
    assert {one["our_reading"] for one in duties} == {True, False}
    assert all(one["in_force_note"] for one in duties)
    for one in duties:
        if one["status"] == "starts_on":
            assert one["in_force_from"] > "2026-01-01" and one["text"].startswith("Starts on ")
