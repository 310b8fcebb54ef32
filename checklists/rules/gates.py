"""Gates: the questions without which nothing is approved, and how each of them is met."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checklists.rules.answers import Answer, Judged, Rung, State
from checklists.rules.case import GatePass
from checklists.rules.dates import in_words
from checklists.rules.facts import Verdict
from checklists.rules.grading import Grade
from checklists.rules.questions import Asked

OWN_RUNGS = (None, Rung.OWN_RECORD, Rung.BUYER_TESTED)
NOT_MET = {
    State.NOT_YET: "Not answered yet.",
    State.NOT_APPLICABLE: '"Does not apply" was not accepted by a reviewer.',
    State.DOES_NOT_KNOW: "The answer is not known.",
    State.REFUSES: "The answer is that nothing will be said.",
    State.CONFIDENTIAL: "Given in confidence, and not judged by a reviewer yet.",
}
NOT_JUDGED = "The answer is in words, and a reviewer has not judged it yet."
RED = "The answer is one that should not be passed over."
MAY_BE_RED = "Whether the answer is one that should not be passed over depends on a fact that is not known."

BY_GRADE = {Grade.RED: RED, Grade.MAY_BE_RED: MAY_BE_RED}


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


def is_gate(asked: Asked) -> bool:
    """Whether a question is a gate for this case, as far as anybody knows."""
    return Verdict.NO not in (asked.applies.verdict, asked.gate.verdict)


def valid_passes(passes: Iterable[GatePass], on: date) -> dict[str, GatePass]:
    """The passes that hold on a day, by question; of two, the one that was written later."""
    ordered = sorted(passes, key=lambda each: each.on)
    return {each.question: each for each in ordered if each.on <= on <= each.expires_on}


def gate_results(
    questions: Iterable[Asked],
    answers: Mapping[str, Answer],
    grades: Mapping[str, Grade],
    covered: Mapping[str, str],
    passes: Mapping[str, GatePass],
) -> tuple[GateResult, ...]:
    """Every gate among the questions that are asked, met or not, and how.

    A gate is met by a good or amber answer; by an open answer of the buyer's own; by "does not apply" that a reviewer
    accepted; by what else is on file; or by a named person's written pass while it lasts.
    """
    results = []
    for asked in questions:
        key = asked.question.key
        if is_gate(asked) and (asked.shown or asked.in_set):
            state, how = _by_answer(asked, answers.get(key), grades.get(key, Grade.OPEN))
            if state in (GateState.UNMET, GateState.WAITING):
                state, how = _otherwise(covered.get(key, ""), passes.get(key)) or (state, how)
            results.append(GateResult(key, asked.gate.verdict, state, how))
    return tuple(results)


def _by_answer(asked: Asked, answer: Answer | None, grade: Grade) -> tuple[GateState, str]:
    if not asked.shown:
        return GateState.WAITING, "It is asked once the question before it is answered."
    if answer is None:
        return GateState.UNMET, NOT_MET[State.NOT_YET]
    if answer.state is State.NOT_APPLICABLE and answer.judged is Judged.SATISFACTORY:
        return GateState.ACCEPTED, '"Does not apply", accepted by a reviewer.'
    if grade in (Grade.GOOD, Grade.AMBER):
        return GateState.MET, "Met by the answer." if grade is Grade.GOOD else "Met by the answer, with a concern."
    if answer.state is State.ANSWERED and grade is Grade.OPEN and is_own(answer):
        return GateState.MET, "Met by your own answer, as it stands."
    return GateState.UNMET, BY_GRADE.get(grade) or NOT_MET.get(answer.state, NOT_JUDGED)


def is_own(answer: Answer) -> bool:
    """Whether an answer is the buyer's own word, and not a vendor's that the buyer looked up or was shown."""
    return answer.said_by == "buyer" and answer.rung in OWN_RUNGS


def _otherwise(covered: str, by: GatePass | None) -> tuple[GateState, str] | None:
    if covered:
        return GateState.COVERED, covered
    return (GateState.PASSED, pass_in_words(by)) if by is not None else None


def pass_in_words(by: GatePass) -> str:
    """Who passed a gate, until when, and the reason as it was written."""
    return f"Passed by {by.by} until {in_words(by.expires_on)}: {by.reason}"
