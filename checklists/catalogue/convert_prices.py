"""Turn the plain form of a list price into what the rules read. Its item in a table holds the tables it names whole."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checklists.rules.money.list_prices import ListPrice, OtherPrice, Table

Raw = Mapping[str, Any]


def list_price_from(raw: Raw) -> ListPrice:
    """One price from its body, as `price_bodies.bodies_of` makes it."""
    return ListPrice(
        key=raw["key"],
        model=raw["model"],
        host=raw["host"],
        input=Decimal(raw["input"]),
        output=Decimal(raw["output"]),
        currency=raw["currency"],
        checked_on=date.fromisoformat(raw["checked_on"]),
        valid_from=date.fromisoformat(raw["valid_from"]) if raw.get("valid_from") else None,
        agree=tuple(map(_table, raw["agree"])),
        differ=tuple(
            OtherPrice(_table(one["table"]), Decimal(one["input"]), Decimal(one["output"]))
            for one in raw.get("differ") or ()
        ),
        note=raw.get("note") or "",
    )


def _table(raw: Raw) -> Table:
    return Table(raw["title"], raw["version"], raw["url"])
