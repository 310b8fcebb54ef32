"""The break-even: what one mistake may cost before the extra mistakes of the cheaper tier eat up what it saves."""

from dataclasses import dataclass
from decimal import Decimal

from checklists.rules.money.saving import Saving
from checklists.rules.trade_off.gap import Gap


@dataclass(frozen=True)
class BreakEven:
    """Extra mistakes a month, and the saving a month divided by them: what a mistake may cost at most.

    `extra` is what was seen, with the ends of its interval; below nought the cheaper tier makes fewer. `value` belongs
    to `extra`, `low` to `extra_high`, `high` to `extra_low`. None where there are no extra mistakes to divide by: there
    no cost of a mistake would use up the saving.
    """

    currency: str
    evaluation: str
    items: int
    extra: Decimal
    extra_low: Decimal
    extra_high: Decimal
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None

    @property
    def may_be_none(self) -> bool:
        """Whether the test leaves room for no extra mistakes at all."""
        return self.extra_low <= 0


def break_even_of(saving: Saving | None, gap: Gap | None, tasks: int | None) -> BreakEven | None:
    """Saving a month / (gap x tasks a month). None unless a month's saving, its tasks and a comparison are known."""
    if saving is None or saving.month is None or gap is None or not tasks:
        return None
    extra, low, high = gap.value * tasks, gap.low * tasks, gap.high * tasks
    return BreakEven(
        currency=saving.currency,
        evaluation=gap.evaluation,
        items=gap.items,
        extra=extra,
        extra_low=low,
        extra_high=high,
        value=_each(saving.month, extra),
        low=_each(saving.month, high),
        high=_each(saving.month, low),
    )


def _each(saving: Decimal, extra: Decimal) -> Decimal | None:
    return saving / extra if saving > 0 and extra > 0 else None
