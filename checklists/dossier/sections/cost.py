"""What the two tiers cost, what the cheaper one saves, and what a mistake may cost before the saving is used up."""

from decimal import Decimal
from typing import Any

from checklists.dossier.figures.monthly_cost import monthly_cost
from checklists.dossier.reading import Data, Reading, link
from checklists.dossier.words import long_date, short_date

TITLE = "What it costs, and what it saves"
NOT_REACHED = "Prices were not part of the record when this was decided."
NOTHING = (
    "There is no price on record for either tier, so no saving can be shown. A price that is missing is not nought: "
    "look at the invoice or the vendor's price list."
)
HELD = "A price was given in confidence."
LEAD = "Amounts are worked out from the prices that held on {on}. Beside each stands where and when it was read."
NO_SOURCE = "no source given"


def context(reading: Reading) -> dict[str, Any]:
    money = reading.record.get("money")
    if money is None:
        return {"lead": NOT_REACHED, "money": None}
    prices = [price for tier in money["tiers"] for price in tier["prices"]]
    return {
        "lead": _lead(reading, money, prices),
        "money": money,
        "figure": _figure(money),
        "tiers": [_tier(tier) for tier in money["tiers"]],
        "prices": [_price(price) for price in prices],
        "coming": [_price(price) for price in money["coming"]],
        "facts": _facts(money),
        "lacking": money["lacking"] if prices else [],
    }


def _lead(reading: Reading, money: Data, prices: list[Data]) -> str:
    if money["withheld"]:
        return HELD
    if not prices:
        return NOTHING
    return LEAD.format(on=long_date(reading.record["judged_on"]))


def _figure(money: Data) -> str:
    """The two bars, where both months are known in one currency and something is charged."""
    months = [tier["month"] for tier in money["tiers"]]
    drawn = money["saving"] and None not in months and any(map(Decimal, months))
    return monthly_cost(money["tiers"]) if drawn else ""


def _tier(tier: Data) -> dict[str, Any]:
    tokens = [("read", tier["input_tokens"]), ("written", tier["output_tokens"])]
    known = [f"{number:,} {word}" for word, number in tokens if number is not None]
    return {
        "label": tier["tier_label"],
        "tokens": ", ".join(known) or "not recorded",
        "attempts": tier["attempts"],
        "task": tier["task_label"],
        "month": tier["month_label"],
    }


def _price(price: Data) -> dict[str, Any]:
    return {
        "tier": price["tier_label"],
        "label": price["label"],
        "amount": price["price_label"],
        "unit": price["unit_label"],
        "valid_from": short_date(price["valid_from"]),
        "read_on": short_date(price["read_on"]),
        "source": price["source"] or NO_SOURCE,
        "address": price["address"],
        "link": link(price["address"]),
    }


def _facts(money: Data) -> list[tuple[str, str]]:
    """The figures behind the sentences, one a line; what is not known has none."""
    saving, even, mistake = money["saving"], money["break_even"], money["mistake"]
    rows = [("Tasks a month", f"{money['volume']:,}" if money["volume"] is not None else "not recorded")]
    if saving:
        rows += [("Saving a month", saving["month_label"]), ("Saving a year", saving["year_label"])]
        rows += [("Saving for one task", saving["task_label"])]
    if even and even["value"] is not None:
        rows += [("A mistake may cost at most", even["value_label"])]
    if mistake:
        rows += [("A mistake costs, as stated by us", mistake["label"])]
    return rows
