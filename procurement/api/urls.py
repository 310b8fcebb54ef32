"""The paths of the API, version 1. Fixed: clients and checks are written against them."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path

from procurement.api.docs import DocsView, SchemaView
from procurement.api.unknown import unknown_path
from procurement.api.vendors import VendorViewSet

COLLECTION = {"get": "list", "post": "create"}
ITEM = {"get": "retrieve", "patch": "partial_update", "delete": "destroy"}
READ = {"get": "retrieve"}
LIST = {"get": "list"}


def route(address: str, view: Any, methods: dict[str, str]) -> URLPattern:
    """One path with its methods."""
    return path(address, view.as_view(methods))


READABLE = [path("schema/", SchemaView.as_view(), name="api-schema"), path("docs/", DocsView.as_view(), name="api-docs")]

version_1: list[URLPattern | URLResolver] = [
    *READABLE,
    route("vendors/", VendorViewSet, COLLECTION),
    route("vendors/<uuid:id>/", VendorViewSet, ITEM),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(version_1)),
    re_path(r"", unknown_path),
]
