"""Planned comparisons that nobody wants any more: deleted while there is no result, and remembered in the history."""

from datetime import datetime

from checklists.actor import Actor
from checklists.errors import Refused
from checklists.models import Evaluation, OwnTestItem
from checklists.models.people import Role
from checklists.services.evaluation_results import about, hold
from checklists.services.history import record, service
from checklists.services.rows import allow, change, organisation_in_scope

RESULTS = (
    "A result of this comparison is known, so it stays on record. If it is mistaken, start a new one that replaces it."
)


@service
def delete_plan(evaluation: Evaluation, *, version: int | None, by: Actor, at: datetime) -> None:
    """Delete a comparison without any result, with the items of an own test. Raises Refused where one is known."""
    allow(by, Role.ASSESSOR)
    hold(evaluation)
    change(evaluation, {}, version=version, by=by, at=at)
    if evaluation.is_done or evaluation.results_at is not None:
        raise Refused(RESULTS, code="closed")
    OwnTestItem.objects.filter(evaluation=evaluation).delete()
    record("evaluation_deleted", evaluation, by=by, at=at, organisation=organisation_in_scope(), **about(evaluation))
    evaluation.delete()
