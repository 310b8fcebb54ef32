"""What is recorded of a fact on one side of a contradiction, by the forms of contradictions.yaml."""

from collections.abc import Mapping
from typing import Any

from checklists.rules.facts import FactDefinition, Members, Origin, Said, Value, value_label
from checklists.rules.two_sides import Ground, Side, Statement

ORIGIN_WORDS = {Origin.LINEAGE: "the public record", Origin.BUYER: "your own record"}
ANSWER_WORDS = {"vendor": "the vendor's answer", "buyer": "your own answer"}


def fact_side(form: Mapping[str, Any], ground: Ground) -> Statement | None:
    """What one origin says of a fact, where that is one of the values of the form; None where it says nothing of it."""
    definition = ground.facts.definitions.get(form.get("fact", ""))
    if definition is None:
        return None
    heard = ground.facts.said.get(definition.name, ())
    said = next((each for each in heard if each.origin == form["origin"] and _has(each.value, form["value"])), None)
    return recorded(said, value_label(definition, said.value), definition, ground) if said is not None else None


def recorded(said: Said, label: str, definition: FactDefinition, ground: Ground) -> Statement:
    """One origin's statement about a fact. An address stands only beside what the public record says."""
    source = said.source if said.origin is Origin.LINEAGE else None
    side = Side(label, at_the_start(origin_in_words(said, ground)), said.on, source)
    rests_on = {Origin.ANSWERS: (said.source,), Origin.LINEAGE: ground.named_by}
    return Statement(side, label, definition.plain, rests_on.get(said.origin, ()))


def origin_in_words(said: Said, ground: Ground) -> str:
    """Who made a statement, in the middle of a sentence."""
    if said.origin is not Origin.ANSWERS:
        return ORIGIN_WORDS[said.origin]
    return ANSWER_WORDS.get(ground.answers[said.source].said_by, "an answer")


def at_the_start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _has(value: Value, wanted: Any) -> bool:
    listed = wanted if isinstance(wanted, list) else [wanted]
    return bool(value.present.intersection(listed)) if isinstance(value, Members) else value in listed
