"""Assessments: one round for one model in use. Opened, submitted, reopened; decided in decisions.py."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.dossier.snapshot import STATES
from checklists.errors import Stale
from checklists.models import Assessment, Decision, ModelUse, Questionnaire
from checklists.models.assessments import AssessmentState
from checklists.services import assessments
from checklists.services.judging import day_of
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body, Versioned
from procurement.api.etags import optional_version
from procurement.api.fields import Flag, Id, Label, Moment, OptionalText, RowId
from procurement.api.operations import operation
from procurement.api.parameters import SINCE, by_flag, by_id, by_word


class AssessmentBody(Versioned):
    """One round. It is pinned to a version of a questionnaire and to an edition of the catalogue."""

    id = Id(read_only=True)
    model_in_use = serializers.UUIDField(source="model_use_id", read_only=True)
    model_in_use_name = serializers.CharField(source="model_use.name", read_only=True)
    product = serializers.UUIDField(source="model_use.product_id", read_only=True)
    vendor = serializers.UUIDField(source="model_use.product.vendor_id", read_only=True, allow_null=True)
    questionnaire = serializers.UUIDField(source="questionnaire_version.questionnaire_id", read_only=True)
    questionnaire_version = serializers.IntegerField(source="questionnaire_version.number", read_only=True)
    edition = serializers.CharField(source="edition.version", read_only=True)
    round = serializers.IntegerField(read_only=True)
    previous = serializers.UUIDField(source="previous_id", read_only=True, allow_null=True)
    state = serializers.ChoiceField(choices=[str(word) for word in AssessmentState], read_only=True)
    state_label = Label(STATES, "state")
    short = serializers.BooleanField(read_only=True)
    opened_on = serializers.DateField(read_only=True)
    submitted_at = Moment(allow_null=True)
    submitted_by = serializers.CharField(read_only=True)
    decision = serializers.SerializerMethodField()
    valid_until = serializers.SerializerMethodField(help_text="Until when what was decided holds.")
    lapsed = serializers.SerializerMethodField(help_text="Whether that day is over.")
    note = serializers.SerializerMethodField(help_text="What is to be said of this call, such as that nothing changed.")

    def _decision(self, row: Assessment) -> Decision | None:
        return self.context["decisions"].get(row.pk)

    def get_decision(self, row: Assessment) -> UUID | None:
        made = self._decision(row)
        return made.pk if made else None

    def get_valid_until(self, row: Assessment) -> date | None:
        made = self._decision(row)
        return made.valid_until if made else None

    def get_lapsed(self, row: Assessment) -> bool:
        until = self.get_valid_until(row)
        return until is not None and until < self.context["today"]

    def get_note(self, row: Assessment) -> str:
        return self.context["note"]


class NewAssessmentBody(Body):
    """What a round is opened for."""

    model_in_use = RowId(ModelUse, source="model_use")
    short = Flag(required=False, help_text="Ask the short set alone, with what it escalates to.")
    questionnaire = RowId(Questionnaire, required=False, allow_null=True, help_text="Left out: the catalogue's.")


class ReopenBody(Body):
    """Why it is looked at again."""

    why = OptionalText(max_length=2000)


FILTERS = (
    by_word("state", AssessmentState, "Where it stands."),
    by_id("model_in_use", "model_use", "The model in use."),
    by_id("product", "model_use__product", "The product."),
    by_id("vendor", "model_use__product__vendor", "Who sells the product."),
    by_flag("short", "Only the short, or only the full ones.", "short"),
    SINCE,
)


class AssessmentViewSet(OrganisationViewSet):
    """The assessments of the organisation."""

    tag = "assessments"
    note = ""

    def context(self, rows: list[Any]) -> dict[str, Any]:
        made = Decision.objects.filter(assessment__in=rows).only("assessment_id", "valid_until")
        decisions = {one.assessment_id: one for one in made}
        return {"decisions": decisions, "today": day_of(self.at), "note": self.note}

    def stands(self, exc: Stale) -> Any:
        return self.shown(self._find(), AssessmentBody)

    def _find(self) -> Assessment:
        return assessments.find_assessment(self.kwargs["id"])

    def _rows(self) -> QuerySet[Assessment]:
        return Assessment.objects.select_related("model_use__product", "questionnaire_version", "edition").defer(
            "questionnaire_version__head"
        )

    @operation(gives=AssessmentBody, paged=True, query=FILTERS)
    def list(self, request: Request) -> Response:
        """List assessments."""
        return self.page(self._rows())

    @operation(gives=AssessmentBody, takes=NewAssessmentBody, status=201, example=examples.ASSESSMENT)
    def create(self, request: Request) -> Response:
        """Open a round for a model in use.

        It is pinned to the questionnaire's newest version and the current edition. Fresh answers of a wider scope are
        reused with their dates. One undecided assessment at a time for each model in use.
        """
        made = assessments.open_assessment(**self.taken(), by=self.by, at=self.at)
        return self.given(assessments.find_assessment(made.pk), at=f"{request.path}{made.pk}/")

    @operation(gives=AssessmentBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read one assessment."""
        return self.given(self._find())

    @operation(gives=AssessmentBody, match="may")
    def submit(self, request: Request, id: UUID) -> Response:
        """Hand the answers in for review. Needs one answer; a second time changes nothing, and says so."""
        row = self._find()
        version = optional_version(request, row.version)
        row, self.note = assessments.submit_assessment(row, version=version, by=self.by, at=self.at)
        return self.given(row)

    @operation(gives=AssessmentBody, takes=ReopenBody, match="may", others=(201,), example=examples.REOPEN)
    def reopen(self, request: Request, id: UUID) -> Response:
        """Take one in review back; from a decided one, start the next round (201) with its answers carried."""
        row = self._find()
        version = optional_version(request, row.version)
        reopened = assessments.reopen_assessment(row, version=version, by=self.by, at=self.at, **self.taken())
        if reopened.pk == row.pk:
            return self.given(row)
        following = assessments.find_assessment(reopened.pk)
        return self.given(following, status=201, at=request.path.replace(f"{id}/reopen/", f"{following.pk}/"))
