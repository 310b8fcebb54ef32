"""Decisions: on what was shown, by another person than who assessed, never past an open gate."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from checklists.errors import Invalid, NotAllowed, Refused
from checklists.models import Answer, Assessment, Condition, Decision, Event, Organisation
from checklists.models.people import Role
from checklists.services import assessments, decisions, following, judging, people, reviewing
from checklists.services.assessments import find_assessment
from checklists.services.content import questionnaire_content
from tests.database import writing_around_the_services
from tests.makers import (
    COMMAND,
    NOW,
    TODAY,
    actor,
    make_answer,
    make_assessment,
    make_member,
    make_product,
    make_submitted,
    make_use,
)

W = {"by": COMMAND, "at": NOW}


@pytest.fixture
def assessor(organisation):
    return make_member(Role.ASSESSOR, name="Dana")


@pytest.fixture
def approver(organisation):
    return make_member(Role.APPROVER, name="Tom")


@pytest.fixture
def submitted(assessor):
    return make_submitted(by=actor(assessor))


def decide(assessment, member, **more):
    digest = judging.judge_assessment(assessment, TODAY).digest
    given = {"outcome": "on_hold", "reasons": "Wait for the test", "digest": digest, "judged_on": TODAY} | more
    return decisions.decide(assessment, **given, by=actor(member), at=NOW)


def stands_in_the_way(assessment):
    return [block.key for block in decisions.blocking(judging.judge_assessment(assessment, TODAY).judgement)]


def test_a_decision_keeps_what_it_was_made_on(submitted, approver):
    judged = judging.judge_assessment(submitted, TODAY)
    decision = decide(submitted, approver)
    assert decision.digest == judged.digest
    assert judging.sealed_of(find_assessment(submitted.pk), date(2030, 1, 1)) == judged.sealed


def test_a_decision_on_what_has_changed_is_refused(submitted, approver):
    digest = judging.judge_assessment(submitted, TODAY).digest
    reviewing.judge_answers(submitted, {"is_this_distilled": ("concern", "Which version?")}, **W)
    with pytest.raises(Refused, match="Something changed") as caught:
        decide(submitted, approver, digest=digest)
    assert caught.value.code == "changed"
    assert not Decision.objects.exists()
    assert Assessment.objects.get().state == "in_review"


@pytest.mark.parametrize(("days", "fine"), [(0, True), (-1, True), (-2, False), (1, False)])
def test_what_was_judged_before_yesterday_is_looked_at_again(submitted, approver, days, fine):
    on = TODAY + timedelta(days=days)
    given = {"digest": judging.judge_assessment(submitted, on).digest, "judged_on": on}
    if fine:
        assert decide(submitted, approver, **given).judged_on == on
    else:
        with pytest.raises(Refused, match="as it stands today"):
            decide(submitted, approver, **given)


def test_whoever_took_part_may_not_decide_while_four_eyes_look(submitted, assessor):
    people.change_member(assessor, role="approver", **W)
    with pytest.raises(Refused, match="two people") as caught:
        decide(submitted, assessor)
    assert caught.value.code == "four_eyes"


def test_the_refusal_names_who_can_decide(submitted, assessor, approver):
    people.change_member(assessor, role="owner", **W)
    with pytest.raises(Refused, match="Tom"):
        decide(submitted, assessor)


@pytest.mark.parametrize("part", ["opened", "answered", "judged", "submitted"])
def test_each_part_in_an_assessment_counts(organisation, part):
    one, other = make_member(Role.OWNER, name="One"), make_member(Role.OWNER, name="Other")

    def who(what):
        return actor(one if what == part else other)

    assessment = make_assessment(by=who("opened"))
    make_answer(assessment, "uses_to_avoid", "Payroll", by=who("answered"))
    reviewing.judge_answers(assessment, {"uses_to_avoid": ("satisfactory", "")}, by=who("judged"), at=NOW)
    assessments.submit_assessment(assessment, by=who("submitted"), at=NOW)
    with pytest.raises(Refused, match="two people"):
        decide(find_assessment(assessment.pk), one)


def test_having_submitted_once_counts_for_ever(organisation, approver):
    second = make_member(Role.OWNER)
    assessment = make_submitted(by=actor(second))
    assessments.reopen_assessment(assessment, **W)
    assessments.submit_assessment(assessment, by=actor(make_member()), at=NOW)
    with pytest.raises(Refused, match="two people"):
        decide(find_assessment(assessment.pk), second)


def test_a_firm_of_one_decides_alone_and_the_decision_says_so(organisation):
    people.change_organisation(Organisation.objects.get(pk=organisation.pk), version=1, four_eyes=False, **W)
    alone = make_member(Role.OWNER)
    decision = decide(make_submitted(by=actor(alone)), alone)
    assert decision.four_eyes is False
    assert decision.submitted_by_person == decision.decided_by_person


def test_the_database_refuses_one_person_under_four_eyes(submitted, approver):
    row = Decision(
        organisation=submitted.organisation,
        assessment=submitted,
        outcome="approved",
        reasons="x",
        judged_on=TODAY,
        digest="0" * 64,
        record="{}",
        four_eyes=True,
        submitted_by_person=approver.user_id,
        decided_by_person=approver.user_id,
        decided_at=NOW,
    ).stamp(COMMAND, NOW)
    with writing_around_the_services(), pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_an_assessor_does_not_decide(submitted):
    with pytest.raises(NotAllowed, match="approver"):
        decide(submitted, make_member(Role.ASSESSOR))


def test_candour_itself_does_not_decide(submitted):
    digest = judging.judge_assessment(submitted, TODAY).digest
    with pytest.raises(NotAllowed, match="A person decides"):
        decisions.decide(submitted, outcome="on_hold", reasons="x", digest=digest, judged_on=TODAY, by=COMMAND, at=NOW)


def test_only_what_is_in_review_is_decided(organisation, approver):
    assessment = make_assessment()
    make_answer(assessment, "is_this_distilled", "no")
    with pytest.raises(Refused, match="Submit it first"):
        decide(assessment, approver)


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"reasons": " "}, "/reasons"),
        ({"reasons": "\u200b"}, "/reasons"),
        ({"valid_until": TODAY}, "/valid_until"),
        ({"outcome": "perhaps"}, "/outcome"),
        ({"outcome": "approved_with_conditions"}, "/conditions"),
        ({"conditions": [decisions.Wanted("x", "before_use")]}, "/conditions"),
        (
            {"outcome": "approved_with_conditions", "conditions": [decisions.Wanted("", "before_use")]},
            "/conditions/0/text",
        ),
        ({"outcome": "approved_with_conditions", "conditions": [decisions.Wanted("x", "soon")]}, "/conditions/0/due"),
        (
            {"outcome": "approved_with_conditions", "conditions": [decisions.Wanted("x", "within_days")]},
            "/conditions/0/days",
        ),
        (
            {"outcome": "approved_with_conditions", "conditions": [decisions.Wanted("x", "within_days", 999_999_999)]},
            "/conditions/0/days",
        ),
        (
            {"outcome": "approved_with_conditions", "conditions": [decisions.Wanted("x", "before_use", 3)]},
            "/conditions/0/days",
        ),
    ],
)
def test_an_incomplete_decision_names_what_is_missing(submitted, approver, more, pointer):
    with pytest.raises(Invalid) as caught:
        decide(submitted, approver, **more)
    assert pointer in [detail.pointer for detail in caught.value.details]
    assert not Decision.objects.exists()


def test_approval_is_refused_while_a_gate_is_unmet(submitted, approver):
    with pytest.raises(Refused) as caught:
        decide(submitted, approver, outcome="approved")
    named = " ".join(detail.detail for detail in caught.value.details)
    assert "gate:training_on_our_inputs" in named
    assert not Decision.objects.exists()


def test_approval_with_conditions_names_every_open_gate(submitted, approver):
    keys = stands_in_the_way(submitted)
    some = [decisions.Wanted("Mend", "before_use", names=tuple(keys[1:]))]
    with pytest.raises(Refused, match="1 open point stands"):
        decide(submitted, approver, outcome="approved_with_conditions", conditions=some)
    every = [decisions.Wanted("Mend", "before_use", names=tuple(keys))]
    assert decide(submitted, approver, outcome="approved_with_conditions", conditions=every).outcome


def test_a_condition_cannot_name_what_does_not_stand_in_the_way(submitted, approver):
    wanted = [decisions.Wanted("Mend", "before_use", names=("gate:no_such",))]
    with pytest.raises(Invalid, match="gate:no_such"):
        decide(submitted, approver, outcome="approved_with_conditions", conditions=wanted)


def test_a_gate_passed_in_a_person_s_name_no_longer_stands_in_the_way(submitted, approver):
    key = stands_in_the_way(submitted)[0]
    following.pass_gate(
        submitted,
        question=key.removeprefix("gate:"),
        reason="Known from the audit",
        expires_on=TODAY + timedelta(days=30),
        by=actor(approver),
        at=NOW,
    )
    assert key not in stands_in_the_way(submitted)
    later = judging.judge_assessment(submitted, TODAY + timedelta(days=31)).judgement
    assert key in [block.key for block in decisions.blocking(later)]


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"reason": " "}, "/reason"),
        ({"reason": "."}, "/reason"),
        ({"expires_on": TODAY}, "/expires_on"),
        ({"question": "staff_rules"}, "/question"),
    ],
)
def test_a_pass_without_reason_or_end_or_gate_is_refused(submitted, approver, more, pointer):
    given = {"question": "is_this_distilled", "reason": "Known", "expires_on": TODAY + timedelta(days=9)} | more
    with pytest.raises(Invalid) as caught:
        following.pass_gate(submitted, **given, by=actor(approver), at=NOW)
    assert caught.value.details[0].pointer == pointer


def test_deciding_twice_the_same_is_harmless_and_otherwise_refused(submitted, approver):
    first = decide(submitted, approver)
    again = find_assessment(submitted.pk)
    assert decide(again, approver, digest=first.digest).pk == first.pk
    with pytest.raises(Refused, match="Tom has decided"):
        decide(again, approver, digest=first.digest, outcome="declined")


@pytest.mark.parametrize(
    "other",
    [
        {"reasons": "Something else"},
        {"valid_until": TODAY + timedelta(days=30)},
        {"conditions": ("Mend", "before_use")},
        {"conditions": ("Mend it", "before_signature")},
        {"conditions": None},
    ],
)
def test_a_second_decision_in_other_words_is_told_that_there_is_one(submitted, approver, other):
    names = tuple(stands_in_the_way(submitted))
    wanted = [decisions.Wanted("Mend it", "before_use", owner=approver, names=names)]
    first = decide(submitted, approver, outcome="approved_with_conditions", conditions=wanted)
    again, same = find_assessment(submitted.pk), {"outcome": first.outcome, "digest": first.digest}
    assert decide(again, approver, **same, conditions=wanted).pk == first.pk
    if "conditions" in other:
        text = other["conditions"]
        other = {"conditions": [replace(wanted[0], text=text[0], due=text[1])] if text else []}
    with pytest.raises(Refused, match="Tom has decided") as caught:
        decide(again, approver, **({**same, "conditions": wanted} | other))
    assert caught.value.code == "decided"


def test_conditions_keep_when_they_are_due(submitted, approver):
    keys = tuple(stands_in_the_way(submitted))
    wanted = [
        decisions.Wanted("First", "before_signature", owner=approver, names=keys),
        decisions.Wanted("Second", "within_days", 30),
    ]
    decision = decide(submitted, approver, outcome="approved_with_conditions", conditions=wanted)
    rows = list(Condition.objects.filter(decision=decision).order_by("number"))
    assert [(row.number, row.due, row.due_on) for row in rows] == [
        (1, "before_signature", None),
        (2, "within_days", TODAY + timedelta(days=30)),
    ]
    assert decision.valid_until == TODAY + timedelta(days=365)
    for column in ("text", "due", "names"):
        with pytest.raises(DatabaseError), transaction.atomic(), writing_around_the_services():
            rows[0].__class__.objects.filter(pk=rows[0].pk).update(**{column: '["other"]'})
    following.meet_condition(rows[0], met_on=TODAY, note="Done", version=None, by=actor(approver), at=NOW)


def test_the_next_round_has_an_answer_under_the_name_that_its_question_has_now(submitted, approver, monkeypatch):
    answered = Answer.objects.get(assessment=submitted)
    decide(submitted, approver)
    now = questionnaire_content(submitted.questionnaire_version_id)
    left = tuple(one for one in now.questions if one.key != answered.question)
    renamed = replace(now, questions=left, renamed={answered.question: "uses_to_avoid"})
    monkeypatch.setattr(assessments, "questionnaire_content", lambda version: renamed)
    following = assessments.reopen_assessment(find_assessment(submitted.pk), why="New version", **W)
    carried = Answer.objects.get(assessment=following)
    assert (carried.question, carried.value) == ("uses_to_avoid", answered.value)


def test_reopening_a_decided_one_starts_the_next_round_and_the_old_one_stands_until_then(submitted, approver):
    decide(submitted, approver)
    following = assessments.reopen_assessment(find_assessment(submitted.pk), why="New version", **W)
    assert (following.round, following.state, following.previous_id) == (2, "draft", submitted.pk)
    assert Answer.objects.get(assessment=following).reused_from == TODAY
    assert find_assessment(submitted.pk).state == "decided"
    make_answer(following, "uses_to_avoid", "Payroll")
    assessments.submit_assessment(following, **W)
    decide(find_assessment(following.pk), approver)
    assert find_assessment(submitted.pk).state == "superseded"


@pytest.mark.parametrize(
    "sql", ["UPDATE checklists_decision SET outcome = 'approved'", "DELETE FROM checklists_decision"]
)
def test_a_decision_never_changes(submitted, approver, sql):
    decide(submitted, approver)
    with (
        writing_around_the_services(),
        pytest.raises(DatabaseError, match="never changes"),
        transaction.atomic(),
        connection.cursor() as c,
    ):
        c.execute(sql)


def next_round(decided_one, reopener):
    """The round after a decided one, reopened and submitted by `reopener`."""
    again = assessments.reopen_assessment(find_assessment(decided_one.pk), by=actor(reopener), at=NOW)
    assessments.submit_assessment(again, by=actor(reopener), at=NOW)
    return find_assessment(again.pk)


def test_whoever_answered_in_an_earlier_round_took_part_in_what_is_carried_from_it(organisation, assessor, approver):
    first = make_submitted(by=actor(approver))
    decide(first, make_member(Role.APPROVER, name="Third"))
    second = next_round(first, assessor)
    with pytest.raises(Refused, match="two people") as caught:
        decide(second, approver)
    assert caught.value.code == "four_eyes"


def test_a_carried_answer_keeps_who_recorded_it_and_the_event_says_who_reopened(organisation, assessor, approver):
    first = make_submitted(by=actor(approver, "api"))
    decide(first, make_member(Role.APPROVER))
    second = next_round(first, assessor)
    row = Answer.objects.get(assessment=second)
    for copy in (row, row.revisions.get()):
        assert (copy.by_label, copy.by_face, copy.by_person) == ("Tom", "api", approver.user_id)
    assert Event.objects.filter(kind="assessment_reopened").latest("seq").actor_id == assessor.user_id


def test_whoever_answered_for_another_model_in_use_took_part_where_it_is_reused(organisation, assessor, approver):
    product = make_product()
    make_answer(make_assessment(make_use(product)), "is_this_distilled", "no", by=actor(approver))
    reused = make_assessment(make_use(product), by=actor(assessor))
    assessments.submit_assessment(reused, by=actor(assessor), at=NOW)
    with pytest.raises(Refused, match="two people"):
        decide(find_assessment(reused.pk), approver)
