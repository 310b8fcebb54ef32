"""Prices and volumes that nobody can have meant: each is refused at its field, with a sentence that says what to do."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from checklists.rules.money import checking
from checklists.rules.money.checking import wrong_price, wrong_usage

D = Decimal
DAY = date(2026, 11, 24)


def price(*, is_free: bool = False, **values: Any) -> list[tuple[str, str, str]]:
    given = {"unit": "month", "price": D(40), "currency": "GBP", "read_on": DAY, "valid_from": DAY, **values}
    return [(each.field, each.code, each.text) for each in wrong_price(given, is_free=is_free)]


def usage(**values: Any) -> list[tuple[str, str, str]]:
    return [(each.field, each.code, each.text) for each in wrong_usage(values)]


TOKENS = {"unit": "million_tokens", "price": None, "input_price": D("2.5"), "output_price": D(10)}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"unit": "task"},
        {"price": D("0.000001")},
        {"price": D(1)},
        {"price": D(1_000_000_000)},
        {"free_because": ""},
        {"free_because": "  "},
        {"valid_from": DAY + timedelta(1830)},
        {"read_on": None, "valid_from": DAY + timedelta(9999)},
        {"valid_from": None},
        TOKENS,
        {**TOKENS, "output_price": None},
        {**TOKENS, "input_price": None},
        {"is_free": True, "price": None, "free_because": "A trial."},
        {"is_free": True, "price": D(0), "free_because": "A trial."},
    ],
)
def test_a_price_that_may_be_meant_is_taken(values: dict) -> None:
    assert price(**values) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"price": None}, [("price", "missing", checking.WHICH_ONE)]),
        ({"price": D(-1)}, [("price", "below_nought", checking.BELOW)]),
        ({"price": D("1000000000.01")}, [("price", "too_much", checking.TOO_MUCH)]),
        ({"price": D("NaN")}, [("price", "invalid", checking.NO_NUMBER)]),
        ({"price": D("Infinity")}, [("price", "invalid", checking.NO_NUMBER)]),
        ({"price": D(0)}, [("price", "nought", checking.NOUGHT)]),
        ({"input_price": D(1)}, [("input_price", "other_unit", checking.OTHER_UNIT[checking.Unit.MONTH])]),
        (
            {"unit": "task", "output_price": D(1)},
            [("output_price", "other_unit", "This belongs to a price by the token. Give price.")],
        ),
        (
            {**TOKENS, "price": D(1)},
            [
                (
                    "price",
                    "other_unit",
                    "This belongs to a price by the task or the month. Give input_price and output_price.",
                )
            ],
        ),
        (
            {**TOKENS, "input_price": None, "output_price": None},
            [("input_price", "missing", "Give the price of a million tokens read, and of a million tokens written.")],
        ),
        ({"is_free": True, "price": None}, [("free_because", "missing", checking.WHY_FREE)]),
        ({"is_free": True, "price": None, "free_because": " "}, [("free_because", "missing", checking.WHY_FREE)]),
        ({"free_because": "A trial."}, [("free_because", "not_free", checking.NOT_SAID_FREE)]),
        ({"is_free": True, "free_because": "A trial."}, [("is_free", "not_free", checking.NOT_FREE)]),
        (
            {"is_free": True, "price": D("0.01"), "free_because": "A trial."},
            [("is_free", "not_free", checking.NOT_FREE)],
        ),
        (
            {"currency": "gbp"},
            [("currency", "currency", "'gbp' is no currency in use. Write its three letters: GBP, USD, EUR.")],
        ),
        (
            {"currency": None},
            [("currency", "currency", "'' is no currency in use. Write its three letters: GBP, USD, EUR.")],
        ),
        ({"valid_from": DAY + timedelta(1831)}, [("valid_from", "order", checking.FAR)]),
    ],
)
def test_a_price_that_nobody_can_have_meant_is_refused_at_its_field(values: dict, expected: list) -> None:
    assert price(**values) == expected


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"larger_input_tokens": 0, "cheaper_output_tokens": 100_000_000},
        {"larger_attempts": D(1), "cheaper_attempts": D(1000)},
        {"larger_attempts": None, "cheaper_attempts": D("1.5")},
        {"mistake_cost": D("0.01"), "mistake_currency": "GBP"},
        {"mistake_cost": None, "mistake_currency": ""},
    ],
)
def test_a_volume_that_may_be_meant_is_taken(values: dict) -> None:
    assert usage(**values) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        *(({name: -1}, [(name, "tokens", checking.TOKENS_BELOW)]) for name in checking.TOKENS),
        ({"larger_input_tokens": 100_000_001}, [("larger_input_tokens", "tokens", checking.TOKENS_TOO_MANY)]),
        *(({name: D("0.99")}, [(name, "attempts", checking.FEW_ATTEMPTS)]) for name in checking.ATTEMPTS),
        ({"cheaper_attempts": D("1000.1")}, [("cheaper_attempts", "attempts", checking.MANY_ATTEMPTS)]),
        *(
            ({"cheaper_attempts": D(word)}, [("cheaper_attempts", "invalid", checking.NO_NUMBER)])
            for word in ("NaN", "Infinity")
        ),
        (
            {"larger_attempts": None, "cheaper_attempts": D(0)},
            [("cheaper_attempts", "attempts", checking.FEW_ATTEMPTS)],
        ),
        (
            {"mistake_cost": D(0), "mistake_currency": "GBP"},
            [("mistake_cost", "nought", checking.MISTAKE_NOUGHT)],
        ),
        (
            {"mistake_cost": D(-5), "mistake_currency": "GBP"},
            [("mistake_cost", "below_nought", checking.BELOW)],
        ),
        ({"mistake_cost": D(5)}, [("mistake_currency", "missing", checking.BOTH)]),
        ({"mistake_currency": "GBP"}, [("mistake_cost", "missing", checking.BOTH)]),
        (
            {"mistake_cost": D(5), "mistake_currency": "ZZZ"},
            [("mistake_currency", "currency", checking.CURRENCY.format(given="'ZZZ'"))],
        ),
    ],
)
def test_a_volume_that_nobody_can_have_meant_is_refused_at_its_field(values: dict, expected: list) -> None:
    assert usage(**values) == expected


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert [field for field, *_ in price(price=D(-1), currency="", free_because="A trial.")] == [
        "price",
        "free_because",
        "currency",
    ]
