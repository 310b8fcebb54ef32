"""The list of findings: in an order in which one can work, narrowed by what waits and by model in use."""

from datetime import timedelta

import pytest

from checklists.models import Assessment, Finding, Organisation
from checklists.rules.life import LifeState
from checklists.services import findings, putting_right
from procurement.admin.findings_list import PER_PAGE
from tests.admin.staff import Staff, text_of
from tests.makers import COMMAND, NOW, TODAY, actor, make_answer, make_assessment, make_submitted

LIST, OVERVIEW, REVIEW, NEW = "admin:findings", "admin:assessment", "admin:review", "admin:finding_new"
W = {"by": COMMAND, "at": NOW}
DAY = timedelta(days=1)


@pytest.fixture
def under_way(organisation: Organisation) -> Assessment:
    """With an answer, and not submitted: its rules have put no finding on record yet."""
    assessment = make_assessment()
    make_answer(assessment, "is_this_distilled", "no")
    return assessment


def raised(assessment: Assessment, title: str, severity: str = "medium", due: int | None = None) -> Finding:
    row = findings.raise_finding(assessment, severity=severity, title=title, **W)
    if due is not None:
        long_ago = {"by": COMMAND, "at": NOW - 30 * DAY}
        putting_right.put_right(row, due_on=TODAY + due * DAY, version=None, **long_ago)
    return row


def test_the_overdue_come_first_then_the_heaviest_then_what_is_due_soonest(assessor: Staff, under_way):
    for title, severity, due in [
        ("E", "low", 1),
        ("D", "medium", None),
        ("C", "medium", 9),
        ("B", "high", None),
        ("A", "low", -3),
    ]:
        raised(under_way, f"Finding {title}", severity, due)
    page = text_of(assessor.see(LIST))
    places = [page.index(f"Finding {title}") for title in "ABCDE"]
    assert places == sorted(places)
    assert page.index("Overdue", page.index("5 in all")) < places[0] < page.index("High") < places[1]


def test_many_findings_are_shown_by_the_page(assessor: Staff, under_way):
    for number in range(PER_PAGE + 1):
        raised(under_way, f"Finding {number}")
    first, second = assessor.see(LIST), assessor.see(LIST, page="2")
    assert "Finding 0<" not in first and "Finding 0<" in second
    assert "Page 1 of 2" in text_of(first)


def test_the_list_can_be_narrowed_to_one_model_in_use(assessor: Staff, under_way):
    other = make_assessment()
    raised(under_way, "Ours")
    raised(other, "Theirs")
    page = text_of(assessor.see(LIST, use=str(under_way.model_use_id)))
    assert "Ours" in page and "Theirs" not in page
    assert "Only those of" in page


@pytest.mark.parametrize("asked", [{"use": "nonsense"}, {"show": "nonsense"}, {"page": "nonsense"}])
def test_an_odd_address_of_the_list_shows_what_counts(assessor: Staff, under_way, asked):
    raised(under_way, "Ours")
    assert "Ours" in assessor.see(LIST, **asked)


def test_a_model_in_use_that_there_is_not_has_no_findings(assessor: Staff, under_way):
    assert assessor.get(LIST, use=str(under_way.pk)).status_code == 404


def test_the_overview_counts_findings_by_where_they_stand(assessor: Staff, approver: Staff, under_way):
    raised(under_way, "Open one")
    raised(under_way, "Late one", due=-1)
    planned = raised(under_way, "Planned one")
    putting_right.put_right(planned, plan="In June", plan_by="Sam", plan_on=TODAY, version=None, **W)
    lived = raised(under_way, "Lived with")
    findings.accept_finding(lived, reason="We read all", expires_on=TODAY + DAY, by=actor(approver.member), at=NOW)
    page = assessor.see(OVERVIEW, under_way.pk)
    assert "1 overdue · 2 open · 1 being put right · 1 accepted" in text_of(page)
    assert f"show=overdue&amp;use={under_way.model_use_id}" in page


def test_the_tally_agrees_with_the_state_of_each(approver: Staff, under_way):
    raised(under_way, "Open one")
    lived = raised(under_way, "Lived with")
    findings.accept_finding(lived, reason="We read all", expires_on=TODAY + DAY, by=actor(approver.member), at=NOW)
    findings.close_by_hand(raised(under_way, "Closed one"), note="Tried", **W)
    for on in (TODAY, TODAY + 5 * DAY):
        states = [row.state(on) for row in Finding.objects.all()]
        told = Finding.objects.tally(on)
        assert told["accepted"] == states.count(LifeState.ACCEPTED)
        assert told["open"] == Finding.objects.still_open(on).count() == Finding.objects.to_do(on).count()
        assert told["total"] == 3


def test_before_the_answers_are_submitted_the_overview_says_where_findings_are(assessor: Staff, under_way):
    make_answer(under_way, "base_model_and_creator", state="refuses", note="Ours to know.")
    assert "put on record when the answers are submitted" in text_of(assessor.see(OVERVIEW, under_way.pk))
    assert "put on record when" not in text_of(assessor.see(OVERVIEW, make_submitted().pk))


def test_a_finding_is_raised_from_the_review_about_its_question(assessor: Staff, under_way):
    page = assessor.see(REVIEW, under_way.pk, "distillation")
    assert "findings/new/?question=is_this_distilled" in page
    form = assessor.see(NEW, under_way.pk, question="is_this_distilled")
    assert assessor.form(form)["question"] == "is_this_distilled"
    assessor.send(NEW, under_way.pk, page=form, title="No word on the version", severity="high")
    assert Finding.objects.get().questions == ["is_this_distilled"]


def test_a_question_that_there_is_not_is_refused_beside_its_field(assessor: Staff, under_way):
    page = assessor.send(NEW, under_way.pk, title="T", severity="high", question="nonsense")
    assert "This questionnaire has no such question" in text_of(page.content.decode())


def test_what_to_do_next_says_who_sees_to_it_and_by_when(assessor: Staff, under_way):
    row = raised(under_way, "Grave one", "high")
    putting_right.put_right(row, owner=assessor.member, due_on=TODAY + DAY, version=None, **W)
    page = text_of(assessor.see(OVERVIEW, under_way.pk))
    assert "Grave one Finding Ash Osei, by " in page
