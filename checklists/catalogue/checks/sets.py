"""`sets` on questions: which facts an answer sets, and whether it may."""

from collections.abc import Iterator
from typing import Any

from checklists.catalogue import schema
from checklists.catalogue.checks.choices import values_of
from checklists.catalogue.checks.whole import Spot, Whole
from checklists.catalogue.problems import Problem, did_you_mean

TESTS = ("any_of", "exactly", "none_of")


def problems(whole: Whole) -> Iterator[Problem]:
    """Every fact that an answer sets and may not, or sets to what it cannot be."""
    for spot, question in whole.asked:
        for number, sets in enumerate(question.sets, start=1):
            yield from _one(whole, spot, f"sets, entry {number}", sets, values_of(question))
        yield from _clashes(whole, spot, question.sets)
        if question.follow_up is not None:
            values = [choice.value for choice in question.follow_up.choices]
            for number, sets in enumerate(question.follow_up.sets, start=1):
                yield from _one(whole, spot, f"follow_up, sets, entry {number}", sets, values)


def _one(whole: Whole, spot: Spot, field: str, sets: schema.Sets, values: list[str]) -> Iterator[Problem]:
    tests = [name for name in TESTS if getattr(sets, name)]
    if len(tests) != 1:
        yield whole.say(
            spot, f"{field} has {' and '.join(tests) or 'no test'}.", "Write exactly one of any_of, exactly, none_of."
        )
    for name in tests:
        yield from whole.named(spot, f"{field}, {name}", getattr(sets, name), values, "one of its choices")
    if not sets.facts and sets.ask_buyer is None:
        yield whole.say(spot, f"{field} sets nothing.", "Add `facts` or `ask_buyer`.")
    for name, value in sets.facts.items():
        yield from _fact(whole, spot, f"{field}, facts", name, value)
    if sets.ask_buyer is not None:
        yield from _asked_back(whole, spot, field, sets.ask_buyer.fact)


def _fact(whole: Whole, spot: Spot, field: str, name: str, value: Any) -> Iterator[Problem]:
    yield from whole.named(spot, field, [name], whole.facts, "a fact (facts.yaml)")
    fact = whole.facts.get(name)
    if fact is None:
        return
    if "answers" not in fact.origins:
        yield whole.say(
            spot, f'{field} sets "{name}", which answers may not say.', 'Add "answers" to its `from` in facts.yaml.'
        )
    yield from value_problems(whole, spot, field, fact, value)


def value_problems(whole: Whole, spot: Spot, field: str, fact: schema.Fact, value: Any) -> Iterator[Problem]:
    """A problem where a value is not one that the fact can have."""
    allowed = [choice.value for choice in fact.values]
    if fact.type == "bool" and not isinstance(value, bool):
        yield whole.say(
            spot,
            f'{field} gives "{fact.name}" the value {value!r}; it is true or false.',
            "Write true or false, without quotes.",
        )
    elif fact.type == "enum" and value not in allowed:
        yield whole.say(
            spot,
            f'{field} gives "{fact.name}" the value {_shown(value)}, which it cannot have.',
            did_you_mean(str(value), allowed),
        )
    elif fact.type == "set" and not isinstance(value, dict):
        yield whole.say(
            spot,
            f'{field} gives the set "{fact.name}" one value.',
            "Write {add: [..]} or {rule_out: [..]}: a set is known member by member.",
        )
    elif fact.type == "set":
        for members in value.values():
            yield from whole.named(spot, f"{field}, {fact.name}", members, allowed, "one of its members")


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _asked_back(whole: Whole, spot: Spot, field: str, name: str) -> Iterator[Problem]:
    yield from whole.named(spot, f"{field}, ask_buyer", [name], whole.facts, "a fact (facts.yaml)")
    if name in whole.facts and "buyer" not in whole.facts[name].origins:
        yield whole.say(
            spot,
            f'{field} asks the buyer for "{name}", which the buyer may not say.',
            'Add "buyer" to its `from` in facts.yaml.',
        )


def _clashes(whole: Whole, spot: Spot, many: tuple[schema.Sets, ...]) -> Iterator[Problem]:
    """One answer may not set one fact to two values."""
    seen: dict[tuple[str, str], Any] = {}
    for sets in many:
        for name, value in sets.facts.items():
            for answer in sets.any_of if not isinstance(value, dict) else ():
                if seen.setdefault((answer, name), value) != value:
                    yield whole.say(spot, f'the answer "{answer}" sets "{name}" to two values.', "Keep one of the two.")
