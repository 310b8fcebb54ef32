"""A reviewer's judgement: put beside the words that were given, which stay as they are."""

from collections.abc import Mapping
from datetime import datetime

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, NotFound, Refused, Stale
from checklists.models import Answer, Assessment, JudgementRevision
from checklists.models.assessments import UNDECIDED
from checklists.models.people import Role
from checklists.rules.answers import Judged, State
from checklists.services.answers import current
from checklists.services.assessments import hold
from checklists.services.history import record, service
from checklists.services.rows import allow, insert, organisation_in_scope


@service
def judge_answers(
    assessment: Assessment,
    judgements: Mapping[str, tuple[str, str]],
    *,
    by: Actor,
    at: datetime,
    versions: Mapping[str, int] | None = None,
) -> list[Answer]:
    """Put a reviewer's judgement beside answers: {question: (judgement, comment)}; "" takes one back.

    The words that were given stay as they are. All or none. `versions` are those of the answers that were read.
    Raises Invalid, NotFound, Stale where an answer is no longer what was read.
    """
    allow(by, Role.ASSESSOR)
    if not hold(assessment, UNDECIDED, at):
        raise Refused("This assessment is decided: its judgements do not change.", code="decided")
    rows = {row.question: row for row in Answer.objects.filter(assessment=assessment, question__in=judgements)}
    done, changes = [], []
    for question, (judged, comment) in judgements.items():
        row = _to_judge(rows, question, judged)
        _still_read(row, (versions or {}).get(question))
        if (row.judged, row.judged_comment) != (judged, comment):
            changes.append({"question": question, "judged": [row.judged, judged], "comment": comment})
            _judge(row, judged, comment, by, at)
        done.append(row)
    if changes:
        named = {"changes": changes}
        record("answers_judged", assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
    return done


def _to_judge(rows: Mapping[str, Answer], question: str, judged: str) -> Answer:
    if judged not in ("", *Judged):
        raise Invalid(f"{judged!r} is not one of: {', '.join(Judged)}.", [Detail(f"/{question}", "choice", judged)])
    row = rows.get(question)
    if row is None or row.state == State.NOT_YET.value:
        raise NotFound(f"answer to {question} to judge")
    return row


def _still_read(row: Answer, version: int | None) -> None:
    """A judgement is of the words that were read, and of no others."""
    if version not in (None, row.version):
        sentence = "This answer was changed since you read it. Nothing was judged: read it, and judge it again."
        raise Stale(sentence, current={row.question: current(row)})


def _judge(row: Answer, judged: str, comment: str, by: Actor, at: datetime) -> None:
    """The judgement does not raise the answer's version: the words did not change."""
    number = row.judgements.count() + 1
    revision = JudgementRevision(answer=row, number=number, answer_version=row.version, judged=judged, comment=comment)
    insert(revision, by=by, at=at)
    row.judged, row.judged_comment, row.judged_by, row.judged_version = judged, comment, by.label, row.version
    names = ("judged", "judged_comment", "judged_by", "judged_version")
    same = Answer.objects.filter(pk=row.pk, version=row.version)
    if not same.update(**{name: getattr(row, name) for name in names}, updated_at=at):
        _still_read(Answer.objects.get(pk=row.pk), row.version)
