"""Turn the plain form of a kind of change into what the rules read."""

from collections.abc import Mapping
from typing import Any

from checklists.rules.change_kinds import ChangeKind


def change_kind_from(raw: Mapping[str, Any]) -> ChangeKind:
    """What may change, in which words, and which questions it opens again."""
    lists = {name: tuple(raw.get(name) or ()) for name in ("questions", "facts", "answers")}
    return ChangeKind(key=raw["key"], plain=raw["plain"], text=raw["text"], why=raw["why"], **lists)
