"""List prices as an edition keeps them. Apart from their reading: only who installs an edition needs the schema."""

from collections.abc import Iterable
from typing import Any

from checklists.catalogue.schema.prices import PricesFile


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
