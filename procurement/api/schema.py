"""The OpenAPI 3.1 schema, made from the operations of the view sets, and the readable page that shows it."""

from collections.abc import Iterator, Mapping
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from procurement.api.operations import Operation
from procurement.api.problem_schema import problem_responses

JSON = "application/json"
ETAG = {"description": "Names this version.", "schema": {"type": "string"}}
LOCATION = {"description": "The address of what was made.", "schema": {"type": "string", "format": "uri"}}
REPLAYED = {"description": "true where this is the first answer again.", "schema": {"const": "true"}}
MATCH = {
    "row": [("If-Match", "The ETag of the version that is changed.", True)],
    "may": [("If-Match", "The ETag of the version that was seen; left out, whatever stands will do.", False)],
    "put": [
        ("If-Match", "The ETag of the version that is written over.", False),
        ("If-None-Match", "`*` where there is none yet.", False),
    ],
}


class KeyScheme(OpenApiAuthenticationExtension):
    """How a key is sent."""

    target_class = "procurement.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "cnd_<prefix>_<secret>",
            "description": "Made by `manage.py create_api_key`; acts for a named member of one organisation.",
        }


class ApiSchema(AutoSchema):
    """One operation of the schema from the operation that the method is marked with."""

    view: Any

    @property
    def operation(self) -> Operation:
        return self.view.operation

    def get_operation_id(self) -> str:
        return f"{self.view.tag}_{self.view.action}".replace(" ", "_").replace("-", "_")

    def get_tags(self) -> list[str]:
        return [self.view.tag]

    def get_summary(self) -> str:
        return self._words()[0].rstrip(".")

    def get_description(self) -> str:  # type: ignore[override]
        scope = self.operation.scope or ("read" if self.method == "GET" else "write")
        return "\n\n".join([*self._words()[1:], f"Scope: `{scope}`."])

    def _words(self) -> list[str]:
        lines = (getattr(self.view, self.view.action).__doc__ or "").strip().split("\n\n")
        return [" ".join(part.split()) for part in lines]

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        return type(serializer).__name__.removesuffix("Body")

    def get_request_serializer(self) -> Any:
        takes = self.operation.takes
        return takes(many=True) if self.operation.list_of and isinstance(takes, type) else takes

    def get_examples(self) -> list[OpenApiExample]:
        example = self.operation.example
        return [] if example is None else [OpenApiExample("example", value=example, request_only=True)]

    def get_override_parameters(self) -> list[Any]:
        query = (*self.operation.query, *(self.operation.paging if self.operation.paged else ()))
        asked = [OpenApiParameter(one.name, one.schema, OpenApiParameter.QUERY, description=one.help) for one in query]
        return asked + [
            OpenApiParameter(name, str, OpenApiParameter.HEADER, required=required, description=words)
            for name, words, required in self._headers()
        ]

    def _headers(self) -> Iterator[tuple[str, str, bool]]:
        yield from MATCH.get(self.operation.match, [])
        if self.operation.computed:
            yield "If-None-Match", "The ETag of what you have: the answer is a 304 where it is still so.", False
        if self.method != "GET":
            yield "Idempotency-Key", "At most 255 visible ASCII characters. A repeat gives the first answer.", False

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        operation = self.operation
        good = {str(status): self._good(status) for status in (operation.status, *operation.others)}
        if operation.computed:
            good["304"] = {"description": "You have it already."}
        return {**good, **problem_responses(self.method, operation, in_path="{" in self.path)}

    def _good(self, status: int) -> dict[str, Any]:
        told: dict[str, Any] = {"description": "Done." if status == 204 else ""}
        content = self._content()
        if content and status != 204:
            told["content"] = content
        if headers := self._told_headers(status):
            told["headers"] = headers
        return told

    def _told_headers(self, status: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.operation.match in ("row", "put") or self.operation.computed:
            found["ETag"] = ETAG
        if status in (201, 202) and not self.operation.nameless:
            found["Location"] = LOCATION
        if self.method != "GET":
            found["Idempotency-Replayed"] = REPLAYED
        return found

    def _content(self) -> dict[str, Any]:
        operation = self.operation
        if operation.media:
            return {media: {"schema": {}} for media in operation.media}
        if operation.gives is None:
            return {}
        schema = operation.gives if isinstance(operation.gives, Mapping) else self._body(operation)
        return {JSON: {"schema": schema}}

    def _body(self, operation: Operation) -> dict[str, Any]:
        component = self.resolve_serializer(operation.gives, "response")  # type: ignore[arg-type]
        if operation.paged:
            return self._page(component)
        return {"type": "array", "items": component.ref} if operation.list_of else component.ref

    def _page(self, of: ResolvedComponent) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        properties = {
            "next": address,
            "previous": address,
            "count": {"type": "integer", "description": "Only with ?count=true."},
            "results": {"type": "array", "items": of.ref},
        }
        schema = {"type": "object", "properties": properties, "required": ["next", "previous", "results"]}
        name = f"{of.name}Page"
        component = ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name)
        self.registry.register_on_missing(component)
        return component.ref
