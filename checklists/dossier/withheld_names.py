"""Leave out of a record what tiers are called where nobody is to know which models they are. Plain data in and out.

Whoever names a comparison or a price may name the models by it; a price list always does.
"""

from collections.abc import Mapping
from typing import Any

Data = Mapping[str, Any]

HELD_TIERS = {"larger": "The larger tier", "cheaper": "The cheaper tier", "title": "A comparison of both tiers"}
HELD = "Given in confidence."
NO_NAMES = {"label": "", "source": HELD, "address": ""}
# These findings quote the title of a comparison.
QUOTE_NAMES = {"tolerance_after_results"}


def without_names(record: Data) -> dict[str, Any]:
    """The parts of a record that may name models, without those names; nothing for parts that it does not have."""
    compared, money = record.get("trade_off"), record.get("money")
    return {
        **({"trade_off": _trade_off(compared)} if compared else {}),
        **({"money": _money(money)} if money else {}),
    }


def _trade_off(told: Data) -> dict[str, Any]:
    return {**told, "evaluations": [{**one, **HELD_TIERS, "note": "", "task": ""} for one in told["evaluations"]]}


def _money(money: Data) -> dict[str, Any]:
    tiers = [{**tier, "prices": [_price(one) for one in tier["prices"]]} for tier in money["tiers"]]
    labels = {one["label"]: one["tier_label"] for tier in money["tiers"] for one in tier["prices"] if one["label"]}
    old = [_renamed(sentence, labels) for sentence in money["old"]]
    return {**money, "tiers": tiers, "coming": [_price(one) for one in money["coming"]], "old": old}


def _price(price: Data) -> dict[str, Any]:
    return {**price, **NO_NAMES}


def _renamed(sentence: str, labels: Mapping[str, str]) -> str:
    for label, tier in labels.items():
        sentence = sentence.replace(label, tier)
    return sentence
