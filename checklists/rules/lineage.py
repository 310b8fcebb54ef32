"""Lineage: what a model was made from, who says so, and what it inherits. Teacher and student are parent and child."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class OutputTerms:
    """May outputs be used to train another model? `allows`: yes, no, conditional or unknown, from public terms."""

    allows: str
    statement: str
    source: str | None = None
    verified: bool = False


@dataclass(frozen=True)
class Claim:
    """What a third party says of a model. Shown apart; `agrees_with_maker` is None where that is not known."""

    text: str
    source: str | None
    agrees_with_maker: bool | None = None


@dataclass(frozen=True)
class Figure:
    """A figure that a maker published. `compared_to` names the reference where it is not the teacher."""

    metric: str
    benchmark: str
    teacher_value: str | None
    student_value: str | None
    retention_percent: str | None
    retention_basis: str = ""
    lower_is_better: bool = False
    compared_to: str = ""
    note: str = ""
    source: str | None = None
    verified: bool = False


@dataclass(frozen=True)
class Model:
    """An AI model as its maker names it. `status` is the catalogue's distillation_status; `key` None for one's own.

    `read_on` is the day on which the public record was read (the catalogue's `compiled`).
    """

    id: str
    name: str
    developer: str
    key: str | None = None
    weights: str = ""
    licence: str | None = None
    parameters: int | None = None
    released: str | None = None
    modality: str = ""
    tier_label: str | None = None
    role: str = "subject"
    status: str = "unknown"
    status_source: str | None = None
    notes: str = ""
    aliases: tuple[str, ...] = ()
    output_terms: OutputTerms | None = None
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    read_on: date | None = None


@dataclass(frozen=True)
class Step:
    """One derivation: `child` was made from `parent` (ids) by `method`; `says` tells who says so."""

    child: str
    parent: str
    method: str
    says: str
    variant: str = ""
    statement: str = ""
    source: str | None = None
    verified: bool = False
    read_on: date | None = None
    either_or: bool = False


@dataclass(frozen=True)
class Lineage:
    """The model in use's AI model with every ancestor that is on record. `subject` is None while no model is named."""

    subject: str | None = None
    models: Mapping[str, Model] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Gap:
    """Something nobody has said of one model, in a sentence."""

    model: str
    text: str


@dataclass(frozen=True)
class Inherited:
    """What is known of an ancestor and shows on the student, marked inherited. `kind` is output_terms or claim."""

    kind: str
    from_model: str
    from_name: str
    text: str
    source: str | None = None
    verified: bool = False
