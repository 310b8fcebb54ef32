"""One AI model: what is known of it and on what source, its lineage as a picture with a table, who uses it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from checklists.dossier.figures.lineage import lineage
from checklists.errors import NotAllowed, NotFound, Refused
from checklists.models import AIModel, Derivation, ModelUse
from checklists.models.ai_models import Method, Says
from checklists.models.people import Role
from checklists.rules.lineage import Lineage
from checklists.rules.lineage_words import METHODS, SAYS, gaps, inherited, status_in_words
from checklists.rules.record_lineage import record_of_lineage
from checklists.services.ai_models import record_derivation, remove_derivation
from checklists.services.content import current_edition, lineage_of
from procurement.admin.acting import actor_of, now
from procurement.admin.fields import DayField
from procurement.admin.pages import Can, need, page, show
from procurement.answering.problems import problems_of

MOST_USES = 20


class StepForm(forms.Form):
    """One step of lineage, as somebody says."""

    parent = forms.CharField(label="Made from", max_length=200)
    method = forms.ChoiceField(choices=[(key, METHODS[key].capitalize()) for key in Method], label="By")
    says = forms.ChoiceField(choices=[(key, SAYS[key].capitalize()) for key in Says], label="Who says so")
    source = forms.CharField(label="Where it says so", max_length=500, required=False)
    read_on = DayField(label="Read on", required=False)


def find_model(model_id: UUID) -> AIModel:
    """A model of the catalogue or of our own. Raises NotFound."""
    model = AIModel.objects.filter(pk=model_id).first()
    if model is None:
        raise NotFound("AI model")
    return model


@page
def ai_model(request: HttpRequest, model_id: UUID) -> HttpResponse:
    """The model's page; of our own models steps of lineage are recorded here too."""
    model = find_model(model_id)
    form, refused = StepForm(request.POST or None), None
    if request.method == "POST":
        need(request, Role.ASSESSOR)
        if form.is_valid():
            try:
                _record(request, model, form)
            except (NotAllowed, NotFound):
                raise
            except Refused as error:
                refused = error
            else:
                messages.success(request, "The step is on record.")
                return HttpResponseRedirect(request.path)
    return _shown(request, model, form, refused)


def _record(request: HttpRequest, model: AIModel, form: StepForm) -> None:
    values = form.cleaned_data
    found = AIModel.objects.filter(name__iexact=values.pop("parent")).order_by("organisation_id")
    if len(found) != 1:
        raise Refused("Name one model as it stands in the list of AI models; add it first if it is not there.")
    record_derivation(child=model, parent=found[0], by=actor_of(request), at=now(), **values)


def _shown(request: HttpRequest, model: AIModel, form: StepForm, refused: Refused | None) -> HttpResponse:
    graph = lineage_of(model, current_edition().pk)
    record = record_of_lineage(graph, gaps(graph), inherited(graph))
    known = graph.models.get(str(model.pk))
    own = model.organisation_id is not None
    context = {
        "model": model,
        "known": known,
        "status": status_in_words(known.status) if known else "",
        "record": record,
        "figure": lineage(record, {"name": "Your use of it", "purpose": "", "hosting_note": ""})
        if record["steps"]
        else "",
        "made_of_it": _students(graph, str(model.pk)),
        "own_steps": list(Derivation.objects.filter(child=model, edition=None).select_related("parent")) if own else [],
        "uses": list(ModelUse.objects.filter(ai_model=model).select_related("product__vendor")[:MOST_USES]),
        "is_own": own,
        "form": form,
        "refused": problems_of(refused, ()).above,
        "can_write": Can(request).write,
        "names": sorted({each.name for each in graph.models.values() if each.role != "placeholder"}) if own else [],
    }
    crumbs = [("AI models", reverse("admin:checklists_aimodel_changelist"))]
    return show(request, "admin/ai_model.html", context, title=model.name, crumbs=crumbs)


def _students(graph: Lineage, key: str) -> list[dict[str, Any]]:
    """The models that were made from this one."""
    return [
        {"id": step.child, "name": graph.models[step.child].name, "method": METHODS.get(step.method, step.method)}
        for step in graph.steps
        if step.parent == key and step.child in graph.models
    ]


@page
@require_POST
def derivation_removed(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Take a step of our own back."""
    step = Derivation.objects.filter(pk=step_id).select_related("child", "parent").first()
    if step is None:
        raise NotFound("step of lineage")
    remove_derivation(step, by=actor_of(request), at=now())
    messages.success(request, "The step is taken back; the history keeps what it said.")
    return HttpResponseRedirect(reverse("admin:ai_model", args=[step.child_id]))
