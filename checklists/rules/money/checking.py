"""Whether a price or a volume can be what somebody meant: what is refused, and in which words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from checklists.rules.currencies import CURRENCIES
from checklists.rules.money.prices import Unit
from checklists.rules.quoting import quoted

MOST = Decimal(1_000_000_000)
MOST_TOKENS = 100_000_000
MOST_ATTEMPTS = Decimal(1000)
ANNOUNCED = timedelta(days=5 * 366)
OF_TOKENS = ("input_price", "output_price")
AMOUNTS = ("price", *OF_TOKENS)
TOKENS = ("larger_input_tokens", "larger_output_tokens", "cheaper_input_tokens", "cheaper_output_tokens")
ATTEMPTS = ("larger_attempts", "cheaper_attempts")

BELOW = "A price cannot be below nought."
TOO_MUCH = "This is more than a thousand million. Write the price itself, without spaces or signs."
NO_NUMBER = "Write a number."
NOUGHT = (
    "Nought may stand for a price that nobody knows. Leave it empty if it is not known; if nothing is charged, say "
    "that it is free, and why."
)
NOT_FREE = "It is said to be free, and has a price. Take out one of the two."
WHY_FREE = "Say why nothing is charged: a trial, or part of another fee."
NOT_SAID_FREE = "A reason why it is free is given, and it is not said to be free. Say so, or take the reason out."
CURRENCY = "{given} is no currency in use. Write its three letters: GBP, USD, EUR."
WHICH = "Give the price of a million tokens read, and of a million tokens written."
WHICH_ONE = "Give the price."
OTHER_UNIT = {
    Unit.MILLION_TOKENS: "This belongs to a price by the task or the month. Give input_price and output_price.",
    Unit.TASK: "This belongs to a price by the token. Give price.",
    Unit.MONTH: "This belongs to a price by the token. Give price.",
}
FAR = "That is more than five years after the day on which the price was read. Look at both days again."
TOKENS_TOO_MANY = "That is more than a hundred million tokens for one task. Give those of one task, not of a month."
TOKENS_BELOW = "A number of tokens cannot be below nought."
FEW_ATTEMPTS = "A task is sent at least once."
MANY_ATTEMPTS = "That is more than a thousand attempts for one task."
MISTAKE_NOUGHT = (
    "If a mistake costs nothing to put right, there is nothing to compare with. Leave it empty if not known."
)
BOTH = "An amount and its currency go together."


@dataclass(frozen=True)
class Wrong:
    """One field that cannot be, with a stable code and a sentence."""

    field: str
    code: str
    text: str


def wrong_price(values: Mapping[str, Any], *, is_free: bool) -> Iterator[Wrong]:
    """Everything that is wrong with a price; `values` are those of a price point, with a known unit."""
    unit = Unit(values["unit"])
    ours = OF_TOKENS if unit is Unit.MILLION_TOKENS else ("price",)
    given = {name: values[name] for name in AMOUNTS if values.get(name) is not None}
    for name in given:
        if name not in ours:
            yield Wrong(name, "other_unit", OTHER_UNIT[unit])
    if not any(name in given for name in ours) and not is_free:
        yield Wrong(ours[0], "missing", WHICH if unit is Unit.MILLION_TOKENS else WHICH_ONE)
    for name, amount in given.items():
        yield from _amount(name, amount, is_free)
    yield from _free(values, given, is_free)
    yield from _currency("currency", values.get("currency"))
    yield from too_far(values.get("read_on"), values.get("valid_from"))


def _amount(name: str, amount: Decimal, is_free: bool) -> Iterator[Wrong]:
    if not amount.is_finite():
        yield Wrong(name, "invalid", NO_NUMBER)
    elif amount < 0:
        yield Wrong(name, "below_nought", BELOW)
    elif amount > MOST:
        yield Wrong(name, "too_much", TOO_MUCH)
    elif amount == 0 and not is_free:
        yield Wrong(name, "nought", NOUGHT)


def _free(values: Mapping[str, Any], given: Mapping[str, Decimal], is_free: bool) -> Iterator[Wrong]:
    reason = (values.get("free_because") or "").strip()
    if is_free and not reason:
        yield Wrong("free_because", "missing", WHY_FREE)
    if not is_free and reason:
        yield Wrong("free_because", "not_free", NOT_SAID_FREE)
    if is_free and given and all(amount > 0 for amount in given.values() if amount.is_finite()):
        yield Wrong("is_free", "not_free", NOT_FREE)


def _currency(field: str, code: str | None) -> Iterator[Wrong]:
    if code not in CURRENCIES:
        yield Wrong(field, "currency", CURRENCY.format(given=quoted(code or "")))


def too_far(read_on: date | None, valid_from: date | None) -> Iterator[Wrong]:
    """Whether a price would hold only from a day that nobody announces prices for."""
    if read_on is not None and valid_from is not None and valid_from > read_on + ANNOUNCED:
        yield Wrong("valid_from", "order", FAR)


def wrong_usage(values: Mapping[str, Any]) -> Iterator[Wrong]:
    """Everything that is wrong with a volume; what is not given is not known."""
    for name in TOKENS:
        tokens = values.get(name)
        if tokens is not None and not 0 <= tokens <= MOST_TOKENS:
            yield Wrong(name, "tokens", TOKENS_BELOW if tokens < 0 else TOKENS_TOO_MANY)
    for name in ATTEMPTS:
        attempts = values.get(name)
        if attempts is None:
            continue
        if not attempts.is_finite():
            yield Wrong(name, "invalid", NO_NUMBER)
        elif not 1 <= attempts <= MOST_ATTEMPTS:
            yield Wrong(name, "attempts", FEW_ATTEMPTS if attempts < 1 else MANY_ATTEMPTS)
    yield from _mistake(values.get("mistake_cost"), values.get("mistake_currency") or "")


def _mistake(cost: Decimal | None, currency: str) -> Iterator[Wrong]:
    if cost is None:
        if currency:
            yield Wrong("mistake_cost", "missing", BOTH)
        return
    if cost == 0:
        yield Wrong("mistake_cost", "nought", MISTAKE_NOUGHT)
    else:
        yield from _amount("mistake_cost", cost, is_free=False)
    if not currency:
        yield Wrong("mistake_currency", "missing", BOTH)
    else:
        yield from _currency("mistake_currency", currency)
