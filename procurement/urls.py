"""Where each face begins."""

from django.urls import URLPattern, URLResolver, path

from procurement.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("readyz", readyz),
]
