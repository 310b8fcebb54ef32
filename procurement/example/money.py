"""The prices and the volume of the example's cases, recorded through the services."""

from datetime import date
from decimal import Decimal
from typing import Any

from checklists.actor import Actor
from checklists.models import ModelUse
from checklists.services.prices import record_price
from checklists.services.usage import write_usage
from procurement.example import firm


def record_money(case: dict[str, Any], use: ModelUse, by: Actor) -> None:
    """Record what a case says of money; most say nothing."""
    for price in case.get("prices", ()):
        record_price(model_use=use, by=by, at=firm.ANSWERED, **_values(case["price_of_all"] | price))
    if "usage" in case:
        write_usage(model_use=use, by=by, at=firm.ANSWERED, **_values(case["usage"]))


def _values(raw: dict[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(raw[name]) for name in ("valid_from", "read_on") if name in raw}
    amounts = {name: Decimal(raw[name]) for name in ("price", "mistake_cost") if name in raw}
    return raw | days | amounts
