"""What is known of the two tiers, for a director: how each did on our work and what each costs, in two sentences."""

from decimal import Decimal

from checklists.dossier.reading import Data, Reading
from checklists.dossier.words import clipped, listed, short_date

NAME = 40
NOT_COMPARED = "Not compared on our own work."
NO_PRICE = "No price is on record."
UNLIKE = "What they cost cannot be compared yet."
FREE = "Neither costs anything."
HELD = "A price was given in confidence."


def two_tiers(reading: Reading) -> str:
    """The comparison relied on with its worst kind, and the money; "" on a record from before either was kept."""
    compared, money = reading.record.get("trade_off"), reading.record.get("money")
    told = [_compared(compared)] if compared is not None else []
    return " ".join([*told, *([_costs(money)] if money is not None else [])])


def _compared(judged: Data) -> str:
    chosen = next((each for each in judged["evaluations"] if each["id"] == judged["relied_on"]), None)
    if chosen is not None:
        return " ".join([f"Our own test, {_on(chosen)}: {_right(chosen['result'])}.", *_limit(chosen), *_worst(chosen)])
    others = [
        f"{each['done_by_label']} comparison, {_on(each)}: {_right(each['result'])}."
        for each in judged["evaluations"][-1:]
    ]
    return " ".join([NOT_COMPARED, *others])


def _on(comparison: Data) -> str:
    return short_date(comparison["measured_on"]) or "day not recorded"


def _right(result: Data) -> str:
    larger, cheaper = _shares(result)
    return f"the larger tier had {larger} right, the cheaper one {cheaper}"


def _limit(comparison: Data) -> list[str]:
    if comparison["tolerance"] is None:
        return []
    return [f"{comparison['verdict_label']} ({comparison['tolerance']} in a hundred)."]


def _worst(comparison: Data) -> list[str]:
    """The kind on which the cheaper tier lost most."""
    found = [each for each in comparison["slices"] if each["name"] == comparison["worst"]]
    return [f"Worst: “{clipped(each['name'], NAME)}”, {listed(_shares(each['result']))}." for each in found]


def _shares(result: Data) -> list[str]:
    """What each tier had right, the larger one first."""
    return [f"{result[tier]['right']:,} of {result[tier]['total']:,}" for tier in ("larger", "cheaper")]


def _costs(money: Data) -> str:
    if money["withheld"]:
        return HELD
    tiers, even, mistake = money["tiers"], money["break_even"], money["mistake"]
    if not any(tier["prices"] for tier in tiers):
        return NO_PRICE
    if not money["saving"] or any(tier["month"] is None for tier in tiers):
        return UNLIKE
    if not any(Decimal(tier["month"]) for tier in tiers):
        return FREE
    costs = f"They cost {listed([tier['month_label'] for tier in tiers])} a month."
    if not even or even["value"] is None:
        return costs
    ours = f"; we say it costs {mistake['label']}" if mistake else ""
    return f"{costs} The cheaper one pays while a mistake costs less than {even['value_label']}{ours}."
