"""Turn the plain form of a list price into what the rules read. Its item in a table holds the tables it names whole."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checklists.catalogue.schema.prices import PricesFile
from checklists.rules.money.list_prices import ListPrice, OtherPrice, Table

Raw = Mapping[str, Any]


def bodies_of(file: PricesFile) -> Iterable[dict[str, Any]]:
    """One body a price, with the names of its tables in place of their keys, so that each stands by itself."""
    tables = {table.key: {"title": table.title, "version": table.version, "url": table.url} for table in file.tables}
    for price in file.prices:
        body = price.model_dump(mode="json", exclude_defaults=True)
        body["agree"] = [tables[key] for key in price.agree]
        body["differ"] = [
            {"table": tables[one.table], "input": one.input, "output": one.output} for one in price.differ
        ]
        yield body


def list_price_from(raw: Raw) -> ListPrice:
    """One price of a body of `bodies_of`."""
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
