"""The trade-off of a case: what all comparisons on record say of its two tiers, and what follows."""

from dataclasses import dataclass

from checklists.rules.content import Edition
from checklists.rules.trade_off.evaluation import Evaluation
from checklists.rules.trade_off.gap import Gap
from checklists.rules.trade_off.sayings import Sayings
from checklists.rules.trade_off.weighing import Weighed, gap_of, relied_on, weigh


@dataclass(frozen=True)
class Comparison:
    """One comparison, weighed, and the sentences about it."""

    weighed: Weighed
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class TradeOff:
    """`comparisons` holds every one on record, the oldest first. `relied_on` is the buyer's own that counts, if any.

    `text` says in a sentence how it stands, `gap` what the cheaper tier costs in mistakes by the one relied on.
    `against_cheaper` is a sentence where that one shows the cheaper tier beyond the tolerance, else empty.
    """

    comparisons: tuple[Comparison, ...]
    relied_on: Weighed | None
    text: str
    gap: Gap | None
    against_cheaper: str


def trade_off(evaluations: tuple[Evaluation, ...], edition: Edition) -> TradeOff:
    """What comparisons say under an edition. Makers' published figures stand elsewhere and never enter here."""
    sayings = Sayings(edition.wording, edition.scoring.trade_off)
    comparisons = [Comparison(each, sayings.of(each)) for each in (weigh(one, sayings.bounds) for one in evaluations)]
    chosen = relied_on(each.weighed for each in comparisons)
    told = next((each.sentences[0] for each in comparisons if each.weighed is chosen), sayings.nobody_compared())
    return TradeOff(tuple(comparisons), chosen, told, gap_of(chosen), sayings.against_cheaper(chosen))
