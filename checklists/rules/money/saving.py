"""What the cheaper tier saves: by the task, the month and the year."""

from dataclasses import dataclass, replace
from decimal import Decimal

from checklists.rules.money.cost import Cost, cost_of
from checklists.rules.money.prices import Tier
from checklists.rules.money.usage import Usage

MONTHS = 12


@dataclass(frozen=True)
class Saving:
    """Amounts in `currency`; below nought where the cheaper tier costs more. None: it cannot be said.

    `share` is the saving out of what the larger tier costs (0.8 is 80 per cent), by the month where that is known and
    otherwise by the task; None where the larger tier costs nothing. `like_for_like` is what the share would be if the
    cheaper tier took the very tokens and attempts of the larger one: it shows where the price of a token and the cost
    of a finished task go apart.
    """

    currency: str
    task: Decimal | None
    month: Decimal | None
    share: Decimal | None
    like_for_like: Decimal | None

    @property
    def year(self) -> Decimal | None:
        """Twelve months of it."""
        return None if self.month is None else self.month * MONTHS

    @property
    def known(self) -> Decimal | None:
        """The saving by the month, or by the task where the number of tasks is not known."""
        return self.task if self.month is None else self.month


def saving_of(larger: Cost, cheaper: Cost, usage: Usage) -> Saving | None:
    """The saving, where both tiers have a cost in one and the same currency; None otherwise."""
    if not larger.currency or larger.currency != cheaper.currency:
        return None
    task, month = _less(larger.task, cheaper.task), _less(larger.month, cheaper.month)
    if task is None and month is None:
        return None
    alike = cost_of(Tier.CHEAPER, cheaper.prices, replace(usage, cheaper=usage.larger))
    return Saving(larger.currency, task, month, _share(larger, cheaper), _share(larger, alike))


def _less(larger: Decimal | None, cheaper: Decimal | None) -> Decimal | None:
    return None if larger is None or cheaper is None else larger - cheaper


def _share(larger: Cost, cheaper: Cost) -> Decimal | None:
    """By the month where both are known for one, else by the task."""
    dear, cheap = larger.month, cheaper.month
    if dear is None or cheap is None:
        dear, cheap = larger.task, cheaper.task
    return None if not dear or cheap is None else (dear - cheap) / dear
