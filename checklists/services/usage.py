"""How much work a model in use does: what one task takes on each tier, and what a mistake costs."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from checklists.actor import Actor
from checklists.canonical import plain
from checklists.errors import Stale
from checklists.models import ModelUse, Usage
from checklists.models.people import Role
from checklists.rules.money.checking import ATTEMPTS, TOKENS, wrong_usage
from checklists.services.history import record, service
from checklists.services.prices import refuse
from checklists.services.rows import allow, change, insert, organisation_in_scope

EMPTY: dict[str, Any] = {
    **dict.fromkeys(TOKENS),
    **dict.fromkeys(ATTEMPTS, Decimal(1)),
    "mistake_cost": None,
    "mistake_currency": "",
}


@service
def write_usage(*, model_use: ModelUse, by: Actor, at: datetime, version: int | None = None, **values: Any) -> Usage:
    """Write the volume of a model in use, whole: what is left out is not known. `values` are those of EMPTY.

    `version` as for any row that two people may hold: 0 for a first one. Raises Invalid, Stale.
    """
    allow(by, Role.ASSESSOR)
    whole = EMPTY | {name: value for name, value in values.items() if value is not None}
    refuse(wrong_usage(whole))
    row = usage_row(model_use)
    if row is None:
        if version:
            raise Stale("Nothing of yours was written: no volume is there. Look at what stands now.", current={})
        row = insert(Usage(model_use=model_use, **whole), by=by, at=at)
        changes = {name: [None, plain(value)] for name, value in whole.items()}
    else:
        changes = change(row, whole, version=version, by=by, at=at)
    if changes:
        record("usage_written", row, by=by, at=at, organisation=organisation_in_scope(), changes=changes)
    return row


def usage_row(use: ModelUse) -> Usage | None:
    """What is on record of a model in use's volume, if anything is."""
    return Usage.objects.filter(model_use=use).first()
