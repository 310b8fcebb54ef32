"""What a respondent does, once inside: answer, hand single questions to a colleague, mend a mistake.

Every word is the vendor's own. What it may touch is what its request is about, and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, NotAllowed, NotFound, Refused
from checklists.models import Answer, AnswerRequest, Assessment
from checklists.models.assessments import UNDECIDED
from checklists.models.requests import RequestState
from checklists.rules.answers import Rung
from checklists.rules.questions import Asked
from checklists.rules.vendor_questions import for_vendor, to_read
from checklists.services.answers import put_answers
from checklists.services.assessments import hold
from checklists.services.given import Given
from checklists.services.history import record, service
from checklists.services.judging import Judged, day_of, judge_assessment
from checklists.services.requests import NEEDED, close, new_link, open_request
from checklists.services.rows import insert, organisation_in_scope

THEIR_RUNGS = (Rung.VENDOR_SAYS.value, Rung.PUBLISHED_BY_VENDOR.value, Rung.VENDOR_SHOWS_DOCUMENT.value)
MOST_COLLEAGUES = 20


@dataclass(frozen=True)
class Handed:
    """A question handed on to a colleague, with the new link. `token` is shown this once."""

    request: AnswerRequest
    token: str


@service
def answer_request(request: AnswerRequest, given: Sequence[Given], *, by: Actor, at: datetime) -> dict[str, Answer]:
    """Write a respondent's answers, all or none, each over the version it was made from.

    Raises as `write_answers`, and NotFound for a question that is not theirs to answer.
    """
    row = held_by(request, by, at)
    _about(row, given, at)
    batch = put_answers(row.assessment, [_as_vendor(one, row, by, at) for one in given], by=by, at=at)
    if batch.changes:
        amends = row.state == RequestState.SUBMITTED.value
        named: dict[str, Any] = {"request": row.pk, "amends": amends, "changes": batch.changes}
        record("answers_written", row.assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
    return batch.rows


def questions_of(request: AnswerRequest, judged: Judged) -> tuple[Asked, ...]:
    """The questions that a request is about, as they stand now."""
    return for_vendor(judged.judgement.asked, judged.case.answers, request.questions)


def all_questions_of(request: AnswerRequest, judged: Judged) -> tuple[Asked, ...]:
    """As `questions_of`, with those that may still follow from an answer."""
    return to_read(judged.judgement.asked, judged.case.answers, request.questions)


@service
def hand_on(
    request: AnswerRequest, *, questions: Sequence[str], email: str, name: str, by: Actor, at: datetime
) -> Handed:
    """Ask a colleague about single questions, by a link that opens those alone. One's own request stays whole."""
    row = held_by(request, by, at)
    if row.part_of_id is not None or row.state != RequestState.OPEN.value:
        raise Refused("Only who was asked for the whole hands parts of it on, while it is open.", code="not_whole")
    keys = {each.question.key for each in questions_of(row, judge_assessment(row.assessment, day_of(at)))}
    if not questions or set(questions) - keys:
        raise NotFound("question")
    held = AnswerRequest.objects.filter(part_of=row, state=RequestState.OPEN.value)
    if held.count() >= MOST_COLLEAGUES:
        raise Refused(f"{MOST_COLLEAGUES} colleagues are asked already. Take one back first.", code="too_many")
    part = AnswerRequest(assessment=row.assessment, part_of=row, email=email.strip().lower(), name=name.strip())
    part.due_on, part.message, part.questions = row.due_on, row.message, list(questions)
    insert(part, by=by, at=at)
    named = {"request": part.pk, "email": part.email, "name": part.name, "questions": list(questions)}
    record("request_handed_on", row.assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
    return Handed(part, new_link(part, by, at))


@service
def take_back(part: AnswerRequest, *, request: AnswerRequest, by: Actor, at: datetime) -> None:
    """End a colleague's link. What they have answered stays."""
    row = held_by(request, by, at)
    held = open_request(part)
    if held.part_of_id != row.pk:
        raise NotFound("request")
    close(held, RequestState.WITHDRAWN, by, at)
    named = {"request": held.pk, "email": held.email}
    record("request_withdrawn", row.assessment, by=by, at=at, organisation=organisation_in_scope(), **named)


def held_by(request: AnswerRequest, by: Actor, at: datetime) -> AnswerRequest:
    """The request, held to the end of the transaction, if it is this respondent's and still to be answered."""
    if by.kind not in ("respondent", "system") or (by.kind == "respondent" and by.id != request.pk):
        raise NotAllowed("Only who was asked answers a request.")
    row = AnswerRequest.objects.select_for_update(of=("self",)).select_related(*NEEDED).get(pk=request.pk)
    if row.state not in (RequestState.OPEN.value, RequestState.SUBMITTED.value):
        raise Refused("This request is over, so nothing was changed.", code="not_open")
    _undecided(row.assessment, at)
    return row


def _undecided(assessment: Assessment, at: datetime) -> None:
    """Also while it is reviewed: a mistake is mended as a dated amendment, which the reviewer sees."""
    if not hold(assessment, UNDECIDED, at):
        said = "A decision was made on these answers, so they stand as they are. Write to who asked you."
        raise Refused(said, code="decided")


def _about(row: AnswerRequest, given: Sequence[Given], at: datetime) -> None:
    keys = {each.question.key for each in questions_of(row, judge_assessment(row.assessment, day_of(at)))}
    wrong = [
        Detail(f"/{place}/question", "not_asked", "This is not asked of you, or no longer: load the page again.")
        for place, one in enumerate(given)
        if one.question not in keys
    ]
    if wrong:
        raise Invalid(wrong[0].detail, wrong)


def _as_vendor(one: Given, row: AnswerRequest, by: Actor, at: datetime) -> Given:
    """The same as this respondent's own words, said today. After the attestation a mended answer is attested too."""
    rung = one.rung if one.rung in THEIR_RUNGS else ""
    attested = row.state == RequestState.SUBMITTED.value
    name = one.said_by_name or row.called
    return replace(one, said_by="vendor", said_by_name=name, said_on=day_of(at), rung=rung, attested=attested)
