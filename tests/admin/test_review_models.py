"""Review of an answer that names a model in free words: candidates with reasons, and a person says which it is."""

import pytest

from checklists.models import AIModel, Answer, Assessment, Organisation
from checklists.services.assessments import find_assessment, submit_assessment
from tests.admin.staff import Staff, text_of
from tests.makers import COMMAND, NOW, make_answer, make_assessment

REVIEW = "admin:review"
NAMED = {"name": "r1 distill 70b"}


@pytest.fixture
def in_review(organisation: Organisation) -> Assessment:
    assessment = make_assessment()
    make_answer(assessment, "base_model_and_creator", NAMED)
    submit_assessment(assessment, by=COMMAND, at=NOW)
    return find_assessment(assessment.pk)


def picked() -> AIModel:
    return AIModel.objects.get(key="deepseek-r1-distill-llama-70b")


def test_a_free_name_under_review_stands_with_what_it_may_mean_and_why(assessor: Staff, in_review):
    page = text_of(assessor.see(REVIEW, in_review.pk, "base_model"))
    assert "What may be meant by it" in page
    assert "DeepSeek-R1-Distill-Llama-70B, DeepSeek" in page
    assert "Look at the reason" in page


def test_a_reviewer_says_which_it_is_and_the_words_given_stay(assessor: Staff, in_review):
    assessor.send(REVIEW, in_review.pk, "base_model", meant=str(picked().pk))
    assert find_assessment(in_review.pk).model_use.ai_model == picked()
    assert Answer.objects.get().value == NAMED
    assert "Your register has DeepSeek-R1-Distill-Llama-70B" in text_of(
        assessor.see(REVIEW, in_review.pk, "base_model")
    )


def test_a_judgement_that_was_typed_is_kept_with_the_pick(assessor: Staff, in_review):
    sent = {"meant": str(picked().pk), "base_model_and_creator--judged": "concern"}
    assessor.send(REVIEW, in_review.pk, "base_model", **sent)
    assert Answer.objects.get().judged == "concern"


def test_a_model_that_the_register_has_already_is_not_replaced_from_the_review(assessor: Staff, in_review):
    page = assessor.see(REVIEW, in_review.pk, "base_model")
    assessor.send(REVIEW, in_review.pk, "base_model", page=page, meant=str(picked().pk))
    other = AIModel.objects.get(key="gpt-4o-mini")
    refused = assessor.send(REVIEW, in_review.pk, "base_model", page=page, meant=str(other.pk))
    assert "has an AI model for this use already" in text_of(refused.content.decode())
    assert find_assessment(in_review.pk).model_use.ai_model == picked()


@pytest.mark.parametrize("sent", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_what_is_no_model_on_record_changes_nothing(assessor: Staff, in_review, sent):
    assert assessor.send(REVIEW, in_review.pk, "base_model", meant=sent).status_code == 302
    assert find_assessment(in_review.pk).model_use.ai_model is None


def test_a_viewer_is_shown_the_candidates_without_a_button(viewer: Staff, in_review):
    page = viewer.see(REVIEW, in_review.pk, "base_model")
    assert "What may be meant by it" in page and "It is this one" not in page
