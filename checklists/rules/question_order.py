"""The order of questions: their numbers, and at which question each chain of follow-ups begins."""

from collections.abc import Iterable, Mapping


def numbers_of(sections: Iterable[str], section_of: Mapping[str, str]) -> dict[str, str]:
    """The number of each question, section by section: section and place among all questions of the section.

    `section_of` maps the key of each question to that of its section, in order.
    """
    inside: dict[str, list[str]] = {section: [] for section in sections}
    for key, section in section_of.items():
        inside.get(section, []).append(key)
    return {
        key: f"{place}.{position}"
        for place, keys in enumerate(inside.values(), 1)
        for position, key in enumerate(keys, 1)
    }


def roots_of(follows: Mapping[str, str]) -> dict[str, str]:
    """For each question the one at the start of those that it follows, itself where it follows none."""
    return {key: _root(follows, key) for key in follows}


def _root(follows: Mapping[str, str], key: str) -> str:
    seen: set[str] = set()  # so that it ends, whatever follows what
    while follows[key] in follows and key not in seen:
        seen.add(key)
        key = follows[key]
    return key
