"""Findings with a life: raised by hand, taken up, put right, accepted in a person's own name, closed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, NotAllowed, NotFound, Refused
from checklists.models import Assessment, Finding, Organisation
from checklists.models.assessments import AssessmentState
from checklists.models.keys import uuid7
from checklists.models.people import Role
from checklists.rules.blank import says_something
from checklists.rules.dates import in_words
from checklists.rules.lives import BY_HAND, last_day
from checklists.rules.severity import CRITICAL
from checklists.services.assessments import locked
from checklists.services.deciders import who_assessed
from checklists.services.finding_rows import row_of
from checklists.services.history import record, service
from checklists.services.judging import content_of, day_of, sealed_of
from checklists.services.rows import allow, change, insert, organisation_in_scope

LONGEST_TITLE = 300
ALONE_ACCEPTED = (
    "It stops approval, you took part in finding it, and your organisation has chosen that two people look at "
    "everything. Ask another approver or an owner to accept it, or have it put right."
)
ALONE_CLOSED = (
    "Somebody else raised it, it stops approval, you took part in the assessment, and your organisation has chosen "
    "that two people look at everything. Write down how it was put right, and ask whoever raised it to close it."
)
NOTHING = {
    "accepted_reason": "",
    "accepted_by": "",
    "accepted_by_person": None,
    "accepted_on": None,
    "accepted_until": None,
    "accepted_severity": "",
}


@service
def take_up_finding(assessment: Assessment, *, key: str, by: Actor, at: datetime) -> Finding:
    """The row of a finding that a rule raises, made where there is none yet. Twice is harmless."""
    allow(by, Role.ASSESSOR)
    locked(assessment)  # since a submission and a decision make rows too
    row = Finding.objects.filter(model_use=assessment.model_use, key=key).first()
    if row is not None:
        return row
    found = _in_record(assessment, key, day_of(at))
    if found is None:
        raise NotFound("finding")
    row = insert(row_of(assessment, found, on=day_of(at), by=by, at=at), by=by, at=at)
    record("finding_raised", row, by=by, at=at, organisation=organisation_in_scope(), key=key, title=row.title)
    return row


@service
def raise_finding(
    assessment: Assessment, *, severity: str, title: str, by: Actor, at: datetime, text: str = "", question: str = ""
) -> Finding:
    """Raise a finding by hand, about one question or about the whole. It counts from the next judgement on."""
    allow(by, Role.ASSESSOR)
    if assessment.state == AssessmentState.SUPERSEDED.value:
        raise Refused("A later round stands in its place. Raise it there.", code="superseded")
    _check_raised(assessment, severity, title, question)
    questions = [question] if question else []
    found = {"key": f"hand:{uuid7().hex[-12:]}", "rule": BY_HAND, "title": title, "text": text, "severity": severity}
    row = row_of(assessment, {**found, "questions": questions, "obligation": ""}, on=day_of(at), by=by, at=at)
    row.by_hand, row.raised_by, row.raised_by_person = True, by.label, by.person
    insert(row, by=by, at=at)
    named = {**found, "text": text, "questions": questions}
    record("finding_raised", row, by=by, at=at, organisation=organisation_in_scope(), **named)
    return row


def _check_raised(assessment: Assessment, severity: str, title: str, question: str) -> None:
    content = content_of(assessment)
    severities = [key for key, _ in content.edition.scoring.severities]
    wrong = []
    if severity not in severities:
        wrong.append(Detail("/severity", "choice", f"One of: {', '.join(severities)}."))
    if not says_something(title):
        wrong.append(Detail("/title", "missing", "Say in a few words what is wrong or missing."))
    if len(title) > LONGEST_TITLE:
        wrong.append(Detail("/title", "max_length", f"At most {LONGEST_TITLE} characters; the rest goes in the text."))
    if question and question not in {one.key for one in content.questionnaire.questions}:
        wrong.append(Detail("/question", "unknown", "This questionnaire has no such question."))
    _refuse(wrong)


def _refuse(wrong: list[Detail]) -> None:
    if wrong:
        raise Invalid(f"Nothing was written. {wrong[0].detail}", wrong)


@service
def accept_finding(
    finding: Finding, *, reason: str, expires_on: date, by: Actor, at: datetime, version: int | None = None
) -> Finding:
    """Live with a finding, in one's own name, with a reason and a last day at most two years away.

    It holds for as grave as the finding is now. Raises Refused where nothing raises it any more, and where it stops
    approval, four eyes are asked for and the person raised it or took part in the assessment.
    """
    allow(by, Role.APPROVER)
    if by.person is None:
        raise NotAllowed("A person accepts a finding. This call has none behind it.")
    _check_acceptance(reason, expires_on, day_of(at))
    assessment = latest_round(finding)
    severity = _weight_today(finding, assessment, day_of(at))
    _two_people(finding, assessment, severity, by)
    accepted = {
        "severity": severity,
        "settled_on": None,
        "accepted_reason": reason,
        "accepted_by": by.label,
        "accepted_by_person": by.person,
        "accepted_on": day_of(at),
        "accepted_until": expires_on,
        "accepted_severity": severity,
    }
    changes = change(finding, accepted, version=version, by=by, at=at)
    if changes:
        told = {"title": finding.title, "reason": reason, "until": expires_on, "severity": severity}
        record("finding_accepted", finding, by=by, at=at, organisation=organisation_in_scope(), **told)
    return finding


def _check_acceptance(reason: str, expires_on: date, today: date) -> None:
    wrong = []
    if not says_something(reason):
        wrong.append(
            Detail("/reason", "missing", "Write down why you can live with this: it is printed in the dossier.")
        )
    if expires_on <= today:
        wrong.append(Detail("/expires_on", "past", "It ends on a day that is still to come."))
    elif expires_on > last_day(today):
        sentence = f"At most two years: until {in_words(last_day(today))}. Then somebody looks again."
        wrong.append(Detail("/expires_on", "too_late", sentence))
    _refuse(wrong)


def latest_round(finding: Finding) -> Assessment:
    """The round of the model in use that stands now: the one under way, else the one decided last."""
    rows = Assessment.objects.filter(model_use=finding.model_use_id).select_related("model_use", "edition")
    return rows.order_by("-round")[0]


def _in_record(assessment: Assessment, key: str, on: date) -> dict[str, Any] | None:
    found = sealed_of(assessment, on)["record"]["findings"]
    return next((one for one in found if one["key"] == key), None)


def _weight_today(finding: Finding, assessment: Assessment, on: date) -> str:
    """How grave it is now, since its row knows only how grave it was when last seen."""
    if finding.by_hand and finding.settled_on is None:
        return finding.severity
    found = None if finding.by_hand else _in_record(assessment, finding.key, on)
    if found is None:
        raise Refused("This finding is settled: there is nothing left to accept.", code="settled")
    severity: str = found["severity"]
    return severity


def _two_people(finding: Finding, assessment: Assessment, severity: str, by: Actor) -> None:
    if by.person in {*who_assessed(assessment), finding.raised_by_person}:
        _refuse_four_eyes(severity, ALONE_ACCEPTED)


def _refuse_four_eyes(severity: str, sentence: str) -> None:
    """Refuse what one person may not do alone about what stops approval, where the organisation wants two."""
    if severity == CRITICAL and Organisation.objects.get(pk=organisation_in_scope().pk).four_eyes:
        raise Refused(sentence, [Detail("", "four_eyes", sentence)], code="four_eyes")


@service
def withdraw_acceptance(
    finding: Finding, *, by: Actor, at: datetime, why: str = "", version: int | None = None
) -> Finding:
    """Take an acceptance back: the finding counts again. Where there is none nothing changes."""
    allow(by, Role.APPROVER)
    before = {"until": finding.accepted_until, "accepted_by": finding.accepted_by, "reason": finding.accepted_reason}
    if change(finding, NOTHING, version=version, by=by, at=at):
        told = {"title": finding.title, "why": why, **before}
        record("finding_acceptance_withdrawn", finding, by=by, at=at, organisation=organisation_in_scope(), **told)
    return finding


@service
def close_by_hand(finding: Finding, *, note: str, by: Actor, at: datetime, version: int | None = None) -> Finding:
    """Close a finding that a person raised, and say what settled it. One by rule is settled by the answers alone.

    Raises Refused where somebody else raised it, it stops approval, four eyes are asked for and the person took part.
    """
    allow(by, Role.ASSESSOR)
    if not finding.by_hand:
        raise Refused(
            "A rule raised this finding, and it stays until the answers show that it is settled. Change the answer, "
            "or accept the finding with a reason.",
            code="by_rule",
        )
    if not says_something(note):
        _refuse([Detail("/note", "missing", "Say what settled it.")])
    if finding.settled_on is not None:
        return finding
    if by.person != finding.raised_by_person and by.person in who_assessed(latest_round(finding)):
        _refuse_four_eyes(finding.severity, ALONE_CLOSED)
    change(finding, {"settled_on": day_of(at), "settled_note": note}, version=version, by=by, at=at)
    told = {"title": finding.title, "note": note}
    record("finding_closed", finding, by=by, at=at, organisation=organisation_in_scope(), **told)
    return finding


def find_finding(finding_id: UUID) -> Finding:
    """The finding with what names it. One statement. Raises NotFound."""
    rows = Finding.objects.filter(pk=finding_id)
    row = rows.select_related("owner__user", "assessment", "model_use__product__vendor").first()
    if row is None:
        raise NotFound("finding")
    return row
