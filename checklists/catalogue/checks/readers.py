"""Texts that readers get: they say what is so, and never tell an editor what to print."""

import re
from collections.abc import Iterator
from typing import Any

from checklists.catalogue.checks.whole import Spot, Whole
from checklists.catalogue.problems import Problem
from checklists.catalogue.schema import Entry

TO_EDITORS = re.compile(
    r"^TRAP\b|\bTRAP:|^COUNTER-EXAMPLE|\b(?:[Nn]ever|[Dd]o not|[Dd]on't) (?:print|say so|reuse)\b"
    r"|\b[Pp]rint (?:both|neither|it|this|the)\b|\b[Tt]reat as\b|\bTODO\b|\bFIXME\b|^Placeholder:"
)


def problems(whole: Whole) -> Iterator[Problem]:
    """Every text in which an instruction to the catalogue's editors stands."""
    for spot, entry in _entries(whole):
        for text in _texts(entry.model_dump(mode="json")):
            if found := TO_EDITORS.search(text):
                yield whole.say(
                    spot,
                    f'tells an editor what to do: "{found[0]}".',
                    "Say to a reader what is so. What editors should know goes under notes at the head of the file.",
                )


def _entries(whole: Whole) -> Iterator[tuple[Spot, Entry]]:
    yield from whole.known
    yield from whole.asked
    yield from whole.duties
    yield from ((Spot("sources.yaml", source.key), source) for source in whole.files.sources.sources)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(one)
