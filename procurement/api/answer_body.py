"""The bodies of answers: what is sent, and what is given with its labels and its documents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from checklists.models import Answer, AnswerEvidence, Assessment
from checklists.rules.answers import Judged, Rung, State, WhoMaySee
from checklists.rules.labels import (
    JUDGED,
    RUNGS,
    SAID_BY,
    STATES,
    WHO_MAY_SEE,
    choice_label,
    follow_up_label,
    value_label,
)
from checklists.rules.plain import documents
from checklists.rules.questions import Question
from checklists.services.content import questionnaire_content
from checklists.services.given import names_of_models
from checklists.services.judging import document_from
from procurement.api.bodies import Body, Versioned
from procurement.api.fields import AnyValue, Day, Flag, Id, Label, OptionalText, Word
from procurement.api.shapes import DOCUMENT, listed

VALUE = "By the question's answer_type, as docs/api.md lists them. Only with the state answered."


class SpokenBody(Body):
    """What is said in answer to a question, whole: what is left out is empty."""

    state = Word(State)
    value = AnyValue(default=None, help_text=VALUE)
    follow_up = AnyValue(default=None, help_text="The line under the answer, where the question has one.")
    reason = OptionalText(
        max_length=20_000,
        default="",
        help_text="With does_not_know and confidential: one of its reasons; with not_applicable: why, or in `note`.",
    )
    note = OptionalText(max_length=20_000, default="", help_text="With not_applicable: why, in a sentence.")
    rung = Word(["", *Rung], default="", help_text="How well it is supported; left out, it follows from who says it.")
    who_may_see = Word(WhoMaySee, default=WhoMaySee.IN_DOSSIER.value)
    said_by = Word(["", "vendor", "buyer"], default="", help_text="Left out, it follows from whom the question asks.")
    said_by_name = OptionalText(max_length=200, default="")
    said_on = Day(allow_null=True, default=None, help_text="Left out: today.")
    date_asked = Day(allow_null=True, default=None, help_text="When the maker was asked, where the reason needs it.")
    attested = Flag(default=False, help_text="Whether it was given to the best of somebody's knowledge, in their name.")


class WrittenAnswerBody(Versioned):
    """One answer as it stands, with the reviewer's judgement beside it. A judgement does not change its version."""

    id = Id(read_only=True)
    question = serializers.CharField(read_only=True)
    state = Word(State, read_only=True)
    state_label = Label(STATES, "state")
    value = AnyValue(read_only=True, help_text=VALUE)
    value_label = serializers.SerializerMethodField()
    follow_up = AnyValue(read_only=True)
    follow_up_label = serializers.SerializerMethodField()
    reason = serializers.CharField(read_only=True)
    reason_label = serializers.SerializerMethodField()
    note = serializers.CharField(read_only=True)
    rung = serializers.CharField(read_only=True)
    rung_label = Label(RUNGS, "rung")
    who_may_see = Word(WhoMaySee, read_only=True)
    who_may_see_label = Label(WHO_MAY_SEE, "who_may_see")
    said_by = serializers.CharField(read_only=True)
    said_by_label = Label(SAID_BY, "said_by")
    said_by_name = serializers.CharField(read_only=True)
    said_on = serializers.DateField(read_only=True, allow_null=True)
    date_asked = serializers.DateField(read_only=True, allow_null=True)
    attested = serializers.BooleanField(read_only=True)
    reused_from = serializers.DateField(read_only=True, allow_null=True)
    face = serializers.CharField(source="by_face", read_only=True)
    judged = Word(["", *Judged], read_only=True)
    judged_label = Label(JUDGED, "judged")
    judged_comment = serializers.CharField(read_only=True)
    judged_by = serializers.CharField(read_only=True)
    judged_version = serializers.IntegerField(read_only=True, help_text="Which version of the answer was judged.")

    def _question(self, row: Answer) -> Question:
        return self.context["questions"][row.question]

    def get_value_label(self, row: Answer) -> str:
        return value_label(self._question(row), self.context["questionnaire"], row.value, self.context["names"])

    def get_follow_up_label(self, row: Answer) -> str:
        return follow_up_label(self._question(row), row.follow_up)

    def get_reason_label(self, row: Answer) -> str:
        return choice_label(self.context["questionnaire"].reasons.get(row.state, ()), row.reason)


class AnswerBody(WrittenAnswerBody):
    """One answer with the evidence that is tied to it."""

    documents = serializers.SerializerMethodField()

    @extend_schema_field(listed(DOCUMENT))
    def get_documents(self, row: Answer) -> Any:
        return self.context["documents"].get(row.pk, [])


def answer_context(assessment: Assessment, rows: Iterable[Answer]) -> dict[str, Any]:
    """What answers need beside their own columns. No statement, or one where they name AI models."""
    questionnaire = questionnaire_content(assessment.questionnaire_version_id)
    return {
        "questionnaire": questionnaire,
        "questions": {question.key: question for question in questionnaire.questions},
        "names": names_of_models(row.value for row in rows),
    }


def documents_of(rows: Iterable[Answer]) -> Mapping[UUID, list[dict[str, Any]]]:
    """The evidence that is tied to answers, by the answers' ids. One statement."""
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    ties = AnswerEvidence.objects.filter(answer__in=list(rows)).select_related("evidence").order_by("id")
    for tie in ties:
        found[tie.answer_id] += documents((document_from(tie.evidence),))
    return found
