"""Prices of the tiers beside a model in use: recorded, taken from the catalogue, withdrawn; never edited."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from checklists.actor import Actor
from checklists.canonical import plain
from checklists.errors import Detail, Invalid, NotFound, Refused
from checklists.models import AIModel, ModelUse, PricePoint
from checklists.models.people import Role
from checklists.models.prices import PriceState
from checklists.rules.money.checking import Wrong, too_far, wrong_price
from checklists.rules.money.list_prices import ListPrice, prices_of_models
from checklists.rules.money.prices import Tier, Unit
from checklists.services.content import current_edition, edition_content, graph_in_scope
from checklists.services.days import check_days
from checklists.services.history import record, service
from checklists.services.rows import allow, change, insert, organisation_in_scope

PRICE_FIELDS = (
    "tier", "label", "unit", "currency", "price", "input_price", "output_price", "free_because", "valid_from",
    "read_on", "source", "address", "in_confidence",
)  # fmt: skip


@service
def record_price(*, model_use: ModelUse, by: Actor, at: datetime, is_free: bool = False, **values: Any) -> PricePoint:
    """Record one price of one tier from a day on. `values` are PRICE_FIELDS.

    Nought is refused unless `is_free` says so with a reason; an amount that is not known is left out. Raises Invalid
    with a pointer for each field that cannot be, and for a second price of one tier, unit and day.
    """
    allow(by, Role.ASSESSOR)
    check_days(values, ("valid_from", "read_on"), at=at, happened=("read_on",))
    refuse(wrong_price(values, is_free=is_free))
    return _record(PricePoint(model_use=model_use, **_freed(values, is_free)), by, at)


@service
def take_catalogue_price(
    *, model_use: ModelUse, tier: str, key: str, by: Actor, at: datetime, valid_from: date | None = None
) -> PricePoint:
    """Record a list price of the current edition for one tier, with its source and the day on which it was read.

    It holds from the day that the catalogue names, else from the day on which it was read: an earlier day is given by
    who knows one. Raises Invalid for a key that the edition does not have.
    """
    allow(by, Role.ASSESSOR)
    check_days({"valid_from": valid_from}, ("valid_from",), at=at, happened=())
    price = list_price(key)
    check_days({"read_on": price.checked_on}, ("read_on",), at=at, happened=("read_on",))
    refuse(too_far(price.checked_on, valid_from))
    return _record(_from_list(price, model_use, tier, valid_from), by, at)


@service
def withdraw_price(price: PricePoint, *, version: int | None, by: Actor, at: datetime) -> PricePoint:
    """Take a price back that was recorded wrongly. It counts no more and stays to be read; what was decided on it
    stays as it was. Raises Stale, and Refused where it is withdrawn already."""
    allow(by, Role.ASSESSOR)
    if price.state == PriceState.WITHDRAWN.value:
        raise Refused("This price is withdrawn already. Nothing is left to do.")
    change(price, {"state": PriceState.WITHDRAWN.value}, version=version, by=by, at=at)
    record("price_withdrawn", price, by=by, at=at, organisation=organisation_in_scope(), name=str(price))
    return price


def find_price(key: UUID) -> PricePoint:
    """A price of the organisation in scope, withdrawn or not. Raises NotFound."""
    row = PricePoint.objects.filter(pk=key).first()
    if row is None:
        raise NotFound("price")
    return row


def list_price(key: str) -> ListPrice:
    """A list price of the current edition by its key. Raises Invalid for what it does not have."""
    for price in edition_content(current_edition().pk).list_prices:
        if price.key == key:
            return price
    raise Invalid(
        f"The catalogue has no list price {key!r}.", [Detail("/list_price", "unknown", "The catalogue has none.")]
    )


def list_prices_for(use: ModelUse) -> tuple[ListPrice, ...]:
    """The list prices of the current edition that may concern a model in use: those of its own model and of what it
    was made from come first, then all others."""
    edition = current_edition()
    prices = edition_content(edition.pk).list_prices
    graph = graph_in_scope(edition.pk)
    near = {str(use.ai_model_id)} | {step.parent for step in graph.steps if step.child == str(use.ai_model_id)}
    keys = {graph.models[one].key for one in near if one in graph.models}
    first = prices_of_models(prices, {key for key in keys if key})
    return (*first, *(price for price in prices if price not in first))


def refuse(found: Iterable[Wrong]) -> None:
    """Raises Invalid with a pointer for each field that is wrong; does nothing where none is."""
    details = [Detail(f"/{one.field}", one.code, one.text) for one in found]
    if details:
        raise Invalid(f"{details[0].pointer.lstrip('/')}: {details[0].detail}", details)


def _freed(values: dict[str, Any], is_free: bool) -> dict[str, Any]:
    """Where it is said to be free and no amount is given, the amounts are nought."""
    names = ("input_price", "output_price") if values["unit"] == Unit.MILLION_TOKENS else ("price",)
    if not is_free or any(values.get(name) is not None for name in names):
        return values
    return {**values, **dict.fromkeys(names, Decimal(0))}


def _from_list(price: ListPrice, use: ModelUse, tier: str, valid_from: date | None) -> PricePoint:
    return PricePoint(
        model_use=use,
        tier=Tier(tier),
        label=f"{_name_of(price.model)} ({price.host})",
        unit=Unit.MILLION_TOKENS.value,
        currency=price.currency,
        input_price=price.input,
        output_price=price.output,
        valid_from=valid_from or price.holds_from,
        read_on=price.checked_on,
        source=price.source,
        address=price.agree[0].url,
        from_catalogue=True,
    )


def _name_of(key: str) -> str:
    """A catalogue model's name; its key where no edition that is installed has it."""
    return AIModel.objects.filter(key=key).values_list("name", flat=True).first() or key


def _record(row: PricePoint, by: Actor, at: datetime) -> PricePoint:
    row = insert(row, by=by, at=at)
    written = {name: plain(getattr(row, name)) for name in PRICE_FIELDS}
    named = {"name": str(row), "use": row.model_use_id}
    record("price_recorded", row, by=by, at=at, organisation=organisation_in_scope(), **named, **written)
    return row
