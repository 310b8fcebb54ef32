"""Decisions: bound to the digest of what was shown, by somebody other than who assessed where four eyes look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from checklists.actor import Actor
from checklists.canonical import canonical_text
from checklists.errors import Detail, Invalid, NotAllowed, Refused
from checklists.models import Assessment, Condition, Decision, Membership, Organisation
from checklists.models.assessments import AssessmentState
from checklists.models.decisions import Due, Outcome
from checklists.models.people import Role
from checklists.rules.blank import says_something
from checklists.rules.dates import in_words
from checklists.rules.judge import Block, blocking
from checklists.services.assessments import locked
from checklists.services.deciders import need_two_people
from checklists.services.finding_rows import keep_findings
from checklists.services.history import record, service
from checklists.services.judging import Judged, day_of, judge_assessment
from checklists.services.mail_causes import mail_decided
from checklists.services.rows import allow, change, insert, organisation_in_scope

APPROVALS = (Outcome.APPROVED.value, Outcome.APPROVED_WITH_CONDITIONS.value)
YEAR = timedelta(days=365)
MOST_DAYS = 36_500


@dataclass(frozen=True)
class Wanted:
    """One condition as it comes in. `names` are the keys of what it answers for; `days` only with within_days."""

    text: str
    due: str
    days: int | None = None
    owner: Membership | None = None
    names: tuple[str, ...] = ()


@service
def decide(
    assessment: Assessment,
    *,
    outcome: str,
    reasons: str,
    digest: str,
    judged_on: date,
    by: Actor,
    at: datetime,
    conditions: Sequence[Wanted] = (),
    valid_until: date | None = None,
) -> Decision:
    """Decide on what was shown. Twice the same in every word, by the same person, is harmless.

    Raises Refused where the judgement is no longer what `digest` sealed, where a gate is unmet or a finding stops it,
    where four eyes are asked for and the person assessed; Invalid for what is missing.
    """
    allow(by, Role.APPROVER)
    _person(by)
    locked(assessment)
    if assessment.state == AssessmentState.DECIDED.value:
        made = Decision.objects.get(assessment=assessment)
        return _the_same(made, by, (outcome, digest, reasons), conditions, valid_until)
    _ready(assessment)
    _complete(outcome, reasons, conditions, valid_until, day_of(at))
    organisation = Organisation.objects.get(pk=organisation_in_scope().pk)
    need_two_people(assessment, organisation, by)
    judged = _still_so(assessment, digest, judged_on, day_of(at))
    _not_blocked(outcome, blocking(judged.judgement), conditions)
    decision = _write(assessment, organisation, judged, outcome, reasons, valid_until, by, at)
    _write_conditions(decision, conditions, by, at)
    _close(assessment, by, at)
    named = {"outcome": outcome, "digest": digest, "judged_on": judged_on}
    named |= {"conditions": [one.text for one in conditions]}
    named |= {"findings": keep_findings(assessment, judged.record, on=judged_on, by=by, at=at)}
    named |= mail_decided(assessment, decision, by=by, at=at)
    record("decision_made", assessment, by=by, at=at, organisation=organisation, **named)
    return decision


def _the_same(
    made: Decision, by: Actor, said: tuple[str, str, str], conditions: Sequence[Wanted], valid_until: date | None
) -> Decision:
    """The decision there is, where it says what is said now; whoever says other words is told: none are lost."""
    asked = [(one.text, one.due, one.days, one.owner and one.owner.pk, sorted(one.names)) for one in conditions]
    rows = Condition.objects.filter(decision=made).order_by("number")
    kept = [(row.text, row.due, row.days, row.owner_id, row.names) for row in rows]
    until = valid_until or _usual_end(made.outcome, made.judged_on)
    who = (made.decided_by_person, made.outcome, made.digest, made.reasons)
    if who == (by.person, *said) and (made.valid_until, kept) == (until, asked):
        return made
    raise Refused(
        f"{made.decided_by} has decided this on {in_words(made.judged_on)}. Reopen it for the next round.",
        code="decided",
    )


def _usual_end(outcome: str, judged_on: date) -> date | None:
    """An approval holds for a year where nothing else is said."""
    return judged_on + YEAR if outcome in APPROVALS else None


def _ready(assessment: Assessment) -> None:
    if assessment.state != AssessmentState.IN_REVIEW.value:
        raise Refused("Only an assessment in review is decided. Submit it first.", code="not_in_review")


def _complete(outcome: str, reasons: str, conditions: Sequence[Wanted], valid_until: date | None, today: date) -> None:
    wrong = []
    if valid_until is not None and valid_until <= today:
        wrong.append(Detail("/valid_until", "past", "It is valid until a day that is still to come."))
    if outcome not in list(Outcome):
        wrong.append(Detail("/outcome", "choice", f"One of: {', '.join(Outcome)}."))
    if not says_something(reasons):
        wrong.append(Detail("/reasons", "missing", "Give your reasons: they are printed in the dossier."))
    if (outcome == Outcome.APPROVED_WITH_CONDITIONS.value) != bool(conditions):
        wrong.append(
            Detail("/conditions", "conditions", "Conditions go with approved_with_conditions, and only with it.")
        )
    for place, one in enumerate(conditions):
        wrong += _condition_wrong(place, one)
    if wrong:
        raise Invalid(f"Nothing was decided. {wrong[0].detail}", wrong)


def _condition_wrong(place: int, one: Wanted) -> list[Detail]:
    found = []
    if not says_something(one.text):
        found.append(Detail(f"/conditions/{place}/text", "missing", "Say what must be so."))
    if one.due not in list(Due):
        found.append(Detail(f"/conditions/{place}/due", "choice", f"One of: {', '.join(Due)}."))
    if (one.due == Due.WITHIN_DAYS.value) != (one.days is not None):
        found.append(Detail(f"/conditions/{place}/days", "days", "Days go with within_days, and only with it."))
    if one.days is not None and not 0 <= one.days <= MOST_DAYS:
        found.append(Detail(f"/conditions/{place}/days", "size", f"From 0 to {MOST_DAYS:,} days."))
    return found


def _person(by: Actor) -> UUID:
    if by.person is None:
        raise NotAllowed("A person decides. This call has none behind it.")
    return by.person


def _still_so(assessment: Assessment, digest: str, judged_on: date, today: date) -> Judged:
    """Judge again for the day that was shown; refuse where that is no longer what was shown."""
    if judged_on not in (today, today - timedelta(days=1)):
        sentence = (
            f"What you saw was judged for {in_words(judged_on)}. Look at it as it stands today and decide on that."
        )
        raise Refused(sentence, [Detail("/judged_on", "old", sentence)], code="changed")
    judged = judge_assessment(assessment, judged_on)
    if judged.digest != digest:
        sentence = "Something changed since you looked. Look at it as it stands now; your reasons are kept in the form."
        raise Refused(sentence, [Detail("/digest", "changed", judged.digest)], code="changed")
    return judged


def _not_blocked(outcome: str, blocks: Sequence[Block], conditions: Sequence[Wanted]) -> None:
    if outcome not in APPROVALS:
        return
    named = {key for one in conditions for key in one.names}
    unknown = named - {block.key for block in blocks}
    if unknown:
        listed = ", ".join(sorted(unknown))
        raise Invalid(
            f"A condition names what does not stand in the way: {listed}.", [Detail("/conditions", "names", listed)]
        )
    left = [block for block in blocks if block.key not in named]
    if left:
        how = (
            "Name each in a condition"
            if outcome == Outcome.APPROVED_WITH_CONDITIONS.value
            else "Settle them, or approve with conditions that name them"
        )
        details = [Detail("/outcome", block.kind, f"{block.key}: {block.text}") for block in left]
        raise Refused(
            f"{len(left)} open {'point stands' if len(left) == 1 else 'points stand'} in the way of this. {how}.",
            details,
            code="blocked",
        )


def _write(
    assessment: Assessment,
    organisation: Organisation,
    judged: Judged,
    outcome: str,
    reasons: str,
    valid_until: date | None,
    by: Actor,
    at: datetime,
) -> Decision:
    decision = Decision(
        assessment=assessment,
        outcome=outcome,
        reasons=reasons,
        judged_on=judged.case.judged_on,
        digest=judged.digest,
        record=canonical_text(judged.sealed),
        valid_until=valid_until or _usual_end(outcome, judged.case.judged_on),
        four_eyes=organisation.four_eyes,
        submitted_by=assessment.submitted_by,
        submitted_by_person=assessment.submitted_by_person,
        decided_by=by.label,
        decided_by_person=_person(by),
        decided_at=at,
    )
    return insert(decision, by=by, at=at)


def _write_conditions(decision: Decision, conditions: Sequence[Wanted], by: Actor, at: datetime) -> None:
    for number, one in enumerate(conditions, 1):
        due_on = decision.judged_on + timedelta(days=one.days) if one.days is not None else None
        row = Condition(decision=decision, number=number, text=one.text, due=one.due, days=one.days, due_on=due_on)
        row.owner, row.names = one.owner, sorted(one.names)
        insert(row, by=by, at=at)


def _close(assessment: Assessment, by: Actor, at: datetime) -> None:
    """This round is decided, and what was decided before it is superseded: until now it stood."""
    before = Assessment.objects.filter(model_use=assessment.model_use, state=AssessmentState.DECIDED.value)
    before.update(state=AssessmentState.SUPERSEDED.value, updated_at=at)
    change(assessment, {"state": AssessmentState.DECIDED.value}, version=None, by=by, at=at)
