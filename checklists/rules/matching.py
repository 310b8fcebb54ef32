"""Matching: which known models a typed name could mean. It proposes with reasons; a person picks, never the rule."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checklists.rules.lineage import Model

LONGEST = 300
# A full stop or comma between two figures belongs to a version; every other sign only parts words.
BETWEEN_WORDS = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|[^\w.,]|_")


Words = tuple[str, ...]
Hit = tuple[Model, int, Words]
Names = list[tuple[Model, Words]]
NAMED = '"{alias}" is a name of it.'


@dataclass(frozen=True)
class Candidate:
    """A model that may be meant, by id, and the reason in words."""

    model: str
    reason: str


def normalise(name: str) -> str:
    """A name in lower case with single spaces: hyphens, slashes and the like part words, 4.1 stays one word."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(BETWEEN_WORDS.sub(" ", folded).split())


def names_of_maker(developer: str) -> tuple[str, ...]:
    """The names a maker goes by: Facebook AI (Meta) has two; that one is a community is no name."""
    parts = (normalise(part) for part in re.split(r"[()]", developer))
    return tuple(part for part in parts if part and part != "community")


def mentions_maker(text: str, developer: str) -> bool:
    """Whether a text names a maker, on whole words, by any of its names."""
    words = f" {normalise(text)} "
    return any(f" {name} " in words for name in names_of_maker(developer))


def same_maker(one: str, other: str) -> bool:
    """Whether two names mean one maker: all words of a name of the one stand in a name of the other."""
    pairs = ((set(a.split()), set(b.split())) for a in names_of_maker(one) for b in names_of_maker(other))
    return any(a <= b or b <= a for a, b in pairs)


def is_maker(name: str, developer: str) -> bool:
    """Whether a name is one of the maker's names, whole: a reseller has more words in its own."""
    return normalise(name) in names_of_maker(developer)


def candidates(text: str, models: Iterable[Model]) -> tuple[Candidate, ...]:
    """All models that a typed text may mean, the longest name found in it first; an ambiguous name keeps them all.

    Names are found on whole words, and what a longer name took counts no more for a shorter one. Where no whole name
    stands in the text, models whose names hold all of its words are proposed. A placeholder is never proposed.
    """
    words = normalise(text[:LONGEST]).split()
    known = names_of(models)
    if named := named_in(words, known):
        return tuple(Candidate(key, NAMED.format(alias=" ".join(alias))) for key, alias in named.items())
    near: dict[str, Words] = {}
    for model, alias in known:
        if words and set(words) <= set(alias):
            near.setdefault(model.id, alias)
    return tuple(Candidate(key, f'"{" ".join(alias)}" has these words.') for key, alias in near.items())


def names_of(models: Iterable[Model]) -> Names:
    """Every name of every model that may be proposed, in words."""
    return [(model, alias) for model in models if model.role != "placeholder" for alias in _names(model)]


def named_in(words: list[str], known: Names) -> dict[str, Words]:
    """The models of which a whole name stands among the words, each with that name, the longest first."""
    named: dict[str, Words] = {}
    for model, _, alias in _longest_first(_found(words, known)):
        named.setdefault(model.id, alias)
    return named


def _names(model: Model) -> Iterator[Words]:
    for name in dict.fromkeys((model.name, model.key or "", *model.aliases)):
        if words := tuple(normalise(name).split()):
            yield words


def _found(words: list[str], known: Iterable[tuple[Model, Words]]) -> Iterator[Hit]:
    for model, alias in known:
        for start in range(len(words) - len(alias) + 1):
            if tuple(words[start : start + len(alias)]) == alias:
                yield model, start, alias


def _longest_first(found: Iterable[Hit]) -> list[Hit]:
    """The hits that no longer one overlaps; two models that share one name at one place both stay."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (-len(hit[2]), hit[0].name, hit[0].id)):
        if not any(_overlaps(hit, other) for other in kept):
            kept.append(hit)
    return kept


def _overlaps(hit: Hit, longer: Hit) -> bool:
    (_, start, alias), (_, begin, other) = hit, longer
    same = (start, alias) == (begin, other)
    return not same and start < begin + len(other) and begin < start + len(alias)
