"""Conditions over facts: parsed once, read with three values, and every result names the facts that made it so."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache

from checklists.rules.condition_syntax import Always, Atom, ConditionError, Junction, Leaf, Node, Not, read
from checklists.rules.definitions import Definitions
from checklists.rules.facts import FactDefinition, Facts, Value, Verdict, is_known, label_of, member
from checklists.rules.quoting import cut

__all__ = ["Because", "Condition", "ConditionError", "Result", "forget", "holds", "parse", "verdict_of"]

EXPLANATIONS_KEPT = 32
RESULTS_KEPT = 16_384
Atoms = frozenset[Atom]
Values = tuple[Value | None, ...]
NOTHING: tuple[Atoms, ...] = (frozenset(),)


@dataclass(frozen=True)
class Because:
    """One fact behind a result: its plain question, what is known in words, and of a set the member looked at."""

    fact: str
    plain: str
    value_label: str
    known: bool
    member: str = ""


@dataclass(frozen=True)
class Result:
    """What a condition says, and the fewest facts that explain it (for unknown: those whose value could change it)."""

    verdict: Verdict
    because: tuple[Because, ...] = ()


@dataclass(frozen=True)
class Condition:
    """A condition whose names and values were found among the definitions."""

    text: str
    node: Node

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts it looks at, in the order in which they stand."""
        return tuple(dict.fromkeys(leaf.atom.fact for leaf in _leaves(self.node)))


ALWAYS = {True: Result(Verdict.YES), False: Result(Verdict.NO)}


def parse(text: str, definitions: Mapping[str, FactDefinition]) -> Condition:
    """Read a condition and check every name and value in it against the definitions.

    Raises ConditionError with a sentence that names what is wrong and, where something is near, what was meant.
    """
    return _parsed(text, definitions) if isinstance(definitions, Definitions) else _parse(text, definitions)


def _parse(text: str, definitions: Mapping[str, FactDefinition]) -> Condition:
    node = read(text)
    for leaf in _leaves(node):
        _check(leaf, definitions)
    return Condition(text, node)


@lru_cache(maxsize=4096)
def _parsed(text: str, definitions: Definitions) -> Condition:
    """A condition checked against the definitions of one edition, which never change."""
    return _parse(text, definitions)


def verdict_of(condition: Condition, facts: Facts) -> Verdict:
    """What `holds` says, without the facts that explain it: for where only the verdict is wanted."""
    return holds(condition, facts).verdict


def holds(condition: Condition, facts: Facts) -> Result:
    """Read a condition over what is known, by Kleene's three values, with the fewest facts that explain the verdict."""
    if isinstance(condition.node, Always):
        return ALWAYS[condition.node.value]
    definitions = facts.definitions
    if isinstance(definitions, Definitions) and facts.disputed.isdisjoint(condition.facts):
        return _of_values(condition.text, definitions, tuple(map(facts.values.get, condition.facts)))
    return _read(condition.node, facts)  # where records disagree, the words hang on more than the values


@lru_cache(maxsize=RESULTS_KEPT)
def _of_values(text: str, definitions: Definitions, values: Values) -> Result:
    """What a condition says where its facts have these values: hundreds of questions and duties share a few of them."""
    condition = _parsed(text, definitions)
    known = {name: value for name, value in zip(condition.facts, values, strict=True) if value is not None}
    return _read(condition.node, Facts(definitions, known, {}))


def forget() -> None:
    """Forget every result met before, so that a measurement begins afresh."""
    _of_values.cache_clear()
    _because_of.cache_clear()


def _read(node: Node, facts: Facts) -> Result:
    verdict, explanations = _weigh(node, facts)
    return Result(verdict, tuple(_because(atom, facts) for atom in sorted(explanations[0])))


def _leaves(node: Node) -> Iterator[Leaf]:
    match node:
        case Leaf():
            yield node
        case Not(part=part):
            yield from _leaves(part)
        case Junction(parts=parts):
            yield from itertools.chain.from_iterable(_leaves(part) for part in parts)


def _weigh(node: Node, facts: Facts) -> tuple[Verdict, tuple[Atoms, ...]]:
    """The verdict with the sets of atoms that each explain it, the smallest first."""
    if isinstance(node, Leaf):
        return _look(node, facts), node.explained
    if isinstance(node, Not):
        verdict, explanations = _weigh(node.part, facts)
        return _flipped(verdict), explanations
    if isinstance(node, Always):
        return (Verdict.YES if node.value else Verdict.NO), NOTHING
    return _join(Verdict.YES if node.either else Verdict.NO, [_weigh(part, facts) for part in node.parts])


def _join(deciding: Verdict, parts: list[tuple[Verdict, tuple[Atoms, ...]]]) -> tuple[Verdict, tuple[Atoms, ...]]:
    """One part with the deciding value settles it. Without one, the unknown parts do, or else all together."""
    deciders = [explanations for verdict, explanations in parts if verdict is deciding]
    if deciders:
        return deciding, _smallest(itertools.chain.from_iterable(deciders))
    unknown = [explanations for verdict, explanations in parts if verdict is Verdict.UNKNOWN]
    together = _together(unknown or [explanations for _, explanations in parts])
    return (Verdict.UNKNOWN if unknown else _flipped(deciding)), together


def _together(parts: list[tuple[Atoms, ...]]) -> tuple[Atoms, ...]:
    """The smallest sets of atoms that explain all parts at once."""
    if all(len(explanations) == 1 for explanations in parts):  # as it is nearly always
        return (frozenset[Atom]().union(*(only for (only,) in parts)),)
    together = NOTHING
    for explanations in parts:
        together = _smallest(a | b for a, b in itertools.product(together, explanations))
    return together


def _flipped(verdict: Verdict) -> Verdict:
    if verdict is Verdict.UNKNOWN:
        return verdict
    return Verdict.NO if verdict is Verdict.YES else Verdict.YES


def _smallest(explanations: Iterable[Atoms]) -> tuple[Atoms, ...]:
    found = set(explanations)
    if len(found) == 1:
        return tuple(found)
    return tuple(sorted(found, key=lambda atoms: (len(atoms), sorted(atoms)))[:EXPLANATIONS_KEPT])


def _look(leaf: Leaf, facts: Facts) -> Verdict:
    name = leaf.atom.fact
    if leaf.kind == "known":
        return Verdict.YES if is_known(facts, name) else Verdict.NO
    if leaf.kind == "member":
        return member(facts, name, leaf.atom.member)
    value = facts.values.get(name)
    if value is None:
        return Verdict.UNKNOWN
    true = value is True if leaf.kind == "stands" else value in leaf.values
    return Verdict.YES if true else Verdict.NO


def _because(atom: Atom, facts: Facts) -> Because:
    definitions = facts.definitions
    if isinstance(definitions, Definitions) and atom.fact not in facts.disputed:
        return _because_of(atom.fact, atom.member, definitions, facts.values.get(atom.fact))
    return _told(atom, facts)


@lru_cache(maxsize=RESULTS_KEPT)
def _because_of(fact: str, member: str, definitions: Definitions, value: Value | None) -> Because:
    return _told(Atom(0, fact, member), Facts(definitions, {} if value is None else {fact: value}, {}))


def _told(atom: Atom, facts: Facts) -> Because:
    known, label = label_of(facts, atom.fact, atom.member)
    return Because(atom.fact, facts.definitions[atom.fact].plain, label, known, atom.member)


def _check(leaf: Leaf, definitions: Mapping[str, FactDefinition]) -> None:
    name = leaf.atom.fact
    if name not in definitions:
        raise ConditionError(f'"{cut(name)}" is not a fact.{_meant(name, definitions)}')
    definition = definitions[name]
    if leaf.kind != "known" and leaf.kind != {"bool": "stands", "enum": "one_of", "set": "member"}[definition.type]:
        raise ConditionError(_misused(definition))
    for value in (leaf.atom.member,) if leaf.kind == "member" else leaf.values:
        _check_value(value, definition)


def _check_value(value: str, definition: FactDefinition) -> None:
    allowed = [choice.value for choice in definition.choices]
    if value in allowed:
        return
    if value == "unknown":
        raise ConditionError(f'"unknown" is never a value of "{definition.name}". Write known({definition.name}).')
    listed = ", ".join(allowed)
    raise ConditionError(
        f'"{cut(value)}" is not a value of "{definition.name}".{_meant(value, allowed)} Values: {listed}.'
    )


def _misused(definition: FactDefinition) -> str:
    name = definition.name
    example = definition.choices[0].value if definition.choices else ""
    return {
        "bool": f'"{name}" is a yes/no fact and stands alone: write "{name}" or "not {name}".',
        "enum": f"\"{name}\" is one of several values and is compared: {name} == '{example}'.",
        "set": f"\"{name}\" may hold several values and is looked into: '{example}' in {name}.",
    }[definition.type]


def _meant(word: str, words: Iterable[str]) -> str:
    near = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f' Did you mean "{near[0]}"?' if near else ""
