"""Prices on record that are others than those that a decision was made with.

Plain records in, as checklists/rules/record.py has them. A record from before there were prices is not compared.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from checklists.rules.change_kinds import Seen

Data = Mapping[str, Any]

COSTS = "{tier}: what it costs"
NO_PRICE = "no price on record"
NO_SOURCE = "no source given"


def prices_seen(old: Data, new: Data) -> Iterator[Seen]:
    """One difference for each tier whose prices in force are others; one that has none any more is not known now."""
    then, now = _by_tier(old), _by_tier(new)
    for key, tier in now.items():
        if key not in then or _labels(then[key]) == _labels(tier):
            continue
        gone = bool(then[key]["prices"]) and not tier["prices"]
        what = COSTS.format(tier=tier["tier_label"])
        source, on = _read(tier)
        yield Seen("price", f"price:{key}", what, _labels(then[key]), _labels(tier), gone, (), source, on)


def _by_tier(record: Data) -> dict[str, Data]:
    return {tier["tier"]: tier for tier in (record.get("money") or {}).get("tiers", ())}


def _labels(tier: Data) -> str:
    """The prices as people write them, each with what it is for: the same amount for a task is another price."""
    return (
        "; ".join(f"{price['price_label']} {price.get('unit_label', '')}".strip() for price in tier["prices"])
        or NO_PRICE
    )


def _read(tier: Data) -> tuple[str | None, str | None]:
    """Where the first of the prices was read, and when; nobody where there is none."""
    first = next(iter(tier["prices"]), None)
    return (first["source"] or first["address"] or NO_SOURCE, first["read_on"]) if first else (None, None)
