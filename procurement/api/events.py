"""Events: the organisation's history in order, with the hashes by which it can be checked."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.models import Event
from checklists.services.event_kinds import KINDS
from checklists.services.reading_history import bodies_of
from checklists.services.telling import told
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body
from procurement.api.fields import Moment
from procurement.api.operations import operation
from procurement.api.pages import Page
from procurement.api.parameters import LIMIT, USUAL_RESULTS, by_id, by_word, filtered, whole
from procurement.api.shapes import ANY, or_null

LAST = 10**15


class EventLine(Body):
    """One event. `leaf_hash` is of log, seq, kind, subject, actor, at and body_digest; the body has its own salt."""

    seq = serializers.IntegerField(help_text="Its place in the organisation's history, from 0, without gaps.")
    id = serializers.UUIDField()
    log = serializers.UUIDField()
    kind = serializers.CharField()
    kind_label = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField(help_text="What happened, in a sentence.")
    at = Moment()
    subject_type = serializers.CharField()
    subject_id = serializers.UUIDField(allow_null=True)
    actor_kind = serializers.CharField()
    actor_id = serializers.UUIDField(allow_null=True)
    by = serializers.SerializerMethodField()
    face = serializers.SerializerMethodField(help_text="Through what: admin, api, command, clock.")
    body = serializers.SerializerMethodField(help_text="What it says; null once it was erased.")
    body_digest = serializers.CharField()
    leaf_hash = serializers.CharField()

    def get_kind_label(self, row: Event) -> str:
        return KINDS.get(row.kind, row.kind)

    def get_text(self, row: Event) -> str:
        return self.context["lines"][row.seq].text

    def get_by(self, row: Event) -> str:
        return self.context["lines"][row.seq].by

    def get_face(self, row: Event) -> str:
        return self.context["lines"][row.seq].face

    @extend_schema_field(or_null({"type": "object", "additionalProperties": ANY}))
    def get_body(self, row: Event) -> Any:
        return self.context["lines"][row.seq].body


FILTERS = (
    whole("after", "Only what came after this place; left out, from the beginning.", 0, LAST),
    by_word("kind", KINDS, "What happened."),
    by_id("subject", "subject_id", "What it happened to."),
)


class EventViewSet(OrganisationViewSet):
    """The history of the organisation."""

    tag = "events"

    def context(self, rows: list[Any]) -> dict[str, Any]:
        return {"lines": {line.seq: line for line in told(rows, bodies_of(rows))}}

    @operation(gives=EventLine, paged=True, paging=(LIMIT,), query=FILTERS)
    def list(self, request: Request) -> Response:
        """Follow the history, in order.

        The exact feed: places have no gaps, and what was given once is never changed. Go on with `next`, or with
        `?after=` and the last place that you have.
        """
        limit = self.values.get("limit", USUAL_RESULTS)
        rows = filtered(Event.objects.all(), self.operation.query, self.values)
        if "after" in self.values:
            rows = rows.filter(seq__gt=self.values["after"])
        found = [*rows.order_by("seq")[: limit + 1]]
        page = Page(found[:limit], self._next(found[limit - 1].seq) if len(found) > limit else None, None)
        return Response(page.as_data(self.shown_all(page.rows)))

    def _next(self, last: int) -> str:
        query = self.request.query_params.copy()
        query["after"] = str(last)
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")
