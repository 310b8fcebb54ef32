"""Disputes: the two statements behind each fact on which origins do not agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from checklists.rules.facts import Facts, Members, Origin, Said, completed, value_label

ORDER = (Origin.ANSWERS, Origin.LINEAGE, Origin.BUYER)


@dataclass(frozen=True)
class Dispute:
    """Two statements of different origin about one fact. `member`: of a set fact, the one on which they differ."""

    fact: str
    left: Said
    right: Said
    left_label: str
    right_label: str
    member: str = ""


def disputes(facts: Facts) -> Iterator[Dispute]:
    """One dispute for each fact on which two origins clash, in the order of the definitions."""
    for name in facts.definitions if facts.disputed else ():
        said = sorted(facts.said.get(name, ()), key=lambda each: ORDER.index(each.origin))
        pairs = (pair for pair in combinations(said, 2) if pair[0].origin is not pair[1].origin)
        clashes = (dispute for left, right in pairs if (dispute := _dispute(facts, left, right)))
        if name in facts.disputed and (first := next(clashes, None)):
            yield first


def _dispute(facts: Facts, left: Said, right: Said) -> Dispute | None:
    definition = facts.definitions[left.fact]
    if not isinstance(left.value, Members) or not isinstance(right.value, Members):
        labels = value_label(definition, left.value), value_label(definition, right.value)
        return Dispute(left.fact, left, right, *labels) if left.value != right.value else None
    one, other = completed(definition, left.value), completed(definition, right.value)
    for choice in definition.choices:
        if choice.value in one.present & other.ruled_out:
            return Dispute(left.fact, left, right, choice.label, f"not: {choice.label}", choice.value)
        if choice.value in one.ruled_out & other.present:
            return Dispute(left.fact, left, right, f"not: {choice.label}", choice.label, choice.value)
    return None
