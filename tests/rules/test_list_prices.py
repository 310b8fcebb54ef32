"""List prices: what is said beside one, from when it counts, and those of some models."""

from datetime import date
from decimal import Decimal

import pytest

from checklists.rules.money.list_prices import ListPrice, Table, prices_of_models

ONE, TWO = Table("Prices of hosts", "1.2", "https://one.example"), Table("Rates", "of May 2026", "https://two.example")


def price(key: str = "a", model: str = "m", valid_from: date | None = None) -> ListPrice:
    figures = (Decimal("0.15"), Decimal("0.60"), "USD", date(2026, 11, 3), valid_from)
    return ListPrice(key, model, "A host", *figures, agree=(ONE, TWO))


def test_it_says_that_it_is_no_quotation_and_when_and_where_it_was_read() -> None:
    assert price().caption == "List price, per million tokens, read on 3 November 2026, not a quotation."
    assert price().source == (
        "A host: list price, not a quotation; read on 3 November 2026 in Prices of hosts 1.2, Rates of May 2026"
    )


@pytest.mark.parametrize("since", [None, date(2025, 1, 1)])
def test_it_counts_from_the_day_given_else_from_the_day_it_was_read(since: date | None) -> None:
    assert price(valid_from=since).holds_from == (since or date(2026, 11, 3))


def test_the_prices_of_some_models_keep_the_order_of_the_catalogue() -> None:
    listed = (price("a", "m"), price("b", "other"), price("c", "n"), price("d", "m"))
    assert [each.key for each in prices_of_models(listed, ["n", "m"])] == ["a", "c", "d"]
    assert prices_of_models(listed, []) == ()
