"""How much work the model does: tokens and attempts for one task on each tier, and what a mistake costs the buyer."""

from dataclasses import dataclass, field
from decimal import Decimal

from checklists.rules.money.prices import Tier


@dataclass(frozen=True)
class Effort:
    """What one task takes on one tier. Tokens are those of one attempt; None is not known.

    `attempts` is how often a task is sent on average before its result can be used, 1 where nobody says otherwise.
    """

    input_tokens: int | None = None
    output_tokens: int | None = None
    attempts: Decimal = Decimal(1)


@dataclass(frozen=True)
class Amount:
    """Money in one currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True)
class Usage:
    """`tasks` is the number of tasks a month; `mistake` what the buyer says it costs to find and put right one."""

    tasks: int | None = None
    larger: Effort = field(default_factory=Effort)
    cheaper: Effort = field(default_factory=Effort)
    mistake: Amount | None = None

    def effort(self, tier: Tier) -> Effort:
        """What one task takes on a tier."""
        return self.larger if tier is Tier.LARGER else self.cheaper
