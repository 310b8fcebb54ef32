"""Gates: the questions without which nothing is approved, and how each of them is met."""

from dataclasses import dataclass
from enum import StrEnum

from checklists.rules.facts import Verdict


class GateState(StrEnum):
    """Met by its answer; covered by what else is on file; passed by a named person; accepted as not applicable;
    waiting for the question that it follows; or unmet."""

    MET = "met"
    COVERED = "covered"
    PASSED = "passed"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    UNMET = "unmet"


@dataclass(frozen=True)
class GateResult:
    """One gate. `holds` is yes, or unknown where a fact is missing (it then holds as a gate all the same)."""

    question: str
    holds: Verdict
    state: GateState
    how: str

    @property
    def met(self) -> bool:
        """Whether it stands in the way no longer."""
        return self.state not in (GateState.UNMET, GateState.WAITING)
