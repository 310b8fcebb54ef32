"""The catalogue as it is installed: editions, duties and sources, to be read."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from checklists.models import Edition, QuestionnaireVersion
from checklists.services.content import catalogue_graph, current_edition, edition_content
from procurement.admin.pages import page, show


@page
def catalogue(request: HttpRequest) -> HttpResponse:
    """The edition in force with what it holds, and the ones before it."""
    edition = current_edition()
    content = edition_content(edition.pk)
    models = [model for model in catalogue_graph(edition.pk).models.values() if model.role != "placeholder"]
    context = {
        "edition": edition,
        "editions": list(Edition.objects.order_by("-as_of", "-version")),
        "facts": content.facts,
        "obligations": content.obligations,
        "sources": content.sources,
        "unverified": sum(not source.verified for source in content.sources.values()),
        "models": len(models),
        "unsaid": sum(model.status == "unknown" for model in models),
        "statuses": Counter(model.status for model in models).most_common(),
        "version": QuestionnaireVersion.objects.filter(edition=edition).select_related("questionnaire").first(),
    }
    return show(request, "admin/catalogue/home.html", context, title="Catalogue")


@page
def obligations(request: HttpRequest) -> HttpResponse:
    """The duties that the current edition knows, by regulator, with when each applies and on what it rests."""
    content = edition_content(current_edition().pk)
    search = request.GET.get("q", "").strip()
    found = [duty for duty in content.obligations if _has(search, duty.plain_title, duty.title, duty.summary)]
    names = {regulator.key: regulator.name for regulator in content.regulators}
    bands = {band.key: band.title for band in content.bands}
    context = {"found": found, "search": search, "names": names, "bands": bands, "sources": content.sources}
    return show(request, "admin/catalogue/obligations.html", context, title="Duties in the catalogue", crumbs=_crumbs())


@page
def sources(request: HttpRequest) -> HttpResponse:
    """The sources that the current edition rests on, with how far each was seen."""
    content = edition_content(current_edition().pk)
    search = request.GET.get("q", "").strip()
    only = request.GET.get("only", "")
    found = [
        source
        for source in content.sources.values()
        if _has(search, source.title, source.publisher) and (only != "unverified" or not source.verified)
    ]
    context = {"found": found, "search": search, "only": only}
    return show(request, "admin/catalogue/sources.html", context, title="Sources", crumbs=_crumbs())


def _has(search: str, *texts: str) -> bool:
    return not search or any(search.casefold() in text.casefold() for text in texts)


def _crumbs() -> list[tuple[str, Any]]:
    return [("Catalogue", reverse("admin:catalogue"))]
