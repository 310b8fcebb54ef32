"""Models in use: one AI model serving one product for one purpose; and the facts that the buyer says of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, Refused
from checklists.models import Assessment, DutyPlan, Evaluation, ExternalRef, FactValue, FirmRecord, ModelUse
from checklists.models.people import Role
from checklists.rules.facts import FactDefinition, Origin, check_value, raw_value
from checklists.services.content import current_edition, edition_content
from checklists.services.days import check_days
from checklists.services.history import record, service
from checklists.services.judging import day_of
from checklists.services.references import set_references
from checklists.services.rows import allow, change, insert, organisation_in_scope, raise_version

USE_FIELDS = (
    "product", "ai_model", "name", "purpose", "tier_label", "model_version", "version_floats", "volume", "owner",
    "contract_on", "renewal_on", "notice_on", "state",
)  # fmt: skip
DAYS = ("contract_on", "renewal_on", "notice_on")


@service
def record_model_use(
    *, by: Actor, at: datetime, facts: Mapping[str, Any] | None = None, external_refs: Any = (), **values: Any
) -> ModelUse:
    """Add a model in use. `values` are USE_FIELDS, `facts` {name: value} as the buyer says them."""
    allow(by, Role.ASSESSOR)
    check_days(values, DAYS, at=at, happened=())
    use = insert(ModelUse(**values), by=by, at=at)
    set_references(use, external_refs, by=by, at=at)
    said = _write_facts(use, facts or {}, "", by, at)
    record("model_use_recorded", use, by=by, at=at, organisation=use.organisation, name=use.name, facts=said)
    return use


@service
def change_model_use(
    use: ModelUse, *, version: int | None, by: Actor, at: datetime, external_refs: Any = None, **values: Any
) -> ModelUse:
    """Set the fields given, and no others, if it still has `version`. Raises Stale, Invalid."""
    allow(by, Role.ASSESSOR)
    check_days(values, DAYS, at=at, happened=())
    changes = change(use, values, version=version, by=by, at=at)
    beside = {} if external_refs is None else set_references(use, external_refs, by=by, at=at)
    if beside and not changes:
        raise_version(use, at)
    if changes := changes | beside:
        record("model_use_changed", use, by=by, at=at, organisation=organisation_in_scope(), changes=changes)
    return use


@service
def delete_model_use(use: ModelUse, *, version: int | None, by: Actor, at: datetime) -> None:
    """Delete one that was never assessed. Raises Refused where it was: retire it instead."""
    allow(by, Role.ASSESSOR)
    change(use, {}, version=version, by=by, at=at)
    if any(kind.objects.filter(model_use=use).exists() for kind in (Assessment, FirmRecord, Evaluation)):
        raise Refused("This model in use has been assessed or has records. Set its state to retired.", code="in_use")
    FactValue.objects.filter(model_use=use).delete()
    DutyPlan.objects.filter(model_use=use).delete()
    ExternalRef.objects.filter(subject_id=use.pk).delete()
    record("model_use_deleted", use, by=by, at=at, organisation=organisation_in_scope(), name=use.name)
    use.delete()


@service
def say_facts(
    use: ModelUse, *, facts: Mapping[str, Any], version: int | None, by: Actor, at: datetime, source: str = ""
) -> ModelUse:
    """Write what the buyer says of some facts; null takes a statement back, and the fact is not known again.

    `version` is the model in use's. Raises Invalid with a pointer for each fact that is wrong, Stale.
    """
    allow(by, Role.ASSESSOR)
    change(use, {}, version=version, by=by, at=at)
    changes = _write_facts(use, facts, source, by, at)
    if changes:
        raise_version(use, at)
        record("facts_said", use, by=by, at=at, organisation=organisation_in_scope(), changes=changes)
    return use


def definitions() -> dict[str, FactDefinition]:
    """The facts of the current edition by name."""
    return {one.name: one for one in edition_content(current_edition().pk).facts}


def _write_facts(use: ModelUse, facts: Mapping[str, Any], source: str, by: Actor, at: datetime) -> dict[str, Any]:
    if not facts:
        return {}
    wanted = checked_facts(facts)
    rows = {row.name: row for row in FactValue.objects.filter(model_use=use)}
    changes = {}
    for name, value in wanted.items():
        row = rows.get(name)
        if (row.value if row else None) == value:
            continue
        changes[name] = [row.value if row else None, value]
        _write_fact(use, row, name, value, source, by, at)
    return changes


def _write_fact(
    use: ModelUse, row: FactValue | None, name: str, value: Any, source: str, by: Actor, at: datetime
) -> None:
    if value is None:
        if row is not None:
            row.delete()
        return
    said_on = day_of(at)
    if row is None:
        insert(FactValue(model_use=use, name=name, value=value, said_on=said_on, source=source), by=by, at=at)
        return
    row.value, row.said_on, row.source = value, said_on, source
    row.stamp(by, at).save()


def checked_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts in the form they are stored in; None for what is taken back. Raises Invalid, a detail for each."""
    known, good, wrong = definitions(), {}, []
    for name, raw in facts.items():
        definition = known.get(name)
        if definition is None or Origin.BUYER not in definition.origins:
            why = (
                "There is no such fact." if definition is None else "The buyer does not say this one: it is worked out."
            )
            wrong.append(Detail(f"/facts/{name}", "unknown_fact", why))
            continue
        try:
            good[name] = None if raw is None else raw_value(check_value(definition, raw))
        except ValueError as error:
            wrong.append(Detail(f"/facts/{name}", "value", str(error)))
    if wrong:
        raise Invalid(f"{wrong[0].pointer.rsplit('/', 1)[-1]}: {wrong[0].detail}", wrong)
    return good
