"""The cases of many assessments at once: a constant number of statements, however many they are.

Each case is what `services/judging.py: case_of` gives for its assessment alone; a test holds the two together.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from checklists.models import (
    Answer,
    AnswerEvidence,
    Assessment,
    Evaluation,
    FactValue,
    Finding,
    FirmRecord,
    GatePass,
    ModelUse,
    PricePoint,
    RecordEvidence,
    Usage,
)
from checklists.models.assessments import AssessmentState
from checklists.models.prices import PriceState
from checklists.rules import answers
from checklists.rules.case import Case, Reopened
from checklists.rules.case import GatePass as Pass
from checklists.rules.content import Content
from checklists.rules.facts import Origin, Said, check_value
from checklists.rules.lineage import Lineage
from checklists.rules.obligations import OwnRecord
from checklists.rules.own_scale import own_scale_on
from checklists.services.content import graph_in_scope
from checklists.services.counted_evaluations import evaluation_from
from checklists.services.finding_rows import lives_from
from checklists.services.judging import MODEL_QUESTION, answer_from, day_of, document_from, record_from
from checklists.services.money import price_from, usage_from
from checklists.services.scale_rows import own_scales

RELATED = ("model_use__product__vendor", "model_use__owner__user")


class CasesInBulk:
    """What the tables hold of some assessments, read at once; `case_of` makes the case of one of them."""

    def __init__(self, assessments: Sequence[Assessment]):
        rounds = {row.pk for row in assessments} | {row.previous_id for row in assessments if row.reopened}
        uses = {row.model_use_id for row in assessments}
        self.answers = _answers(rounds)
        self.facts = _grouped(FactValue.objects.filter(model_use__in=uses).order_by("name"), "model_use_id")
        self.records = _records(uses)
        passes = GatePass.objects.filter(assessment__in=rounds).order_by("id")
        self.passes = _grouped(passes, "assessment_id")
        compared = Evaluation.objects.filter(model_use__in=uses).counting().prefetch_related("slices")
        self.evaluations = _grouped(compared, "model_use_id", lambda row: evaluation_from(row, day_of))
        prices = PricePoint.objects.filter(model_use__in=uses, state=PriceState.STANDS.value).order_by("id")
        self.prices = _grouped(prices, "model_use_id", price_from)
        self.usage = {row.model_use_id: row for row in Usage.objects.filter(model_use__in=uses)}
        taken_up = Finding.objects.filter(model_use__in=uses).select_related("owner__user").order_by("id")
        self.findings = _grouped(taken_up, "model_use_id")
        self.own_scales = own_scales(day_of)
        self.graphs: dict[UUID, Lineage] = {}

    def case_of(self, assessment: Assessment, content: Content, on: date) -> Case:
        """The case of one of the assessments, as of a day. A statement only for the graph of an edition not met yet."""
        use, given = assessment.model_use, self.answers[assessment.pk]
        lives, by_hand = lives_from(self.findings[use.pk])
        return Case(
            judged_on=on,
            tier_label=use.tier_label,
            purpose=use.purpose,
            said=self._said(use, content),
            answers=given,
            records=self._own_records(use),
            lineage=self._lineage(use, given, assessment.edition_id),
            picked_model=str(use.ai_model_id) if use.ai_model_id else None,
            gate_passes=tuple(
                Pass(row.question, row.reason, row.by_label, row.passed_on, row.expires_on)
                for row in self.passes[assessment.pk]
            ),
            submitted=assessment.state not in (AssessmentState.DRAFT.value, AssessmentState.COLLECTING.value),
            evaluations=tuple(self.evaluations[use.pk]),
            vendor=use.product.vendor.legal_name if use.product.vendor else "",
            short=assessment.short,
            prices=tuple(self.prices[use.pk]),
            usage=usage_from(use, self.usage.get(use.pk)),
            lives=lives,
            by_hand=by_hand,
            reopened=self._reopened(assessment, content),
            own_scale=own_scale_on(self.own_scales, on),
        )

    def graph(self, edition_id: UUID) -> Lineage:
        """The lineage of an edition with the organisation's own models, read once."""
        if edition_id not in self.graphs:
            self.graphs[edition_id] = graph_in_scope(edition_id)
        return self.graphs[edition_id]

    def _said(self, use: ModelUse, content: Content) -> tuple[Said, ...]:
        definitions = {one.name: one for one in content.edition.facts}
        return tuple(
            Said(row.name, check_value(definitions[row.name], row.value), Origin.BUYER, row.source, row.said_on)
            for row in self.facts[use.pk]
            if row.name in definitions
        )

    def _own_records(self, use: ModelUse) -> tuple[OwnRecord, ...]:
        found = [*self.records[use.pk], *self.records[None]]
        return tuple(record for _, record in sorted(found, key=lambda each: each[0]))

    def _lineage(self, use: ModelUse, given: dict[str, answers.Answer], edition_id: UUID) -> Lineage:
        named = given.get(MODEL_QUESTION)
        subject = str(use.ai_model_id) if use.ai_model_id else (named.model if named else None)
        return self.graph(edition_id).about(subject)

    def _reopened(self, assessment: Assessment, content: Content) -> dict[str, Reopened]:
        if not assessment.reopened or assessment.previous_id is None:
            return {}
        renamed = content.questionnaire.renamed
        before = {renamed.get(key, key): answer for key, answer in self.answers[assessment.previous_id].items()}
        return {key: Reopened(tuple(why), before.get(key)) for key, why in assessment.reopened.items()}


def _answers(rounds: Iterable[UUID | None]) -> dict[UUID, dict[str, answers.Answer]]:
    ties = AnswerEvidence.objects.filter(answer__assessment__in=rounds).select_related("evidence").order_by("id")
    documents = _grouped(ties, "answer_id", lambda tie: document_from(tie.evidence))
    found: dict[UUID, dict[str, answers.Answer]] = defaultdict(dict)
    for row in Answer.objects.filter(assessment__in=rounds).order_by("id"):
        found[row.assessment_id][row.question] = answer_from(row, tuple(documents[row.pk]))
    return found


def _records(uses: Iterable[UUID]) -> dict[UUID | None, list[tuple[Any, OwnRecord]]]:
    """Own records by model in use, None for those of the whole firm, each with what it is sorted by."""
    rows = FirmRecord.objects.filter(Q(model_use__in=uses) | Q(model_use=None)).select_related("owner__user")
    ties = RecordEvidence.objects.filter(record__in=rows).select_related("evidence").order_by("id")
    documents = _grouped(ties, "record_id", lambda tie: document_from(tie.evidence))
    found: dict[UUID | None, list[tuple[Any, OwnRecord]]] = defaultdict(list)
    for row in rows:
        record = record_from(row, tuple(documents[row.pk]))
        found[row.model_use_id].append(((row.obligation, row.item, row.pk), record))
    return found


def _grouped(rows: Iterable[Any], key: str, made: Callable[[Any], Any] = lambda row: row) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(made(row))
    return found
