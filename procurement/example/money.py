"""The prices and the volume of the example's cases, recorded through the services."""

from datetime import date
from decimal import Decimal
from typing import Any

from checklists.actor import Actor
from checklists.models import ModelUse
from checklists.services.prices import record_price, take_catalogue_price
from checklists.services.usage import write_usage
from procurement.example import firm

DAYS = ("valid_from", "read_on")
AMOUNTS = ("price", "mistake_cost", "larger_attempts", "cheaper_attempts")


def record_money(case: dict[str, Any], use: ModelUse, by: Actor) -> None:
    """Record what a case says of money: prices that are made up, list prices of the catalogue, and the volume."""
    for price in case.get("prices", ()):
        record_price(model_use=use, by=by, at=firm.ANSWERED, **values_of(case["price_of_all"] | price))
    for price in case.get("list_prices", ()):
        take_catalogue_price(model_use=use, by=by, at=firm.ANSWERED, **price)
    if "usage" in case:
        write_usage(model_use=use, by=by, at=firm.ANSWERED, **values_of(case["usage"]))


def values_of(raw: dict[str, Any]) -> dict[str, Any]:
    """The same with days and amounts as such."""
    days = {name: date.fromisoformat(raw[name]) for name in DAYS if name in raw}
    return raw | days | {name: Decimal(raw[name]) for name in AMOUNTS if name in raw}
