"""Answers: write one or many, each over the version it was made from, and never over somebody else's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F

from checklists.actor import Actor
from checklists.canonical import plain
from checklists.errors import Detail, Invalid, Refused, Stale
from checklists.models import Answer, AnswerRevision, Assessment
from checklists.models.assessments import AssessmentState
from checklists.models.people import Role
from checklists.rules.answers import Rung, State
from checklists.rules.questions import Question, Questionnaire
from checklists.services.assessments import WORDS, hold, locked
from checklists.services.content import questionnaire_content
from checklists.services.given import Given, names_of_models, wrong_with
from checklists.services.history import record, service
from checklists.services.judging import day_of
from checklists.services.rows import STAMPED, allow, change, insert, organisation_in_scope

# What a reviewer made of other words says nothing of new ones; the judgement's own revisions keep it.
NOT_JUDGED = {"reused_from": None, "judged": "", "judged_comment": "", "judged_by": "", "judged_version": 0}
WRITABLE = (AssessmentState.DRAFT.value, AssessmentState.COLLECTING.value)


@dataclass
class Batch:
    """What one call is about to write, and everything that is wrong with it."""

    assessment: Assessment
    questions: Mapping[str, Question]
    questionnaire: Questionnaire
    rows: dict[str, Answer]
    many: bool
    wrong: list[Detail] = field(default_factory=list)
    behind: list[Detail] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)


@service
def write_answers(
    assessment: Assessment, given: Sequence[Given], *, by: Actor, at: datetime, many: bool = True
) -> dict[str, Answer]:
    """Write answers, all or none; the ones that say what stands already change nothing.

    Raises Invalid with a pointer for each that is wrong, Stale with both texts where somebody was faster.
    With `many` a pointer begins with the place in the list: /3/value.
    """
    allow(by, Role.ASSESSOR)
    ensure_writable(assessment, at)
    batch = put_answers(assessment, given, by=by, at=at, many=many)
    if batch.changes:
        named = {"changes": batch.changes}
        record("answers_written", assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
    return batch.rows


def put_answers(assessment: Assessment, given: Sequence[Given], *, by: Actor, at: datetime, many: bool = True) -> Batch:
    """The writing itself, for services that have made sure that `by` may, and now, and that record it each in its own
    event. Raises as `write_answers` does."""
    batch = _batch(assessment, given, many)
    _check(batch, given, by, day_of(at))
    for one in given:
        _write(batch, one, by, at)
    if batch.changes:
        _now_collecting(assessment, by, at)
    return batch


def write_answer(assessment: Assessment, given: Given, *, by: Actor, at: datetime) -> Answer:
    """Write one answer. As `write_answers`, with pointers into the answer itself."""
    return write_answers(assessment, [given], by=by, at=at, many=False)[given.question]


def ensure_writable(assessment: Assessment, at: datetime) -> None:
    """Nobody submits or decides in between: the row is held to the end of the transaction.

    A draft is held by the statement that makes it collecting.
    """
    if assessment.state == AssessmentState.DRAFT.value or hold(assessment, WRITABLE, at):
        return
    how = "Reopen it" if assessment.state == AssessmentState.IN_REVIEW.value else "Reopen it for the next round"
    raise Refused(
        f"The assessment is {assessment.state.replace('_', ' ')}, so answers do not change. {how}.", code="closed"
    )


def _batch(assessment: Assessment, given: Sequence[Given], many: bool) -> Batch:
    questionnaire = questionnaire_content(assessment.questionnaire_version_id)
    keys = [one.question for one in given]
    rows = {row.question: row for row in Answer.objects.filter(assessment=assessment, question__in=keys)}
    questions = {question.key: question for question in questionnaire.questions}
    return Batch(assessment, questions, questionnaire, rows, many)


def _check(batch: Batch, given: Sequence[Given], by: Actor, today: date) -> None:
    """Look at all of them before any is written, so that one call names everything that is wrong."""
    known = names_of_models(one.value for one in given)
    seen: set[str] = set()
    for place, one in enumerate(given):
        at = f"/{place}" if batch.many else ""
        question = batch.questions.get(one.question)
        wrong = [*wrong_with(one, batch.questionnaire, question, known, today), *_attested(one, by)]
        batch.wrong += [Detail(f"{at}{part.pointer}", part.code, part.detail) for part in wrong]
        if one.question in seen:
            batch.wrong.append(Detail(f"{at}/question", "twice", f"{one.question} is in the list twice."))
        seen.add(one.question)
        batch.behind += _behind(batch, one, at)
    if batch.wrong:
        first = batch.wrong[0]
        raise Invalid(f"Nothing was written. {first.pointer or 'The answer'}: {first.detail}", batch.wrong)
    if batch.behind:
        raise Stale(
            "Somebody answered in between. Nothing of yours was written: compare the two and send yours again.",
            current={row.question: current(row) for row in batch.rows.values()},
            details=batch.behind,
        )


def _attested(one: Given, by: Actor) -> list[Detail]:
    """Nobody attests in a vendor's name: how much a vendor stands behind would else be ours to type."""
    if not one.attested or by.kind == "respondent":
        return []
    said = "Only the vendor's own respondent attests. Leave it out; keep what the vendor signed as evidence."
    return [Detail("/attested", "not_the_vendor", said)]


def _behind(batch: Batch, one: Given, at: str) -> list[Detail]:
    row = batch.rows.get(one.question)
    stands = row.version if row else 0
    if one.version in (None, stands):
        return []
    return [Detail(f"{at}/version", "stale", f"You answered over version {one.version}; {stands} stands now.")]


def _words(batch: Batch, one: Given, at: datetime) -> dict[str, Any]:
    """The columns of an answer; who said it and how well it is supported follow from the question where not said."""
    said_by = one.said_by or _speaker(batch, one)
    usual = Rung.OWN_RECORD.value if said_by == "buyer" else Rung.VENDOR_SAYS.value
    given = one.state == State.ANSWERED.value
    words = {name: getattr(one, name) for name in WORDS if hasattr(one, name)}
    return words | {
        "said_by": said_by,
        "rung": one.rung or (usual if given else ""),
        "said_on": one.said_on or day_of(at),
        "date_asked": one.date_asked,
        "value": plain(one.value),
        "follow_up": plain(one.follow_up),
    }


def _speaker(batch: Batch, one: Given) -> str:
    """Whose words these are, where it is not said: ours on our own questions, on what we looked up or tested, and
    where nobody sells us the model; otherwise the vendor's."""
    ours = (Rung.OWN_RECORD.value, Rung.PUBLISHED_BY_VENDOR.value, Rung.BUYER_TESTED.value)
    asked_of_us = batch.questions[one.question].asked_of == "buyer"
    nobody_sells = batch.assessment.model_use.product.vendor_id is None
    return "buyer" if asked_of_us or nobody_sells or one.rung in ours else "vendor"


def _write(batch: Batch, one: Given, by: Actor, at: datetime) -> None:
    words = _words(batch, one, at)
    row = batch.rows.get(one.question)
    if row is None:
        row = insert(Answer(assessment=batch.assessment, question=one.question, **words), by=by, at=at, looked=True)
        batch.rows[one.question] = row
    elif not _differs(row, words, day_is_given=one.said_on is not None):
        return
    else:
        change(row, words | NOT_JUDGED, version=row.version, by=by, at=at)
    insert(AnswerRevision(answer=row, number=row.version, **words), by=by, at=at, looked=True)
    batch.changes.append({"question": one.question, "version": row.version, **plain(words)})


def _differs(row: Answer, words: Mapping[str, Any], day_is_given: bool) -> bool:
    """Said again in the same words is no change, unless it is said when: then the day is put right, or renewed."""
    looked_at = words if day_is_given else words.keys() - {"said_on"}
    return any(getattr(row, name) != words[name] for name in looked_at)


def current(row: Answer) -> dict[str, Any]:
    """An answer as it stands, for whoever was slower."""
    words = {name: plain(getattr(row, name)) for name in WORDS}
    return {"question": row.question, "version": row.version, "by": row.by_label, "at": plain(row.updated_at), **words}


def _now_collecting(assessment: Assessment, by: Actor, at: datetime) -> None:
    """The first answer makes a draft collecting; of two that are the first at once, either does."""
    if assessment.state != AssessmentState.DRAFT.value:
        return
    collecting = AssessmentState.COLLECTING.value
    stamped = assessment.stamp(by, at)
    values = {name: getattr(stamped, name) for name in STAMPED}
    draft = Assessment.objects.filter(pk=assessment.pk, state=AssessmentState.DRAFT.value)
    if draft.update(state=collecting, version=F("version") + 1, **values):
        assessment.state, assessment.version = collecting, assessment.version + 1
    else:
        locked(assessment)
        ensure_writable(assessment, at)
