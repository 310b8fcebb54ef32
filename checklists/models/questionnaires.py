"""Questionnaires, authored in versions. A published version never changes (triggers hold it)."""

from enum import StrEnum

from django.db import models

from checklists.models.base import SharedRow, choices_of, unique_even_empty
from checklists.models.editions import Edition

CATALOGUE_QUESTIONNAIRE = "candour"


class VersionState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


class Questionnaire(SharedRow):
    """The catalogue's (no organisation, read-only) or an organisation's own."""

    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)

    class Meta(SharedRow.Meta):
        constraints = unique_even_empty(["organisation", "key"], "organisation", "one_questionnaire_per_key")

    def __str__(self) -> str:
        return self.title


class QuestionnaireVersion(SharedRow):
    """One version: an assessment pins it. `digest` is of its content, `head` holds tables, reasons and renamings."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(max_length=10, choices=choices_of(VersionState), default=VersionState.DRAFT.value)
    published_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, default="")
    head = models.JSONField(default=dict)

    class Meta(SharedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["questionnaire", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.questionnaire.title}, version {self.number}"


class Section(SharedRow):
    """A section of a version, in order."""

    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="sections")
    key = models.CharField(max_length=60)
    place = models.PositiveIntegerField()
    body = models.JSONField()

    class Meta(SharedRow.Meta):
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_section_per_key")]


class Question(SharedRow):
    """A question of a version, in order. `body` is the item as authored; `text` repeats it for lists and search."""

    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="questions")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="questions")
    key = models.CharField(max_length=100)
    place = models.PositiveIntegerField()
    text = models.TextField()
    body = models.JSONField()

    class Meta(SharedRow.Meta):
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_question_per_key")]

    def __str__(self) -> str:
        return self.text
