"""AI models as their makers name them: the catalogue's, which are read-only, and the organisation's own."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.catalogue.convert_models import output_terms_from
from checklists.errors import NotFound, Stale
from checklists.models import AIModel, ModelRecord
from checklists.rules.lineage_words import status_in_words
from checklists.rules.proposing import proposals
from checklists.services import ai_models
from checklists.services.content import current_edition, graph_in_scope
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body, Versioned
from procurement.api.etags import changed_version
from procurement.api.fields import Id, OptionalText, Text, Whole, Word
from procurement.api.operations import operation
from procurement.api.pages import Page
from procurement.api.parameters import SINCE, USUAL_RESULTS, by_flag, by_text

MOST_PARAMETERS = 10**15


class OutputTermsBody(Body):
    """Whether outputs may be used to train another model, by the public terms."""

    allows = serializers.CharField()
    statement = serializers.CharField()
    source = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    verified = serializers.BooleanField()


class AIModelBody(Versioned):
    """An AI model. What is null or empty is not known: nobody has said it."""

    id = Id(read_only=True)
    key = serializers.CharField(read_only=True, allow_null=True, help_text="The catalogue's; null for one of our own.")
    catalogue = serializers.BooleanField(read_only=True, help_text="Whether it is the catalogue's, and so read-only.")
    name = Text(max_length=200)
    developer = OptionalText(max_length=200)
    released = OptionalText(max_length=20, allow_null=True, help_text="As far as it is known, such as 2024-07.")
    weights = Word(["open", "closed", ""], required=False)
    licence = OptionalText(max_length=200, allow_null=True)
    parameters = Whole(required=False, allow_null=True, max_value=MOST_PARAMETERS)
    modality = OptionalText(max_length=100)
    tier_label = OptionalText(max_length=60, allow_null=True)
    aliases = serializers.ListField(child=Text(max_length=200), required=False, max_length=50)
    notes = OptionalText(max_length=20_000)
    role = serializers.CharField(read_only=True)
    status = serializers.CharField(read_only=True, help_text="Whether its maker has said that it was distilled.")
    status_label = serializers.CharField(read_only=True)
    status_source = serializers.CharField(read_only=True, allow_null=True)
    output_terms = OutputTermsBody(read_only=True, allow_null=True)
    read_on = serializers.DateField(read_only=True, allow_null=True, help_text="When the public record was read.")
    matched = serializers.CharField(read_only=True, help_text="With ?search=: why this one may be meant.")

    def to_representation(self, instance: AIModel) -> dict[str, Any]:
        """The model together with what is recorded of it."""
        record = self.context["records"][instance.pk]
        terms = output_terms_from(record.output_terms)
        return super().to_representation(
            {
                **_columns(record),
                **_columns(instance),
                "catalogue": instance.organisation_id is None,
                "status_label": status_in_words(record.status),
                "output_terms": asdict(terms) if terms else None,
                "matched": self.context["reasons"].get(instance.pk, ""),
            }
        )


def _columns(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


FILTERS = (
    by_text("search", "What a vendor's name could mean, such as flash: at most `limit`, the likeliest first.", "-"),
    by_flag("catalogue", "Only the catalogue's, or only our own.", "organisation__isnull"),
    by_text("developer", "Its maker, by name."),
    SINCE,
)


def find_ai_model(model_id: UUID) -> AIModel:
    """A model of the catalogue or of the organisation in scope. Raises NotFound."""
    model = AIModel.objects.filter(pk=model_id).first()
    if model is None:
        raise NotFound("AI model")
    return model


def records_of(rows: Iterable[AIModel]) -> dict[UUID, ModelRecord]:
    """What is recorded of each: in the current edition, else in the last one that had it, or by the organisation."""
    found = ModelRecord.objects.filter(ai_model__in=list(rows))
    return {record.ai_model_id: record for record in found.order_by("edition__is_current", "edition__installed_at")}


class AIModelViewSet(OrganisationViewSet):
    """AI models, the catalogue's and our own."""

    tag = "ai-models"
    reasons: dict[UUID, str]

    def context(self, rows: list[Any]) -> dict[str, Any]:
        return {"records": records_of(rows), "reasons": getattr(self, "reasons", {})}

    def stands(self, exc: Stale) -> Any:
        return self.shown(find_ai_model(self.kwargs["id"]), AIModelBody)

    @operation(gives=AIModelBody, paged=True, query=FILTERS)
    def list(self, request: Request) -> Response:
        """List AI models, or search for what a name could mean.

        With `search` every model that may be meant is given with the reason; an ambiguous name keeps them all.
        """
        if "search" in self.values:
            return self._search(self.values["search"])
        edition = current_edition()
        known = Q(organisation__isnull=False) | Q(records__edition=edition)
        return self.page(AIModel.objects.filter(known))

    def _search(self, text: str) -> Response:
        meant = proposals(text, graph_in_scope(current_edition().pk).models.values()).candidates
        self.reasons = {UUID(one.model): one.reason for one in meant[: self.values.get("limit", USUAL_RESULTS)]}
        rows = {row.pk: row for row in AIModel.objects.filter(pk__in=self.reasons)}
        found = [rows[key] for key in self.reasons if key in rows]
        return Response(Page(found, None, None).as_data(self.shown_all(found)))

    @operation(gives=AIModelBody, takes=AIModelBody, status=201, example=examples.AI_MODEL)
    def create(self, request: Request) -> Response:
        """Record a model of our own."""
        model = ai_models.record_ai_model(**self.taken(), by=self.by, at=self.at)
        return self.given(model, at=f"{request.path}{model.pk}/")

    @operation(gives=AIModelBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read one AI model."""
        return self.given(find_ai_model(id))

    @operation(gives=AIModelBody, takes=AIModelBody, match="row")
    def partial_update(self, request: Request, id: UUID) -> Response:
        """Set the fields sent on a model of our own. The catalogue's are read-only."""
        model = find_ai_model(id)
        version = changed_version(request, model.version)
        taken = self.taken(partial=True)
        return self.given(ai_models.change_ai_model(model, version=version, by=self.by, at=self.at, **taken))
