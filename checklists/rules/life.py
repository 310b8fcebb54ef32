"""The life of a finding: what people do about it after a rule, or one of them, has raised it. Shapes alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LifeState(StrEnum):
    """Where a finding stands. `settled`: the rule no longer raises it, or whoever raised it by hand closed it."""

    OPEN = "open"
    BEING_PUT_RIGHT = "being_put_right"
    ACCEPTED = "accepted"
    ACCEPTANCE_LAPSED = "acceptance_lapsed"
    ACCEPTANCE_STALE = "acceptance_stale"
    SETTLED = "settled"


LIFE_STATES = {
    LifeState.OPEN: "Open",
    LifeState.BEING_PUT_RIGHT: "Being put right",
    LifeState.ACCEPTED: "Accepted",
    LifeState.ACCEPTANCE_LAPSED: "Acceptance has run out",
    LifeState.ACCEPTANCE_STALE: "Weighs more than was accepted",
    LifeState.SETTLED: "Settled",
}


@dataclass(frozen=True)
class Acceptance:
    """A named person lives with a finding: why, until and with which day, and as how grave it was accepted."""

    reason: str
    by: str
    on: date
    expires_on: date
    severity: str


@dataclass(frozen=True)
class Remediation:
    """How a finding is put right: the vendor's plan, that we agreed to it, that it is done, that the vendor says so.

    The vendor's words stand as they were given, under the name of whoever said them.
    """

    plan: str = ""
    plan_by: str = ""
    plan_on: date | None = None
    agreed_by: str = ""
    agreed_on: date | None = None
    done_by: str = ""
    done_on: date | None = None
    confirmed_by: str = ""
    confirmed_on: date | None = None
    confirmed_note: str = ""


@dataclass(frozen=True)
class Life:
    """All that people have said about one finding; what is None or empty has not been said."""

    owner: str = ""
    due: date | None = None
    remediation: Remediation | None = None
    acceptance: Acceptance | None = None


@dataclass(frozen=True)
class ByHand:
    """A finding that a person raised. `question` is empty where it is about the whole."""

    key: str
    severity: str
    title: str
    text: str
    question: str = ""
