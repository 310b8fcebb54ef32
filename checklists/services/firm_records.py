"""The firm's own records: what alone decides whether an obligation is met."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, Stale
from checklists.models import Evidence, FirmRecord, ModelUse, RecordEvidence
from checklists.models.people import Role
from checklists.rules.obligations import Required
from checklists.services.content import current_edition, edition_content
from checklists.services.days import check_days
from checklists.services.history import record, service
from checklists.services.rows import allow, change, insert, organisation_in_scope, raise_version


@service
def write_firm_record(
    *,
    model_use: ModelUse | None,
    obligation: str,
    item: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
    evidence: list[Evidence] | None = None,
    **values: Any,
) -> FirmRecord:
    """Write our own record for one required item; `values` are owner, on, statement, expires_on.

    An item that applies to the firm is kept for the firm, whatever model in use it was written from.
    """
    allow(by, Role.ASSESSOR)
    subject = kept_for(required_item(obligation, item), model_use)
    check_days(values, ("on", "expires_on"), at=at, happened=("on",))
    row, changes = _written(subject, obligation, item, values, version, by, at)
    tied = {} if evidence is None else _set_evidence(row, evidence, by, at)
    if tied and not changes:
        raise_version(row, at)
    if changes := changes | tied:
        named = {"obligation": obligation, "item": item, "changes": changes}
        record("own_record_written", row, by=by, at=at, organisation=organisation_in_scope(), **named)
    return row


def records_for(use: ModelUse) -> QuerySet[FirmRecord]:
    """The records that count for a model in use: its own, and those of the whole firm."""
    return FirmRecord.objects.filter(Q(model_use=use) | Q(model_use=None)).select_related("owner__user")


def required_item(obligation: str, item: str) -> Required:
    """The required item as the current edition has it. Raises Invalid for what it does not have."""
    known = {one.key: one for one in edition_content(current_edition().pk).obligations}
    if obligation not in known:
        raise Invalid(f"There is no obligation {obligation!r}.", [Detail("/obligation", "unknown", "There is none.")])
    for required in known[obligation].required:
        if required.key == item:
            return required
    listed = ", ".join(one.key for one in known[obligation].required) or "none"
    raise Invalid(f"{obligation} requires no {item!r}. It requires: {listed}.", [Detail("/item", "unknown", listed)])


def kept_for(required: Required, model_use: ModelUse | None) -> ModelUse | None:
    """The model in use for which an item is kept, or None: for the whole firm. Raises Invalid where none is named."""
    if required.applies_to == "firm":
        return None
    if model_use is None:
        raise Invalid(
            "This record is kept for a model in use: say which.", [Detail("/model_in_use", "missing", "Say which.")]
        )
    return model_use


def _written(
    subject: ModelUse | None,
    obligation: str,
    item: str,
    values: dict[str, Any],
    version: int | None,
    by: Actor,
    at: datetime,
) -> tuple[FirmRecord, dict[str, Any]]:
    row = FirmRecord.objects.filter(model_use=subject, obligation=obligation, item=item).first()
    if row is not None:
        return row, change(row, values, version=version, by=by, at=at)
    if version:
        raise Stale("Nothing of yours was written: this record is not there. Look at what stands now.", current={})
    row = insert(FirmRecord(model_use=subject, obligation=obligation, item=item, **values), by=by, at=at)
    return row, {name: [None, getattr(value, "pk", value)] for name, value in values.items()} or {"made": [None, True]}


def _set_evidence(row: FirmRecord, evidence: list[Evidence], by: Actor, at: datetime) -> dict[str, Any]:
    old: set[UUID] = set(RecordEvidence.objects.filter(record=row).values_list("evidence_id", flat=True))
    new = {one.pk for one in evidence}
    if old == new:
        return {}
    RecordEvidence.objects.filter(record=row, evidence_id__in=old - new).delete()
    for one in evidence:
        if one.pk not in old:
            insert(RecordEvidence(record=row, evidence=one), by=by, at=at)
    return {"evidence": [sorted(old), sorted(new)]}
