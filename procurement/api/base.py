"""The one view set: each request in its key's organisation, under its key's scopes, once, and told as problem+json.

A noun's view set says with `operation` what each method takes and gives, reads through the scoped managers, and writes
through services alone.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils import timezone
from django_scopes import scope
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from checklists.actor import Actor
from checklists.errors import NotFound, Stale
from checklists.models import ApiKey
from checklists.services.access import actor_of
from procurement.api.authentication import HasScope, KeyAuthentication, refuse_plain_http
from procurement.api.bodies import Body
from procurement.api.etags import is_unchanged, strong, weak
from procurement.api.idempotency import answer_once
from procurement.api.operations import NOTHING, Operation
from procurement.api.pages import page_of
from procurement.api.parameters import filtered, read_query
from procurement.api.parsers import MOST_BYTES, JSONParser, check_length
from procurement.api.problems import of_domain

SAFE = ("get", "head")


class OrganisationViewSet(ViewSet):
    """Base of every view set that a key opens."""

    authentication_classes = [KeyAuthentication]
    permission_classes = [HasScope]
    parser_classes = [JSONParser]
    renderer_classes = [JSONRenderer]
    metadata_class = None
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]
    most_bytes = MOST_BYTES
    tag = ""

    @property
    def operation(self) -> Operation:
        """What the method at hand takes and gives."""
        return getattr(getattr(self, self.action or "", None), "operation", NOTHING)

    @property
    def key(self) -> ApiKey:
        """The key that calls."""
        key: ApiKey = self.request.auth  # type: ignore[assignment]
        return key

    @cached_property
    def by(self) -> Actor:
        """Who acts: the key, for its member."""
        return actor_of(self.key)

    @cached_property
    def at(self) -> datetime:
        """The instant of this request."""
        return timezone.now()

    @cached_property
    def values(self) -> dict[str, Any]:
        """The query parameters that were sent, checked."""
        paged = self.operation.paging if self.operation.paged else ()
        return read_query(self.request.query_params, (*paged, *self.operation.query))

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer and render while the organisation is in scope."""
        with ExitStack() as self.held:
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if isinstance(response, Response) else response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """What is asked before the method itself, in order: the wire, the key, its scope, the query, the body."""
        refuse_plain_http(request)
        super().initial(request, *args, **kwargs)
        if self.action is None:
            raise MethodNotAllowed(request.method or "")
        self.held.enter_context(scope(organisation=self.key.organisation))
        method = (request.method or "").lower()
        _ = self.values
        if method not in SAFE:
            self._take_body(request)
            setattr(self, method, partial(answer_once, self, getattr(self, method)))

    def _take_body(self, request: Request) -> None:
        check_length(request, self.most_bytes)
        if not (request.content_type or "").startswith("multipart/"):
            _ = request._request.body  # kept, since a repeat is known by it
        _ = request.data
        self.before_writing(request)

    def before_writing(self, request: Request) -> None:
        """Slow work that no transaction should wait for, such as keeping a file."""

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """A file has its own type, whatever the client would like; all else is JSON, or a 406."""
        return super().perform_content_negotiation(request, force or bool(self.operation.media))

    def handle_exception(self, exc: Exception) -> Response:
        """A problem; where somebody was faster, with what stands now."""
        if isinstance(exc, Stale):
            return self._slower(exc)
        return super().handle_exception(exc)

    def _slower(self, exc: Stale) -> Response:
        status = 409 if self.operation.list_of else 412
        problem = of_domain(exc)
        try:
            current = self.stands(exc)
        except NotFound:
            current = None  # deleted, by whoever was faster
        more = {"current": current, **({"sent": self.request.data} if self.operation.takes else {})}
        response = type(problem)(status, problem.code, problem.detail, problem.errors, more).as_response()
        response.exception = True
        return response

    def stands(self, exc: Stale) -> Any:
        """What stands now, in the form in which it is given; for whoever was slower."""
        return exc.current

    def finalize_response(self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any) -> Any:
        """Nothing of one organisation is kept by a cache for others."""
        response = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[arg-type]
        response.headers.setdefault("Cache-Control", "private, no-cache" if self.operation.computed else "no-store")
        return response

    def taken(self, body: type[Body] | None = None, *, partial: bool = False) -> dict[str, Any]:
        """What was sent, checked, in the services' names."""
        return self._checked(body or self.operation.takes, partial=partial)

    def taken_list(self) -> list[dict[str, Any]]:
        """The list that was sent, each item checked."""
        return self._checked(self.operation.takes, many=True)

    def _checked(self, kind: Any, **how: Any) -> Any:
        serializer = kind(data=self.request.data, **how)
        serializer.is_valid(raise_exception=True)
        return serializer.validated_data

    def context(self, rows: list[Any]) -> dict[str, Any]:
        """What all rows of a page need beside their own columns, read at once."""
        return {}

    def shown(self, row: Any, body: type[Body] | None = None) -> Any:
        """One row in the form in which it is given."""
        return self.shown_all([row], body)[0]

    def shown_all(self, rows: list[Any], body: type[Body] | None = None) -> list[Any]:
        """Rows in the form in which they are given."""
        kind: Any = body or self.operation.gives
        return kind(rows, many=True, context=self.context(rows)).data

    def page(self, rows: QuerySet) -> Response:
        """A page of the rows that fit the filters."""
        page = page_of(filtered(rows, self.operation.query, self.values), self.request, self.values)
        return Response(page.as_data(self.shown_all(page.rows)))

    def given(self, row: Any, *, status: int | None = None, at: str = "") -> Response:
        """One row as the answer, with its version as the ETag and, where it is new, where it is."""
        headers = {"ETag": strong(row.version)} if hasattr(row, "version") else {}
        if at:
            headers["Location"] = self.request.build_absolute_uri(at)
        return Response(self.shown(row), status or self.operation.status, headers=headers)

    def computed(self, data: Mapping[str, Any]) -> Response:
        """Something worked out, with a weak ETag; nothing but a 304 where the client has it already."""
        etag = weak(data)
        if is_unchanged(self.request, etag):
            return Response(status=304, headers={"ETag": etag})
        return Response(data, headers={"ETag": etag})
