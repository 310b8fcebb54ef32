"""Our reading on the pages: before anybody decides it is shown with its reasons, and what it suggests is a person's."""

import pytest

from checklists.models import Assessment, Organisation
from procurement.admin.reading import reading_of, suggested
from tests import makers
from tests.admin.staff import Staff, text_of


@pytest.fixture
def assessment(organisation: Organisation) -> Assessment:
    return makers.make_submitted()


def test_the_judgement_begins_with_our_reading_and_says_who_decides(assessor: Staff, assessment: Assessment) -> None:
    page = text_of(assessor.see("admin:assessment_judgement", assessment.pk))
    assert "Cannot tell yet" in page
    assert "The fewest answers that would settle it" in page
    assert "The decision is a person's." in page
    assert page.index("Our reading") < page.index("Score: between")


def test_the_score_is_told_question_by_question_with_both_bounds(assessor: Staff, assessment: Assessment) -> None:
    page = text_of(assessor.see("admin:assessment_judgement", assessment.pk))
    assert "Question by question: what each counts, and what would raise it" in page
    assert "It is not answered yet." in page
    assert "State of the answer" in page


def test_the_page_to_decide_shows_our_reading_too(approver: Staff, assessment: Assessment) -> None:
    assert "The fewest answers that would settle it" in text_of(approver.see("admin:decide", assessment.pk))


POINT = {
    "text": "Settle the concern.",
    "rests_on": "finding",
    "key": "amber",
    "questions": ["a"],
    "findings": ["amber:a"],
    "where": "",
    "short": "one concern is settled",
}


def test_conditions_begin_with_those_of_our_reading_and_leave_no_block_unnamed() -> None:
    blocks = [{"key": "gate:a"}, {"key": "gate:b"}]
    typed = suggested({"recommendation": {"conditions": [POINT]}, "blocking": blocks})
    assert [(one.text, one.names) for one in typed] == [("Settle the concern.", ("gate:a",)), ("", ("gate:b",))]


def test_a_record_from_before_there_was_a_recommendation_has_no_reading_and_no_suggestion() -> None:
    assert reading_of({}, {}) is None
    assert [one.names for one in suggested({"blocking": [{"key": "gate:b"}]})] == [("gate:b",)]


def test_the_reasons_come_before_what_would_change_it_and_no_question_is_told_twice(
    assessor: Staff, assessment: Assessment
) -> None:
    page = text_of(assessor.see("admin:assessment_judgement", assessment.pk)).partition("Score: between")[0]
    assert page.index("Our reasons:") < page.index("The fewest answers that would settle it")
    assert "These answers would settle it" not in page
