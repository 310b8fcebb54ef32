"""Answers: read, written one by one or many at once, tied to evidence, and judged beside the words that were given."""

from functools import cached_property
from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import NotFound, Stale
from checklists.models import Answer, Assessment, Evidence
from checklists.rules.answers import Judged, State
from checklists.services.answers import write_answer, write_answers
from checklists.services.assessments import find_assessment
from checklists.services.content import questionnaire_content
from checklists.services.evidence import answer_for_evidence, attach_evidence, detach_evidence
from checklists.services.given import Given
from checklists.services.reviewing import judge_answers
from procurement.api import examples
from procurement.api.answer_body import AnswerBody, SpokenBody, WrittenAnswerBody, answer_context, documents_of
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body
from procurement.api.etags import NOT_THERE, changed_version, put_version
from procurement.api.fields import OptionalText, RowId, Text, Whole, Word
from procurement.api.operations import operation
from procurement.api.parameters import SINCE, by_word


class NumberedBody(SpokenBody):
    """One answer of many, with the version of the one that it was made from; 0 for a first one."""

    question = Text(max_length=100)
    version = Whole()


class JudgedBody(Body):
    """What a reviewer makes of an answer; empty takes it back."""

    judged = Word(["", *Judged])
    comment = OptionalText(max_length=20_000, default="")


class TiedBody(Body):
    """A piece of evidence that is kept already."""

    evidence = RowId(Evidence)


class AnswersOfOne(OrganisationViewSet):
    """What all views on the answers of one assessment share. A write gives the answer without its documents."""

    tag = "answers"

    @cached_property
    def assessment(self) -> Assessment:
        return find_assessment(self.kwargs["id"])

    def context(self, rows: list[Any]) -> dict[str, Any]:
        needed = answer_context(self.assessment, rows)
        writes = self.operation.gives is WrittenAnswerBody
        return needed if writes else needed | {"documents": documents_of(rows)}

    def stands(self, exc: Stale) -> Any:
        if self.operation.list_of:
            return exc.current
        row = self.row()
        return self.shown(row, WrittenAnswerBody) if row else None

    def row(self) -> Answer | None:
        """The answer that the path names, if there is one."""
        return Answer.objects.filter(assessment=self.assessment, question=self.kwargs["question"]).first()

    def needed_row(self) -> Answer:
        """The answer that the path names. Raises NotFound."""
        row = self.row()
        if row is None:
            raise NotFound("answer")
        row.assessment = self.assessment
        return row


class AnswerViewSet(AnswersOfOne):
    """The answers of one assessment."""

    @operation(gives=AnswerBody, paged=True, query=(by_word("state", State, "What kind of answer it is."), SINCE))
    def list(self, request: Request, id: UUID) -> Response:
        """List the answers of an assessment."""
        return self.page(Answer.objects.filter(assessment=self.assessment))

    @operation(gives=WrittenAnswerBody, takes=NumberedBody, list_of=True, example=examples.ANSWERS)
    def write_many(self, request: Request, id: UUID) -> Response:
        """Write many answers, all or none.

        Each carries the version that it was made from (0 for a first one). Where somebody was faster, nothing is
        written: a 409 points to each such answer, and `current` holds what stands now.
        """
        assessment = self.assessment
        given = [Given(**one) for one in self.taken_list()]
        rows = write_answers(assessment, given, by=self.by, at=self.at)
        return Response(self.shown_all([rows[one.question] for one in given]))

    @operation(gives=AnswerBody)
    def retrieve(self, request: Request, id: UUID, question: str) -> Response:
        """Read one answer."""
        return self.given(self.needed_row())

    @operation(gives=WrittenAnswerBody, takes=SpokenBody, match="put", others=(201,), example=examples.ANSWER)
    def write(self, request: Request, id: UUID, question: str) -> Response:
        """Write one answer, whole.

        A first one with If-None-Match: *, a later one with If-Match. Where somebody was faster, nothing is written:
        a 412 gives both texts, `sent` and `current`.
        """
        self._asked(question)
        version = put_version(request, self._stands)
        given = Given(question=question, version=version, **self.taken())
        row = write_answer(self.assessment, given, by=self.by, at=self.at)
        return self.given(row, status=201, at=request.path) if version == NOT_THERE else self.given(row)

    def _stands(self) -> int | None:
        row = self.row()
        return row.version if row else None

    def _asked(self, question: str) -> None:
        questionnaire = questionnaire_content(self.assessment.questionnaire_version_id)
        if question not in {one.key for one in questionnaire.questions}:
            raise NotFound("question in the questionnaire of this assessment")


class BesideAnswerViewSet(AnswersOfOne):
    """What stands beside one answer: the reviewer's judgement, and the evidence tied to it."""

    @operation(gives=WrittenAnswerBody, takes=JudgedBody, match="row", example=examples.JUDGED)
    def judge(self, request: Request, id: UUID, question: str) -> Response:
        """Judge an answer, as a reviewer. The words that were given stay as they are, and so does their version."""
        version = changed_version(request, self.needed_row().version)
        taken = self.taken()
        judgement = {question: (taken["judged"], taken["comment"])}
        rows = judge_answers(self.assessment, judgement, versions={question: version}, by=self.by, at=self.at)
        return self.given(rows[0])

    @operation(gives=AnswerBody, takes=TiedBody)
    def attach(self, request: Request, id: UUID, question: str) -> Response:
        """Tie evidence that is kept already to an answer. Twice is harmless."""
        answer = answer_for_evidence(self.assessment, question)
        return self.given(attach_evidence(answer, self.taken()["evidence"], by=self.by, at=self.at))

    @operation(status=204, match="row")
    def detach(self, request: Request, id: UUID, question: str, evidence: UUID) -> Response:
        """Untie evidence from an answer. It stays where it is kept. The version is the answer's."""
        answer = self.needed_row()
        changed_version(request, answer.version)
        row = Evidence.objects.filter(pk=evidence).first()
        if row is None:
            raise NotFound("evidence")
        detach_evidence(answer, row, by=self.by, at=self.at)
        return Response(status=204)
