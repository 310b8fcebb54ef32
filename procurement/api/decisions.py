"""Decisions: made on what was shown, read again later, with their conditions; and the gates that somebody let pass."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.dossier.snapshot import OUTCOMES
from checklists.errors import NotFound, Stale
from checklists.models import Condition, Decision, GatePass
from checklists.models.assessments import AssessmentState
from checklists.models.decisions import Due, Outcome
from checklists.services.assessments import find_assessment
from checklists.services.decisions import MOST_DAYS, Wanted, decide
from checklists.services.following import meet_condition, pass_gate
from checklists.services.judging import day_of
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body, Stamped, Versioned, many
from procurement.api.etags import changed_version
from procurement.api.fields import Day, Id, Label, MemberEmail, Moment, OptionalText, Text, Whole, Word
from procurement.api.operations import operation
from procurement.api.parameters import SINCE, by_id, by_word

DIGEST = {"min_length": 64, "max_length": 64}


class ConditionBody(Versioned):
    """One condition: what must be so, by when, and whether it is."""

    number = serializers.IntegerField(read_only=True)
    text = serializers.CharField(read_only=True)
    due = Word(Due, read_only=True)
    days = serializers.IntegerField(read_only=True, allow_null=True)
    due_on = serializers.DateField(read_only=True, allow_null=True)
    owner = MemberEmail(read_only=True, allow_null=True)
    names = serializers.ListField(child=serializers.CharField(), read_only=True)
    met_on = serializers.DateField(read_only=True, allow_null=True)
    met_note = serializers.CharField(read_only=True)


class MetBody(Body):
    """Since when a condition is met, and how it shows."""

    met_on = Day()
    met_note = OptionalText(max_length=20_000, default="")


class DecisionBody(Stamped):
    """What was decided, on what, by whom. It never changes; the conditions may be met."""

    id = Id(read_only=True)
    assessment = serializers.UUIDField(source="assessment_id", read_only=True)
    model_in_use = serializers.UUIDField(source="assessment.model_use_id", read_only=True)
    outcome = Word(Outcome, read_only=True)
    outcome_label = Label(OUTCOMES, "outcome")
    reasons = serializers.CharField(read_only=True)
    judged_on = serializers.DateField(read_only=True)
    digest = serializers.CharField(read_only=True, help_text="Seals what was decided on.")
    valid_until = serializers.DateField(read_only=True, allow_null=True)
    lapsed = serializers.SerializerMethodField()
    four_eyes = serializers.BooleanField(read_only=True, help_text="Whether two people had to look at it.")
    submitted_by = serializers.CharField(read_only=True)
    decided_by = serializers.CharField(read_only=True)
    decided_at = Moment()
    conditions = serializers.SerializerMethodField()

    def get_lapsed(self, row: Decision) -> bool:
        return row.valid_until is not None and row.valid_until < self.context["today"]

    @extend_schema_field(ConditionBody(many=True))
    def get_conditions(self, row: Decision) -> Any:
        return ConditionBody(row.conditions.all(), many=True).data


class WantedBody(Body):
    """One condition. `names` are the keys of what it answers for, from the judgement's `blocking`."""

    text = Text(max_length=20_000)
    due = Word(Due)
    days = Whole(required=False, allow_null=True, max_value=MOST_DAYS, help_text="With within_days, and only with it.")
    owner = MemberEmail(required=False, allow_null=True)
    names = serializers.ListField(child=Text(max_length=200), required=False, max_length=200)


class DecideBody(Body):
    """What is decided, and on what: `digest` and `judged_on` as the judgement gave them."""

    outcome = Word(Outcome)
    reasons = Text(max_length=20_000, help_text="Printed in the dossier.")
    digest = Text(**DIGEST)
    judged_on = Day()
    conditions = many(WantedBody, required=False, max_length=100)
    valid_until = Day(required=False, allow_null=True, help_text="Left out: a year, where it was approved.")


class GatePassBody(Stamped):
    """A named person lets a gate pass, with a written reason and an expiry."""

    id = Id(read_only=True)
    question = Text(max_length=100, help_text="The gate.")
    reason = Text(max_length=20_000)
    passed_on = serializers.DateField(read_only=True)
    expires_on = Day()


FILTERS = (
    by_id("assessment", "assessment", "The assessment."),
    by_id("model_in_use", "assessment__model_use", "The model in use."),
    by_word("outcome", Outcome, "What was decided."),
    SINCE,
)


def decisions() -> QuerySet[Decision]:
    """Decisions without the record that they were sealed to, which the assessment's judgement gives."""
    rows = Decision.objects.select_related("assessment").defer("record")
    return rows.prefetch_related("conditions__owner__user")


class DecisionViewSet(OrganisationViewSet):
    """The decisions of the organisation."""

    tag = "decisions"

    def context(self, rows: list[Any]) -> dict[str, Any]:
        return {"today": day_of(self.at)}

    def stands(self, exc: Stale) -> Any:
        return self.shown(self._condition(), ConditionBody)

    @operation(gives=DecisionBody, paged=True, query=FILTERS)
    def list(self, request: Request) -> Response:
        """List decisions."""
        return self.page(decisions())

    @operation(gives=DecisionBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read one decision with its conditions."""
        return self.given(self._find(id))

    @operation(
        gives=DecisionBody, takes=DecideBody, status=201, others=(200,), scope="decide", example=examples.DECISION
    )
    def decide(self, request: Request, id: UUID) -> Response:
        """Decide on what was shown.

        Refused where the judgement is no longer what `digest` sealed, while a gate is unmet or a critical finding
        stands that no condition names, and for whoever took part in assessing where four eyes are asked for. The very
        same decision again by the same person is a 200.
        """
        assessment = find_assessment(id)
        before = assessment.state == AssessmentState.DECIDED.value
        taken = self.taken()
        conditions = [Wanted(**{**one, "names": tuple(one.get("names", ()))}) for one in taken.pop("conditions", ())]
        made = decide(assessment, **taken, conditions=conditions, by=self.by, at=self.at)
        address = request.path.replace(f"assessments/{id}/decide/", f"decisions/{made.pk}/")
        return self.given(self._find(made.pk), status=200 if before else 201, at=address)

    @operation(gives=ConditionBody)
    def condition(self, request: Request, id: UUID, number: int) -> Response:
        """Read one condition of a decision."""
        return self.given(self._condition())

    @operation(gives=ConditionBody, takes=MetBody, match="row", example=examples.MET)
    def meet(self, request: Request, id: UUID, number: int) -> Response:
        """Say that a condition is met: on which day, and how it shows."""
        row = self._condition()
        version = changed_version(request, row.version)
        taken = self.taken()
        met = meet_condition(
            row, met_on=taken["met_on"], note=taken["met_note"], version=version, by=self.by, at=self.at
        )
        return self.given(met)

    def _find(self, decision_id: UUID) -> Decision:
        made = decisions().filter(pk=decision_id).first()
        if made is None:
            raise NotFound("decision")
        return made

    def _condition(self) -> Condition:
        rows = Condition.objects.filter(decision=self.kwargs["id"], number=self.kwargs["number"])
        row = rows.select_related("owner__user").first()
        if row is None:
            raise NotFound("condition")
        return row


class GatePassViewSet(OrganisationViewSet):
    """The gates of one assessment that somebody let pass."""

    tag = "gate-passes"

    @operation(gives=GatePassBody, paged=True)
    def list(self, request: Request, id: UUID) -> Response:
        """List the gates that somebody let pass."""
        return self.page(GatePass.objects.filter(assessment=find_assessment(id)))

    @operation(
        gives=GatePassBody, takes=GatePassBody, status=201, nameless=True, scope="decide", example=examples.GATE_PASS
    )
    def create(self, request: Request, id: UUID) -> Response:
        """Let a gate pass, in one's own name, with a written reason and an expiry. While it is in review."""
        return self.given(pass_gate(find_assessment(id), **self.taken(), by=self.by, at=self.at))
