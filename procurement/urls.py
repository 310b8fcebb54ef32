"""Where each face begins."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from procurement.admin.joining import join
from procurement.admin.setup import setup
from procurement.admin.site import site
from procurement.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="admin:index")),
    path("admin/", site.urls),
    path("setup/<str:token>/", setup, name="setup"),
    path("join/<str:token>/", join, name="join"),
    path("healthz", healthz),
    path("readyz", readyz),
    path("answer/", include("procurement.portal.urls")),
    path("api/", include("procurement.api.urls")),
]
