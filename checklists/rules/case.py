"""One case: everything known of one assessment on one day, as the rules read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from checklists.rules.answers import Answer
from checklists.rules.facts import Said
from checklists.rules.life import ByHand, Life
from checklists.rules.lineage import Lineage
from checklists.rules.money.prices import Price
from checklists.rules.money.usage import Usage
from checklists.rules.obligations import OwnRecord
from checklists.rules.own_scale import OwnScale
from checklists.rules.trade_off.evaluation import Evaluation


@dataclass(frozen=True)
class GatePass:
    """A named person may pass a gate, with a written reason and an expiry."""

    question: str
    reason: str
    by: str
    on: date
    expires_on: date


@dataclass(frozen=True)
class Reopened:
    """A question of the last round that is asked again: why, in sentences, and what was answered then."""

    because: tuple[str, ...]
    previous: Answer | None = None


@dataclass(frozen=True)
class Case:
    """`said` holds the buyer's own facts; answers and lineage add theirs. `picked_model` is the model in use's own.

    `submitted` turns a missing answer into a finding. `evaluations`: those of finished results, the oldest first.
    `short` asks the short set alone, with what it escalates to; `reopened`: what is asked again, by question.
    `model_names` gives names to the ids of models that answers pick; those of the lineage need none. `prices`: those
    that stand, of both tiers and all days. `lives` is by the key of a finding, for those that somebody has taken up;
    `by_hand` holds the findings that people raised and have not closed. `own_scale`: the organisation's own that holds
    on `judged_on`; None where the catalogue's counts.
    """

    judged_on: date
    tier_label: str = ""
    purpose: str = ""
    said: tuple[Said, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    records: tuple[OwnRecord, ...] = ()
    lineage: Lineage = field(default_factory=Lineage)
    picked_model: str | None = None
    gate_passes: tuple[GatePass, ...] = ()
    submitted: bool = False
    evaluations: tuple[Evaluation, ...] = ()
    vendor: str = ""
    short: bool = False
    model_names: Mapping[str, str] = field(default_factory=dict)
    prices: tuple[Price, ...] = ()
    usage: Usage = field(default_factory=Usage)
    lives: Mapping[str, Life] = field(default_factory=dict)
    by_hand: tuple[ByHand, ...] = ()
    reopened: Mapping[str, Reopened] = field(default_factory=dict)
    own_scale: OwnScale | None = None

    @property
    def names(self) -> Mapping[str, str]:
        """The name of every model that the lineage or an answer may point to, by id."""
        return {**self.lineage.names, **self.model_names} if self.model_names else self.lineage.names
