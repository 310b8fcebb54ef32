"""Leave a price out of a record that the vendor gave in confidence, and with it every figure it could be had from.

A saving and a cost give the price away to whoever can divide, so none of them stays. Plain data in, plain data out.
"""

from collections.abc import Mapping
from typing import Any

Data = Mapping[str, Any]

HELD = "Given in confidence."
HELD_REASON = "It rests on a price that was given in confidence, so it is not repeated here."
HELD_MONEY = "A price was given in confidence, so what follows from it is not shown here. It can be seen at {who}."
AMOUNTS = ("price", "input_price", "output_price")


def withhold_money(record: Data, who: str) -> dict[str, Any]:
    """The record without what a confidential price would tell; `record` stays as it is, and as it was without money."""
    money = record.get("money")
    if money is None or not any(price["in_confidence"] for price in _prices(money)):
        return dict(record)
    said = record.get("recommendation")
    told = {"recommendation": _unsaid(said)} if said else {}
    return {**record, "money": _held(money, who), **told}


def _unsaid(said: Data) -> dict[str, Any]:
    """The recommendation without the sentences that quote what follows from a price."""
    reasons = [{**point, "text": HELD_REASON} if point["rests_on"] == "money" else point for point in said["reasons"]]
    return {**said, "reasons": reasons}


def _prices(money: Data) -> list[Data]:
    return [price for tier in money["tiers"] for price in tier["prices"]] + list(money["coming"])


def _held(money: Data, who: str) -> dict[str, Any]:
    return {
        **money,
        "tiers": [_tier(tier) for tier in money["tiers"]],
        "coming": [_price(price) for price in money["coming"]],
        "saving": None,
        "break_even": None,
        "said": [HELD_MONEY.format(who=who)],
        "old": [],
        "against_cheaper": "",
        "withheld": True,
    }


def _tier(tier: Data) -> dict[str, Any]:
    gone = {"task": None, "task_label": HELD, "month": None, "month_label": HELD}
    return {**tier, **gone, "prices": [_price(price) for price in tier["prices"]]}


def _price(price: Data) -> dict[str, Any]:
    if not price["in_confidence"]:
        return dict(price)
    words = {"label": "", "source": HELD, "address": "", "free_because": "", "price_label": HELD}
    return {**price, **dict.fromkeys(AMOUNTS), **words}
