"""The record of what is known: facts with where each comes from, and what is still open."""

from checklists.rules.content import Edition
from checklists.rules.facts import (
    FactDefinition,
    Facts,
    Origin,
    Said,
    Verdict,
    is_known,
    label_of,
    raw_value,
    value_label,
)
from checklists.rules.labels import ORIGINS
from checklists.rules.open_facts import worth_asking
from checklists.rules.plain import Plain, iso


def facts_on_record(edition: Edition, facts: Facts) -> list[Plain]:
    """Every fact of the edition, known or not, with all that was said of it, the surest origin first."""
    titles = {group.key: group.title for group in edition.fact_groups}
    return [_fact(definition, facts, titles.get(definition.group, definition.group)) for definition in edition.facts]


def _fact(definition: FactDefinition, facts: Facts, group_title: str) -> Plain:
    value = facts.values.get(definition.name)
    surest = list(definition.origins)
    said = sorted(facts.said.get(definition.name, ()), key=lambda each: _place(each, surest))
    return {
        "name": definition.name,
        "plain": definition.plain,
        "group": definition.group,
        "group_title": group_title,
        "type": definition.type,
        "worth_asking": worth_asking(definition, facts).verdict is not Verdict.NO,
        "known": is_known(facts, definition.name),
        "disputed": definition.name in facts.disputed,
        "value": None if value is None else raw_value(value),
        "value_label": label_of(facts, definition.name)[1],
        "said": [_said(definition, each) for each in said],
    }


def _place(said: Said, surest: list[Origin]) -> int:
    return surest.index(said.origin) if said.origin in surest else len(surest)


def _said(definition: FactDefinition, said: Said) -> Plain:
    return {
        "value": raw_value(said.value),
        "value_label": value_label(definition, said.value),
        "origin": said.origin.value,
        "origin_label": ORIGINS[said.origin],
        "source": said.source,
        "on": iso(said.on),
    }
