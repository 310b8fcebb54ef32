"""What follows from an assessment as it stands: the questions that apply, and the judgement. Never stored."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from checklists.canonical import digest_of, plain
from checklists.models import Assessment
from checklists.models.assessments import UNDECIDED
from checklists.services.assessments import find_assessment
from checklists.services.duty_plans import planned
from checklists.services.judging import day_of, sealed_of
from procurement.api.base import OrganisationViewSet
from procurement.api.operations import operation
from procurement.api.shapes import DAY, FLAG, ID, WHOLE, named, shaped

HEAD = {"assessment": ID, "judged_on": DAY, "frozen": FLAG}
PARTS = ("triage", "first_page", "sections", "left_out")
QUESTIONS = shaped(
    "state",
    **HEAD,
    questions=WHOLE,
    **{name: {"$ref": f"#/components/schemas/Judgement/properties/{name}"} for name in PARTS},
)
JUDGEMENT = shaped("state digest", **HEAD, record=named("Judgement"))


class JudgementViewSet(OrganisationViewSet):
    """An assessment as the rules read it today; a decided one as it was frozen."""

    tag = "assessments"

    @operation(gives=QUESTIONS, computed=True)
    def questions(self, request: Request, id: UUID) -> Response:
        """Read the questions that apply, each with the reason.

        With each: to whom it goes, its help, the answer as it stands with state, rung and evidence, and its version.
        `shown` is false while a question waits for the one that it follows. What is left out comes with the reason.
        """
        assessment = find_assessment(id)
        record = sealed_of(assessment, day_of(self.at))["record"]
        parts = {name: record[name] for name in PARTS}
        asked = sum(question["shown"] for section in record["sections"] for question in section["questions"])
        return self.computed(self._head(assessment, record) | {"questions": asked, **parts})

    @operation(gives=JUDGEMENT, computed=True)
    def judgement(self, request: Request, id: UUID) -> Response:
        """Read the judgement: score with both bounds, findings, contradictions, gates, duties, what to do next.

        `digest` and `judged_on` are what a decision is bound to: send both back to `decide/`. A decided assessment
        gives what was decided on, unchanged. Who sees to a duty that is left, and by when (`plan`; owner and due among
        the steps), is told as it stands today: that is no part of what is decided, nor of the digest.
        """
        assessment = find_assessment(id)
        sealed = sealed_of(assessment, day_of(self.at))
        record = planned(sealed["record"], assessment.model_use)
        return self.computed(self._head(assessment, record) | {"digest": digest_of(sealed), "record": record})

    def _head(self, assessment: Assessment, record: dict[str, Any]) -> dict[str, Any]:
        frozen = assessment.state not in UNDECIDED
        head = {"assessment": assessment.pk, "state": assessment.state, "frozen": frozen}
        return plain(head | {"judged_on": record["judged_on"]})
