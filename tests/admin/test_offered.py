"""What is offered to a member is what that member may do."""

import re

import pytest

from checklists.models import Assessment, Organisation
from checklists.services import decisions, judging
from tests import makers
from tests.admin.staff import Staff, text_of

LINK = re.compile(r'<a\b[^>]*\bhref="(/admin/[^"#]*)')


@pytest.fixture
def decided(organisation: Organisation, approver: Staff) -> Assessment:
    assessment = makers.make_submitted()
    digest = judging.judge_assessment(assessment, makers.TODAY).digest
    decisions.decide(
        assessment, outcome="on_hold", reasons="Wait", digest=digest, judged_on=makers.TODAY,
        by=makers.actor(approver.member), at=makers.NOW,
    )  # fmt: skip
    return assessment


def pages_from(staff: Staff, address: str, seen: dict[str, int]) -> dict[str, int]:
    """Follow every link from a page, as far as they lead; gives the status of each address."""
    waiting = [address]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        response = staff.client.get(here)
        seen[here] = response.status_code
        if response.status_code == 200 and "text/html" in response["Content-Type"] and "catalogue" not in here:
            found = LINK.findall(response.content.decode().replace("&amp;", "&"))
            waiting += [each for each in found if "aimodel" not in each and "ai-models" not in each]
    return seen


def test_no_link_that_a_viewer_is_shown_leads_to_a_refusal(viewer: Staff, decided: Assessment) -> None:
    makers.make_submitted(use=makers.make_use(name="Minutes"))
    makers.make_use(name="Never assessed")
    seen = pages_from(viewer, "/admin/", {})
    assert [address for address, status in seen.items() if status not in (200, 302)] == []
    assert len(seen) > 30


def test_a_check_is_offered_to_who_may_start_one(viewer: Staff, assessor: Staff, organisation: Organisation) -> None:
    vendor = makers.make_vendor("Sage")
    for address in (("admin:index",), ("admin:duties",), ("admin:checklists_vendor_change", vendor.pk)):
        assert "/admin/check/" in assessor.see(*address)
        assert "/admin/check/" not in viewer.see(*address)


def test_a_next_round_is_offered_to_who_may_open_one(viewer: Staff, assessor: Staff, decided: Assessment) -> None:
    sheet = ("admin:answers", decided.pk, "distillation")
    assert "Reopen it for the next round" in text_of(assessor.see(*sheet))
    assert "Reopen it" not in text_of(viewer.see(*sheet))


def test_in_review_a_viewer_is_not_told_to_reopen_or_to_judge(viewer: Staff, organisation: Organisation) -> None:
    page = text_of(viewer.see("admin:answers", makers.make_submitted().pk, "distillation"))
    assert "Answers do not change now." in page
    assert "Reopen it" not in page
    assert "judge these answers" not in page


def test_a_reopened_round_with_answers_is_not_said_to_have_none(approver: Staff, decided: Assessment) -> None:
    approver.press("admin:assessment_reopen", decided.pk)
    page = text_of(approver.see("admin:assessment", Assessment.objects.get(round=2).pk))
    assert "1 of " in page
    assert "Opened" in page
    assert "Nothing answered" not in page
