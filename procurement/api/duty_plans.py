"""Who sees to a duty, and by when, before its own record is written."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import Invalid, NotFound, Stale
from checklists.models import DutyPlan, ModelUse
from checklists.services.duty_plans import LONGEST_NOTE, plan_duty, plans_for
from checklists.services.firm_records import kept_for, required_item
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Versioned
from procurement.api.etags import put_version
from procurement.api.fields import Day, Id, MemberEmail, OptionalText
from procurement.api.model_uses import find_use
from procurement.api.operations import operation


class DutyPlanBody(Versioned):
    """Who sees to one required item of a duty, and by when. It meets nothing: the record alone does."""

    id = Id(read_only=True)
    model_in_use = serializers.UUIDField(
        source="model_use_id", read_only=True, allow_null=True, help_text="null where it is for the whole firm."
    )
    obligation = serializers.CharField(read_only=True)
    item = serializers.CharField(read_only=True)
    owner = MemberEmail(required=False, allow_null=True, default=None)
    due_on = Day(required=False, allow_null=True, default=None, help_text="The day by which it is to be on record.")
    note = OptionalText(max_length=LONGEST_NOTE, default="", help_text="For colleagues; no dossier prints it.")


class DutyPlanViewSet(OrganisationViewSet):
    """The plan for one required item, as it counts for one model in use."""

    tag = "duty-plans"

    def stands(self, exc: Stale) -> Any:
        row = self._row(find_use(self.kwargs["id"]))
        return self.shown(row, DutyPlanBody) if row else None

    def _row(self, use: ModelUse) -> DutyPlan | None:
        obligation, item = self.kwargs["obligation"], self.kwargs["item"]
        try:
            subject = kept_for(required_item(obligation, item), use)
        except Invalid as error:
            raise NotFound("item of a duty") from error
        return plans_for(use).filter(obligation=obligation, item=item, model_use=subject).first()

    @operation(gives=DutyPlanBody)
    def retrieve(self, request: Request, id: UUID, obligation: str, item: str) -> Response:
        """Read who sees to one required item, and by when."""
        row = self._row(find_use(id))
        if row is None:
            raise NotFound("plan")
        return self.given(row)

    @operation(gives=DutyPlanBody, takes=DutyPlanBody, match="put", others=(201,), example=examples.DUTY_PLAN)
    def write(self, request: Request, id: UUID, obligation: str, item: str) -> Response:
        """Say who sees to one required item, and by when; nobody and no day take it back.

        A day is to come, unless it was given before it passed. Where the record names somebody else already, they are
        shown among the steps.
        """
        use = find_use(id)
        row = self._row(use)
        version = put_version(request, lambda: row.version if row else None)
        written = plan_duty(
            model_use=use, obligation=obligation, item=item, version=version, by=self.by, at=self.at, **self.taken()
        )
        return self.given(written) if row else self.given(written, status=201, at=request.path)
