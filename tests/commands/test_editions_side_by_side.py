"""Editions beside each other: what is new serves new work, and older work stays as it was made."""

from pathlib import Path

import pytest

from checklists.models import AIModel, Assessment, Edition, Event, Organisation, QuestionnaireVersion
from checklists.services.assessments import find_assessment
from checklists.services.content import current_edition, edition_content
from checklists.services.judging import content_of, judge_assessment
from tests import makers
from tests.commands.catalogues import NEWER, NEWEST, OLDER, SHIPPED, copy_of_catalogue, rows, run

STAFF = "Do staff have written rules on what may and may not be put into it?"
NEW_WORDS = "Do staff have rules in writing?"
QUESTION = ("questions/intake.yaml", STAFF, NEW_WORDS)
SOURCE = ("sources.yaml", "publisher: UK legislation", "publisher: The National Archives")
DUTY = ("obligations/insurer.yaml", "plain_title: Tell your insurer what matters", "plain_title: Tell your insurer")
NAME = ("known_models/openai.yaml", "name: GPT-4o mini", "name: GPT-4o mini (2024)")

pytestmark = pytest.mark.django_db


def catalogue_versions() -> list[int]:
    found = QuestionnaireVersion._base_manager.filter(organisation=None).order_by("number")
    return list(found.values_list("number", flat=True))


def words_of(assessment: Assessment) -> str:
    """What the question about rules for staff says in an assessment."""
    asked = content_of(find_assessment(assessment.pk)).questionnaire.questions
    return next(question.text for question in asked if question.key == "staff_rules")


def test_a_changed_question_brings_a_new_version_and_leaves_an_assessment_pinned(
    organisation: Organisation, tmp_path: Path
) -> None:
    older = makers.make_assessment()
    before = content_of(older)
    said = run("load_catalogue", folder=copy_of_catalogue(tmp_path, NEWER, QUESTION))
    assert said.startswith(f"Edition {NEWER} installed: ")
    assert said.endswith(" AI models, questionnaire version 2.\n")
    assert content_of(find_assessment(older.pk)) == before
    assert (before.edition.version, before.questionnaire.version, words_of(older)) == (SHIPPED, 1, STAFF)
    newer = makers.make_assessment()
    assert (content_of(newer).edition.version, content_of(newer).questionnaire.version) == (NEWER, 2)
    assert words_of(newer) == NEW_WORDS


def test_a_pinned_assessment_is_judged_as_before_whatever_is_loaded(organisation: Organisation, tmp_path: Path) -> None:
    assessment = makers.make_assessment()
    before = judge_assessment(assessment, makers.TODAY).sealed
    run("load_catalogue", folder=copy_of_catalogue(tmp_path, NEWER, QUESTION, DUTY, NAME))
    after = judge_assessment(find_assessment(assessment.pk), makers.TODAY).sealed
    assert after == before


@pytest.mark.parametrize("change", [SOURCE, DUTY], ids=["a source", "a duty"])
def test_an_edition_that_changes_no_question_brings_no_new_version(
    change: tuple[str, str, str], organisation: Organisation, tmp_path: Path
) -> None:
    run("load_catalogue", folder=copy_of_catalogue(tmp_path, NEWER, change))
    assert current_edition().version == NEWER
    assert catalogue_versions() == [1]
    content = content_of(makers.make_assessment())
    assert (content.edition.version, content.questionnaire.version) == (NEWER, 1)


def test_what_changed_stands_in_the_new_edition_and_not_in_the_old_one(tmp_path: Path) -> None:
    run("load_catalogue", folder=copy_of_catalogue(tmp_path, NEWER, SOURCE))
    publishers = {
        edition.version: edition_content(edition.pk).sources["uk_gdpr"].publisher for edition in Edition.objects.all()
    }
    assert publishers == {SHIPPED: "UK legislation", NEWER: "The National Archives"}


def test_an_older_edition_loaded_after_a_newer_one_changes_nothing_for_anybody(
    organisation: Organisation, tmp_path: Path
) -> None:
    said = run("load_catalogue", folder=copy_of_catalogue(tmp_path, OLDER, QUESTION, NAME))
    assert said.endswith(" AI models. A newer edition stays the current one.\n")
    assert current_edition().version == SHIPPED
    assert Edition.objects.filter(version=OLDER, is_current=False).exists()
    assert catalogue_versions() == [1]
    assert words_of(makers.make_assessment()) == STAFF
    assert AIModel.objects.get(key="gpt-4o-mini").name == "GPT-4o mini"


def test_an_older_edition_loaded_twice_is_there_already(tmp_path: Path) -> None:
    folder = copy_of_catalogue(tmp_path, OLDER)
    run("load_catalogue", folder=folder)
    before = rows()
    assert "is there already; nothing changed" in run("load_catalogue", folder=folder)
    assert rows() == before


def test_of_three_editions_the_newest_is_current_in_whatever_order_they_come(tmp_path: Path) -> None:
    run("load_catalogue", folder=copy_of_catalogue(tmp_path, NEWEST))
    run("load_catalogue", folder=copy_of_catalogue(tmp_path, NEWER))
    assert list(Edition.objects.filter(is_current=True).values_list("version", flat=True)) == [NEWEST]


def test_a_newer_edition_brings_the_name_of_a_model_up_to_date(organisation: Organisation, tmp_path: Path) -> None:
    before = AIModel.objects.get(key="gpt-4o-mini")
    run("load_catalogue", folder=copy_of_catalogue(tmp_path, NEWER, NAME))
    after = AIModel.objects.get(key="gpt-4o-mini")
    assert (after.pk, after.name) == (before.pk, "GPT-4o mini (2024)")


def test_loading_an_edition_is_one_event(tmp_path: Path) -> None:
    before = set(Event._base_manager.values_list("pk", flat=True))
    run("load_catalogue", folder=copy_of_catalogue(tmp_path, NEWER, QUESTION))
    new = Event._base_manager.exclude(pk__in=before)
    assert [event.kind for event in new] == ["edition_installed"]
