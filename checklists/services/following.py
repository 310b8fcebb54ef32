"""What is done about a decision: a gate let pass before it, a condition met after it. Each in a person's own name."""

from datetime import date, datetime

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, Refused
from checklists.models import Assessment, Condition, GatePass
from checklists.models.assessments import AssessmentState
from checklists.models.people import Role
from checklists.rules.blank import says_something
from checklists.rules.dates import in_words
from checklists.services.assessments import locked
from checklists.services.days import check_days, check_order
from checklists.services.history import record, service
from checklists.services.judging import day_of, judge_assessment
from checklists.services.rows import allow, change, insert, organisation_in_scope


@service
def pass_gate(
    assessment: Assessment, *, question: str, reason: str, expires_on: date, by: Actor, at: datetime
) -> GatePass:
    """Let a gate pass, in one's own name, with a written reason and an expiry."""
    allow(by, Role.APPROVER)
    locked(assessment)
    if assessment.state != AssessmentState.IN_REVIEW.value:
        raise Refused("A gate is passed while the assessment is in review.", code="not_in_review")
    if not says_something(reason):
        raise _wrong("/reason", "missing", "Write down why this gate may be passed.")
    if expires_on <= day_of(at):
        raise _wrong("/expires_on", "past", "The pass ends on a day that is still to come.")
    judged = judge_assessment(assessment, day_of(at))
    if question not in {gate.question for gate in judged.judgement.gates}:
        raise Invalid(f"{question!r} is no gate here.", [Detail("/question", "no_gate", "It is no gate here.")])
    row = GatePass(assessment=assessment, question=question, reason=reason, passed_on=day_of(at), expires_on=expires_on)
    insert(row, by=by, at=at)
    named = {"question": question, "reason": reason, "expires_on": expires_on}
    record("gate_passed", assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
    return row


def _wrong(pointer: str, code: str, sentence: str) -> Invalid:
    return Invalid(sentence, [Detail(pointer, code, sentence)])


@service
def meet_condition(
    condition: Condition, *, met_on: date, note: str, version: int | None, by: Actor, at: datetime
) -> Condition:
    """Say that a condition is met, on which day and how it shows."""
    allow(by, Role.ASSESSOR)
    check_days({"met_on": met_on}, ("met_on",), at=at, happened=("met_on",))
    decided_on = condition.decision.judged_on
    check_order(decided_on, met_on, "/met_on", f"It was made a condition on {in_words(decided_on)}: not met before.")
    changes = change(condition, {"met_on": met_on, "met_note": note}, version=version, by=by, at=at)
    if changes:
        named = {"number": condition.number, "text": condition.text, "changes": changes}
        record("condition_met", condition, by=by, at=at, organisation=organisation_in_scope(), **named)
    return condition
