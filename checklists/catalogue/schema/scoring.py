"""scoring.yaml: how answers become points, bands and findings."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from checklists.catalogue.schema.base import Condition, Day, DecimalText, Entry, Key, Line, Many, Text, WholeText, Word

Severity = Literal["info", "low", "medium", "high", "critical"]
Point = Literal["satisfactory", "closed_good", "concern", "amber", "unacceptable", "red"]
Weight = Literal["1", "2", "3", "4", "5"]
Open = Literal[
    "not_yet", "does_not_know", "refuses", "confidential", "open_text_not_yet_judged", "table_not_yet_judged"
]


class OpenBounds(Entry):
    """What counts as open, and its points in the lower and in the upper bound."""

    lower: DecimalText
    upper: DecimalText
    what: Many[Open]


class BandOfScore(Entry):
    """A stretch of the score with a label."""

    key: Key
    label: Line
    at_least: DecimalText


class Scale(Entry):
    """Points, weights and bands, valid from one day until another (or until further notice)."""

    valid_from: Day
    valid_until: Day | None
    points: dict[Point, DecimalText]
    open: OpenBounds
    left_out: Many[Literal["not_applicable", "retired"]]
    reviewer_first: Text
    weights: dict[Weight, DecimalText]
    bands: Annotated[Many[BandOfScore], Field(min_length=1)]
    band_rule: Text


class SeverityLabel(Entry):
    """A severity, its label, and its rank from the lightest (0)."""

    key: Severity
    label: Line
    rank: Annotated[int, Field(ge=0, le=9)]


class ByWeight(Entry):
    """Severity by the weight of the question, or at a gate."""

    weight_1_3: Severity
    weight_4_5: Severity
    gate: Severity


Consequence = Literal["1", "2", "3"]


class ByBand(Entry):
    """Severity by the band of the obligation and its consequence."""

    law: dict[Consequence, Severity]
    professional: dict[Consequence, Severity]


class InsteadOf(Entry):
    """The finding that this one replaces."""

    question: Key
    rule: Key


def _kind_of_severity(value: object) -> str:
    if not isinstance(value, dict | Entry):
        return "<word>"
    names = value.keys() if isinstance(value, dict) else type(value).model_fields.keys()
    return "<band>" if {"law", "professional"} & set(names) else "<weight>"


SeverityOfRule = Annotated[
    Annotated[Literal["info", "low", "medium", "high", "critical", "from_rule"], Tag("<word>")]
    | Annotated[ByWeight, Tag("<weight>")]
    | Annotated[ByBand, Tag("<band>")],
    Discriminator(_kind_of_severity),
]


class FindingRule(Entry):
    """How one kind of finding is weighed."""

    key: Key
    plain: Text
    severity: SeverityOfRule
    met_also_by: bool = False
    when: Condition | None = None
    when_note: Text | None = None
    unless_answered: Key | None = None
    instead_of: InsteadOf | None = None


class Findings(Entry):
    """The severities, the rules, and how they are read."""

    severities: Annotated[Many[SeverityLabel], Field(min_length=1)]
    columns_note: Text
    rules: Annotated[Many[FindingRule], Field(min_length=1)]
    plain_note: Text
    family: Text
    met_also_by: Text
    gate: Text
    words_never_used: Many[Word]


class ToDo(Entry):
    """How many things the to-do list shows, and in which order."""

    at_most: WholeText
    order: Many[Literal["consequence_high_first", "band", "in_force_from_none_first", "file_order"]]


class TradeOff(Entry):
    """From how many items on a test is more than a hint."""

    own_test_at_least: WholeText
    own_test_note: Text
    small_slice: WholeText
    small_slice_note: Text


class ScoringFile(Entry):
    """scoring.yaml as a whole."""

    notes: Many[Text] = ()
    scales: Annotated[Many[Scale], Field(min_length=1)]
    findings: Findings
    freshness_days: dict[Literal["vendor", "product", "model_in_use", "price"], WholeText]
    to_do: ToDo
    trade_off: TradeOff
