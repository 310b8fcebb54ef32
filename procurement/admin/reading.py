"""Our reading of an assessment as the pages show it: the recommendation, with links to what it rests on."""

from collections.abc import Mapping
from typing import Any

from procurement.admin.decide_form import MOST_CONDITIONS, Typed

MOST_LINKS = 12
TITLES = {
    "cannot_tell_yet": "The fewest answers that would settle it",
    "go_ahead_on_conditions": "What would close what is left",
}
OTHERWISE = "What would change it"


def reading_of(record: Mapping[str, Any], places: Mapping[str, tuple[str, str]]) -> dict[str, Any] | None:
    """The recommendation with the place of each question; None on records frozen before there was one."""
    said = record.get("recommendation")
    if said is None:
        return None
    points = [{**point, "links": _links(point, places)} for point in said["would_change"]]
    return {**said, "would_change": points, "would_title": TITLES.get(said["outcome"], OTHERWISE)}


def suggested(record: Mapping[str, Any]) -> list[Typed]:
    """Conditions to begin with: those of our reading in words, then one without words for whatever else is in the way.

    They are a person's to change; nothing is decided by them.
    """
    said = record.get("recommendation") or {}
    in_the_way = [block["key"] for block in record["blocking"]]
    ours = [Typed(text=point["text"], names=_named(point, in_the_way)) for point in said.get("conditions", ())]
    named = {key for one in ours for key in one.names}
    bare = [Typed(names=(key,)) for key in in_the_way if key not in named]
    return [*ours, *bare][:MOST_CONDITIONS]


def _named(point: Mapping[str, Any], in_the_way: list[str]) -> tuple[str, ...]:
    about = {*point["findings"], *(f"gate:{key}" for key in point["questions"])}
    return tuple(key for key in in_the_way if key in about)


def _links(point: Mapping[str, Any], places: Mapping[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
    """The questions that a point is about: key, section and number."""
    return [(key, *places[key]) for key in point["questions"][:MOST_LINKS] if key in places]
