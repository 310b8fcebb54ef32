"""What is known of one model in use, under the names that conditions use.

A fact is known or unknown, and unknown is never no; a set fact is known member by member. Where two origins disagree
the fact is unknown to conditions, and both statements are kept to be shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from checklists.rules.quoting import quoted

YES, NO, NOT_KNOWN, DISPUTED = "Yes", "No", "not known", "not known: the records disagree"


class Verdict(StrEnum):
    """The answer of a condition. Unknown is its own answer and never counts as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Where a statement about a fact comes from."""

    BUYER = "buyer"
    ANSWERS = "answers"
    LINEAGE = "lineage"


@dataclass(frozen=True)
class Choice:
    """One value that may be picked, with its label. `needs_file`: without a file tied to the answer it is a finding."""

    value: str
    label: str
    needs_file: bool = False
    needs: str = ""


@dataclass(frozen=True)
class FactDefinition:
    """One name that conditions may use. `type` is bool, enum or set; `choices` are the values of the last two."""

    name: str
    type: str
    group: str
    plain: str
    choices: tuple[Choice, ...] = ()
    origins: tuple[Origin, ...] = ()
    note: str = ""
    ask_when: str = ""
    exclusive: tuple[str, ...] = ()
    triage_order: int | None = None


@dataclass(frozen=True)
class Members:
    """What is known of a set: the members that are there and those ruled out. The rest is unknown."""

    present: frozenset[str] = frozenset()
    ruled_out: frozenset[str] = frozenset()


Value = bool | str | Members


@dataclass(frozen=True)
class Said:
    """One statement about a fact: its value, who says so and when. `source` names it (a question's key, a page)."""

    fact: str
    value: Value
    origin: Origin
    source: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Facts:
    """All that is known: `values` holds only what is settled; `said` keeps every statement; `disputed` the clashes."""

    definitions: Mapping[str, FactDefinition]
    values: Mapping[str, Value]
    said: Mapping[str, tuple[Said, ...]]
    disputed: frozenset[str] = frozenset()


def settle(definitions: Mapping[str, FactDefinition], statements: Iterable[Said]) -> Facts:
    """Bring all statements together. What nobody contradicts is known; where two disagree the fact is disputed.

    Statements about facts that are not defined, and values that a fact cannot have (an old "unknown"), count for
    nothing. Set facts are settled member by member: one disputed member leaves the others as they are.
    """
    said: dict[str, list[Said]] = {}
    for statement in statements:
        if statement.fact in definitions and _possible(definitions[statement.fact], statement.value):
            said.setdefault(statement.fact, []).append(statement)
    agreed = {name: _agreed(definitions[name], [each.value for each in heard]) for name, heard in said.items()}
    return Facts(
        definitions,
        {name: value for name, (value, _) in agreed.items() if value is not None},
        {name: tuple(heard) for name, heard in said.items()},
        frozenset(name for name, (_, clash) in agreed.items() if clash),
    )


def _possible(definition: FactDefinition, value: Value) -> bool:
    allowed = {choice.value for choice in definition.choices}
    match definition.type, value:
        case "bool", bool():
            return True
        case "enum", str():
            return value in allowed
        case "set", Members():
            return bool(value.present or value.ruled_out) and value.present | value.ruled_out <= allowed
    return False


def _agreed(definition: FactDefinition, values: list[Value]) -> tuple[Value | None, bool]:
    """The value that all statements share, and whether any two of them clash."""
    sets = [completed(definition, value) for value in values if isinstance(value, Members)]
    if sets:
        present = frozenset[str]().union(*(each.present for each in sets))
        ruled_out = frozenset[str]().union(*(each.ruled_out for each in sets))
        clash = present & ruled_out
        left = Members(present - clash, ruled_out - clash)
        return (left if left.present or left.ruled_out else None), bool(clash)
    return (None, True) if len(set(values)) > 1 else (values[0], False)


def completed(definition: FactDefinition, value: Members) -> Members:
    """What a statement about a set rules out beyond its words: exclusive members and others shut each other out."""
    exclusive = frozenset(definition.exclusive)
    ruled_out = value.ruled_out
    if value.present & exclusive:
        ruled_out |= {choice.value for choice in definition.choices} - value.present
    if value.present - exclusive:
        ruled_out |= exclusive
    return Members(value.present, ruled_out)


def member(facts: Facts, name: str, key: str) -> Verdict:
    """Whether a set fact holds one member: yes, ruled out, or not known."""
    value = facts.values.get(name)
    if isinstance(value, Members) and key in value.present:
        return Verdict.YES
    if isinstance(value, Members) and key in value.ruled_out:
        return Verdict.NO
    return Verdict.UNKNOWN


def is_known(facts: Facts, name: str) -> bool:
    """Whether a fact is settled; a set fact is once every one of its members is."""
    value = facts.values.get(name)
    if isinstance(value, Members):
        return value.present | value.ruled_out >= {choice.value for choice in facts.definitions[name].choices}
    return value is not None


def value_label(definition: FactDefinition, value: Value | None) -> str:
    """A value in words for people. None is "not known"; of a set, what is there, what is ruled out, what is open."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Members):
        return _set_label({choice.value: choice.label for choice in definition.choices}, value)
    return next((choice.label for choice in definition.choices if choice.value == value), value)


def _set_label(labels: Mapping[str, str], value: Members) -> str:
    present = [label for key, label in labels.items() if key in value.present]
    ruled_out = [label for key, label in labels.items() if key in value.ruled_out]
    if len(present) + len(ruled_out) == len(labels):
        return "; ".join(present) or "None of these"
    parts = ["; ".join(present)] if present else []
    parts += [f"Ruled out: {'; '.join(ruled_out)}"] if ruled_out else []
    return ". ".join([*parts, "The rest is not known"])


def label_of(facts: Facts, name: str, key: str = "") -> tuple[bool, str]:
    """Whether a fact (or the member `key` of a set fact) is known, and what is known of it in words."""
    definition = facts.definitions[name]
    if not key:
        value = facts.values.get(name)
        disputed = value is None and name in facts.disputed
        return is_known(facts, name), DISPUTED if disputed else value_label(definition, value)
    verdict = member(facts, name, key)
    label = next(choice.label for choice in definition.choices if choice.value == key)
    words = {Verdict.YES: YES, Verdict.NO: NO, Verdict.UNKNOWN: _unknown_member(facts, name, key)}
    return verdict is not Verdict.UNKNOWN, f"{label}: {words[verdict].lower()}"


def _unknown_member(facts: Facts, name: str, key: str) -> str:
    named = any(key in each.value.present for each in facts.said.get(name, ()) if isinstance(each.value, Members))
    return DISPUTED if named and name in facts.disputed else NOT_KNOWN


def check_value(definition: FactDefinition, raw: Any) -> Value:
    """Turn JSON into a value: true/false, "key", {"present": [..], "ruled_out": [..]}, or for a set a list of ticks.

    What a person left unticked is ruled out. Raises ValueError with a sentence. Not known is no value: send none.
    """
    if definition.type == "set":
        return _members(definition, raw)
    return raw if definition.type == "bool" and isinstance(raw, bool) else _one_of(definition, raw)


def _one_of(definition: FactDefinition, raw: Any) -> str:
    allowed = [choice.value for choice in definition.choices]
    if isinstance(raw, str) and raw in allowed:
        return raw
    takes = ", ".join(allowed) or "true or false"
    raise ValueError(f'"{definition.plain}" takes {takes}, not {quoted(raw)}. Leave it out where not known.')


def _members(definition: FactDefinition, raw: Any) -> Members:
    labels = {choice.value: choice.label for choice in definition.choices}
    alone = labels[definition.exclusive[0]] if definition.exclusive else ""
    if isinstance(raw, list):
        present = frozenset(_one_of(definition, item) for item in raw)
        value = Members(present, frozenset(labels) - present)
        if definition.exclusive and not present:
            raise ValueError(f'"{definition.plain}" needs at least one tick; "{alone}" says "none".')
    elif isinstance(raw, dict) and raw and set(raw) <= {"present", "ruled_out"}:
        value = Members(*(_keys(definition, raw.get(part, [])) for part in ("present", "ruled_out")))
    else:
        raise ValueError(f'"{definition.plain}" takes a list of {", ".join(labels)}, or "present" and "ruled_out".')
    if clash := value.present & value.ruled_out:
        raise ValueError(f'"{definition.plain}": {", ".join(sorted(clash))} cannot be there and ruled out at once.')
    if value.present & set(definition.exclusive) and len(value.present) > 1:
        raise ValueError(f'"{definition.plain}": "{alone}" cannot be ticked together with another.')
    return value


def _keys(definition: FactDefinition, raw: Any) -> frozenset[str]:
    if not isinstance(raw, list):
        raise ValueError(f'"{definition.plain}": what is present or ruled out is a list, not {quoted(raw)}.')
    return frozenset(_one_of(definition, item) for item in raw)


def raw_value(value: Value) -> Any:
    """A value back as JSON, in the form that `check_value` reads."""
    if isinstance(value, Members):
        return {"present": sorted(value.present), "ruled_out": sorted(value.ruled_out)}
    return value
