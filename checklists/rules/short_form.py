"""The short form: whether it will do, what is in it, and what the first page says before anybody answers."""

from dataclasses import dataclass

from checklists.rules.conditions import Because


@dataclass(frozen=True)
class Triage:
    """`form` is short, full, or ask (a fact is missing that decides it); `reason` is a sentence."""

    form: str
    reason: str
    because: tuple[Because, ...] = ()


@dataclass(frozen=True)
class FirstPage:
    """Counts for the start: all questions, those probably in invoice or contract, those for the vendor, and minutes."""

    total: int
    own: int
    vendor_count: int
    minutes: int
