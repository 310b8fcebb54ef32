"""What one tier costs for a task and for a month, or what is missing to say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from checklists.rules.money.prices import Price, Tier, Unit
from checklists.rules.money.usage import Effort, Usage

MILLION = Decimal(1_000_000)

NO_PRICE = {
    Tier.LARGER: "There is no price on record for the larger tier. That does not make it free: take the price from "
    "the vendor's price list or your invoice.",
    Tier.CHEAPER: "There is no price on record for the cheaper tier. That does not make it free: take the price from "
    "the vendor's price list or your invoice.",
}
HALF_A_PRICE = {
    Tier.LARGER: "The price on record for the larger tier is not complete. What is missing is not free: ask for it.",
    Tier.CHEAPER: "The price on record for the cheaper tier is not complete. What is missing is not free: ask for it.",
}
NO_TOKENS = {
    Tier.LARGER: "It is not recorded how many tokens one task takes on the larger tier. Estimate them from one usual "
    "document and its answer.",
    Tier.CHEAPER: "It is not recorded how many tokens one task takes on the cheaper tier. Estimate them apart from the "
    "larger tier's: answers may be longer.",
}
NO_TASKS = "It is not recorded how many tasks a month there are, so no monthly cost can be worked out."
TWO_CURRENCIES = (
    "The prices on record are in more than one currency. We do not convert them, since the rate would decide the "
    "result: record both tiers in one currency."
)


@dataclass(frozen=True)
class Cost:
    """What one tier costs in `currency`. None: it cannot be said, and `lacking` holds a sentence for each reason.

    `task` is the cost of one task with all its attempts, a monthly fee spread over the tasks of a month.
    """

    tier: Tier
    prices: tuple[Price, ...]
    effort: Effort
    currency: str = ""
    task: Decimal | None = None
    month: Decimal | None = None
    lacking: tuple[str, ...] = ()


def cost_of(tier: Tier, prices: tuple[Price, ...], usage: Usage) -> Cost:
    """The cost of a tier from the prices in force. An unknown part leaves the whole unknown, never smaller."""
    effort, tasks = usage.effort(tier), usage.tasks
    lacking = tuple(dict.fromkeys(_lacking(tier, prices, effort, tasks)))
    currencies = {each.currency for each in prices}
    if not prices or len(currencies) > 1:
        return Cost(tier, prices, effort, lacking=lacking)
    fixed = _sum(each.charged(each.price) for each in prices if each.unit is Unit.MONTH)
    running = _sum(_of_task(each, effort) for each in prices if each.unit is not Unit.MONTH)
    by_the_month = any(each.unit is Unit.MONTH for each in prices)
    return Cost(
        tier=tier,
        prices=prices,
        effort=effort,
        currency=currencies.pop(),
        task=_task(fixed, running, tasks, by_the_month),
        month=_month(fixed, running, tasks, by_the_task=any(each.unit is not Unit.MONTH for each in prices)),
        lacking=lacking,
    )


def _sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    listed = list(parts)
    known = [part for part in listed if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(listed) else None


def _task(fixed: Decimal | None, running: Decimal | None, tasks: int | None, by_the_month: bool) -> Decimal | None:
    if not by_the_month:
        return running
    return None if fixed is None or running is None or not tasks else running + fixed / tasks


def _month(fixed: Decimal | None, running: Decimal | None, tasks: int | None, by_the_task: bool) -> Decimal | None:
    """A volume of nought says as little as none: nothing would cost anything, and the two tiers the same."""
    if not by_the_task:
        return fixed
    return None if fixed is None or running is None or not tasks else fixed + running * tasks


def _of_task(price: Price, effort: Effort) -> Decimal | None:
    """What one task costs at one price, all its attempts together."""
    if price.unit is Unit.TASK:
        charged = price.charged(price.price)
        return None if charged is None else charged * effort.attempts
    once = _sum(_of_tokens(tokens, amount) for tokens, amount in _token_parts(price, effort))
    return None if once is None else once * effort.attempts


def _token_parts(price: Price, effort: Effort) -> tuple[tuple[int | None, Decimal | None], ...]:
    return (
        (effort.input_tokens, price.charged(price.input_price)),
        (effort.output_tokens, price.charged(price.output_price)),
    )


def _of_tokens(tokens: int | None, amount: Decimal | None) -> Decimal | None:
    if tokens == 0:
        return Decimal(0)
    return None if tokens is None or amount is None else amount * tokens / MILLION


def _lacking(tier: Tier, prices: tuple[Price, ...], effort: Effort, tasks: int | None) -> Iterable[str]:
    if not prices:
        yield NO_PRICE[tier]
        return
    if len({each.currency for each in prices}) > 1:
        yield TWO_CURRENCIES
    for each in prices:
        parts = _token_parts(each, effort) if each.unit is Unit.MILLION_TOKENS else ((1, each.charged(each.price)),)
        if any(amount is None and tokens != 0 for tokens, amount in parts):
            yield HALF_A_PRICE[tier]
        if any(tokens is None for tokens, _ in parts):
            yield NO_TOKENS[tier]
    if not tasks:
        yield NO_TASKS
