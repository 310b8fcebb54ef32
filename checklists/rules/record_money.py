"""Money on the record: the prices in force, what each tier costs, the saving, the break-even, and what is said of them.

Amounts are decimal text with six places at most, and None where they cannot be said; each has a label for people.
"""

from decimal import Decimal

from checklists.rules.money.break_even import BreakEven
from checklists.rules.money.cost import Cost
from checklists.rules.money.figures import count, exact_money, money, per_cent, rounded
from checklists.rules.money.prices import TIER_LABELS, UNIT_LABELS, Price, Unit
from checklists.rules.money.reckoning import Money
from checklists.rules.money.saving import Saving
from checklists.rules.money.usage import Amount
from checklists.rules.plain import Plain, decimal, iso

PLACES = Decimal("0.000001")
NOT_ON_RECORD = "not on record"
CANNOT_SAY = "cannot be said"
FREE = "free: {why}"
BOTH_WAYS = "{input} read, {output} written"
SAME = ("id", "label", "currency", "free_because", "source", "address", "from_catalogue", "in_confidence")


def money_on_record(result: Money) -> Plain:
    """The part `money` of the record."""
    return {
        "tiers": [_tier(cost) for cost in (result.larger, result.cheaper)],
        "coming": [_price(price) for price in result.coming],
        "volume": result.usage.tasks,
        "saving": _saving(result.saving) if result.saving else None,
        "break_even": _break_even(result.break_even) if result.break_even else None,
        "mistake": _amount(result.usage.mistake) if result.usage.mistake else None,
        "said": list(result.said),
        "lacking": list(result.lacking),
        "old": list(result.old),
        "against_cheaper": result.against_cheaper,
        "withheld": False,
    }


def _tier(cost: Cost) -> Plain:
    return {
        "tier": cost.tier.value,
        "tier_label": TIER_LABELS[cost.tier],
        "currency": cost.currency,
        "task": _exact(cost.task),
        "task_label": _label(cost.task, cost.currency),
        "month": _exact(cost.month),
        "month_label": _label(cost.month, cost.currency),
        "input_tokens": cost.effort.input_tokens,
        "output_tokens": cost.effort.output_tokens,
        "attempts": decimal(cost.effort.attempts),
        "prices": [_price(price) for price in cost.prices],
    }


def _price(price: Price) -> Plain:
    return {
        **{name: getattr(price, name) for name in SAME},
        "tier": price.tier.value,
        "tier_label": TIER_LABELS[price.tier],
        "unit": price.unit.value,
        "unit_label": UNIT_LABELS[price.unit],
        "price": _exact(price.price),
        "input_price": _exact(price.input_price),
        "output_price": _exact(price.output_price),
        "price_label": price_label(price),
        "valid_from": iso(price.valid_from),
        "read_on": iso(price.read_on),
    }


def price_label(price: Price) -> str:
    """What a price says, as people write it. What is not on record is said to be so."""
    if price.free_because and not any((price.price, price.input_price, price.output_price)):
        return FREE.format(why=price.free_because)
    if price.unit is not Unit.MILLION_TOKENS:
        return _asked(price, price.price)
    return BOTH_WAYS.format(input=_asked(price, price.input_price), output=_asked(price, price.output_price))


def _asked(price: Price, amount: Decimal | None) -> str:
    charged = price.charged(amount)
    return NOT_ON_RECORD if charged is None else exact_money(charged, price.currency)


def _saving(saving: Saving) -> Plain:
    return {
        "currency": saving.currency,
        "task": _exact(saving.task),
        "task_label": _label(saving.task, saving.currency),
        "month": _exact(saving.month),
        "month_label": _label(saving.month, saving.currency),
        "year": _exact(saving.year),
        "year_label": _label(saving.year, saving.currency),
        "per_cent": None if saving.share is None else per_cent(saving.share),
        "like_for_like": None if saving.like_for_like is None else per_cent(saving.like_for_like),
    }


def _break_even(even: BreakEven) -> Plain:
    ends = {"value": even.value, "low": even.low, "high": even.high}
    extra = {"extra": even.extra, "extra_low": even.extra_low, "extra_high": even.extra_high}
    return {
        "currency": even.currency,
        "evaluation": even.evaluation,
        "items": even.items,
        "may_be_none": even.may_be_none,
        **{name: _exact(amount) for name, amount in (ends | extra).items()},
        **{f"{name}_label": _label(amount, even.currency) for name, amount in ends.items()},
        "extra_label": count(even.extra),
    }


def _amount(amount: Amount) -> Plain:
    return {
        "amount": decimal(amount.amount),
        "currency": amount.currency,
        "label": money(amount.amount, amount.currency),
    }


def _exact(amount: Decimal | None) -> str | None:
    return None if amount is None else decimal(rounded(amount, PLACES))


def _label(amount: Decimal | None, currency: str) -> str:
    return CANNOT_SAY if amount is None else money(amount, currency)
