"""Lineage: what a model was made from, who says so, and what it inherits. Teacher and student are parent and child."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from checklists.rules.facts import FactDefinition, Members, Origin, Said

MAKER_SAYS = ("maker_stated", "maker_implied")
DISTILLED = {"stated": "yes", "implied": "yes", "not_distilled": "no"}
WEIGHTS = {"open": True, "closed": False}


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

    @cached_property
    def made_by(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps by which each model was made, by the id of the child."""
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.child, []).append(step)
        return {child: tuple(steps) for child, steps in found.items()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each model, by id."""
        return {key: model.name for key, model in self.models.items()}

    @cached_property
    def catalogued(self) -> frozenset[str]:
        """The ids of the models that the catalogue has a record of."""
        return frozenset(model.id for model in self.models.values() if model.key)

    def about(self, subject: str | None) -> "Lineage":
        """The same record about another model. What is looked up in it is made once for all of them."""
        if subject == self.subject:
            return self
        other = Lineage(subject, self.models, self.steps)
        vars(other).update(made_by=self.made_by, names=self.names, catalogued=self.catalogued)
        return other


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


def own_steps(lineage: Lineage, child: str | None = None) -> tuple[Step, ...]:
    """The steps by which one model was made, the subject where no other is named."""
    return lineage.made_by.get(child or lineage.subject or "", ())


def generations(lineage: Lineage, said_by: Container[str] | None = None) -> dict[str, int]:
    """The subject and everything it was made from, nearest first: id to the number of steps (0 is the subject).

    `said_by`: only by steps of which one of these says so.
    """
    if lineage.subject is None:
        return {}
    found, waiting = {lineage.subject: 0}, [lineage.subject]
    while waiting:
        child = waiting.pop(0)
        for step in own_steps(lineage, child):
            if step.parent not in found and (said_by is None or step.says in said_by):
                found[step.parent] = found[child] + 1
                waiting.append(step.parent)
    return found


def ancestors(lineage: Lineage, said_by: Container[str] | None = None) -> tuple[str, ...]:
    """The ids of everything that the subject was made from, the nearest first; `said_by` as for generations."""
    return tuple(model for model, distance in generations(lineage, said_by).items() if distance)


def roots(lineage: Lineage) -> tuple[str, ...]:
    """The ids at which the record ends: the subject or ancestors for which nothing older is on record."""
    return tuple(model for model in generations(lineage) if not own_steps(lineage, model))


def find_cycle(edges: Iterable[tuple[str, str]], new: tuple[str, str]) -> list[str] | None:
    """The cycle that a new (child, parent) edge would close, from the child round to itself, or None."""
    child, parent = new
    made_from: dict[str, list[str]] = {}
    for younger, older in edges:
        made_from.setdefault(younger, []).append(older)
    came_from: dict[str, str] = {parent: child}
    waiting = [parent]
    while waiting:
        model = waiting.pop(0)
        if model == child:
            return _way_round(child, came_from)
        for older in made_from.get(model, []):
            if older not in came_from:
                came_from[older] = model
                waiting.append(older)
    return None


def _way_round(child: str, came_from: Mapping[str, str]) -> list[str]:
    way = [child, came_from[child]]
    while way[-1] != child:
        way.append(came_from[way[-1]])
    return way[::-1]


def lineage_facts(lineage: Lineage, definitions: Mapping[str, FactDefinition]) -> tuple[Said, ...]:
    """What the public record of the subject says about facts. It rules nothing out, and ancestors say nothing of it."""
    model = lineage.models.get(lineage.subject or "")
    if model is None:
        return ()
    said = [
        Said("is_distilled", word, Origin.LINEAGE, model.status_source or "", model.read_on)
        for word in [DISTILLED.get(model.status)]
        if word
    ]
    stated: dict[str, Step] = {}
    for step in own_steps(lineage):
        if step.says in MAKER_SAYS:
            stated.setdefault(step.method, step)
    said += [
        Said("techniques", Members(frozenset({method})), Origin.LINEAGE, step.source or "", step.read_on)
        for method, step in stated.items()
    ]
    if model.weights in WEIGHTS:
        said.append(Said("open_weights", WEIGHTS[model.weights], Origin.LINEAGE, "", model.read_on))
    return tuple(each for each in said if each.fact in definitions)
