"""The scale of the scores: what holds and why, a scale of our own with a look at what it would do, and all before."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from checklists.errors import NotAllowed, Refused
from checklists.models.people import Role
from checklists.rules.own_scale import OwnScale, own_scale_on, scale_for
from checklists.rules.plain import decimal
from checklists.rules.record_scale import scale_on_record
from checklists.services.content import current_edition, edition_content
from checklists.services.scale_preview import Preview, preview_scale
from checklists.services.scales import all_scales, write_scale
from procurement.admin.acting import actor_of, now, today
from procurement.admin.pages import need, page, show
from procurement.admin.scale_form import FIELDS, POINT_LABELS, ScaleForm, falling, field_of
from procurement.answering.days import read_number
from procurement.answering.problems import problems_of

WRITTEN = "Kept. What is not decided yet is reckoned by it from that day on; what is decided keeps its score."
PREVIEW = "preview"


@page
def scale(request: HttpRequest) -> HttpResponse:
    """Everybody sees what holds; owners set what shall. One button only shows what it would do."""
    if request.method != "POST":
        return _shown(request, None, None)
    need(request, Role.OWNER)
    form, preview = ScaleForm.from_post(request.POST), None
    try:
        if request.POST.get("do") != PREVIEW:
            return _written(request, form)
        preview = preview_scale(form.terms, today())
    except NotAllowed:
        raise
    except Refused as refused:
        form.problems = problems_of(refused, FIELDS, name_of=field_of)
    return _shown(request, form, preview)


def _written(request: HttpRequest, form: ScaleForm) -> HttpResponse:
    seen = read_number(request.POST.get("seen", ""))
    write_scale(
        terms=form.terms,
        holds_from=form.holds_from(today()),
        reason=form.values["reason"],
        seen=seen,
        by=actor_of(request),
        at=now(),
    )
    messages.success(request, WRITTEN)
    return HttpResponseRedirect(reverse("admin:scale"))


def _shown(request: HttpRequest, form: ScaleForm | None, preview: Preview | None) -> HttpResponse:
    edition, on, written = edition_content(current_edition().pk), today(), all_scales()
    own = own_scale_on(written, on)
    holds, catalogue = scale_for(edition, own, on), scale_for(edition, None, on)
    form = form or ScaleForm.of_scale(holds, on)
    context = {
        "form": form,
        "points": form.points(catalogue, holds),
        "weights": form.weights(catalogue, holds),
        "bands": form.bands(),
        "catalogue_bands": falling(catalogue),
        "bands_today": falling(holds),
        "own": own,
        "said": scale_on_record(edition, own, on)["text"],
        "coming": [each for each in reversed(written) if each.holds_from > on],
        "written": [_row(each) for each in written],
        "seen": written[0].number if written else 0,
        "preview": preview,
    }
    return show(request, "admin/scale.html", context, title="Scale", crumbs=[("People", reverse("admin:people"))])


def _row(each: OwnScale) -> dict[str, Any]:
    """One scale of the list, with its figures in sentences."""
    scale = each.scale
    if scale is None:
        return {"scale": each, "figures": []}
    points = "; ".join(f"{label} {decimal(scale.points[name])}" for name, label in POINT_LABELS.items())
    weights = ", ".join(f"{weight} counts {decimal(value)}" for weight, value in sorted(scale.weights.items()))
    bands = "; ".join(f"{band.label} from {decimal(band.at_least)}" for band in falling(scale))
    return {"scale": each, "figures": [("Points", points), ("Weights", weights), ("Bands", bands)]}
