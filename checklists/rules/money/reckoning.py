"""Money as a whole: both costs, the saving and the break-even of one case on one day, with what is said of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checklists.rules.money.break_even import BreakEven, break_even_of
from checklists.rules.money.cost import TWO_CURRENCIES, Cost, cost_of
from checklists.rules.money.prices import Price, Tier, coming, in_force
from checklists.rules.money.saving import Saving, saving_of
from checklists.rules.money.usage import Usage
from checklists.rules.money.words import Ground, against, old_prices, said
from checklists.rules.trade_off.gap import Gap

FRESHNESS = "price"


@dataclass(frozen=True)
class Money:
    """`said` are the sentences of the result, `lacking` those of what is missing, in the order in which to read them.

    `coming` are prices that do not hold yet. `against_cheaper` is one sentence where the money speaks against the
    cheaper tier, and empty where it does not or nobody can tell.
    """

    larger: Cost
    cheaper: Cost
    usage: Usage
    coming: tuple[Price, ...]
    old: tuple[str, ...]
    saving: Saving | None
    break_even: BreakEven | None
    said: tuple[str, ...]
    lacking: tuple[str, ...]
    against_cheaper: str

    @property
    def empty(self) -> bool:
        """Whether no price is on record for either tier, now or to come."""
        return not (self.larger.prices or self.cheaper.prices or self.coming)


def money_of(
    prices: tuple[Price, ...],
    usage: Usage,
    gap: Gap | None,
    on: date,
    wording: Mapping[str, str],
    freshness: Mapping[str, int],
) -> Money:
    """What the tiers cost on a day and what follows. `wording` and `freshness` (days, by what) are the edition's."""
    larger, cheaper = (cost_of(tier, in_force(prices, tier, on), usage) for tier in Tier)
    saving = saving_of(larger, cheaper, usage)
    ground = Ground(saving, break_even_of(saving, gap, usage.tasks), usage, gap)
    days = freshness.get(FRESHNESS)
    held = (*larger.prices, *cheaper.prices)
    return Money(
        larger=larger,
        cheaper=cheaper,
        usage=usage,
        coming=(*coming(prices, Tier.LARGER, on), *coming(prices, Tier.CHEAPER, on)),
        old=old_prices(tuple(each for each in held if each.is_old(on, days)), days),
        saving=saving,
        break_even=ground.break_even,
        said=said(ground, wording),
        lacking=_lacking(larger, cheaper),
        against_cheaper=against(ground),
    )


def _lacking(larger: Cost, cheaper: Cost) -> tuple[str, ...]:
    apart = larger.currency and cheaper.currency and larger.currency != cheaper.currency
    sentences = (*larger.lacking, *cheaper.lacking, *((TWO_CURRENCIES,) if apart else ()))
    return tuple(dict.fromkeys(sentences))
