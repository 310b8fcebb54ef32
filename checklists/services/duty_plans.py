"""Who sees to a duty, and by when, before its own record is written."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, Stale
from checklists.models import DutyPlan, FirmRecord, Membership, ModelUse, RecordEvidence
from checklists.models.people import Role
from checklists.rules import plans
from checklists.rules.dates import in_words
from checklists.rules.plain import Plain
from checklists.services.content import current_edition, edition_content
from checklists.services.days import check_days
from checklists.services.firm_records import kept_for, required_item
from checklists.services.history import record, service
from checklists.services.judging import day_of
from checklists.services.rows import allow, change, insert, organisation_in_scope

LONGEST_NOTE = 2000


@service
def plan_duty(
    *,
    model_use: ModelUse | None,
    obligation: str,
    item: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
    **values: Any,
) -> DutyPlan:
    """Say who sees to one required item, and by when; `values` are owner, due_on, note. Nobody and no day take it back.

    An item that applies to the firm is planned for the firm, whatever model in use it was planned from. Raises Invalid
    for what no duty of the edition requires, for an owner who is no colleague, and for a day that has passed, unless
    it was given before it passed; Stale.
    """
    allow(by, Role.ASSESSOR)
    subject = kept_for(required_item(obligation, item), model_use)
    check_days(values, ("due_on",), at=at, happened=())
    row = DutyPlan.objects.filter(model_use=subject, obligation=obligation, item=item).first()
    _check_owner(values.get("owner"), row)
    _check_due(values.get("due_on"), row, day_of(at))
    _check_note(values.get("note", ""))
    if row is None:
        row, changes = _first(subject, obligation, item, values, version, by, at)
    else:
        changes = change(row, values, version=version, by=by, at=at)
    if changes:
        named = {"obligation": obligation, "item": item, "changes": changes}
        record("duty_planned", row, by=by, at=at, organisation=organisation_in_scope(), **named)
    return row


def plans_for(use: ModelUse) -> QuerySet[DutyPlan]:
    """The plans that count for a model in use: its own, and those of the whole firm."""
    return DutyPlan.objects.filter(Q(model_use=use) | Q(model_use=None)).select_related("owner__user")


def planned(record: Mapping[str, Any], use: ModelUse) -> Plain:
    """A judgement's record with who sees to what is left, as it stands now. One statement; for showing only."""
    return plans.with_plans(record, [plan_from(row) for row in plans_for(use)])


def plan_from(row: DutyPlan) -> plans.DutyPlan:
    """One plan in the rules' form."""
    owner = str(row.owner) if row.owner else ""
    return plans.DutyPlan(row.obligation, row.item, owner, row.due_on, firm=row.model_use_id is None)


def items_in_words() -> dict[tuple[str, str], str]:
    """What each required item of the current edition asks for, by (obligation, item)."""
    duties = edition_content(current_edition().pk).obligations
    return {(duty.key, item.key): item.text for duty in duties for item in duty.required}


def waiting_for(member: Membership, on: date) -> QuerySet[DutyPlan]:
    """What was given to a member and has no record yet that covers it on a day; the day that comes first at the top."""
    rows = DutyPlan.objects.filter(owner=member).filter(~Exists(_covering(on)))
    return rows.select_related("model_use").order_by(F("due_on").asc(nulls_last=True), "id")


def _covering(on: date) -> QuerySet[FirmRecord]:
    """The record of a plan's item where it covers it, as rules/obligations.py has it."""
    current = Q(evidence__expires_on=None) | Q(evidence__expires_on__gte=on)
    shown = Exists(RecordEvidence.objects.filter(current, record=OuterRef("pk")))
    same = {name: OuterRef(name) for name in ("obligation", "item")}
    kept = Q(model_use=OuterRef("model_use")) | Q(model_use=None)  # an item is kept for the one or for the firm
    valid = Q(expires_on=None) | Q(expires_on__gte=on)
    rows = FirmRecord.objects.filter(kept, valid, owner__isnull=False, on__lte=on, **same)
    return rows.filter(~Q(statement="") | shown)


def _first(
    subject: ModelUse | None,
    obligation: str,
    item: str,
    values: dict[str, Any],
    version: int | None,
    by: Actor,
    at: datetime,
) -> tuple[DutyPlan, dict[str, Any]]:
    if version:
        raise Stale("Nothing of yours was written: this plan is not there. Look at what stands now.", current={})
    if not values.get("owner") and not values.get("due_on"):
        sentence = "Name a colleague, or a day, or both."
        raise Invalid(sentence, [Detail("/owner", "missing", sentence)])
    row = insert(DutyPlan(model_use=subject, obligation=obligation, item=item, **values), by=by, at=at)
    return row, {name: [None, getattr(value, "pk", value)] for name, value in values.items()}


def _check_owner(owner: Membership | None, row: DutyPlan | None) -> None:
    """An owner is looked up again, since they may have left; one who was named before they left may stay named."""
    if owner is None or (row is not None and row.owner_id == owner.pk):
        return
    if not Membership.objects.filter(pk=owner.pk, is_active=True).exists():
        sentence = "Choose one of your colleagues: this person is not a member here, or has left."
        raise Invalid(sentence, [Detail("/owner", "no_member", sentence)])


def _check_due(due_on: date | None, row: DutyPlan | None, today: date) -> None:
    """A day given anew is to come. One that has passed meanwhile may stand: that is what overdue means."""
    if due_on is None or due_on >= today or (row is not None and row.due_on == due_on):
        return
    sentence = f"That day has passed: today is {in_words(today)}. Give a day that is still to come."
    raise Invalid(sentence, [Detail("/due_on", "past", sentence)])


def _check_note(note: str) -> None:
    if len(note) > LONGEST_NOTE:
        sentence = f"At most {LONGEST_NOTE:,} characters; this has {len(note):,}."
        raise Invalid(sentence, [Detail("/note", "max_length", sentence)])
