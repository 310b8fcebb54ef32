"""How much work a model in use does: tokens and attempts for a task on each tier, and what a mistake costs."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import NotFound, Stale
from checklists.services.usage import usage_row, write_usage
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Versioned
from procurement.api.etags import put_version
from procurement.api.fields import OptionalText, Whole
from procurement.api.model_uses import find_use
from procurement.api.operations import operation
from procurement.api.prices import DecimalText, amount


def tokens() -> Whole:
    """A number of tokens that may not be known."""
    return Whole(required=False, allow_null=True, default=None, help_text="For one attempt at one task.")


def attempts() -> DecimalText:
    """How often a task is sent, on average."""
    words = "How often a task is sent on average until its result can be used."
    return DecimalText(required=False, default=Decimal(1), help_text=words)


class UsageBody(Versioned):
    """What one task takes on each tier. Tasks a month are the `volume` of the model in use."""

    model_in_use = serializers.UUIDField(source="model_use_id", read_only=True)
    larger_input_tokens = tokens()
    larger_output_tokens = tokens()
    larger_attempts = attempts()
    cheaper_input_tokens = tokens()
    cheaper_output_tokens = tokens()
    cheaper_attempts = attempts()
    mistake_cost = amount("What it costs you to find and put right one mistake.")
    mistake_currency = OptionalText(max_length=3, default="", help_text="With mistake_cost: GBP.")


class UsageViewSet(OrganisationViewSet):
    """The volume of one model in use."""

    tag = "usage"

    def stands(self, exc: Stale) -> Any:
        row = usage_row(find_use(self.kwargs["id"]))
        return self.shown(row, UsageBody) if row else None

    @operation(gives=UsageBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read what one task takes, and what a mistake costs."""
        row = usage_row(find_use(id))
        if row is None:
            raise NotFound("volume")
        return self.given(row)

    @operation(gives=UsageBody, takes=UsageBody, match="put", others=(201,), example=examples.USAGE)
    def write(self, request: Request, id: UUID) -> Response:
        """Write it, whole: what is left out is not known."""
        use = find_use(id)
        row = usage_row(use)
        version = put_version(request, lambda: row.version if row else None)
        written = write_usage(model_use=use, version=version, by=self.by, at=self.at, **self.taken())
        return self.given(written) if row else self.given(written, status=201, at=request.path)
