"""Questionnaires: the catalogue's and the organisation's own, with the versions that were published. Read-only here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import NotFound
from checklists.models import Questionnaire, QuestionnaireVersion
from checklists.models.questionnaires import VersionState
from checklists.rules.facts import Choice
from checklists.rules.questions import Question
from checklists.rules.questions import Questionnaire as Content
from checklists.services.content import questionnaire_content
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body
from procurement.api.etags import is_unchanged
from procurement.api.fields import Id, Moment
from procurement.api.operations import operation
from procurement.api.shapes import FLAG, MAYBE_WHOLE, TEXTS, WHOLE, listed, or_null, shaped

CHOICE = shaped("value label", needs_file=FLAG)
PLAIN_FIELDS = (
    "key", "section", "asked_of", "scope", "text", "text_with_tier", "vendor_help", "why", "good_answer", "red_flag",
    "answer_type", "unit", "applies_when", "gate_when", "follows", "with_table", "evidence", "who_knows",
)  # fmt: skip
LISTED_FIELDS = ("exclusive", "red_values", "amber_values", "met_also_by", "look_in", "sources")
QUESTION = shaped(
    " ".join((*PLAIN_FIELDS, "number")),
    **dict.fromkeys(LISTED_FIELDS, TEXTS),
    weight=WHOLE,
    core=FLAG,
    short_order=MAYBE_WHOLE,
    choices=listed(CHOICE),
    follow_up=or_null(shaped("text", choices=listed(CHOICE))),
)
TABLE = shaped("key plain judged_column", rows=TEXTS, columns=listed(shaped("key label type", choices=TEXTS)))
VERSION = shaped(
    "title",
    id={"type": "string", "format": "uuid"},
    number=WHOLE,
    sections=listed(shaped("key title intro asked_of", questions=listed(QUESTION))),
    tables=listed(TABLE),
    reasons={"type": "object", "additionalProperties": listed(shaped("value label needs"))},
)


class VersionBody(Body):
    """One published version. It never changes."""

    id = Id()
    number = serializers.IntegerField()
    state = serializers.CharField()
    published_at = Moment()
    digest = serializers.CharField()


class QuestionnaireBody(Body):
    """A questionnaire with its published versions, the newest first."""

    id = Id()
    key = serializers.CharField()
    title = serializers.CharField()
    catalogue = serializers.SerializerMethodField(help_text="Whether it is the catalogue's.")
    versions = serializers.SerializerMethodField()
    updated_at = Moment()

    def get_catalogue(self, row: Questionnaire) -> bool:
        return row.organisation_id is None

    @extend_schema_field(VersionBody(many=True))
    def get_versions(self, row: Questionnaire) -> Any:
        return VersionBody(self.context["versions"].get(row.pk, []), many=True).data


class QuestionnaireViewSet(OrganisationViewSet):
    """The questionnaires that an assessment may be opened with."""

    tag = "questionnaires"

    def context(self, rows: list[Any]) -> dict[str, Any]:
        found: dict[UUID, list[QuestionnaireVersion]] = defaultdict(list)
        published = QuestionnaireVersion.objects.filter(questionnaire__in=rows, state=VersionState.PUBLISHED.value)
        for version in published.defer("head").order_by("-number"):
            found[version.questionnaire_id].append(version)
        return {"versions": found}

    @operation(gives=QuestionnaireBody, paged=True)
    def list(self, request: Request) -> Response:
        """List questionnaires with their published versions."""
        return self.page(Questionnaire.objects.all())

    @operation(gives=QuestionnaireBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read one questionnaire with its published versions."""
        row = Questionnaire.objects.filter(pk=id).first()
        if row is None:
            raise NotFound("questionnaire")
        return self.given(row)

    @operation(gives=VERSION, computed=True)
    def version(self, request: Request, id: UUID, number: int) -> Response:
        """Read what one published version asks, section by section.

        `why`, `good_answer` and `red_flag` are the buyer's notes: they are never sent to a vendor.
        """
        row = QuestionnaireVersion.objects.filter(
            questionnaire=id, number=number, state=VersionState.PUBLISHED.value
        ).first()
        if row is None:
            raise NotFound("version of a questionnaire")
        etag = f'"{row.digest}"'
        if is_unchanged(request, etag):
            return Response(status=304, headers={"ETag": etag})
        content = questionnaire_content(row.pk)
        return Response({"id": str(row.pk), "number": row.number, **_content(content)}, headers={"ETag": etag})


def _content(content: Content) -> dict[str, Any]:
    asked = content.numbered
    return {
        "title": content.title,
        "sections": [
            {
                **{name: getattr(section, name) for name in ("key", "title", "intro", "asked_of")},
                "questions": [
                    _question(question, number) for question, number in asked if question.section == section.key
                ],
            }
            for section in content.sections
        ],
        "tables": [asdict(table) for table in content.tables.values()],
        "reasons": {str(state): [asdict(one) for one in choices] for state, choices in content.reasons.items()},
    }


def _question(question: Question, number: str) -> dict[str, Any]:
    follow_up = question.follow_up
    return {
        "number": number,
        **{name: getattr(question, name) for name in (*PLAIN_FIELDS, "weight", "core", "short_order")},
        **{name: list(getattr(question, name)) for name in LISTED_FIELDS},
        "choices": _choices(question.choices),
        "follow_up": {"text": follow_up.text, "choices": _choices(follow_up.choices)} if follow_up else None,
    }


def _choices(choices: Iterable[Choice]) -> list[dict[str, Any]]:
    return [{"value": one.value, "label": one.label, "needs_file": one.needs_file} for one in choices]
