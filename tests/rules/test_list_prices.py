"""List prices: picked by model, in the order of the catalogue, and never shown without the day they were read on."""

from datetime import date
from decimal import Decimal

import pytest

from checklists.rules.money.list_prices import ListPrice, Table, prices_of_models
from tests.rules.makers import EARLIER, TODAY


def make_list_price(key: str, model: str, valid_from: date | None = None) -> ListPrice:
    tables = Table("A table", "12", "https://a.example"), Table("Another", "3", "https://b.example")
    return ListPrice(key, model, "A host", Decimal(1), Decimal(2), "USD", TODAY, valid_from, tables)


PRICES = (make_list_price("p1", "one"), make_list_price("p2", "two"), make_list_price("p3", "one"))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [(["one"], ["p1", "p3"]), (["two", "one"], ["p1", "p2", "p3"]), (iter(["two"]), ["p2"]), (["three"], []), ([], [])],
)
def test_the_prices_of_some_models_stand_in_the_order_of_the_catalogue(keys, expected: list[str]) -> None:
    assert [price.key for price in prices_of_models(PRICES, keys)] == expected


def test_a_list_price_says_where_and_when_it_was_read_and_that_it_is_no_quotation() -> None:
    price = PRICES[0]
    assert price.caption == "List price, per million tokens, read on 24 November 2026, not a quotation."
    assert price.source == ("A host: list price, not a quotation; read on 24 November 2026 in A table 12, Another 3")


@pytest.mark.parametrize(("given", "holds_from"), [(EARLIER, EARLIER), (None, TODAY)])
def test_a_price_counts_from_the_day_it_was_read_where_no_other_is_known(given: date | None, holds_from: date) -> None:
    assert make_list_price("p", "one", given).holds_from == holds_from
