"""The sheet as its script uses it: one card at a time, answered in parts of a page."""

import pytest

from checklists.models import Answer, Assessment, Organisation
from tests import makers
from tests.admin.staff import Staff, address

SECTION = "distillation"


@pytest.fixture
def assessment(organisation: Organisation) -> Assessment:
    return makers.make_assessment()


def save_card(staff: Staff, assessment: Assessment, **fields: str) -> dict:
    sent = {"rendered_for": staff.token(), "is_this_distilled--version": "0", "shown": "is_this_distilled", **fields}
    response = staff.client.post(
        address("admin:answers", assessment.pk, SECTION), sent, headers={"X-Requested-With": "candour-card"}
    )
    assert response["Content-Type"] == "application/json"
    return response.json()


def test_a_saved_card_gives_its_new_version_and_mark(assessor: Staff, assessment: Assessment) -> None:
    answer = save_card(assessor, assessment, is_this_distilled="answered:yes")
    card = answer["saved"]["is_this_distilled"]
    assert (card["version"], card["is_kept"]) == (1, False)
    assert "Saved" in card["mark"]
    assert Answer.objects.get().value == "yes"


def test_questions_that_now_apply_come_as_whole_cards_in_their_order(assessor: Staff, assessment: Assessment) -> None:
    answer = save_card(assessor, assessment, is_this_distilled="answered:yes")
    assert answer["order"][:2] == ["is_this_distilled", "teacher_model_identity"]
    assert 'id="q-teacher_model_identity"' in answer["new"]["teacher_model_identity"]
    assert "is_this_distilled" not in answer["new"]


def test_an_unfinished_card_says_what_is_missing_and_saves_nothing(assessor: Staff, assessment: Assessment) -> None:
    card = save_card(assessor, assessment, is_this_distilled="does_not_know")["saved"]["is_this_distilled"]
    assert card["is_kept"]
    assert "Pick why it is not known." in card["alert"]
    assert not Answer.objects.exists()


def test_a_card_that_was_overtaken_comes_back_with_both_texts(
    assessor: Staff, approver: Staff, assessment: Assessment
) -> None:
    save_card(approver, assessment, is_this_distilled="answered:no")
    card = save_card(assessor, assessment, is_this_distilled="answered:yes")["saved"]["is_this_distilled"]
    assert card["is_kept"]
    assert "Tom Webb saved a different answer" in card["alert"]
    assert Answer.objects.get().value == "no"


def test_what_is_sent_for_another_organisation_is_refused(assessor: Staff, assessment: Assessment) -> None:
    response = assessor.client.post(
        address("admin:answers", assessment.pk, SECTION),
        {"rendered_for": "forged", "is_this_distilled--version": "0", "is_this_distilled": "answered:yes"},
        headers={"X-Requested-With": "candour-card"},
    )
    assert response.status_code == 409
    assert not Answer.objects.exists()
