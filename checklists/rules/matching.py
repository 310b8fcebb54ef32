"""Matching: which known models a typed name could mean. It proposes with reasons; a person picks, never the rule."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checklists.rules.lineage import Model

LONGEST = 300
# A full stop or comma between two figures belongs to a version; every other sign only parts words.
BETWEEN_WORDS = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|[^\w.,]|_")


@dataclass(frozen=True)
class Candidate:
    """A model that may be meant, by id, and the reason in words."""

    model: str
    reason: str


def normalise(name: str) -> str:
    """A name in lower case with single spaces: hyphens, slashes and the like part words, 4.1 stays one word."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(BETWEEN_WORDS.sub(" ", folded).split())


def candidates(text: str, models: Iterable[Model]) -> tuple[Candidate, ...]:
    """All models that a typed text may mean, the longest name found in it first; an ambiguous name keeps them all.

    Names are found on whole words, and a name inside a longer one that was found counts for nothing. Where no whole
    name stands in the text, models whose names hold all of its words are proposed. A placeholder is never proposed.
    """
    words = normalise(text[:LONGEST]).split()
    known = [(model, alias) for model in models if model.role != "placeholder" for alias in _names(model)]
    found = sorted(_found(words, known), key=lambda hit: (-len(hit[2]), hit[0].name, hit[0].id))
    kept = {model.id: alias for model, _, alias in reversed([hit for hit in found if not _inside(hit, found)])}
    if kept:
        return tuple(Candidate(key, f'"{" ".join(alias)}" is a name of it.') for key, alias in reversed(kept.items()))
    near = {model.id: alias for model, alias in reversed(known) if words and _holds(alias, words)}
    return tuple(Candidate(key, f'"{" ".join(alias)}" has these words.') for key, alias in reversed(near.items()))


def _names(model: Model) -> Iterator[tuple[str, ...]]:
    for name in dict.fromkeys((model.name, model.key or "", *model.aliases)):
        if words := tuple(normalise(name).split()):
            yield words


Hit = tuple[Model, int, tuple[str, ...]]


def _found(words: list[str], known: Iterable[tuple[Model, tuple[str, ...]]]) -> Iterator[Hit]:
    for model, alias in known:
        for start in range(len(words) - len(alias) + 1):
            if tuple(words[start : start + len(alias)]) == alias:
                yield model, start, alias


def _inside(hit: Hit, found: Iterable[Hit]) -> bool:
    _, start, alias = hit
    return any(
        len(other) > len(alias) and begin <= start and start + len(alias) <= begin + len(other)
        for _, begin, other in found
    )


def _holds(alias: tuple[str, ...], words: Iterable[str]) -> bool:
    return set(words) <= set(alias)
