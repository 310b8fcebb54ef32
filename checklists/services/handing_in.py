"""Files that a respondent hands in with an answer: kept as evidence, known by the request that they came by."""

from datetime import datetime

from django.db.models import Sum

from checklists.actor import Actor
from checklists.errors import Invalid, NotFound
from checklists.models import AnswerRequest, Evidence, RequestEvidence
from checklists.services.evidence import answer_for_evidence, file_row, put_evidence
from checklists.services.history import service
from checklists.services.judging import day_of, judge_assessment
from checklists.services.respondents import held_by, questions_of
from checklists.services.rows import insert

MOST_FILES, MOST_BYTES = 100, 500 * 1024 * 1024


@service
def hand_in_file(
    request: AnswerRequest, *, question: str, content: bytes, filename: str, by: Actor, at: datetime
) -> Evidence:
    """Keep a file with the answer to a question of the request. Raises Invalid with what may be kept, and NotFound
    for a question that is not theirs or has no answer yet."""
    row = held_by(request, by, at)
    if question not in {each.question.key for each in questions_of(row, judge_assessment(row.assessment, day_of(at)))}:
        raise NotFound("question")
    _not_too_much(row, len(content))
    kept = put_evidence(file_row(content, filename), answer_for_evidence(row.assessment, question), by, at)
    insert(RequestEvidence(request=row, evidence=kept), by=by, at=at)
    return kept


def _not_too_much(row: AnswerRequest, size: int) -> None:
    kept = row.files.aggregate(size=Sum("evidence__size"))["size"] or 0
    if row.files.count() >= MOST_FILES or kept + size > MOST_BYTES:
        raise Invalid(f"At most {MOST_FILES} files, and 500 MB in all, come by one request. Send the rest by mail.")
