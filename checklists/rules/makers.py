"""Makers under one name: what goes by "Meta AI" and by "Facebook AI (Meta)" is counted under "Meta"."""

from collections.abc import Iterable
from functools import lru_cache

from checklists.rules.matching import names_of_maker

Names = tuple[frozenset[str], ...]


def makers_of(developers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Under which names each developer is counted, among those given: its own, or the shorter ones that it holds.

    A model that two makers share ("Mistral AI and NVIDIA") counts under each of them that is there alone.
    """
    return dict(_grouped(tuple(sorted(set(developers)))))


@lru_cache(maxsize=64)
def _grouped(developers: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    names = {each: _names(each) for each in developers}
    return tuple((each, _shortest(each, names)) for each in developers)


def _shortest(developer: str, names: dict[str, Names]) -> tuple[str, ...]:
    """The other makers that the name holds and that hold no shorter one themselves; the maker itself where none is."""
    held = [one for one in names if _holds(names[developer], names[one])]
    bare = [one for one in held if not any(_is_shorter(names, other, one) for other in held)]
    return tuple(bare) or ((developer,) if developer else ())


def _is_shorter(names: dict[str, Names], other: str, one: str) -> bool:
    """Whether `other` is held by `one`, in fewer words; of two names that hold each other, the shorter one."""
    if not _holds(names[one], names[other]):
        return False
    return (len(other), other) < (len(one), one) if _holds(names[other], names[one]) else True


def _holds(longer: Names, shorter: Names) -> bool:
    return any(words <= others for words in shorter for others in longer)


def _names(developer: str) -> Names:
    return tuple(frozenset(name.split()) for name in names_of_maker(developer))
