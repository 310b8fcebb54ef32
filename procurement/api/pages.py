"""Pages of a list, by cursor: the order is that of the ids, so that a page neither repeats nor skips under writes.

The cost of a page does not grow with the table: no offset, and no count unless it is asked for.
"""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from checklists.errors import Detail, Invalid
from procurement.api.parameters import USUAL_RESULTS

CURSOR = re.compile(r"([ab])([0-9a-f]{32})", re.ASCII)


@dataclass(frozen=True)
class Page:
    """`next` and `previous` are whole addresses, None at the ends; `count` None where nobody asked."""

    rows: list[Any]
    next: str | None
    previous: str | None
    count: int | None = None

    def as_data(self, results: Any) -> dict[str, Any]:
        """The body of the response."""
        counted = {} if self.count is None else {"count": self.count}
        return {"next": self.next, "previous": self.previous, **counted, "results": results}


def page_of(rows: QuerySet, request: Request, values: dict[str, Any]) -> Page:
    """One page of `rows` as the query asks for it: `limit`, `cursor`, `count`."""
    limit = values.get("limit", USUAL_RESULTS)
    backwards, start = _start(values.get("cursor", ""))
    found = _found(rows, backwards, start, limit)
    more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    has_next = bool(found) and (backwards or more)
    has_previous = bool(found) and (more if backwards else start is not None)
    return Page(
        found,
        next=_address(request, f"a{found[-1].pk.hex}") if has_next else None,
        previous=_address(request, f"b{found[0].pk.hex}") if has_previous else None,
        count=rows.count() if values.get("count") else None,
    )


def _found(rows: QuerySet, backwards: bool, start: UUID | None, limit: int) -> list[Any]:
    if start is not None:
        rows = rows.filter(pk__lt=start) if backwards else rows.filter(pk__gt=start)
    return list(rows.order_by("-pk" if backwards else "pk")[: limit + 1])


def _start(cursor: str) -> tuple[bool, UUID | None]:
    """`a` and an id: what comes after it; `b` and an id: what comes before it."""
    if not cursor:
        return False, None
    found = CURSOR.fullmatch(cursor)
    if found is None:
        sentence = "This cursor is none of ours: take it from `next` or `previous`."
        raise Invalid(sentence, [Detail("?cursor", "query", sentence)])
    return found[1] == "b", UUID(found[2])


def _address(request: Request, cursor: str) -> str:
    query = request.query_params.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
