"""Check an AI tool: one page from "what is it" to an open assessment."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from checklists.errors import Detail, Invalid, NotAllowed, NotFound, Refused
from checklists.models import AIModel, Assessment, ModelUse, Product, Vendor
from checklists.models.people import Role
from checklists.rules.lineage_words import status_in_words
from checklists.services.assessments import open_assessment
from checklists.services.content import current_edition
from checklists.services.model_uses import record_model_use
from checklists.services.vendors import record_product, record_vendor
from procurement.admin.acting import actor_of, now
from procurement.admin.check_form import VENDOR_HAS_NOT_SAID, CheckForm, known_names, outlook
from procurement.admin.pages import need, page, show
from procurement.answering.problems import problems_of

TRIAGE = "triage"
FIELD_OF = {"legal_name": "vendor", "ai_model": "model", "product": "name", "product_name": "product"}
TO_MEND = "A few things need mending before we can start."


@page
def check_tool(request: HttpRequest) -> HttpResponse:
    """The guided page. "Work it out again" keeps nothing; "Start" opens the assessment."""
    need(request, Role.ASSESSOR)
    edition = current_edition()
    if request.method != "POST":
        return _shown(request, CheckForm.from_address(request, edition))
    form = CheckForm.from_post(request.POST, edition)
    if "start" not in request.POST:
        return _shown(request, form)
    form.problems = form.missing()
    if form.problems:
        form.message = "A few things are missing before we can start."
        return _shown(request, form)
    try:
        assessment = _start(request, form)
    except (NotAllowed, NotFound):
        raise
    except Refused as refused:
        _say(form, refused)
        return _shown(request, form)
    messages.success(request, "Recorded, and its assessment is open.")
    return HttpResponseRedirect(reverse("admin:assessment", args=[assessment.pk]))


@transaction.atomic
def _start(request: HttpRequest, form: CheckForm) -> Assessment:
    """Keep all of it or nothing: the vendor and the product where they are new, the use, the assessment."""
    by, at, values = actor_of(request), now(), form.values
    vendor = None if form.is_self_supplied and not values["vendor"] else _vendor(values, by, at)
    product = _product(vendor, values["product"], by, at)
    use: ModelUse = record_model_use(
        product=product,
        ai_model=_model(form),
        name=values["name"] or _usual_name(values),
        purpose=values["purpose"],
        tier_label=values["tier_label"],
        facts={name: value for name, value in form.facts.items() if value is not None},
        by=by,
        at=at,
    )
    return open_assessment(model_use=use, short=outlook(form).form == "short", by=by, at=at)


def _vendor(values: dict[str, str], by: Any, at: Any) -> Vendor:
    known = Vendor.objects.filter(legal_name__iexact=values["vendor"]).first()
    if known is not None:
        return known
    return record_vendor(legal_name=values["vendor"], company_number=values["company_number"], by=by, at=at)


def _product(vendor: Vendor | None, name: str, by: Any, at: Any) -> Product:
    known = Product.objects.filter(vendor=vendor, name__iexact=name).first()
    try:
        return known or record_product(vendor=vendor, name=name, by=by, at=at)
    except Invalid as error:
        raise Invalid(
            error.message, [Detail("/product_name", one.code, one.detail) for one in error.details]
        ) from error


def _model(form: CheckForm) -> AIModel | None:
    """The model that was picked from what was found. Raises Refused for an id that is none here."""
    if not form.model_id:
        return None
    if form.model_id not in {found["id"] for found in form.found_models()}:
        sentence = "Pick one of the AI models that were found, or say that the vendor has not said."
        raise Invalid(sentence, [Detail("/model", "choice", sentence)])
    return AIModel.objects.get(pk=form.model_id)


def _usual_name(values: dict[str, str]) -> str:
    return f"{values['product']}, {values['tier_label']}" if values["tier_label"] else values["product"]


def _field_of(detail: Detail) -> str:
    """The field of the page that a refusal is about: a fact by its own name."""
    parts = detail.pointer.strip("/").split("/")
    name = parts[1] if parts[0] == "facts" and len(parts) > 1 else parts[0]
    return FIELD_OF.get(name, name)


def _say(form: CheckForm, refused: Refused) -> None:
    """Put a refusal beside the fields it names, and what belongs to none above the form."""
    found = problems_of(refused, form.named(), name_of=_field_of)
    form.problems = dict(found.beside)
    form.message = " ".join([*found.above, *([TO_MEND] if found.beside else [])])


def _shown(request: HttpRequest, form: CheckForm) -> HttpResponse:
    groups = form.groups()
    triage = sorted(
        (question for group in groups for question in group.questions if question.definition.triage_order),
        key=lambda question: question.definition.triage_order or 0,
    )
    context = {
        "form": form,
        "to_mend": form.to_mend(),
        "values": form.values,
        "supplied": _named(groups, "supplied_as"),
        "triage": triage,
        "groups": groups,
        "found": [{**each, "status": status_in_words(each["status"])} for each in form.found_models()],
        "outlook": outlook(form),
        "vendor_has_not_said": VENDOR_HAS_NOT_SAID,
        **known_names(),
    }
    return show(request, "admin/check_tool.html", context, title="Check an AI tool")


def _named(groups: list[Any], name: str) -> Any:
    """One question out of all groups."""
    return next(one for group in groups for one in group.questions if one.definition.name == name)
