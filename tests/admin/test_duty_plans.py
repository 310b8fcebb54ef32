"""A duty is given to a colleague with a day, in its place on the page of duties; home says what was given to you."""

from datetime import timedelta

import pytest

from checklists.models import Assessment, DutyPlan, Organisation
from checklists.services.duty_plans import plan_duty
from checklists.services.people import change_member
from procurement.admin.acting import now, today
from tests import makers
from tests.admin.staff import Staff, text_of

ITEM = ("ico_lawful_basis", "basis_for_use")
TEXT = "Lawful basis decided for using the data with this tool"


@pytest.fixture
def assessment(organisation: Organisation) -> Assessment:
    return makers.make_assessment(makers.make_use(facts={"processes_personal_data": True, "our_role": "controller"}))


def give(staff: Staff, assessment: Assessment, *, item: tuple[str, str] = ITEM, **data: str):
    return staff.press("admin:give_duty", assessment.model_use_id, *item, **data)


def page_of(staff: Staff, assessment: Assessment) -> str:
    return text_of(staff.see("admin:use_duties", assessment.model_use_id))


def test_what_nobody_sees_to_says_so(assessor: Staff, assessment: Assessment) -> None:
    assert f"{TEXT} Missing Nobody yet, no date yet." in page_of(assessor, assessment)
    assert "Nobody yet, no date yet." in text_of(assessor.see("admin:assessment", assessment.pk))


@pytest.mark.parametrize("name", ["admin:assessment", "admin:assessment_judgement", "admin:decide"])
def test_what_to_do_next_says_who_and_by_when(
    assessor: Staff, approver: Staff, assessment: Assessment, name: str
) -> None:
    sent = {"owner": str(approver.member.pk), "due_on": "1 March 2099"}
    assert give(assessor, assessment, **sent).status_code == 302
    assert f"{approver.member}, by 1 March 2099." in text_of(approver.see(name, assessment.pk))


def test_a_plan_leaves_the_duty_missing(assessor: Staff, assessment: Assessment) -> None:
    give(assessor, assessment, owner=str(assessor.member.pk), due_on="1/3/2099", note="Ask the adviser")
    page = page_of(assessor, assessment)
    assert f"{TEXT} Missing {assessor.member}, by 1 March 2099. Ask the adviser" in page
    assert "Change who and when" in page


def test_what_is_refused_comes_back_in_its_place_as_it_was_typed(assessor: Staff, assessment: Assessment) -> None:
    sent = {"owner": str(assessor.member.pk), "due_on": "1 March 2020", "note": "Ask the adviser"}
    page = give(assessor, assessment, **sent).content.decode()
    key = "-".join(ITEM)
    assert "has passed" in text_of(page)
    assert f'id="{key}-due-problem"' in page
    assert f'id="{key}-due" name="due_on" value="1 March 2020"' in page
    assert f'value="{assessor.member.pk}" selected' in page
    assert not DutyPlan.objects.exists()


@pytest.mark.parametrize("day", ["soon", "31 February 2099"])
def test_a_day_that_is_none_is_said_beside_its_field(assessor: Staff, assessment: Assessment, day: str) -> None:
    assert "Write a date such as" in text_of(give(assessor, assessment, due_on=day).content.decode())


def test_who_was_slower_sees_both_what_stands_and_what_they_typed(
    assessor: Staff, approver: Staff, assessment: Assessment
) -> None:
    give(approver, assessment, owner=str(approver.member.pk), due_on="1 March 2099")
    page = give(assessor, assessment, owner=str(assessor.member.pk), due_on="2 March 2099").content.decode()
    assert f"As it stands now: {approver.member}, by 1 March 2099." in text_of(page)
    assert 'value="2 March 2099"' in page
    give(assessor, assessment, version="1", owner=str(assessor.member.pk), due_on="2 March 2099")
    assert DutyPlan.objects.get().owner == assessor.member


def test_what_is_overdue_says_so_on_the_page_and_at_home(assessor: Staff, assessment: Assessment) -> None:
    days_ago = now() - timedelta(days=9)
    where = {"model_use": assessment.model_use, "obligation": ITEM[0], "item": ITEM[1]}
    due = today() - timedelta(days=3)
    plan_duty(**where, owner=assessor.member, due_on=due, by=makers.COMMAND, at=days_ago)
    assert "overdue" in page_of(assessor, assessment)
    home = text_of(assessor.see("admin:index"))
    assert f"Given to you Put on record: {TEXT} overdue since" in home


def test_home_says_what_was_given_to_oneself_alone(assessor: Staff, approver: Staff, assessment: Assessment) -> None:
    give(assessor, assessment, owner=str(approver.member.pk))
    assert "Given to you" not in text_of(assessor.see("admin:index"))
    assert f"Put on record: {TEXT} no date yet" in text_of(approver.see("admin:index"))


def test_a_viewer_sees_who_sees_to_it_and_gives_nothing(viewer: Staff, assessor: Staff, assessment: Assessment) -> None:
    give(assessor, assessment, due_on="1 March 2099")
    page = page_of(viewer, assessment)
    assert "Nobody yet, by 1 March 2099." in page
    assert "Change who and when" not in page
    assert give(viewer, assessment, due_on="2 March 2099").status_code == 403


@pytest.mark.parametrize("item", [("ico_lawful_basis", "nothing_like_it"), ("no_such_duty", "basis_for_use")])
def test_what_no_duty_asks_for_cannot_be_given(assessor: Staff, assessment: Assessment, item: tuple[str, str]) -> None:
    assert give(assessor, assessment, item=item, due_on="1 March 2099").status_code == 404


def test_what_was_given_and_no_longer_applies_can_be_taken_back(assessor: Staff, organisation: Organisation) -> None:
    assessment = makers.make_assessment(makers.make_use(facts={"processes_personal_data": False}))
    give(assessor, assessment, due_on="1 March 2099")
    assert "Given to somebody, and not needed now" in page_of(assessor, assessment)
    give(assessor, assessment, version="1", owner="", due_on="")
    assert "Given to somebody, and not needed now" not in page_of(assessor, assessment)
    assert DutyPlan.objects.get().due_on is None


def test_an_owner_who_left_is_still_named_and_marked(assessor: Staff, approver: Staff, assessment: Assessment) -> None:
    give(assessor, assessment, owner=str(approver.member.pk))
    change_member(approver.member, is_active=False, by=makers.COMMAND, at=makers.NOW)
    assert f"{approver.member} (has left)" in page_of(assessor, assessment)
    sent = give(assessor, assessment, item=("ico_transparency", "notice_covers_use"), owner=str(approver.member.pk))
    assert "has left" in text_of(sent.content.decode())


def test_findings_are_counted_alike_on_the_overview_and_in_the_judgement(
    assessor: Staff, assessment: Assessment
) -> None:
    makers.make_answer(assessment, "is_this_distilled", state="refuses")
    judged = text_of(assessor.see("admin:assessment_judgement", assessment.pk))
    number = judged.partition("Findings: ")[2].partition(" ")[0]
    assert f"{number} so far" in text_of(assessor.see("admin:assessment", assessment.pk))
