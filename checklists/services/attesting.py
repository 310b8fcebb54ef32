"""The end of a request: somebody attests in the vendor's name, hands the answers in, and keeps a receipt of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from checklists.actor import Actor
from checklists.canonical import canonical_text, digest_of, plain
from checklists.errors import Detail, Invalid, Refused
from checklists.models import Answer, AnswerRequest, AnswerRevision
from checklists.models.requests import RequestState
from checklists.rules.answers import State
from checklists.rules.blank import says_something
from checklists.services.assessments import WORDS
from checklists.services.history import record, service
from checklists.services.judging import Judged, day_of, judge_assessment
from checklists.services.requests import close
from checklists.services.respondents import all_questions_of, held_by, questions_of
from checklists.services.rows import change, insert, organisation_in_scope

ATTESTS = (
    "To the best of my knowledge on this date, on behalf of {vendor}, these answers are true. This is not a warranty."
)
FORMAT = "candour-receipt-1"
AGAIN = "It was handed in before; nothing changed."


@service
def submit_request(request: AnswerRequest, *, name: str, role: str, agreed: bool, by: Actor, at: datetime) -> str:
    """Attest to the vendor's answers and hand them in. Gives a note; twice changes nothing and says so.

    Every answer that its respondents gave counts as attested from here on, and a receipt is kept; what the buyer wrote
    down for the vendor is not attested by this. A question left open is no hindrance: it is counted as open.
    """
    row = held_by(request, by, at)
    if row.state == RequestState.SUBMITTED.value:
        return AGAIN
    _attestation(name, role, agreed)
    judged = judge_assessment(row.assessment, day_of(at))
    answers = list(_given_for_vendor(row, judged))
    if not answers:
        raise Refused("There is no answer yet. Answer one question first: that you do not know is one.", code="none")
    for answer in answers:
        _attest(answer, name.strip(), by, at)
    row.attested_name, row.attested_role, row.submitted_at = name.strip(), role.strip(), at
    _keep_receipt(row, judged, answers, at)
    close(row, RequestState.SUBMITTED, by, at)
    who = {"request": row.pk, "name": row.attested_name, "role": row.attested_role}
    named = {**who, "digest": row.receipt_digest, "answers": len(answers)}
    record("request_submitted", row.assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
    return ""


@service
def finish_part(request: AnswerRequest, *, by: Actor, at: datetime) -> str:
    """A colleague says that their part is done. Whoever was asked for the whole attests to it."""
    row = held_by(request, by, at)
    if row.part_of_id is None:
        raise Refused("This is the whole request: attest to it and hand it in.", code="whole")
    if row.state == RequestState.SUBMITTED.value:
        return AGAIN
    close(row, RequestState.SUBMITTED, by, at)
    named = {"request": row.pk, "questions": row.questions}
    record("request_part_done", row.assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
    return ""


def receipt_of(row: AnswerRequest, judged: Judged, answers: Iterable[Answer], at: datetime) -> dict[str, Any]:
    """What a vendor keeps of what it said: its own words, with their questions, and nothing of the buyer's."""
    texts = {each.question.key: each for each in all_questions_of(row, judged)}
    questionnaire, vendor = judged.content.questionnaire, vendor_name(row)
    return plain(
        {
            "format": FORMAT,
            "request": row.pk,
            "asked_by": row.organisation.name,
            "vendor": vendor,
            "product": row.assessment.model_use.product.name,
            "questionnaire": {"title": questionnaire.title, "version": questionnaire.version},
            "respondent": {"name": row.attested_name, "role": row.attested_role, "email": row.email},
            "attestation": ATTESTS.format(vendor=vendor),
            "submitted_at": at,
            "answers": [
                {"question": one.question, "text": texts[one.question].text, **_own_words(one)}
                for one in answers
                if one.question in texts
            ],
        }
    )


def vendor_name(row: AnswerRequest) -> str:
    """The vendor that is asked. A request is only ever made where somebody sells the model."""
    vendor = row.assessment.model_use.product.vendor
    return vendor.legal_name if vendor else ""


def _own_words(answer: Answer) -> dict[str, Any]:
    names = ("state", "value", "follow_up", "reason", "note", "who_may_see", "said_by_name", "said_on", "date_asked")
    return {name: getattr(answer, name) for name in names}


def _keep_receipt(row: AnswerRequest, judged: Judged, answers: Iterable[Answer], at: datetime) -> None:
    receipt = receipt_of(row, judged, answers, at)
    names = ("attested_name", "attested_role", "submitted_at")
    values = {name: getattr(row, name) for name in names}
    row.receipt, row.receipt_digest = canonical_text(receipt), digest_of(receipt)
    AnswerRequest.objects.filter(pk=row.pk).update(receipt=row.receipt, receipt_digest=row.receipt_digest, **values)


def _given_for_vendor(row: AnswerRequest, judged: Judged) -> Iterable[Answer]:
    keys = [each.question.key for each in questions_of(row, judged)]
    rows = Answer.objects.filter(assessment=row.assessment, question__in=keys, said_by="vendor", by_kind="respondent")
    return rows.exclude(state=State.NOT_YET.value).order_by("question")


def _attest(answer: Answer, name: str, by: Actor, at: datetime) -> None:
    """The same words, attested from now on, as a revision of their own."""
    if answer.attested:
        return
    attested = {"attested": True, "said_by_name": answer.said_by_name or name}
    change(answer, attested, version=answer.version, by=by, at=at)
    words = {key: getattr(answer, key) for key in WORDS}
    insert(AnswerRevision(answer=answer, number=answer.version, **words), by=by, at=at, looked=True)


def _attestation(name: str, role: str, agreed: bool) -> None:
    wrong = []
    if not says_something(name):
        wrong.append(Detail("/name", "missing", "Write your name."))
    if not says_something(role):
        wrong.append(Detail("/role", "missing", "Write what you do there, such as Product manager."))
    if not agreed:
        wrong.append(Detail("/agreed", "missing", "Tick that you say so to the best of your knowledge."))
    if wrong:
        raise Invalid(wrong[0].detail, wrong)
