"""Conditions over facts: parsed once, read with three values, and every result names the facts that made it so."""

from dataclasses import dataclass

from checklists.rules.facts import Verdict


@dataclass(frozen=True)
class Because:
    """One fact behind a result: its plain question, what is known in words, and of a set the member looked at."""

    fact: str
    plain: str
    value_label: str
    known: bool
    member: str = ""


@dataclass(frozen=True)
class Result:
    """What a condition says, and the fewest facts that explain it (for unknown: those whose value could change it)."""

    verdict: Verdict
    because: tuple[Because, ...] = ()
