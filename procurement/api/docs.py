"""The schema, and the page on which a person reads it. Both are public: they say what the API is, not what it holds."""

from functools import cache
from typing import Any

from csp.decorators import csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

# As on every other path: OPTIONS, too, is a method that there is not.
READING = ["get", "head"]


class SchemaRenderer(JSONRenderer):
    """JSON under the type that OpenAPI has registered."""

    media_type = "application/vnd.oai.openapi+json"


@cache
def whole_schema() -> dict[str, Any]:
    """The schema of this version of the code: made once for each process."""
    return SchemaGenerator().get_schema(request=None, public=True)


class SchemaView(APIView):
    """OpenAPI 3.1, as JSON."""

    schema = None
    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    renderer_classes = [JSONRenderer, SchemaRenderer]
    http_method_names = READING

    def get(self, request: Request) -> Response:
        return Response(whole_schema(), headers={"Cache-Control": "public, max-age=300"})


# The page's own scripts are served by us; they set style attributes, which nothing else may.
@method_decorator(csp_update({"style-src": ["'unsafe-inline'"]}), "dispatch")
class DocsView(SpectacularSwaggerSplitView):
    """The schema as a page: read it, and try a call."""

    schema = None
    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    url_name = "api-schema"
    title = "Candour API"
    template_name = "api/docs.html"
    http_method_names = READING

    def handle_exception(self, exc: Exception) -> Response:
        """A refusal is told as everywhere else, not in the page's form."""
        self.request.accepted_renderer, self.request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
        return super().handle_exception(exc)
