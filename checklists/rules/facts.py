"""What is known of one model in use, under the names that conditions use.

Three values everywhere: a fact is known, or it is unknown, and unknown is never no. A set fact is known member by
member. Where two origins disagree the fact is unknown to conditions, and both statements are kept to be shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """The answer of a condition. Unknown is its own answer and never counts as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Where a statement about a fact comes from."""

    BUYER = "buyer"
    ANSWERS = "answers"
    LINEAGE = "lineage"


@dataclass(frozen=True)
class Choice:
    """One value that may be picked, with its label. `needs_file`: without a file tied to the answer it is a finding."""

    value: str
    label: str
    needs_file: bool = False
    needs: str = ""


@dataclass(frozen=True)
class FactDefinition:
    """One name that conditions may use. `type` is bool, enum or set; `choices` are the values of the last two."""

    name: str
    type: str
    group: str
    plain: str
    choices: tuple[Choice, ...] = ()
    origins: tuple[Origin, ...] = ()
    note: str = ""
    ask_when: str = ""
    exclusive: tuple[str, ...] = ()
    triage_order: int | None = None


@dataclass(frozen=True)
class Members:
    """What is known of a set: the members that are there and those ruled out. The rest is unknown."""

    present: frozenset[str] = frozenset()
    ruled_out: frozenset[str] = frozenset()


Value = bool | str | Members


@dataclass(frozen=True)
class Said:
    """One statement about a fact: its value, who says so and when. `source` names it (a question's key, a page)."""

    fact: str
    value: Value
    origin: Origin
    source: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Facts:
    """All that is known: `values` holds only what is settled; `said` keeps every statement; `disputed` names clashes."""

    definitions: Mapping[str, FactDefinition]
    values: Mapping[str, Value]
    said: Mapping[str, tuple[Said, ...]]
    disputed: frozenset[str] = frozenset()
