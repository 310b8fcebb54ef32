"""One line of the doctor's report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """`note` is worth knowing and nothing to mend; only `problem` makes the doctor end with an error."""

    OK = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """`what` was looked at, `said` what was found, `cure` what to type or change where it is a problem."""

    what: str
    health: Health
    said: str
    cure: str = ""


Examination = Callable[[], Iterator[Finding]]


def ok(what: str, said: str) -> Finding:
    return Finding(what, Health.OK, said)


def note(what: str, said: str, cure: str = "") -> Finding:
    return Finding(what, Health.NOTE, said, cure)


def problem(what: str, said: str, cure: str) -> Finding:
    return Finding(what, Health.PROBLEM, said, cure)


def judged(what: str, good: bool, said: str, cure: str) -> Finding:
    return ok(what, said) if good else problem(what, said, cure)
