"""What changed since a decision: noticed once, settled by a person, and asked again without asking everything."""

from datetime import timedelta

import pytest

from checklists.errors import Invalid, NotAllowed, NotFound, Refused
from checklists.models import Answer, Assessment, Change, Event
from checklists.models.people import Role
from checklists.services import changes, decisions, judging, model_uses, re_review
from checklists.services.assessments import find_assessment, reopen_assessment, submit_assessment
from checklists.services.watching import look_everywhere
from tests.makers import (
    COMMAND,
    NOW,
    TODAY,
    actor,
    in_organisation,
    make_answer,
    make_assessment,
    make_member,
    make_use,
)

W = {"by": COMMAND, "at": NOW}


def make_decided(use=None, *, valid_until=None, **answers):
    assessment = make_assessment(use or make_use(tier_label="Lite", facts={"hosting": "vendor_cloud"}))
    for question, value in ({"is_this_distilled": "no"} | answers).items():
        make_answer(assessment, question, value)
    submit_assessment(assessment, **W)
    return decide(find_assessment(assessment.pk), valid_until=valid_until)


def decide(assessment, *, on=TODAY, at=NOW, **more):
    digest = judging.judge_assessment(assessment, on).digest
    approver = actor(make_member(Role.APPROVER))
    given = {"outcome": "on_hold", "reasons": "Wait", "digest": digest, "judged_on": on} | more
    decisions.decide(assessment, **given, by=approver, at=at)
    return find_assessment(assessment.pk)


def look(assessment, at=NOW):
    return changes.look_for_changes(model_use=assessment.model_use, by=COMMAND, at=at)


def change_tier(assessment, label="Pro"):
    model_uses.change_model_use(assessment.model_use, version=None, tier_label=label, **W)


def test_nothing_is_noticed_where_nothing_changed(organisation):
    decided, before = make_decided(), Event.objects.count
    count = before()
    assert look(decided) == []
    assert Event.objects.count() == count


def test_a_change_is_noticed_with_what_it_was_and_what_it_is(organisation):
    decided = make_decided()
    change_tier(decided)
    (row,) = look(decided)
    assert (row.kind, row.body["before"], row.body["after"]) == ("tier", "Lite", "Pro")
    assert "which_tier_are_we_on" in row.questions
    assert Event.objects.latest("id").kind == "changes_noticed"


def test_a_change_is_noticed_once(organisation):
    decided = make_decided()
    change_tier(decided)
    look(decided)
    count = Event.objects.count()
    assert look(decided) == []
    assert (Change.objects.count(), Event.objects.count()) == (1, count)


def test_a_change_that_is_undone_is_over_and_may_come_back(organisation):
    decided = make_decided()
    change_tier(decided)
    (row,) = look(decided)
    change_tier(decided, "Lite")
    assert look(decided) == []
    row.refresh_from_db()
    assert row.state == "over"
    change_tier(decided, "Pro")
    assert [again.pk for again in look(decided)] == [row.pk]


def test_a_fact_that_turned_unknown_is_asked_about_and_is_no_no(organisation):
    decided = make_decided()
    model_uses.say_facts(decided.model_use, facts={"hosting": None}, version=None, **W)
    found = {row.kind: row for row in look(decided)}
    assert "neither a yes nor a no" in found["host"].body["text"]
    assert (found["host"].body["source"], found["host"].body["on"]) == (None, None)


def test_before_a_decision_there_is_nothing_to_compare_with(organisation):
    assessment = make_assessment()
    with pytest.raises(Refused, match="Nothing is decided"):
        look(assessment)


@pytest.mark.parametrize(("days", "noticed"), [(29, False), (30, True), (60, True), (61, True)])
def test_a_decision_that_is_about_to_lapse_is_noticed_thirty_days_before(organisation, days, noticed):
    decided = make_decided(valid_until=TODAY + timedelta(days=60))
    kinds = [row.kind for row in look(decided, NOW + timedelta(days=days))]
    assert ("decision_lapses" in kinds) == noticed


def test_what_does_not_matter_is_set_aside_with_the_reason_and_stays_so(organisation):
    decided = make_decided()
    change_tier(decided)
    (row,) = look(decided)
    changes.dismiss_change(row, reason="The plan was only renamed.", **W)
    assert (row.state, row.settled_by) == ("dismissed", "tests")
    assert look(decided) == []
    assert not changes.waiting_changes().exists()


def test_setting_aside_needs_a_reason(organisation):
    decided = make_decided()
    change_tier(decided)
    (row,) = look(decided)
    with pytest.raises(Invalid, match="Say why") as caught:
        changes.dismiss_change(row, reason="  ", **W)
    assert caught.value.details[0].pointer == "/reason"


def test_a_viewer_neither_looks_nor_sets_aside(organisation):
    decided = make_decided()
    viewer = actor(make_member(Role.VIEWER))
    with pytest.raises(NotAllowed):
        changes.look_for_changes(model_use=decided.model_use, by=viewer, at=NOW)


def test_the_next_round_asks_what_changed_again_and_carries_the_rest(organisation):
    decided = make_decided(which_tier_are_we_on="Lite", uses_to_avoid="Payroll")
    change_tier(decided)
    rows = look(decided)
    following = re_review.start_re_review(model_use=decided.model_use, changes=rows, **W)
    keys = set(Answer.objects.filter(assessment=following).values_list("question", flat=True))
    assert "uses_to_avoid" in keys
    assert "which_tier_are_we_on" not in keys
    assert Answer.objects.get(assessment=following, question="uses_to_avoid").reused_from == TODAY
    assert {row.state for row in Change.objects.all()} == {"taken_up"}


def test_what_is_asked_again_says_why_and_shows_what_was_answered(organisation):
    decided = make_decided(which_tier_are_we_on="Lite")
    change_tier(decided)
    following = re_review.start_re_review(model_use=decided.model_use, changes=look(decided), **W)
    record = judging.judge_assessment(find_assessment(following.pk), TODAY).record
    asked = {one["key"]: one for section in record["sections"] for one in section["questions"]}
    again = asked["which_tier_are_we_on"]
    assert again["answer"]["state"] == "not_yet"
    assert again["previous"]["value"] == "Lite"
    assert again["reopened_because"][0].startswith("Changed since the last decision: The plan or tier.")
    assert "Pro" not in " ".join(again["reopened_because"])


def test_the_decision_stays_until_the_new_round_is_decided_and_can_be_read_after(organisation):
    decided = make_decided(which_tier_are_we_on="Lite")
    frozen = judging.sealed_of(decided, TODAY)
    change_tier(decided)
    following = re_review.start_re_review(model_use=decided.model_use, changes=look(decided), **W)
    assert find_assessment(decided.pk).state == "decided"
    make_answer(find_assessment(following.pk), "which_tier_are_we_on", "Pro")
    submit_assessment(find_assessment(following.pk), **W)
    decide(find_assessment(following.pk))
    old = find_assessment(decided.pk)
    assert old.state == "superseded"
    assert judging.sealed_of(old, TODAY) == frozen
    assert not changes.waiting_changes().exists()


def test_a_change_is_taken_up_once(organisation):
    decided = make_decided()
    change_tier(decided)
    rows = look(decided)
    re_review.start_re_review(model_use=decided.model_use, changes=rows, **W)
    with pytest.raises(Refused, match="not decided yet"):
        re_review.start_re_review(model_use=decided.model_use, changes=rows, **W)
    assert Assessment.objects.count() == 2


def test_a_change_that_is_named_twice_is_taken_up_once(organisation):
    decided = make_decided()
    change_tier(decided)
    (row,) = look(decided)
    again = Change.objects.get(pk=row.pk)
    following = re_review.start_re_review(model_use=decided.model_use, changes=[row, again], **W)
    assert following.round == 2 and Change.objects.get().state == "taken_up"


def test_a_settled_change_is_not_asked_about_again(organisation):
    decided = make_decided()
    change_tier(decided)
    (row,) = look(decided)
    changes.dismiss_change(row, reason="Only a name", **W)
    with pytest.raises(Refused, match="dismissed already"):
        re_review.start_re_review(model_use=decided.model_use, changes=[row], **W)
    assert Assessment.objects.count() == 1


def test_a_re_review_needs_a_change_and_one_of_its_own(organisation):
    decided, other = make_decided(), make_decided()
    change_tier(other)
    rows = look(other)
    for given, words in (([], "at least one"), (rows, "another model in use")):
        with pytest.raises(Invalid, match=words):
            re_review.start_re_review(model_use=decided.model_use, changes=given, **W)


def test_a_change_since_an_older_decision_is_not_asked_about_any_more(organisation):
    decided = make_decided()
    change_tier(decided)
    rows = look(decided)
    again = reopen_assessment(decided, **W)
    submit_assessment(find_assessment(again.pk), **W)
    decide(find_assessment(again.pk))
    with pytest.raises(Refused, match="older decision"):
        re_review.start_re_review(model_use=decided.model_use, changes=rows, **W)
    assert Assessment.objects.count() == 2


def test_a_change_of_another_organisation_is_not_found(organisation, other_organisation):
    decided = make_decided()
    change_tier(decided)
    (row,) = look(decided)
    with in_organisation(other_organisation), pytest.raises(NotFound):
        changes.find_change(decided.model_use, row.pk)


def test_the_clock_looks_at_each_decided_assessment_once_a_day(organisation):
    decided = make_decided()
    change_tier(decided)
    assert look_everywhere(now=NOW) == 1
    change_tier(decided, "Max")
    assert look_everywhere(now=NOW + timedelta(hours=23)) == 0
    assert look_everywhere(now=NOW + timedelta(hours=25)) == 1
    assert {row.by_face for row in Change.objects.all()} == {"clock"}
