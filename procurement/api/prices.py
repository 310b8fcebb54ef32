"""Prices of the tiers beside a model in use: recorded, withdrawn, never edited; and what the catalogue has to take."""

import re
from decimal import Decimal
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.canonical import plain
from checklists.errors import Stale
from checklists.models import ModelUse, PricePoint
from checklists.models.prices import PriceState
from checklists.rules.money.list_prices import ListPrice
from checklists.rules.money.prices import Tier, Unit
from checklists.rules.plain import decimal
from checklists.services import prices
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body, Versioned
from procurement.api.etags import changed_version
from procurement.api.fields import Address, Day, Flag, Id, OptionalText, RowId, Text, Word
from procurement.api.model_uses import find_use
from procurement.api.operations import operation
from procurement.api.parameters import SINCE, by_id, by_word
from procurement.api.shapes import DAY, ID, MAYBE, listed, shaped

FIGURE = r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"


@extend_schema_field({"type": "string", "pattern": FIGURE, "maxLength": 20})
class DecimalText(serializers.Field):
    """A decimal as text, such as "5.40", so that none is rounded on the way."""

    default_error_messages = {"invalid": 'Write a decimal as text, such as "5.40", with at most six figures after it.'}

    def to_internal_value(self, data: Any) -> Decimal:
        if not isinstance(data, str) or not re.fullmatch(FIGURE, data, re.ASCII):
            self.fail("invalid")
        return Decimal(data)

    def to_representation(self, value: Decimal) -> str:
        return decimal(value)


def amount(words: str) -> DecimalText:
    """An amount that may not be on record."""
    return DecimalText(required=False, allow_null=True, default=None, help_text=words)


class PriceBody(Versioned):
    """One price of one tier from a day on. What is not known is left out: nought is refused unless it is free."""

    id = Id(read_only=True)
    model_in_use = RowId(ModelUse, source="model_use")
    tier = Word(Tier, help_text="larger: the model that it is compared with; cheaper: the smaller one.")
    label = OptionalText(max_length=200, default="", help_text="What the vendor calls it.")  # type: ignore[assignment]
    unit = Word(Unit, help_text="month: a fee, all seats together.")
    currency = Text(max_length=3, help_text="ISO 4217: GBP. Nothing is converted.")
    price = amount("For a task or a month.")
    input_price = amount("For a million tokens read.")
    output_price = amount("For a million tokens written.")
    is_free = Flag(required=False, default=False, write_only=True, help_text="Nothing is charged; say why.")
    free_because = OptionalText(max_length=300, default="", help_text="With is_free: why nothing is charged.")
    valid_from = Day(help_text="The first day on which it is charged.")
    read_on = Day(help_text="The day on which somebody read it.")
    source = OptionalText(max_length=500, default="", help_text="Where it stands: a price list, an invoice.")  # type: ignore[assignment]
    address = Address(max_length=1000, default="")
    in_confidence = Flag(required=False, default=False, help_text="Given in confidence: no dossier prints it.")
    from_catalogue = Flag(read_only=True)
    state = Word(PriceState, read_only=True)


class TakeBody(Body):
    """A list price of the catalogue, for one tier."""

    list_price = Text(max_length=100, source="key", help_text="The key of a list price.")
    tier = Word(Tier)
    valid_from = Day(required=False, allow_null=True, default=None, help_text="Earlier, where you know since when.")


TABLE = shaped("title version url")
LIST_PRICE = shaped(
    "key model host input output currency caption source note",
    checked_on=DAY,
    valid_from=DAY,
    agree=listed(TABLE),
    differ=listed(shaped("input output", table=TABLE)),
)
LIST_PRICES = shaped(model_in_use=ID, list_prices=listed(LIST_PRICE), note=MAYBE)
NOTE = "List prices, not quotations: without VAT, exchange rate, discounts and what a reseller adds."
FILTERS = (
    by_id("model_in_use", "model_use", "Beside this model in use."),
    by_word("state", PriceState, "stands or withdrawn."),
    SINCE,
)


class PriceViewSet(OrganisationViewSet):
    """The prices on record."""

    tag = "price-points"

    def stands(self, exc: Stale) -> Any:
        return self.shown(prices.find_price(self.kwargs["id"]), PriceBody)

    @operation(gives=PriceBody, paged=True, query=FILTERS)
    def list(self, request: Request) -> Response:
        """List prices, withdrawn ones too."""
        return self.page(PricePoint.objects.all())

    @operation(gives=PriceBody, takes=PriceBody, status=201, example=examples.PRICE)
    def create(self, request: Request) -> Response:
        """Record one price of one tier. A wrong one is withdrawn, and another recorded."""
        row = prices.record_price(**self.taken(), by=self.by, at=self.at)
        return self.given(row, at=f"{request.path}{row.pk}/")

    @operation(gives=PriceBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read one price."""
        return self.given(prices.find_price(id))

    @operation(status=204, match="row")
    def destroy(self, request: Request, id: UUID) -> Response:
        """Withdraw a price that is wrong. It counts no more and can still be read; decisions keep what they had."""
        row = prices.find_price(id)
        version = changed_version(request, row.version)
        prices.withdraw_price(row, version=version, by=self.by, at=self.at)
        return Response(status=204)


class ListPriceViewSet(OrganisationViewSet):
    """The catalogue's list prices, for one model in use."""

    tag = "list-prices"

    @operation(gives=LIST_PRICES, computed=True)
    def list(self, request: Request, id: UUID) -> Response:
        """List the catalogue's list prices, those of this model and of what it was made from first."""
        listed_prices = [as_plain(price) for price in prices.list_prices_for(find_use(id))]
        return self.computed(plain({"model_in_use": id, "list_prices": listed_prices, "note": NOTE}))

    @operation(gives=PriceBody, takes=TakeBody, status=201, example=examples.LIST_PRICE)
    def take(self, request: Request, id: UUID) -> Response:
        """Record a list price of the catalogue for one tier, with its source and the day on which it was read."""
        row = prices.take_catalogue_price(model_use=find_use(id), **self.taken(TakeBody), by=self.by, at=self.at)
        return self.given(row, at=f"/api/v1/price-points/{row.pk}/")


def as_plain(price: ListPrice) -> dict[str, Any]:
    """One list price in plain data, with what is said beside it."""
    same = ("key", "model", "host", "currency", "checked_on", "valid_from", "caption", "source", "note")
    return {
        **{name: getattr(price, name) for name in same},
        "input": decimal(price.input),
        "output": decimal(price.output),
        "agree": [_table(table) for table in price.agree],
        "differ": [
            {"table": _table(one.table), "input": decimal(one.input), "output": decimal(one.output)}
            for one in price.differ
        ],
    }


def _table(table: Any) -> dict[str, str]:
    return {"title": table.title, "version": table.version, "url": table.url}
