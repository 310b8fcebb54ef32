"""Putting a finding right: whose it is, the vendor's plan, our agreement, and that it is done."""

from datetime import date, timedelta

import pytest

from checklists.errors import Invalid, NotAllowed, Refused, Stale
from checklists.models import Event, EventBody
from checklists.models.people import Role
from checklists.services import findings, judging
from checklists.services.assessments import find_assessment
from checklists.services.putting_right import put_right
from tests.makers import COMMAND, NOW, TODAY, actor, make_assessment, make_member

W = {"by": COMMAND, "at": NOW}
DAY = timedelta(days=1)
PLAN = {"plan": "We move to the Leeds host.", "plan_by": "Ann Low", "plan_on": TODAY - 5 * DAY}


@pytest.fixture
def finding(organisation):
    return findings.raise_finding(make_assessment(), severity="high", title="No trial yet", **W)


def shown(finding):
    record = judging.judge_assessment(find_assessment(finding.assessment_id), TODAY).record
    return next(one for one in record["findings"] if one["key"] == finding.key)


def test_owner_and_day_show_in_the_judgement_and_on_the_director_s_list(finding):
    member = make_member(Role.VIEWER, name="Tom")
    put_right(finding, owner=member, due_on=TODAY, **W)
    assert (shown(finding)["owner"], shown(finding)["due"]) == (str(member), "2026-11-24")


def test_the_vendor_s_plan_is_kept_in_their_words_and_agreed_in_our_name(finding):
    by = actor(make_member(name="Dana"))
    put_right(finding, **PLAN, agreed_on=TODAY, by=by, at=NOW)
    kept = shown(finding)["remediation"]
    assert (kept["plan"], kept["plan_by"], kept["agreed_by"]) == (PLAN["plan"], "Ann Low", "Dana")
    assert shown(finding)["covered_by"] == ""


def test_a_new_plan_is_not_what_was_agreed_to_and_the_history_keeps_the_old_one(finding):
    put_right(finding, **PLAN, agreed_on=TODAY, **W)
    put_right(finding, plan="We stay where we are.", **W)
    assert (finding.agreed_on, finding.agreed_by) == (None, "")
    assert PLAN["plan"] in EventBody.objects.get(event=Event.objects.order_by("-seq").first()).text


def test_both_sides_say_that_it_is_done_and_the_finding_stays_until_it_is_closed(finding):
    put_right(finding, done_on=TODAY, confirmed_by="Ann Low", confirmed_on=TODAY, confirmed_note="Moved.", **W)
    assert (finding.done_by, shown(finding)["covered_by"]) == ("tests", "")
    assert shown(finding)["progress"].startswith("Ann Low says that it is put right")


def test_writing_the_same_again_leaves_one_event(finding):
    put_right(finding, **PLAN, **W)
    put_right(finding, **PLAN, **W)
    assert Event.objects.filter(kind="finding_worked_on").count() == 1


@pytest.mark.parametrize(
    ("values", "pointer", "code"),
    [
        ({"due_on": TODAY - DAY}, "/due_on", "past"),
        (PLAN | {"plan_by": ""}, "/remediation/plan_by", "missing"),
        (PLAN | {"plan_on": None}, "/remediation/plan_on", "missing"),
        (PLAN | {"plan": " . "}, "/remediation/plan", "missing"),
        (PLAN | {"plan_on": TODAY + DAY}, "/remediation/plan_on", "future"),
        (PLAN | {"plan_on": date(1999, 12, 31)}, "/remediation/plan_on", "too_early"),
        (PLAN | {"agreed_on": TODAY - 6 * DAY}, "/remediation/agreed_on", "order"),
        ({"agreed_on": TODAY}, "/remediation/agreed_on", "nothing_to_agree"),
        ({"done_on": TODAY + DAY}, "/remediation/done_on", "future"),
        ({"confirmed_on": TODAY}, "/remediation/confirmed_by", "missing"),
        ({"confirmed_by": "Ann Low"}, "/remediation/confirmed_on", "missing"),
        ({"confirmed_note": "Moved"}, "/remediation/confirmed_on", "missing"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(finding, values, pointer, code):
    with pytest.raises(Invalid) as caught:
        put_right(finding, **values, **W)
    assert [(one.pointer, one.code) for one in caught.value.details] == [(pointer, code)]
    finding.refresh_from_db()
    assert (finding.version, finding.plan, finding.due_on) == (1, "", None)


def test_a_day_that_has_passed_meanwhile_stays(finding):
    put_right(finding, due_on=TODAY, **W)
    later = {"by": COMMAND, "at": NOW + 9 * DAY}
    put_right(finding, due_on=TODAY, **PLAN, **later)
    assert finding.plan == PLAN["plan"]


def test_what_is_closed_by_hand_is_not_put_right_any_more(finding):
    findings.close_by_hand(finding, note="Tried", **W)
    with pytest.raises(Refused, match="closed"):
        put_right(finding, due_on=TODAY, **W)


def test_a_viewer_writes_nothing_down(finding):
    with pytest.raises(NotAllowed):
        put_right(finding, due_on=TODAY, by=actor(make_member(Role.VIEWER)), at=NOW)


def test_writing_over_somebody_else_s_change_is_refused(finding):
    with pytest.raises(Stale):
        put_right(finding, due_on=TODAY, version=4, **W)
