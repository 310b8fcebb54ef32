"""The overview and the judgement of an assessment, its states, and the reviewer's judgement beside the words given."""

import pytest

from checklists.models import Answer, Assessment, Dossier, Organisation
from checklists.services.assessments import find_assessment
from tests import makers
from tests.admin.staff import Staff, text_of

OVERVIEW, JUDGEMENT, REVIEW = "admin:assessment", "admin:assessment_judgement", "admin:review"


@pytest.fixture
def assessment(organisation: Organisation) -> Assessment:
    facts = {"processes_personal_data": True, "task_criticality": "complex", "regulated_activity": True}
    use = makers.make_use(model="deepseek-r1-distill-llama-70b", facts=facts)
    return makers.make_assessment(use)


def test_the_overview_begins_with_how_much_there_is_to_do(assessor: Staff, assessment: Assessment) -> None:
    page = text_of(assessor.see(OVERVIEW, assessment.pk))
    assert "You can probably answer" in page
    assert "Start answering" in page
    assert "0 of" in page


def test_it_is_submitted_once_something_is_answered(assessor: Staff, assessment: Assessment) -> None:
    refused = assessor.press("admin:assessment_submit", assessment.pk)
    assert "There is no answer to review yet" in text_of(refused.content.decode())
    makers.make_answer(assessment, "is_this_distilled", "no")
    assessor.press("admin:assessment_submit", assessment.pk)
    assert find_assessment(assessment.pk).state == "in_review"


def test_submitting_twice_changes_nothing_and_says_so(assessor: Staff, organisation: Organisation) -> None:
    assessment = makers.make_submitted()
    response = assessor.press("admin:assessment_submit", assessment.pk)
    page = text_of(assessor.client.get(response["Location"]).content.decode())
    assert "It was submitted before; nothing changed." in page


def test_a_button_of_an_assessment_is_not_an_address_to_be_visited(assessor: Staff, assessment: Assessment) -> None:
    for name in ("admin:assessment_submit", "admin:assessment_reopen", "admin:assessment_export"):
        assert assessor.get(name, assessment.pk).status_code == 405


def test_the_judgement_shows_both_bounds_and_both_sides(assessor: Staff, assessment: Assessment) -> None:
    makers.make_answer(assessment, "is_this_distilled", "no")
    page = text_of(assessor.see(JUDGEMENT, assessment.pk))
    assert "Score: between" in page
    assert "Contradictions: 1" in page
    assert "DeepSeek-R1-Distill-Llama-70B" in page
    assert "Inherited from what it was made from" in page
    assert "The law says" in page
    assert "General information, not legal advice" in page


def test_sources_that_were_not_verified_say_so(assessor: Staff, assessment: Assessment) -> None:
    page = text_of(assessor.see(JUDGEMENT, assessment.pk))
    assert "of them not verified" in page


def test_the_lineage_is_drawn_and_told_in_a_table(assessor: Staff, assessment: Assessment) -> None:
    page = assessor.see(JUDGEMENT, assessment.pk)
    assert "<svg" in page.split('id="lineage"')[1]
    assert "Llama 3.3 70B Instruct" in text_of(page)


def test_a_reviewer_judges_beside_the_words_which_stay(assessor: Staff, organisation: Organisation) -> None:
    assessment = makers.make_submitted()
    sent = {"is_this_distilled--judged": "concern", "is_this_distilled--comment": "Which version?"}
    assessor.send(REVIEW, assessment.pk, "distillation", **sent)
    row = Answer.objects.get()
    assert (row.value, row.judged, row.judged_comment, row.version) == ("no", "concern", "Which version?", 1)
    assert "Judged by Ash Osei" in text_of(assessor.see(REVIEW, assessment.pk, "distillation"))


def test_a_judgement_is_taken_back(assessor: Staff, organisation: Organisation) -> None:
    assessment = makers.make_submitted()
    assessor.send(REVIEW, assessment.pk, "distillation", **{"is_this_distilled--judged": "unacceptable"})
    assessor.send(REVIEW, assessment.pk, "distillation", **{"is_this_distilled--judged": ""})
    assert Answer.objects.get().judged == ""


def test_a_viewer_does_not_judge(viewer: Staff, organisation: Organisation) -> None:
    assessment = makers.make_submitted()
    assert "Not judged" in text_of(viewer.see(REVIEW, assessment.pk, "distillation"))
    response = viewer.press(REVIEW, assessment.pk, "distillation", **{"is_this_distilled--judged": "concern"})
    assert response.status_code == 403


def test_an_assessment_without_an_answer_is_not_exported(assessor: Staff, assessment: Assessment) -> None:
    response = assessor.press("admin:assessment_export", assessment.pk)
    assert "nothing to export" in text_of(response.content.decode())
    assert not Dossier.objects.exists()
