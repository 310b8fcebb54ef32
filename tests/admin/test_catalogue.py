"""The catalogue and its questionnaire, to be read."""

from checklists.models import QuestionnaireVersion
from tests.admin.staff import Staff, text_of


def test_the_edition_in_force_says_what_it_holds_and_what_is_not_known(viewer: Staff) -> None:
    page = text_of(viewer.see("admin:catalogue"))
    assert "In force: edition 2026.11.2" in page
    assert "the maker has not said whether it was distilled" in page
    assert "are not verified" in page


def test_duties_are_found_by_a_word_and_show_their_sources(viewer: Staff) -> None:
    page = text_of(viewer.see("admin:catalogue_duties", q="lawful"))
    assert "Have a lawful reason for using the data" in page
    assert "Tell your insurer" not in page


def test_sources_that_nobody_verified_can_be_listed_alone(viewer: Staff) -> None:
    page = text_of(viewer.see("admin:catalogue_sources", only="unverified"))
    assert "Not verified" in page
    assert " Verified " not in page.split("How far it was seen")[1]


def test_a_published_questionnaire_is_read_with_the_buyers_notes(viewer: Staff) -> None:
    version = QuestionnaireVersion.objects.get(number=1)
    page = text_of(viewer.see("admin:questionnaire", version.pk))
    assert "Is this a distilled model?" in page
    assert "A red flag." in page
    assert version.questionnaire.title in text_of(viewer.see("admin:questionnaires"))
