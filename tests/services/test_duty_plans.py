"""A duty has an owner and a day before its record is begun; that meets nothing, and undoes no decision."""

from datetime import timedelta

import pytest
from django_scopes import scope

from checklists.canonical import canonical_text
from checklists.dossier.snapshot import snapshot_of
from checklists.errors import Invalid, NotAllowed, Stale
from checklists.models import DutyPlan, Event
from checklists.models.people import Role
from checklists.services import model_uses, people
from checklists.services.duty_plans import LONGEST_NOTE, plan_duty, planned, waiting_for
from checklists.services.firm_records import write_firm_record
from checklists.services.judging import judge_assessment
from tests.makers import COMMAND, NOW, TODAY, actor, make_assessment, make_member, make_organisation, make_use
from tests.races import race, refusals

W = {"by": COMMAND, "at": NOW}
OBLIGATION, ITEM = "ico_lawful_basis", "basis_for_use"
FIRM_ITEM = ("ico_special_category_data", "policy_document")
OTHERS = {"none": ("ico_transparency", "notice_covers_use"), "soon": ("ico_dpia", "dpia_or_note")}
FACTS = {"processes_personal_data": True, "our_role": "controller"}
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def plan(use, obligation=OBLIGATION, item=ITEM, w=W, **values):
    return plan_duty(model_use=use, obligation=obligation, item=item, **values, **w)


def a_round():
    return make_assessment(make_use(facts=FACTS))


def duty_in(record):
    return next(duty for duty in record["obligations"] if duty["key"] == OBLIGATION)


def test_a_plan_never_changes_the_status_of_a_duty_nor_what_a_decision_is_bound_to(organisation):
    assessment = a_round()
    before = judge_assessment(assessment, TODAY)
    plan(assessment.model_use, owner=make_member(name="Ben"), due_on=TOMORROW, note="Soon")
    after = judge_assessment(assessment, TODAY)
    assert (after.digest, after.record) == (before.digest, before.record)
    shown = planned(after.record, assessment.model_use)
    assert duty_in(shown)["status"] == duty_in(before.record)["status"] == "not_met"
    assert duty_in(shown)["items"][0]["plan"] == {"owner": "Ben", "due": TOMORROW.isoformat()}


def test_a_dossier_freezes_who_sees_to_what_and_never_the_note(organisation):
    assessment = a_round()
    plan(assessment.model_use, owner=make_member(name="Ben"), due_on=TOMORROW, note="Between us")
    snapshot = snapshot_of(assessment, TODAY)
    [step] = [one for one in snapshot["judgement"]["to_do"] if one["key"] == f"own_record:{OBLIGATION}:{ITEM}"]
    assert (step["owner"], step["due"]) == ("Ben", TOMORROW.isoformat())
    assert "Between us" not in canonical_text(snapshot)


def test_it_is_given_to_another_and_taken_back_each_with_one_event(organisation):
    use, ann, ben = make_use(), make_member(), make_member()
    before = Event.objects.count()
    plan(use, owner=ann, due_on=TODAY)
    plan(use, owner=ben, due_on=TOMORROW, version=1)
    plan(use, owner=None, due_on=None, note="", version=2)
    plan(use, owner=None, due_on=None, note="", version=3)  # nothing differs: nothing is written
    row = DutyPlan.objects.get()
    assert (row.owner, row.due_on, row.version) == (None, None, 3)
    kinds = Event.objects.order_by("seq").values_list("kind", flat=True)[before:]
    assert list(kinds) == ["duty_planned"] * 3


def test_an_item_of_the_firm_is_planned_for_the_firm_from_any_use(organisation):
    assessment, other = a_round(), make_use()
    plan(other, *FIRM_ITEM, owner=make_member(name="Ben"))
    assert DutyPlan.objects.get().model_use is None
    shown = planned(judge_assessment(assessment, TODAY).record, assessment.model_use)
    duty = next(one for one in shown["obligations"] if one["key"] == FIRM_ITEM[0])
    assert next(item for item in duty["items"] if item["key"] == FIRM_ITEM[1])["plan"]["owner"] == "Ben"


def test_a_plan_for_one_use_is_none_for_another(organisation):
    assessment = a_round()
    plan(make_use(), due_on=TODAY)
    shown = planned(judge_assessment(assessment, TODAY).record, assessment.model_use)
    assert duty_in(shown)["items"][0]["plan"] is None


@pytest.mark.parametrize(("day", "pointer"), [(YESTERDAY, "/due_on"), (TODAY.replace(year=1999), "/due_on")])
def test_a_day_that_has_passed_is_refused_for_a_new_plan(organisation, day, pointer):
    with pytest.raises(Invalid) as caught:
        plan(make_use(), due_on=day)
    assert [one.pointer for one in caught.value.details] == [pointer]
    assert not DutyPlan.objects.exists()


def test_what_is_overdue_may_be_given_to_another_and_keep_its_day(organisation):
    use, ben = make_use(), make_member(name="Ben")
    plan(use, due_on=TODAY)
    later = {"by": COMMAND, "at": NOW + timedelta(days=3)}
    row = plan(use, owner=ben, due_on=TODAY, version=1, w=later)
    assert (row.owner, row.due_on) == (ben, TODAY)
    with pytest.raises(Invalid, match="has passed"):
        plan(use, owner=ben, due_on=TOMORROW, version=2, w=later)


def test_nobody_of_another_organisation_and_nobody_who_left_is_given_a_duty(organisation):
    use = make_use()
    elsewhere = make_organisation()
    with scope(organisation=elsewhere):
        stranger = make_member()
    owner, left = make_member(Role.OWNER), make_member()
    people.change_member(left, is_active=False, by=actor(owner), at=NOW)
    for member in (stranger, left):
        with pytest.raises(Invalid) as caught:
            plan(use, owner=member)
        assert [one.pointer for one in caught.value.details] == ["/owner"]
    assert not DutyPlan.objects.exists()


def test_who_left_meanwhile_may_stay_named_while_the_day_is_moved(organisation):
    use, ben, owner = make_use(), make_member(), make_member(Role.OWNER)
    plan(use, owner=ben, due_on=TODAY)
    people.change_member(ben, is_active=False, by=actor(owner), at=NOW)
    assert plan(use, owner=ben, due_on=TOMORROW, version=1).due_on == TOMORROW


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"obligation": "no_such_duty", "due_on": TODAY}, "/obligation"),
        ({"item": "no_such_item", "due_on": TODAY}, "/item"),
        ({}, "/owner"),
        ({"note": "Only a note"}, "/owner"),
        ({"due_on": TODAY, "note": "x" * (LONGEST_NOTE + 1)}, "/note"),
    ],
)
def test_what_no_duty_asks_for_or_what_plans_nothing_is_refused_with_its_place(organisation, values, pointer):
    with pytest.raises(Invalid) as caught:
        plan(make_use(), **values)
    assert [one.pointer for one in caught.value.details] == [pointer]


def test_a_duty_of_a_model_in_use_is_not_planned_without_naming_it(organisation):
    with pytest.raises(Invalid, match="say which"):
        plan(None, due_on=TODAY)


def test_a_viewer_gives_no_duty_to_anybody(organisation):
    with pytest.raises(NotAllowed):
        plan(make_use(), due_on=TODAY, w={"by": actor(make_member(Role.VIEWER)), "at": NOW})


@pytest.mark.parametrize("version", [0, 2])
def test_who_was_slower_is_told(organisation, version):
    use = make_use()
    plan(use, due_on=TODAY)
    with pytest.raises(Stale):
        plan(use, due_on=TOMORROW, version=version)
    assert DutyPlan.objects.get().due_on == TODAY


def test_a_version_of_a_plan_that_is_not_there_is_stale(organisation):
    with pytest.raises(Stale):
        plan(make_use(), due_on=TODAY, version=1)


def test_a_use_that_was_never_assessed_is_deleted_with_its_plans(organisation):
    use = make_use()
    plan(use, due_on=TODAY)
    model_uses.delete_model_use(use, version=1, **W)
    assert not DutyPlan.objects.exists()


@pytest.mark.parametrize(
    ("record", "waits"),
    [
        (None, True),
        ({}, True),
        ({"on": TODAY, "statement": "Weighed."}, True),
        ({"owner": True, "statement": "Weighed."}, True),
        ({"owner": True, "on": TODAY}, True),
        ({"owner": True, "on": TODAY, "statement": "Weighed."}, False),
        ({"owner": True, "on": TODAY, "statement": "Weighed.", "expires_on": TODAY}, False),
        ({"owner": True, "on": YESTERDAY, "statement": "Weighed.", "expires_on": YESTERDAY}, True),
    ],
)
def test_what_was_given_to_a_member_waits_until_a_record_covers_it(organisation, record, waits):
    assessment, ben = a_round(), make_member()
    plan(assessment.model_use, owner=ben, due_on=TODAY)
    if record is not None:
        values = record | ({"owner": ben} if record.get("owner") else {})
        where = {"model_use": assessment.model_use, "obligation": OBLIGATION, "item": ITEM}
        write_firm_record(**where, **values, **W)
    [item] = [one for one in duty_in(judge_assessment(assessment, TODAY).record)["items"] if one["key"] == ITEM]
    assert item["met"] is not waits
    assert waiting_for(ben, TODAY).exists() is waits
    assert not waiting_for(make_member(), TODAY).exists()


def test_what_is_due_first_comes_first_and_what_has_no_day_last(organisation):
    use, ben = make_use(), make_member()
    for item, day in ((ITEM, None), ("none", TOMORROW), ("soon", TODAY)):
        where = {"item": item} if item == ITEM else {"obligation": OTHERS[item][0], "item": OTHERS[item][1]}
        plan(use, owner=ben, due_on=day, **where)
    assert [row.due_on for row in waiting_for(ben, TODAY)] == [TODAY, TOMORROW, None]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_the_same_duty_at_once_one_is_told(transactional_db):
    organisation = make_organisation()
    with scope(organisation=organisation):
        use, members = make_use(), [make_member(), make_member()]
        first = race(organisation, *(lambda m=m: plan(use, owner=m, version=0) for m in members))
        assert len(refusals(first)) == 1
        moved = race(organisation, *(lambda d=d: plan(use, due_on=d, version=1) for d in (TODAY, TOMORROW)))
        assert len(refusals(moved)) == 1
        assert (DutyPlan.objects.count(), DutyPlan.objects.get().version) == (1, 2)
