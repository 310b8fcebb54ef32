"""Assessments: open, submit, reopen. States and rounds as the glossary has them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.db.models.functions import Coalesce

from checklists.actor import Actor
from checklists.errors import Detail, NotFound, Refused
from checklists.models import (
    Answer,
    AnswerEvidence,
    AnswerRevision,
    Assessment,
    ModelUse,
    Questionnaire,
    QuestionnaireVersion,
)
from checklists.models.assessments import UNDECIDED, AnswerWords, AssessmentState
from checklists.models.people import Role
from checklists.models.questionnaires import CATALOGUE_QUESTIONNAIRE, VersionState
from checklists.rules.answers import State
from checklists.rules.content import Content
from checklists.services.content import current_edition, edition_content, questionnaire_content
from checklists.services.finding_rows import keep_findings
from checklists.services.history import record, service
from checklists.services.judging import day_of, judge_assessment
from checklists.services.mail_causes import mail_submitted, mail_taken_back
from checklists.services.rows import allow, change, insert, organisation_in_scope, recorded_by

WORDS = tuple(field.name for field in AnswerWords._meta.get_fields())


@service
def open_assessment(
    *,
    model_use: ModelUse,
    by: Actor,
    at: datetime,
    short: bool = False,
    questionnaire: Questionnaire | None = None,
) -> Assessment:
    """Open a round for a model in use, pinned to the published questionnaire and the current edition.

    Answers given at the scope of the vendor or the product for another model in use are reused with their dates,
    while they are fresh. Raises Refused where an undecided assessment exists already.
    """
    allow(by, Role.ASSESSOR)
    none_open(model_use)
    version = latest_version(questionnaire)
    assessment = open_round(model_use, version, short, by, at)
    reused = _reuse(assessment, at)
    named = {"model_in_use": model_use.name, "round": assessment.round, "short": short, "reused": reused}
    record("assessment_opened", assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
    return assessment


@service
def submit_assessment(
    assessment: Assessment, *, by: Actor, at: datetime, version: int | None = None
) -> tuple[Assessment, str]:
    """Hand the answers in for review. Needs one answer, and never refuses for gates. Tells those who may decide.

    Gives the assessment and a note: a second submission changes nothing and says so.
    """
    allow(by, Role.ASSESSOR)
    locked(assessment)
    if assessment.state == AssessmentState.IN_REVIEW.value:
        return assessment, "It was submitted before; nothing changed."
    if assessment.state not in UNDECIDED:
        raise Refused("This assessment is decided. Reopen it to start the next round.", code="decided")
    if not Answer.objects.filter(assessment=assessment).exclude(state=State.NOT_YET.value).exists():
        raise Refused("There is no answer to review yet. Answer one question first.", code="no_answers")
    person = str(by.person) if by.person else ""
    values = {
        "state": AssessmentState.IN_REVIEW.value,
        "submitted_at": at,
        "submitted_by": by.label,
        "submitted_by_person": by.person,
        "submitters": sorted({*assessment.submitters, person} - {""}),
    }
    change(assessment, values, version=version, by=by, at=at)
    on = day_of(at)
    found = keep_findings(assessment, judge_assessment(assessment, on).record, on=on, by=by, at=at)
    told = {"findings": found, **mail_submitted(assessment, by=by, at=at)}
    record("assessment_submitted", assessment, by=by, at=at, organisation=organisation_in_scope(), **told)
    return assessment, ""


@service
def reopen_assessment(
    assessment: Assessment, *, by: Actor, at: datetime, why: str = "", version: int | None = None
) -> Assessment:
    """Take one in review back to collecting; from a decided one, start the next round with its answers carried."""
    allow(by, Role.ASSESSOR)
    locked(assessment)
    if assessment.state == AssessmentState.IN_REVIEW.value:
        change(assessment, {"state": AssessmentState.COLLECTING.value}, version=version, by=by, at=at)
        mail_taken_back(assessment, "It was reopened meanwhile.", at)
        record("assessment_reopened", assessment, by=by, at=at, organisation=organisation_in_scope(), why=why)
        return assessment
    if assessment.state != AssessmentState.DECIDED.value:
        raise Refused(f"Nothing to reopen: the assessment is {assessment.state.replace('_', ' ')}.", code="not_closed")
    none_open(assessment.model_use)
    following = open_round(assessment.model_use, latest_version_like(assessment), assessment.short, by, at, assessment)
    carried = carry_answers(assessment, following, at)
    named = {"why": why, "after": assessment.pk, "round": following.round, "carried": carried}
    record("assessment_reopened", following, by=by, at=at, organisation=organisation_in_scope(), **named)
    return following


def find_assessment(assessment_id: UUID) -> Assessment:
    """The assessment with everything that names it. One statement. Raises NotFound."""
    related = (
        "model_use__product__vendor__sold_by",
        "model_use__ai_model",
        "questionnaire_version__questionnaire",
        "edition",
    )
    assessment = Assessment.objects.filter(pk=assessment_id).select_related(*related, "model_use__owner__user").first()
    if assessment is None:
        raise NotFound("assessment")
    return assessment


def locked(assessment: Assessment) -> Assessment:
    """Hold the assessment's row to the end of the transaction, and see its state as it stands now."""
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    for name in ("state", "version", "submitted_at", "submitted_by", "submitted_by_person", "submitters"):
        setattr(assessment, name, getattr(row, name))
    return assessment


def hold(assessment: Assessment, states: Sequence[str], at: datetime) -> bool:
    """As `locked`, in the one statement that also notes that something happens to it. False in any other state."""
    rows = Assessment.objects.filter(pk=assessment.pk, state__in=states)
    if rows.update(updated_at=at):
        return True
    locked(assessment)
    return False


def latest_version(questionnaire: Questionnaire | None) -> QuestionnaireVersion:
    """The newest published version of a questionnaire; without one, of the catalogue's."""
    rows = QuestionnaireVersion.objects.filter(state=VersionState.PUBLISHED.value)
    if questionnaire is None:
        rows = rows.filter(questionnaire__key=CATALOGUE_QUESTIONNAIRE, questionnaire__organisation=None)
    else:
        rows = rows.filter(questionnaire=questionnaire)
    version = rows.order_by("-number").first()
    if version is None:
        raise Refused("No version of this questionnaire is published yet.", code="not_published")
    return version


def latest_version_like(assessment: Assessment) -> QuestionnaireVersion:
    """The newest published version of the questionnaire that an assessment used."""
    return latest_version(assessment.questionnaire_version.questionnaire)


def none_open(use: ModelUse) -> None:
    """Refuse a second round while one is not decided."""
    there = Assessment.objects.filter(model_use=use, state__in=UNDECIDED).first()
    if there is not None:
        sentence = f"Round {there.round} of this model in use is not decided yet. Go on with that one."
        raise Refused(sentence, [Detail("/model_in_use", "open_already", str(there.pk))], code="open_already")


def open_round(
    use: ModelUse,
    version: QuestionnaireVersion,
    short: bool,
    by: Actor,
    at: datetime,
    previous: Assessment | None = None,
    reopened: dict[str, list[str]] | None = None,
) -> Assessment:
    """Insert the next round. `reopened`: why questions of the last one are asked again, by question."""
    last = Assessment.objects.filter(model_use=use).order_by("-round").first()
    assessment = Assessment(
        model_use=use,
        questionnaire_version=version,
        edition=current_edition(),
        previous=previous,
        reopened=reopened or {},
        round=(last.round if last else 0) + 1,
        short=short,
        opened_on=day_of(at),
        opened_by_person=by.person,
    )
    return insert(assessment, by=by, at=at)


def _content(assessment: Assessment) -> Content:
    return Content(edition_content(assessment.edition_id), questionnaire_content(assessment.questionnaire_version_id))


def _reuse(assessment: Assessment, at: datetime) -> list[str]:
    """Copy fresh answers of a wider scope of the same vendor and product: of two, the one that was said later."""
    content = _content(assessment)
    product = assessment.model_use.product
    scopes = {one.key: one.scope for one in content.questionnaire.questions}
    near = Answer.objects.exclude(assessment=assessment).exclude(state=State.NOT_YET.value)
    near = near.annotate(really_said=Coalesce("reused_from", "said_on"), worded_at=Max("revisions__created_at"))
    near = near.order_by("-really_said", "-worded_at", "-id")
    sources = {"product": near.filter(assessment__model_use__product=product)}
    if product.vendor_id:
        sources["vendor"] = near.filter(assessment__model_use__product__vendor=product.vendor_id)
    taken: list[str] = []
    for scope, rows in sources.items():
        limit = day_of(at) - timedelta(days=content.edition.scoring.freshness_days.get(scope, 0))
        keys = [key for key, wider in scopes.items() if wider == scope]
        for row in rows.filter(question__in=keys, really_said__gte=limit):
            if row.question not in taken:
                _copy(row, assessment, row.question, at)
                taken.append(row.question)
    return taken


def carry_answers(old: Assessment, new: Assessment, at: datetime) -> list[str]:
    """Copy the answers of the last round with their dates, under the names that their questions have now.

    What the questionnaire no longer asks stays where it was, and so does what the new round asks again.
    """
    questionnaire = _content(new).questionnaire
    asked = {one.key for one in questionnaire.questions} - set(new.reopened)
    rows = {row.question: row for row in Answer.objects.filter(assessment=old).order_by("id")}
    given = {key: row for key, row in rows.items() if row.state != State.NOT_YET.value}
    under = {questionnaire.renamed.get(key, key): row for key, row in given.items()} | given
    carried = [key for key in under if key in asked]
    for key in carried:
        _copy(under[key], new, key, at)
    return carried


def _copy(row: Answer, into: Assessment, question: str, at: datetime) -> Answer:
    """Copy one answer, its words and its evidence, with the day on which it was really said and who recorded it.

    Whoever opens the new round says none of it: who did is who took part, and may not decide under four eyes.
    """
    words: dict[str, Any] = {name: getattr(row, name) for name in WORDS}
    words["reused_from"] = row.reused_from or row.said_on
    copy = insert(Answer(assessment=into, question=question, **words), by=recorded_by(row), at=at)
    insert(AnswerRevision(answer=copy, number=1, **words), by=recorded_by(row), at=at)
    for tie in AnswerEvidence.objects.filter(answer=row).select_related("evidence"):
        insert(AnswerEvidence(answer=copy, evidence=tie.evidence), by=recorded_by(tie), at=at)
    return copy
