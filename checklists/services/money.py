"""The prices and the volume of a model in use, read from the tables in the rules' form; and what follows today."""

from datetime import date

from checklists.models import ModelUse, PricePoint, Usage
from checklists.models.prices import PriceState
from checklists.rules.money import prices, usage
from checklists.rules.money.reckoning import Money, money_of
from checklists.rules.trade_off.gap import Gap
from checklists.services.content import current_edition, edition_content

SAME = (
    "label", "currency", "valid_from", "read_on", "price", "input_price", "output_price", "free_because", "source",
    "address", "from_catalogue", "in_confidence",
)  # fmt: skip


def prices_of(use: ModelUse) -> tuple[prices.Price, ...]:
    """The prices that stand, in the order in which they were recorded. One statement."""
    rows = PricePoint.objects.filter(model_use=use, state=PriceState.STANDS.value).order_by("id")
    return tuple(map(price_from, rows))


def price_from(row: PricePoint) -> prices.Price:
    """One price in the rules' form."""
    same = {name: getattr(row, name) for name in SAME}
    return prices.Price(id=str(row.pk), tier=prices.Tier(row.tier), unit=prices.Unit(row.unit), **same)


def usage_of(use: ModelUse) -> usage.Usage:
    """The volume of a model in use; what is not on record is not known. One statement."""
    return usage_from(use, Usage.objects.filter(model_use=use).first())


def usage_from(use: ModelUse, row: Usage | None) -> usage.Usage:
    """The same from its row, where there is one."""
    if row is None:
        return usage.Usage(tasks=use.volume)
    return usage.Usage(
        tasks=use.volume,
        larger=usage.Effort(row.larger_input_tokens, row.larger_output_tokens, row.larger_attempts),
        cheaper=usage.Effort(row.cheaper_input_tokens, row.cheaper_output_tokens, row.cheaper_attempts),
        mistake=None if row.mistake_cost is None else usage.Amount(row.mistake_cost, row.mistake_currency),
    )


def money_today(use: ModelUse, gap: Gap | None, on: date) -> Money:
    """What the tiers of a model in use cost on a day, under the current edition."""
    edition = edition_content(current_edition().pk)
    return money_of(prices_of(use), usage_of(use), gap, on, edition.wording, edition.scoring.freshness_days)
