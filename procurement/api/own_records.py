"""The firm's own records: what alone decides whether a duty is met."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import Invalid, NotFound, Stale
from checklists.models import Evidence, FirmRecord, ModelUse
from checklists.services.firm_records import records_for, required_item, write_firm_record
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Versioned
from procurement.api.etags import put_version
from procurement.api.fields import Day, Id, MemberEmail, OptionalText, RowId
from procurement.api.model_uses import find_use
from procurement.api.operations import operation


class EvidenceIds(serializers.ListField):
    """The ids of the documents that show it."""

    child = RowId(Evidence)

    def get_attribute(self, instance: Any) -> Any:
        return [tie.evidence_id for tie in instance.evidence.all()]

    def to_representation(self, data: Sequence[UUID]) -> list[str]:
        return [str(key) for key in data]


class OwnRecordBody(Versioned):
    """Our own record for one required item. It covers the item with an owner, a date, and evidence or a statement."""

    id = Id(read_only=True)
    model_in_use = serializers.UUIDField(
        source="model_use_id", read_only=True, allow_null=True, help_text="null where it holds for the whole firm."
    )
    obligation = serializers.CharField(read_only=True)
    item = serializers.CharField(read_only=True)
    owner = MemberEmail(required=False, allow_null=True, default=None)
    on = Day(required=False, allow_null=True, default=None, help_text="The day on which the record was made.")
    statement = OptionalText(max_length=20_000, default="")
    expires_on = Day(required=False, allow_null=True, default=None)
    evidence = EvidenceIds(required=False, max_length=50, default=list)


class OwnRecordViewSet(OrganisationViewSet):
    """The records that count for one model in use: its own, and those of the whole firm."""

    tag = "own-records"

    def stands(self, exc: Stale) -> Any:
        row = self._row(find_use(self.kwargs["id"]))
        return self.shown(row, OwnRecordBody) if row else None

    def _row(self, use: ModelUse) -> FirmRecord | None:
        obligation, item = self.kwargs["obligation"], self.kwargs["item"]
        try:
            required = required_item(obligation, item)
        except Invalid as error:
            raise NotFound("item of a duty") from error
        subject = None if required.applies_to == "firm" else use
        rows = FirmRecord.objects.filter(obligation=obligation, item=item, model_use=subject)
        return rows.select_related("owner__user").first()

    @operation(gives=OwnRecordBody, paged=True)
    def list(self, request: Request, id: UUID) -> Response:
        """List the records that count for a model in use."""
        return self.page(records_for(find_use(id)).prefetch_related("evidence"))

    @operation(gives=OwnRecordBody)
    def retrieve(self, request: Request, id: UUID, obligation: str, item: str) -> Response:
        """Read the record for one required item."""
        row = self._row(find_use(id))
        if row is None:
            raise NotFound("record")
        return self.given(row)

    @operation(gives=OwnRecordBody, takes=OwnRecordBody, match="put", others=(201,), example=examples.OWN_RECORD)
    def write(self, request: Request, id: UUID, obligation: str, item: str) -> Response:
        """Write the record for one required item, whole: what is left out is emptied."""
        use = find_use(id)
        row = self._row(use)
        version = put_version(request, lambda: row.version if row else None)
        written = write_firm_record(
            model_use=use, obligation=obligation, item=item, version=version, by=self.by, at=self.at, **self.taken()
        )
        return self.given(written) if row else self.given(written, status=201, at=request.path)
