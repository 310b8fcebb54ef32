"""All that an edition of the catalogue and a published questionnaire say, in the form that the rules read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from checklists.rules.change_kinds import ChangeKind
from checklists.rules.definitions import Definitions
from checklists.rules.facts import FactDefinition
from checklists.rules.money.list_prices import ListPrice
from checklists.rules.obligations import Band, Obligation, Regulator
from checklists.rules.questions import Questionnaire


@dataclass(frozen=True)
class Source:
    """Where a claim comes from and how far it was checked. No `url` means that none was certain."""

    key: str
    title: str
    publisher: str
    version: str
    verified: bool
    basis: str
    url: str | None = None
    checked_on: date | None = None
    status_note: str = ""
    volatility: str = ""


@dataclass(frozen=True)
class ContradictionRule:
    """Two statements that do not go together. `left` and `right` in the forms of contradictions.yaml."""

    key: str
    kind: str
    left: Mapping[str, Any]
    right: Mapping[str, Any]
    wording: str
    charitable: str
    ask: str
    severity: str


@dataclass(frozen=True)
class BandOfScore:
    key: str
    label: str
    at_least: Decimal


@dataclass(frozen=True)
class Scale:
    """Points, weights and bands of a score, valid under dates."""

    valid_from: date
    valid_until: date | None
    points: Mapping[str, Decimal]
    open_lower: Decimal
    open_upper: Decimal
    weights: Mapping[int, Decimal]
    bands: tuple[BandOfScore, ...]


@dataclass(frozen=True)
class FindingRule:
    """How one kind of finding is weighed: `severity` by weight_1_3, weight_4_5, gate; or by band and consequence;
    or one word in {"all": ..}; or {"from_rule": ""}."""

    key: str
    plain: str
    severity: Mapping[str, Any]
    met_also_by: bool = False
    when: str = ""
    unless_answered: str = ""
    instead_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TradeOffBounds:
    """How many items an own test needs to stand in for an answer, and a kind of item to be more than a hint."""

    own_test_at_least: int = 30
    small_slice: int = 30


@dataclass(frozen=True)
class Scoring:
    """How answers become points, bands and findings."""

    scales: tuple[Scale, ...]
    severities: tuple[tuple[str, str], ...]
    finding_rules: Mapping[str, FindingRule]
    freshness_days: Mapping[str, int]
    to_do_at_most: int
    trade_off: TradeOffBounds = TradeOffBounds()

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The place of each severity, the lightest 0."""
        return {key: place for place, (key, _) in enumerate(self.severities)}

    @cached_property
    def severity_labels(self) -> Mapping[str, str]:
        """The words for each severity."""
        return dict(self.severities)


@dataclass(frozen=True)
class FactGroup:
    key: str
    title: str


@dataclass(frozen=True)
class Edition:
    """One dated version of the catalogue, without its questionnaire and its models."""

    version: str
    as_of: date
    fact_groups: tuple[FactGroup, ...]
    facts: tuple[FactDefinition, ...]
    obligations: tuple[Obligation, ...]
    regulators: tuple[Regulator, ...]
    bands: tuple[Band, ...]
    contradictions: tuple[ContradictionRule, ...]
    wording: Mapping[str, str]
    sources: Mapping[str, Source]
    scoring: Scoring
    list_prices: tuple[ListPrice, ...] = ()
    changes: tuple[ChangeKind, ...] = ()

    @cached_property
    def definitions(self) -> Definitions:
        """The facts by name, one and the same each time, so that conditions are checked against it once."""
        return Definitions((definition.name, definition) for definition in self.facts)


@dataclass(frozen=True)
class Content:
    """An edition together with the questionnaire version that an assessment is pinned to."""

    edition: Edition
    questionnaire: Questionnaire
