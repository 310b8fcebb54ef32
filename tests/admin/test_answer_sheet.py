"""The answer sheet: what is typed is kept, whatever happens."""

from typing import Any

import pytest

from checklists.models import Answer, AnswerRevision, Assessment, Event, Organisation
from checklists.services import assessments
from tests import makers
from tests.admin.staff import Staff, text_of

SHEET = "admin:answers"


@pytest.fixture
def assessment(organisation: Organisation) -> Assessment:
    return makers.make_assessment(makers.make_use(facts={"processes_personal_data": True}))


def stored(assessment: Assessment, question: str) -> Answer:
    return Answer.objects.get(assessment=assessment, question=question)


def test_a_section_shows_each_question_with_its_number_and_why_it_is_asked(
    assessor: Staff, assessment: Assessment
) -> None:
    page = text_of(assessor.see(SHEET, assessment.pk, "distillation"))
    assert "4.1 Is this a distilled model?" in page
    assert "Not answered yet" in page
    assert "A gate: it must be settled" in page
    assert "The vendor never sees them." in page


def test_a_picked_choice_is_saved_and_leads_to_the_next_section(assessor: Staff, assessment: Assessment) -> None:
    response = assessor.send(SHEET, assessment.pk, "distillation", is_this_distilled="answered:yes")
    row = stored(assessment, "is_this_distilled")
    assert response["Location"].endswith("/answers/accuracy_trade_off/#main")
    assert (row.state, row.value, row.rung, row.said_by) == ("answered", "yes", "vendor_says", "vendor")


def test_a_page_that_nobody_touched_writes_nothing(assessor: Staff, assessment: Assessment) -> None:
    makers.make_answer(assessment, "is_this_distilled", "no", note="As they wrote:\n'no'", rung="vendor_shows_document")
    before = Event.objects.count()
    for section in ("intake", "cost_and_tier", "base_model", "distillation", "accuracy_trade_off", "data_use", "ncsc"):
        assert assessor.send(SHEET, assessment.pk, section).status_code == 302
    assert (Event.objects.count(), AnswerRevision.objects.count()) == (before, 1)


def test_many_answers_of_a_page_are_one_event(assessor: Staff, assessment: Assessment) -> None:
    before = Event.objects.count()
    sent = {
        "is_this_distilled": "does_not_know",
        "is_this_distilled--why_unknown": "maker_does_not_say",
        "is_this_distilled--asked_on": "12/11/2026",
        "other_techniques_used": "answered",
        "other_techniques_used--tick": ["quantisation", "merge"],
    }
    assessor.send(SHEET, assessment.pk, "distillation", **sent)
    silence, ticks = stored(assessment, "is_this_distilled"), stored(assessment, "other_techniques_used")
    assert (silence.state, silence.reason, str(silence.date_asked)) == (
        "does_not_know",
        "maker_does_not_say",
        "2026-11-12",
    )
    assert ticks.value == ["quantisation", "merge"]
    assert Event.objects.count() == before + 1


def test_what_is_wrong_stays_on_its_card_and_the_rest_is_saved(assessor: Staff, assessment: Assessment) -> None:
    sent = {
        "is_this_distilled": "does_not_know",
        "is_this_distilled--note": "they were unsure",
        "safety_and_bias_retested": "answered:no",
    }
    response = assessor.send(SHEET, assessment.pk, "distillation", **sent)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Pick why it is not known." in page
    assert "Everything else on this page is saved" in page
    assert "1 answer not saved yet" in text_of(page)
    assert assessor.form(page)["is_this_distilled"] == "does_not_know"
    assert assessor.form(page)["is_this_distilled--note"] == "they were unsure"
    assert stored(assessment, "safety_and_bias_retested").value == "no"
    assert not Answer.objects.filter(question="is_this_distilled").exists()


def test_two_people_at_one_answer_both_keep_their_text(
    assessor: Staff, approver: Staff, assessment: Assessment
) -> None:
    mine = assessor.see(SHEET, assessment.pk, "accuracy_trade_off")
    approver.send(
        SHEET,
        assessment.pk,
        "accuracy_trade_off",
        **{"uses_to_avoid": "answered", "uses_to_avoid--text": "Tom's words"},
    )
    typed = {"uses_to_avoid": "answered", "uses_to_avoid--text": "Ash's words"}
    page = assessor.send(SHEET, assessment.pk, "accuracy_trade_off", page=mine, **typed).content.decode()
    assert "Tom Webb saved a different answer while you were writing" in page
    assert "1 answer not saved yet" in text_of(page)
    assert "Tom&#x27;s words" in page
    assert assessor.form(page)["uses_to_avoid--text"] == "Ash's words"
    assert stored(assessment, "uses_to_avoid").value == "Tom's words"


@pytest.mark.parametrize(("pick", "stands"), [("mine", "Ash's words"), ("theirs", "Tom's words"), ("", "Tom's words")])
def test_a_conflict_is_settled_by_a_pick_and_by_nothing_else(
    assessor: Staff, approver: Staff, assessment: Assessment, pick: str, stands: str
) -> None:
    section = (SHEET, assessment.pk, "accuracy_trade_off")
    mine = assessor.see(*section)
    approver.send(*section, **{"uses_to_avoid": "answered", "uses_to_avoid--text": "Tom's words"})
    typed = {"uses_to_avoid": "answered", "uses_to_avoid--text": "Ash's words"}
    both = assessor.send(*section, page=mine, **typed).content.decode()
    after = assessor.send(*section, page=both, use="uses_to_avoid", **{"uses_to_avoid--pick": pick or None})
    assert stored(assessment, "uses_to_avoid").value == stands
    assert (after.status_code == 302) is bool(pick)


def test_a_card_that_somebody_else_answered_and_i_did_not_touch_is_no_conflict(
    assessor: Staff, approver: Staff, assessment: Assessment
) -> None:
    mine = assessor.see(SHEET, assessment.pk, "distillation")
    approver.send(SHEET, assessment.pk, "distillation", is_this_distilled="answered:yes")
    response = assessor.send(SHEET, assessment.pk, "distillation", page=mine, safety_and_bias_retested="answered:no")
    assert response.status_code == 302
    assert stored(assessment, "is_this_distilled").value == "yes"
    assert stored(assessment, "safety_and_bias_retested").value == "no"


def test_the_same_answer_twice_is_no_conflict(assessor: Staff, approver: Staff, assessment: Assessment) -> None:
    mine = assessor.see(SHEET, assessment.pk, "distillation")
    approver.send(SHEET, assessment.pk, "distillation", is_this_distilled="answered:yes")
    response = assessor.send(SHEET, assessment.pk, "distillation", page=mine, is_this_distilled="answered:yes")
    assert response.status_code == 302
    assert stored(assessment, "is_this_distilled").version == 1


def test_an_answer_is_taken_back_by_clearing_it(assessor: Staff, assessment: Assessment) -> None:
    makers.make_answer(assessment, "is_this_distilled", "no")
    assessor.send(SHEET, assessment.pk, "distillation", clear="is_this_distilled")
    assert stored(assessment, "is_this_distilled").state == "not_yet"
    assert AnswerRevision.objects.filter(answer__question="is_this_distilled").count() == 2


def test_an_answer_used_again_says_from_when_it_is(assessor: Staff, organisation: Organisation) -> None:
    first = makers.make_assessment()
    makers.make_answer(first, "security_standards_met", ["iso_27001"])
    second = makers.make_assessment(makers.make_use(first.model_use.product))
    page = text_of(assessor.see(SHEET, second.pk, "ncsc"))
    assert "From 24 November 2026, said of the vendor as a whole" in page


def test_in_review_the_words_are_shown_and_not_changed(assessor: Staff, organisation: Organisation) -> None:
    assessment = makers.make_submitted()
    page = text_of(assessor.see(SHEET, assessment.pk, "distillation"))
    assert "In review. Answers do not change now." in page
    response = assessor.press(
        SHEET, assessment.pk, "distillation", **{"is_this_distilled--version": "1", "is_this_distilled": "answered:yes"}
    )
    assert response.status_code == 409
    assert "Reopen it" in text_of(response.content.decode())
    assert stored(assessment, "is_this_distilled").value == "no"


def test_a_question_that_follows_another_appears_once_that_one_is_answered(
    assessor: Staff, assessment: Assessment
) -> None:
    assert "4.2" not in text_of(assessor.see(SHEET, assessment.pk, "distillation"))
    assessor.send(SHEET, assessment.pk, "distillation", is_this_distilled="answered:yes")
    assert "4.2 Which larger model was it trained from?" in text_of(assessor.see(SHEET, assessment.pk, "distillation"))


def test_a_section_that_the_questionnaire_lacks_is_not_found(assessor: Staff, assessment: Assessment) -> None:
    assert assessor.get(SHEET, assessment.pk, "no_such_section").status_code == 404


def test_a_viewer_reads_the_sheet_and_cannot_write(viewer: Staff, assessment: Assessment) -> None:
    assert "Your role does not write answers" in text_of(viewer.see(SHEET, assessment.pk, "distillation"))
    sent: dict[str, Any] = {"is_this_distilled--version": "0", "is_this_distilled": "answered:yes"}
    assert viewer.press(SHEET, assessment.pk, "distillation", **sent).status_code == 403
    assert not Answer.objects.exists()


def test_a_reopened_assessment_takes_answers_again(assessor: Staff, organisation: Organisation) -> None:
    assessment = makers.make_submitted()
    assessor.press("admin:assessment_reopen", assessment.pk)
    assessor.send(SHEET, assessment.pk, "distillation", is_this_distilled="answered:yes")
    assert stored(assessment, "is_this_distilled").value == "yes"
    assert assessments.find_assessment(assessment.pk).state == "collecting"
