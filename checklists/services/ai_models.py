"""AI models of an organisation's own, and the steps of lineage that it records. The catalogue's are read-only."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, Refused
from checklists.models import AIModel, Alias, Derivation, ModelRecord
from checklists.models.ai_models import Method, Says
from checklists.models.people import Role
from checklists.rules.lineage import find_cycle
from checklists.rules.matching import normalise
from checklists.services.content import current_edition, graph_in_scope
from checklists.services.days import check_days
from checklists.services.history import record, service
from checklists.services.rows import allow, change, hold_organisation, insert, organisation_in_scope, raise_version

RECORD_FIELDS = ("released", "weights", "licence", "parameters", "modality", "tier_label", "notes", "aliases")
WEIGHTS = ("open", "closed", "")


@service
def record_ai_model(*, name: str, developer: str = "", by: Actor, at: datetime, **known: Any) -> AIModel:
    """Add a model of our own. `known` are RECORD_FIELDS; what is left out is not known."""
    allow(by, Role.ASSESSOR)
    model = insert(AIModel(name=name, developer=developer), by=by, at=at)
    insert(ModelRecord(ai_model=model, **_known(known)), by=by, at=at)
    _set_aliases(model, known.get("aliases") or (), by, at)
    record("ai_model_recorded", model, by=by, at=at, organisation=model.organisation, name=name, developer=developer)
    return model


@service
def change_ai_model(model: AIModel, *, version: int | None, by: Actor, at: datetime, **values: Any) -> AIModel:
    """Set the fields given on a model of our own. Raises Refused for a catalogue model, Stale, Invalid."""
    allow(by, Role.ASSESSOR)
    _own(model)
    named: dict[str, Any] = {name: values[name] for name in ("name", "developer") if name in values}
    known = _known({name: value for name, value in values.items() if name not in named})
    row = ModelRecord.objects.get(ai_model=model, edition=None)
    before = {name: getattr(row, name) for name in known}
    # The record is part of the model: its version is the model's, so a change of either raises that one.
    changes = change(model, named, version=version, by=by, at=at)
    if before != known:
        if not changes:
            raise_version(model, at)
        changes |= {name: [before[name], known[name]] for name in known if before[name] != known[name]}
        _write_record(row, known, by, at)
    _set_aliases(model, known.get("aliases", row.aliases), by, at)
    if changes:
        record("ai_model_changed", model, by=by, at=at, organisation=organisation_in_scope(), changes=changes)
    return model


@service
def record_derivation(
    *,
    child: AIModel,
    parent: AIModel,
    method: str,
    says: str,
    by: Actor,
    at: datetime,
    variant: str = "",
    statement: str = "",
    source: str | None = None,
    read_on: Any = None,
) -> Derivation:
    """Add a step of lineage of our own. Raises Refused with the cycle spelled out, Invalid for unknown words."""
    allow(by, Role.ASSESSOR)
    _own(child)
    _words(method, says)
    check_days({"read_on": read_on}, ("read_on",), at=at, happened=("read_on",))
    hold_organisation()
    _acyclic(child, parent)
    step = Derivation(child=child, parent=parent, method=method, says=says, variant=variant, statement=statement)
    step.source, step.read_on = source or None, read_on
    insert(step, by=by, at=at)
    names = {"child": child.name, "parent": parent.name, "method": method, "says": says}
    record("derivation_recorded", step, by=by, at=at, organisation=step.organisation, **names)
    return step


@service
def remove_derivation(step: Derivation, *, by: Actor, at: datetime) -> None:
    """Take a step of our own back. The history keeps what it said."""
    allow(by, Role.ASSESSOR)
    if step.organisation_id is None:
        raise _read_only()
    names = {"child": step.child.name, "parent": step.parent.name, "method": step.method, "says": step.says}
    record("derivation_removed", step, by=by, at=at, organisation=organisation_in_scope(), **names)
    step.delete()


def _known(values: dict[str, Any]) -> dict[str, Any]:
    wrong = [name for name in values if name not in RECORD_FIELDS]
    if wrong:
        raise Invalid(
            f"An AI model has no {wrong[0]}.", [Detail(f"/{wrong[0]}", "unknown_field", "There is no such field.")]
        )
    if values.get("weights", "") not in WEIGHTS:
        raise Invalid("weights is open, closed, or empty.", [Detail("/weights", "choice", "open, closed, or empty")])
    return values


def _write_record(row: ModelRecord, known: dict[str, Any], by: Actor, at: datetime) -> None:
    for name, value in known.items():
        setattr(row, name, value)
    row.stamp(by, at).save()


def _set_aliases(model: AIModel, aliases: Sequence[str], by: Actor, at: datetime) -> None:
    wanted = sorted({normalise(text) for text in (model.name, *aliases) if normalise(text)})
    if list(Alias.objects.filter(ai_model=model).order_by("text").values_list("text", flat=True)) == wanted:
        return
    Alias.objects.filter(ai_model=model).delete()
    for text in wanted:
        insert(Alias(ai_model=model, text=text), by=by, at=at)


def _own(model: AIModel) -> None:
    if model.organisation_id is None:
        raise _read_only()


def _read_only() -> Refused:
    return Refused(
        "Catalogue entries are read-only. Add a model of your own that was made from it, and record that step.",
        code="read_only",
    )


def _words(method: str, says: str) -> None:
    for pointer, word, words in (("/method", method, Method), ("/says", says, Says)):
        if word not in list(words):
            listed = ", ".join(words)
            raise Invalid(f"{word!r} is not one of: {listed}.", [Detail(pointer, "choice", f"One of: {listed}.")])


def _acyclic(child: AIModel, parent: AIModel) -> None:
    """Nobody can be made from their own descendant. The refusal spells the circle out."""
    graph = graph_in_scope(current_edition().pk)
    edges = [(step.child, step.parent) for step in graph.steps]
    cycle = find_cycle(edges, (str(child.pk), str(parent.pk)))
    if cycle is None:
        return
    names = {**{key: model.name for key, model in graph.models.items()}, str(child.pk): child.name}
    told = " is made from ".join(names.get(key, key) for key in cycle)
    raise Refused(f"That would go round in a circle: {told}.", [Detail("/parent", "cycle", told)], code="cycle")
