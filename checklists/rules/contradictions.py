"""Contradictions: two statements that do not go together, both shown, with a charitable reading."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Side:
    """One of the two statements: in words, who made it (in words), when, and the address it was read at."""

    label: str
    said_by: str
    on: date | None = None
    source: str | None = None


@dataclass(frozen=True)
class Contradiction:
    """Two sides that are both known and do not agree. The three sentences are ready to print."""

    key: str
    title: str
    wording: str
    charitable: str
    ask: str
    severity: str
    left: Side
    right: Side
    questions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
