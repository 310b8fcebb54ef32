"""Dossiers: one assessment frozen at one moment. Asked for, watched while they are made, fetched as PDF or JSON."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.dossier import store
from checklists.dossier.request import replay_dossier, request_dossier
from checklists.errors import NotFound, Refused
from checklists.models import Assessment, Dossier
from checklists.models.dossiers import DossierState
from checklists.services.assessments import find_assessment
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body, Stamped
from procurement.api.etags import is_unchanged
from procurement.api.fields import Id, Label, Moment, RowId, Word
from procurement.api.operations import operation
from procurement.api.parameters import SINCE, by_id, by_word

STATES = {
    DossierState.QUEUED.value: "Waiting for its turn",
    DossierState.RENDERING.value: "Being made",
    DossierState.READY.value: "Ready",
    DossierState.PARKED.value: "Could not be made",
}


class DossierBody(Stamped):
    """One dossier. `digest` is of what it says; `error` and `remedy` are empty but where it could not be made."""

    id = Id(read_only=True)
    number = serializers.IntegerField(read_only=True)
    assessment = serializers.UUIDField(source="assessment_id", read_only=True)
    state = Word(DossierState, read_only=True)
    state_label = Label(STATES, "state")
    progress = serializers.IntegerField(read_only=True, min_value=0, max_value=100)
    error = serializers.CharField(read_only=True)
    remedy = serializers.CharField(read_only=True)
    digest = serializers.CharField(read_only=True)
    template = serializers.CharField(read_only=True)
    pdf_digest = serializers.CharField(read_only=True)
    pdf_size = serializers.IntegerField(read_only=True)
    ready_at = Moment(allow_null=True)


class NewDossierBody(Body):
    """What a dossier is made of."""

    assessment = RowId(Assessment)


FILTERS = (
    by_id("assessment", "assessment", "The assessment."),
    by_id("model_in_use", "assessment__model_use", "The model in use."),
    by_word("state", DossierState, "How far it is."),
    SINCE,
)


def dossiers() -> QuerySet[Dossier]:
    """Dossiers without what they say."""
    return Dossier.objects.defer("snapshot", "envelope")


class DossierViewSet(OrganisationViewSet):
    """The dossiers of the organisation."""

    tag = "dossiers"

    def _find(self) -> Dossier:
        row = dossiers().filter(pk=self.kwargs["id"]).first()
        if row is None:
            raise NotFound("dossier")
        return row

    @operation(gives=DossierBody, paged=True, query=FILTERS)
    def list(self, request: Request) -> Response:
        """List dossiers."""
        return self.page(dossiers())

    @operation(gives=DossierBody, takes=NewDossierBody, status=202, others=(200,), example=examples.DOSSIER)
    def create(self, request: Request) -> Response:
        """Ask for a dossier of an assessment as it stands.

        202 with the address at which to see how far it is; 200 where an unchanged assessment has one ready.
        """
        assessment = find_assessment(self.taken()["assessment"].pk)
        row = request_dossier(assessment, by=self.by, at=self.at)
        status = 200 if row.state == DossierState.READY.value else 202
        return self.given(row, status=status, at=f"{request.path}{row.pk}/")

    @operation(gives=DossierBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """See how far a dossier is: its state, its progress, and why where it could not be made."""
        return self.given(self._find())

    @operation(gives=DossierBody, status=202)
    def replay(self, request: Request, id: UUID) -> Response:
        """Queue a dossier again that could not be made. Any other stays as it is."""
        row = replay_dossier(self._find(), by=self.by, at=self.at)
        return self.given(row, at=request.path.removesuffix("replay/"))

    @operation(media=("application/pdf",), computed=True)
    def pdf(self, request: Request, id: UUID) -> HttpResponse | Response:
        """Fetch the PDF. Refused until it is ready."""
        row = self._find()
        if row.state != DossierState.READY.value:
            sentence = f"This dossier is not ready: {STATES[row.state].lower()}, {row.progress} %. {row.error}".strip()
            raise Refused(sentence, code="not_ready")
        return self._file(
            row, row.pdf_digest, "application/pdf", lambda: store.get(row.organisation_id, row.pdf_digest)
        )

    @operation(media=("application/json",), computed=True)
    def json(self, request: Request, id: UUID) -> HttpResponse | Response:
        """Fetch the frozen record that the dossier was made from. Its SHA-256 is the digest printed in the dossier."""
        row = self._find()
        return self._file(row, f"{row.digest[:32]}-{row.number}", "application/json", lambda: row.snapshot.encode())

    def _file(self, row: Dossier, mark: str, media: str, content: Any) -> HttpResponse | Response:
        etag = f'"{mark}"'
        if is_unchanged(self.request, etag):
            return Response(status=304, headers={"ETag": etag})
        named = f'attachment; filename="dossier-{row.number}.{media.rpartition("/")[2]}"'
        return HttpResponse(content(), content_type=media, headers={"ETag": etag, "Content-Disposition": named})
