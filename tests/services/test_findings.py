"""Findings with a life: kept in step with the judgement, raised by hand, accepted by a person, closed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from checklists.actor import Actor, system
from checklists.errors import Invalid, NotAllowed, NotFound, Refused, Stale
from checklists.models import Event, EventBody, Finding
from checklists.models.people import Role
from checklists.rules.life import LifeState
from checklists.services import assessments, decisions, findings, judging, people
from checklists.services.assessments import find_assessment
from tests.database import writing_around_the_services
from tests.makers import (
    COMMAND,
    NOW,
    TODAY,
    actor,
    make_answer,
    make_assessment,
    make_member,
    make_submitted,
)

W = {"by": COMMAND, "at": NOW}
DAY = timedelta(days=1)
LATER = TODAY + 90 * DAY


@pytest.fixture
def assessor(organisation):
    return make_member(Role.ASSESSOR, name="Dana")


@pytest.fixture
def approver(organisation):
    return make_member(Role.APPROVER, name="Tom")


@pytest.fixture
def submitted(assessor):
    return make_submitted(by=actor(assessor))


def record_of(assessment, on=TODAY):
    return judging.judge_assessment(find_assessment(assessment.pk), on).record


def by_hand(assessment, by=COMMAND, severity="high", **more):
    return findings.raise_finding(assessment, severity=severity, title="No trial yet", by=by, at=NOW, **more)


def accept(finding, by, reason="We read every letter ourselves", until=LATER, **more):
    return findings.accept_finding(finding, reason=reason, expires_on=until, by=by, at=NOW, **more)


def in_judgement(assessment, key, on=TODAY):
    return next((one for one in record_of(assessment, on)["findings"] if one["key"] == key), None)


def decide(assessment, member):
    digest = judging.judge_assessment(find_assessment(assessment.pk), TODAY).digest
    given = {"outcome": "on_hold", "reasons": "Wait for the test", "digest": digest, "judged_on": TODAY}
    return decisions.decide(find_assessment(assessment.pk), **given, by=actor(member), at=NOW)


def body_of_last_event():
    return EventBody.objects.get(event=Event.objects.order_by("-seq").first()).text


# ---- Rows in step with the judgement


def test_submitting_puts_every_finding_on_record_with_its_wording(submitted):
    found = {one["key"]: one for one in record_of(submitted)["findings"]}
    rows = {row.key: row for row in Finding.objects.all()}
    assert rows.keys() == found.keys()
    assert all(
        (row.title, row.text, row.severity) == tuple(found[key][name] for name in ("title", "text", "severity"))
        for key, row in rows.items()
    )


def test_submitting_says_in_its_one_event_which_findings_it_raised(submitted):
    event = Event.objects.get(kind="assessment_submitted")
    assert all(row.key in EventBody.objects.get(event=event).text for row in Finding.objects.all())


def test_what_is_answered_meanwhile_is_settled_at_the_next_submission_and_raised_again_after_it(submitted):
    key = Finding.objects.filter(rule="silence").first().key
    question = key.partition(":")[2]
    assessments.reopen_assessment(find_assessment(submitted.pk), **W)
    make_answer(find_assessment(submitted.pk), question, "Well documented, see the file")
    assessments.submit_assessment(find_assessment(submitted.pk), **W)
    assert Finding.objects.get(key=key).settled_on == TODAY
    assert '"settled"' in body_of_last_event()
    assessments.reopen_assessment(find_assessment(submitted.pk), **W)
    make_answer(find_assessment(submitted.pk), question, None, state="not_yet", version=1)
    assessments.submit_assessment(find_assessment(submitted.pk), **W)
    assert Finding.objects.get(key=key).settled_on is None
    assert '"raised_again"' in body_of_last_event()


def test_a_decision_brings_them_up_once_more_and_a_new_round_keeps_them(submitted, approver):
    before = set(Finding.objects.values_list("key", "pk"))
    decide(submitted, approver)
    following = assessments.reopen_assessment(find_assessment(submitted.pk), **W)
    assessments.submit_assessment(find_assessment(following.pk), **W)
    assert set(Finding.objects.values_list("key", "pk")) == before


def test_an_acceptance_carries_into_the_next_round_while_it_holds(submitted, approver):
    key = Finding.objects.filter(severity="high").first().key
    decide(submitted, approver)
    accept(Finding.objects.get(key=key), actor(approver))
    following = assessments.reopen_assessment(find_assessment(submitted.pk), **W)
    assessments.submit_assessment(find_assessment(following.pk), **W)
    assert in_judgement(following, key)["covered_by"].startswith("Accepted by Tom until")
    assert in_judgement(following, key, LATER + DAY)["covered_by"] == ""


def test_what_was_decided_on_stays_as_it_was_when_a_finding_is_accepted_later(submitted, approver):
    decision = decide(submitted, approver)
    accept(Finding.objects.filter(severity="high").first(), actor(approver))
    sealed = judging.sealed_of(find_assessment(submitted.pk), TODAY)
    assert judging.digest_of(sealed) == decision.digest


def test_what_was_raised_never_changes(submitted):
    row = Finding.objects.first()
    with writing_around_the_services(), pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Finding.objects.filter(pk=row.pk).update(title="Nothing at all")
    with writing_around_the_services(), pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Finding.objects.filter(pk=row.pk).delete()


def test_taking_one_up_before_submission_makes_its_row_once(organisation):
    assessment = make_assessment()
    make_answer(assessment, "is_this_distilled", state="refuses")
    key = "refuses:is_this_distilled"
    row = findings.take_up_finding(assessment, key=key, **W)
    assert findings.take_up_finding(assessment, key=key, **W).pk == row.pk
    assert Event.objects.filter(kind="finding_raised").count() == 1


def test_what_nothing_raises_is_not_taken_up(organisation):
    with pytest.raises(NotFound):
        findings.take_up_finding(make_assessment(), key="red:made_up", **W)


# ---- By hand


def test_a_finding_by_hand_stands_in_the_judgement_until_it_is_closed(organisation):
    assessment = make_assessment()
    row = by_hand(assessment, text="Nobody has tried it.", question="is_this_distilled")
    shown = in_judgement(assessment, row.key)
    assert (shown["title"], shown["by_hand"], shown["questions"]) == ("No trial yet", True, ["is_this_distilled"])
    findings.close_by_hand(row, note="Tried on 20 letters", **W)
    assert in_judgement(assessment, row.key) is None


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"severity": "dreadful"}, "/severity"),
        ({"title": " . "}, "/title"),
        ({"title": "x" * 301}, "/title"),
        ({"question": "made_up"}, "/question"),
    ],
)
def test_a_finding_by_hand_that_says_too_little_is_refused(organisation, values, pointer):
    given = {"severity": "high", "title": "No trial yet"} | values
    with pytest.raises(Invalid) as caught:
        findings.raise_finding(make_assessment(), **given, **W)
    assert [one.pointer for one in caught.value.details] == [pointer]
    assert not Finding.objects.exists()


def test_a_viewer_raises_nothing(organisation):
    with pytest.raises(NotAllowed):
        by_hand(make_assessment(), actor(make_member(Role.VIEWER)))


def test_only_a_finding_by_hand_is_closed_and_with_a_reason(submitted):
    with pytest.raises(Refused, match="A rule raised this finding"):
        findings.close_by_hand(Finding.objects.filter(by_hand=False).first(), note="Fine now", **W)
    row = by_hand(find_assessment(submitted.pk))
    with pytest.raises(Invalid, match="Say what settled it"):
        findings.close_by_hand(row, note=" - ", **W)


def test_whoever_took_part_does_not_close_what_somebody_else_raised_to_stop_approval(submitted, assessor, approver):
    row = by_hand(find_assessment(submitted.pk), actor(approver), "critical")
    with pytest.raises(Refused, match="Somebody else raised it") as caught:
        findings.close_by_hand(row, note="Fine now", by=actor(assessor), at=NOW)
    assert caught.value.code == "four_eyes" and in_judgement(submitted, row.key) is not None
    assert findings.close_by_hand(row, note="Fine now", by=actor(approver), at=NOW).settled_on == TODAY


@pytest.mark.parametrize(("severity", "by_others"), [("high", True), ("critical", False)])
def test_whoever_took_part_closes_what_stops_nothing_and_what_is_their_own(submitted, assessor, severity, by_others):
    row = by_hand(find_assessment(submitted.pk), COMMAND if by_others else actor(assessor), severity)
    assert findings.close_by_hand(row, note="Fine now", by=actor(assessor), at=NOW).settled_on == TODAY


# ---- Acceptance


def test_accepting_covers_a_finding_in_one_s_own_name(submitted, approver):
    row = accept(Finding.objects.filter(severity="high").first(), actor(approver))
    shown = in_judgement(submitted, row.key)
    assert shown["covered_by"] == "Accepted by Tom until 22 February 2027: We read every letter ourselves"
    assert shown["acceptance"]["severity"] == "high"
    assert Event.objects.filter(kind="finding_accepted").count() == 1


def test_accepting_twice_the_same_leaves_one_event(submitted, approver):
    row = Finding.objects.filter(severity="high").first()
    accept(row, actor(approver))
    accept(row, actor(approver))
    assert Event.objects.filter(kind="finding_accepted").count() == 1


@pytest.mark.parametrize(
    ("values", "pointer", "code"),
    [
        ({"reason": " . "}, "/reason", "missing"),
        ({"until": TODAY - DAY}, "/expires_on", "past"),
        ({"until": TODAY}, "/expires_on", "past"),
        ({"until": TODAY.replace(year=2028) + DAY}, "/expires_on", "too_late"),
    ],
)
def test_an_acceptance_has_a_reason_and_a_near_end(submitted, approver, values, pointer, code):
    with pytest.raises(Invalid) as caught:
        accept(Finding.objects.first(), actor(approver), **values)
    assert [(one.pointer, one.code) for one in caught.value.details] == [(pointer, code)]


@pytest.mark.parametrize("until", [TODAY + DAY, TODAY.replace(year=2028)])
def test_an_acceptance_may_end_tomorrow_or_in_two_years(submitted, approver, until):
    assert accept(Finding.objects.first(), actor(approver), until=until).accepted_until == until


def test_an_assessor_accepts_nothing(submitted, assessor):
    with pytest.raises(NotAllowed, match="needs the role approver"):
        accept(Finding.objects.first(), actor(assessor))


@pytest.mark.parametrize("nobody", [system("Clock"), Actor("api_key", None, "Key", "api", None, "approver")])
def test_nothing_is_accepted_without_a_person(submitted, nobody):
    with pytest.raises(NotAllowed, match="A person accepts"):
        accept(Finding.objects.first(), nobody)


def test_whoever_raised_what_stops_approval_does_not_accept_it(submitted, approver):
    row = by_hand(find_assessment(submitted.pk), actor(approver), "critical")
    with pytest.raises(Refused) as caught:
        accept(row, actor(approver))
    assert caught.value.code == "four_eyes"


def test_whoever_took_part_does_not_accept_what_stops_approval(submitted, assessor):
    people.change_member(assessor, role="approver", by=COMMAND, at=NOW)
    row = by_hand(find_assessment(submitted.pk), severity="critical")
    assessor.refresh_from_db()
    with pytest.raises(Refused, match="two people look at everything"):
        accept(row, actor(assessor))
    assert accept(by_hand(find_assessment(submitted.pk), severity="high"), actor(assessor)).accepted_by == "Dana"


def test_one_person_alone_accepts_what_stops_approval_where_the_firm_has_one_person(submitted, approver):
    organisation = approver.organisation
    people.change_organisation(organisation, four_eyes=False, by=COMMAND, at=NOW, version=None)
    row = by_hand(find_assessment(submitted.pk), actor(approver), "critical")
    assert accept(row, actor(approver)).accepted_by == "Tom"


def test_what_is_settled_is_not_accepted(submitted, approver):
    row = by_hand(find_assessment(submitted.pk))
    findings.close_by_hand(row, note="Tried", **W)
    with pytest.raises(Refused) as caught:
        accept(row, actor(approver))
    assert caught.value.code == "settled"


def test_an_acceptance_over_somebody_else_s_change_is_refused(submitted, approver):
    with pytest.raises(Stale):
        accept(Finding.objects.first(), actor(approver), version=7)


def test_an_acceptance_that_is_withdrawn_makes_the_finding_count_again(submitted, approver):
    row = accept(Finding.objects.filter(severity="high").first(), actor(approver))
    findings.withdraw_acceptance(row, why="The trial went badly", by=actor(approver), at=NOW)
    assert in_judgement(submitted, row.key)["covered_by"] == ""
    assert "The trial went badly" in body_of_last_event()
    findings.withdraw_acceptance(row, by=actor(approver), at=NOW)
    assert Event.objects.filter(kind="finding_acceptance_withdrawn").count() == 1


def test_an_assessor_withdraws_nothing(submitted, assessor, approver):
    row = accept(Finding.objects.first(), actor(approver))
    with pytest.raises(NotAllowed):
        findings.withdraw_acceptance(row, by=actor(assessor), at=NOW)


# ---- Lists


def test_each_state_is_found_by_the_database_as_the_rules_tell_it(submitted, approver):
    rows = list(Finding.objects.filter(severity="high")[:2])
    accept(rows[0], actor(approver), until=TODAY + DAY)
    states = {state: Finding.objects.standing(state, TODAY).count() for state in LifeState}
    assert (states[LifeState.ACCEPTED], sum(states.values())) == (1, Finding.objects.count())
    assert Finding.objects.standing(LifeState.ACCEPTANCE_LAPSED, TODAY + 2 * DAY).get() == rows[0]
    assert Finding.objects.lapsing(TODAY, TODAY + DAY).get() == rows[0]
    with writing_around_the_services():
        Finding.objects.filter(pk=rows[0].pk).update(severity="critical")
    assert Finding.objects.standing(LifeState.ACCEPTANCE_STALE, TODAY).get() == rows[0]
    assert rows[0] in Finding.objects.to_do(TODAY)
