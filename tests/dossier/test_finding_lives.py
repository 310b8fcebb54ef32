"""What a dossier says of the life of a finding, and what it leaves out where the answer was given in confidence."""

import json
from datetime import timedelta

import pytest

from checklists.dossier.finding_lives import life_of
from checklists.dossier.snapshot import snapshot_of
from checklists.models.people import Role
from checklists.services import findings
from checklists.services.assessments import find_assessment
from checklists.services.putting_right import put_right
from tests.dossier.makers import make_finding
from tests.makers import COMMAND, NOW, TODAY, actor, make_answer, make_assessment, make_member

W = {"by": COMMAND, "at": NOW}
CANARY = "Canary-words-for-the-team-alone"
PLAN = {"plan": CANARY, "plan_by": CANARY, "plan_on": TODAY, "confirmed_by": CANARY, "confirmed_on": TODAY}


def accepted_in_confidence(**answer):
    assessment = make_assessment()
    make_answer(assessment, "is_this_distilled", **answer)
    row = findings.take_up_finding(assessment, key=f"{answer['state']}:is_this_distilled", **W)
    put_right(row, **PLAN, confirmed_note=CANARY, **W)
    by = actor(make_member(Role.APPROVER, name="Tom"))
    findings.accept_finding(row, reason=CANARY, expires_on=TODAY + timedelta(days=30), by=by, at=NOW)
    return find_assessment(assessment.pk), row.key


@pytest.mark.parametrize("answer", [{"state": "confidential", "reason": "under_nda"}, {"state": "refuses"}])
def test_a_plan_and_a_reason_about_a_hidden_answer_are_left_out_and_who_accepted_it_stays(organisation, answer):
    who = {} if answer["state"] == "confidential" else {"who_may_see": "buyer_team"}
    assessment, key = accepted_in_confidence(**answer, **who)
    snapshot = snapshot_of(assessment, TODAY)
    assert CANARY not in json.dumps(snapshot)
    [found] = [one for one in snapshot["judgement"]["findings"] if one["key"] == key]
    assert found["acceptance"]["by"] == "Tom" and "Accepted by Tom until" in found["covered_by"]


def test_a_plan_and_a_reason_about_an_open_answer_are_told(organisation):
    assessment, key = accepted_in_confidence(state="refuses")
    [found] = [one for one in snapshot_of(assessment, TODAY)["judgement"]["findings"] if one["key"] == key]
    assert found["remediation"]["plan"] == found["acceptance"]["reason"] == CANARY


def test_a_finding_frozen_before_findings_had_a_life_says_nothing_of_one():
    assert life_of(make_finding()) == {"lines": [], "told": []}


@pytest.mark.parametrize(
    ("owner", "due", "words"),
    [
        ("Tom", "2026-12-03", ["Tom sees to it by 3 Dec 2026."]),
        ("Tom", None, ["Tom sees to it; no day is set."]),
        ("", "2026-12-03", ["To be settled by 3 Dec 2026; nobody is named."]),
        ("", None, []),
    ],
)
def test_who_sees_to_it_and_by_when_is_one_sentence(owner, due, words):
    assert life_of(make_finding(owner=owner, due=due))["lines"] == words
