"""Assessments: one round for one model in use, with its answers, their revisions and the reviewer's judgements."""

from enum import StrEnum

from django.db import models

from checklists.models.base import OrganisationRow, Versioned, choices_of
from checklists.models.editions import Edition
from checklists.models.evidence import Evidence
from checklists.models.model_uses import ModelUse
from checklists.models.questionnaires import QuestionnaireVersion
from checklists.rules.answers import Judged, Rung, State, WhoMaySee


class AssessmentState(StrEnum):
    """Lapsed is not a state: it follows from the decision's `valid_until`."""

    DRAFT = "draft"
    COLLECTING = "collecting"
    IN_REVIEW = "in_review"
    DECIDED = "decided"
    SUPERSEDED = "superseded"


UNDECIDED = (AssessmentState.DRAFT.value, AssessmentState.COLLECTING.value, AssessmentState.IN_REVIEW.value)


class Assessment(OrganisationRow, Versioned):
    """Asked, answered, judged, decided. Pins a questionnaire version and an edition. `short`: the short set only.

    `submitters` keeps every person who ever submitted it (ids as text), since four-eyes looks at the whole history.
    `reopened` says why a question is asked again: {question: [sentence, ...]}; its answer of before is in `previous`.
    `looked_at` is when a decided one was last compared with how things stand.
    """

    model_use = models.ForeignKey(ModelUse, on_delete=models.PROTECT, related_name="assessments")
    questionnaire_version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    previous = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    round = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=choices_of(AssessmentState), default=AssessmentState.DRAFT.value)
    short = models.BooleanField(default=False)
    opened_on = models.DateField()
    opened_by_person = models.UUIDField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=200, default="")
    submitted_by_person = models.UUIDField(null=True)
    submitters = models.JSONField(default=list)
    reopened = models.JSONField(default=dict)
    looked_at = models.DateTimeField(null=True, db_index=True)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["model_use"],
                condition=models.Q(state__in=UNDECIDED),
                name="one_undecided_assessment",
                violation_error_message="This model in use already has an assessment that is not decided.",
            ),
            models.UniqueConstraint(fields=["model_use", "round"], name="one_assessment_per_round"),
        ]

    def __str__(self) -> str:
        return f"{self.model_use.name}, round {self.round}"


class AnswerWords(models.Model):
    """What was said: the same columns in the answer as it stands and in each of its revisions."""

    state = models.CharField(max_length=16, choices=choices_of(State))
    value = models.JSONField(null=True)
    follow_up = models.JSONField(null=True)
    reason = models.TextField(default="")
    note = models.TextField(default="")
    rung = models.CharField(max_length=24, choices=choices_of(Rung), default="")
    who_may_see = models.CharField(max_length=24, choices=choices_of(WhoMaySee), default=WhoMaySee.IN_DOSSIER.value)
    said_by = models.CharField(max_length=10, default="vendor")
    said_by_name = models.CharField(max_length=200, default="")
    said_on = models.DateField(null=True)
    date_asked = models.DateField(null=True)
    attested = models.BooleanField(default=False)
    reused_from = models.DateField(null=True)

    class Meta:
        abstract = True


class Answer(OrganisationRow, Versioned, AnswerWords):
    """The answer as it stands. No row, or one whose state is not_yet, means that there is none."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=100)
    judged = models.CharField(max_length=16, choices=choices_of(Judged), default="")
    judged_comment = models.TextField(default="")
    judged_by = models.CharField(max_length=200, default="")
    judged_version = models.PositiveIntegerField(default=0)

    class Meta(OrganisationRow.Meta):
        constraints = [models.UniqueConstraint(fields=["assessment", "question"], name="one_answer_per_question")]


class AnswerRevision(OrganisationRow, AnswerWords):
    """What an answer was at one version. Append-only: a vendor's words are never overwritten."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()

    class Meta(OrganisationRow.Meta):
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="one_revision_per_number")]


class JudgementRevision(OrganisationRow):
    """What a reviewer made of an answer, and of which version of it. Append-only."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="judgements")
    number = models.PositiveIntegerField()
    answer_version = models.PositiveIntegerField()
    judged = models.CharField(max_length=16, choices=choices_of(Judged), default="")
    comment = models.TextField(default="")

    class Meta(OrganisationRow.Meta):
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="one_judgement_per_number")]


class AnswerEvidence(OrganisationRow):
    """A piece of evidence tied to an answer."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="evidence")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")

    class Meta(OrganisationRow.Meta):
        constraints = [models.UniqueConstraint(fields=["answer", "evidence"], name="evidence_once_per_answer")]
