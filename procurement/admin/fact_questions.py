"""The facts as plain questions on a form, always with "not known", and back from the form to values.

A fact that is left at "not known" is not sent, or taken back: unknown is never no.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from checklists.rules.conditions import holds, parse
from checklists.rules.content import Edition
from checklists.rules.facts import (
    FactDefinition,
    Facts,
    Members,
    Origin,
    Said,
    Verdict,
    check_value,
    settle,
    value_label,
)

NOT_KNOWN = "not_known"
ORIGINS = {
    Origin.BUYER: "Your own record",
    Origin.ANSWERS: "An answer",
    Origin.LINEAGE: "The public record of the model",
}
BOOL = {"yes": True, "no": False}
BOOL_OPTIONS = (("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True)
class FactQuestion:
    """One fact as a question. `picked` holds what is picked or ticked; nothing stands for "not known"."""

    definition: FactDefinition
    picked: tuple[str, ...]
    is_asked: bool = True
    said: tuple[str, ...] = ()
    problem: str = ""

    @property
    def name(self) -> str:
        return f"fact--{self.definition.name}"

    @property
    def options(self) -> list[tuple[str, str, str, bool]]:
        """(value, label, what stands after a colon in the label, picked)."""
        pairs = (
            BOOL_OPTIONS if self.definition.type == "bool" else [(c.value, c.label) for c in self.definition.choices]
        )
        return [(value, *_parted(label), value in self.picked) for value, label in pairs]

    @property
    def is_known(self) -> bool:
        return bool(self.picked)

    @property
    def has_many(self) -> bool:
        """Whether its choices are so many that they stand two abreast."""
        return len(self.options) > 4

    @property
    def kind(self) -> str:
        return self.definition.type


@dataclass(frozen=True)
class FactGroup:
    """The questions under one heading."""

    key: str
    title: str
    questions: list[FactQuestion] = field(default_factory=list)

    @property
    def known(self) -> int:
        return sum(question.is_known for question in self.questions if question.is_asked)

    @property
    def has_problem(self) -> bool:
        return any(question.problem for question in self.questions)

    @property
    def asked(self) -> int:
        return sum(question.is_asked for question in self.questions)


def _parted(label: str) -> tuple[str, str]:
    head, colon, rest = label.partition(": ")
    return (head, rest[:1].upper() + rest[1:]) if colon else (label, "")


def askable(edition: Edition) -> list[FactDefinition]:
    """The facts that the buyer may say."""
    return [one for one in edition.facts if Origin.BUYER in one.origins]


def values_from(data: QueryDict, definitions: Iterable[FactDefinition]) -> dict[str, Any]:
    """The values that were sent, in the form that services take; None for "not known"."""
    return {
        one.name: _value(one, data.getlist(f"fact--{one.name}")) for one in definitions if f"shown--{one.name}" in data
    }


def _value(definition: FactDefinition, sent: Sequence[str]) -> Any:
    picked = [each for each in sent if each and each != NOT_KNOWN]
    if not picked:
        return None
    if definition.type == "set":
        return picked
    return BOOL.get(picked[0], picked[0]) if definition.type == "bool" else picked[0]


def said_from(values: Mapping[str, Any], definitions: Iterable[FactDefinition]) -> tuple[Said, ...]:
    """The statements that these values make; a value that a fact cannot have says nothing here."""
    known = {one.name: one for one in definitions}
    said = []
    for name, raw in values.items():
        if raw is None or name not in known:
            continue
        try:
            said.append(Said(name, check_value(known[name], raw), Origin.BUYER))
        except ValueError:
            continue
    return tuple(said)


def groups(
    edition: Edition,
    said: Iterable[Said],
    *,
    problems: Mapping[str, str] | None = None,
    known: Facts | None = None,
    ticked: Mapping[str, Sequence[str]] | None = None,
) -> list[FactGroup]:
    """The questions by group, filled with what the buyer has said; `known` adds what others say of each fact.

    `ticked` holds what was ticked of sets as it was sent, where that cannot be a value.
    """
    said = tuple(said)
    facts = known or settle({one.name: one for one in edition.facts}, said)
    own = {each.fact: each.value for each in said if each.origin is Origin.BUYER}
    made = {group.key: FactGroup(group.key, group.title) for group in edition.fact_groups}
    for one in askable(edition):
        picked = tuple((ticked or {}).get(one.name, ())) or _picked(own.get(one.name))
        problem = (problems or {}).get(one.name, "").removeprefix(f'"{one.plain}": ')
        made[one.group].questions.append(FactQuestion(one, picked, _is_asked(one, facts), _others(one, facts), problem))
    return [group for group in made.values() if group.questions]


def _picked(value: Any) -> tuple[str, ...]:
    if isinstance(value, Members):
        return tuple(sorted(value.present))
    if isinstance(value, bool):
        return ("yes",) if value else ("no",)
    return (value,) if value else ()


def _is_asked(definition: FactDefinition, facts: Facts) -> bool:
    """Asked unless its condition is known to be false."""
    if not definition.ask_when:
        return True
    return holds(parse(definition.ask_when, facts.definitions), facts).verdict is not Verdict.NO


def _others(definition: FactDefinition, facts: Facts) -> tuple[str, ...]:
    """What is said of the fact by others than the buyer: by an answer, by the public record of the model."""
    heard = facts.said.get(definition.name, ())
    return tuple(said_in_words(definition, each) for each in heard if each.origin is not Origin.BUYER)


def said_in_words(definition: FactDefinition, said: Said) -> str:
    """One statement with who makes it: "An answer says: Another firm's cloud"."""
    return f"{ORIGINS[said.origin]} says: {value_label(definition, said.value)}"
