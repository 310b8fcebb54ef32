"""Findings with a life: taken up or raised by hand, put right, accepted in a person's own name until a day."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import Stale
from checklists.models import Assessment, Finding
from checklists.rules.life import LIFE_STATES, LifeState
from checklists.rules.severity import LIGHTEST_FIRST
from checklists.services.assessments import find_assessment
from checklists.services.findings import (
    accept_finding,
    close_by_hand,
    find_finding,
    raise_finding,
    take_up_finding,
    withdraw_acceptance,
)
from checklists.services.judging import day_of
from checklists.services.putting_right import put_right
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body, Versioned
from procurement.api.etags import changed_version, optional_version
from procurement.api.fields import Day, Id, MemberEmail, OptionalText, RowId, Text, Word
from procurement.api.operations import operation
from procurement.api.parameters import SINCE, by_id, by_word

WORDS = {"max_length": 20_000}


class RemediationBody(Body):
    """How it is put right. The vendor's words are kept as they were given, under the name of who said them."""

    plan = OptionalText(**WORDS, help_text="A new plan takes the agreement to the old one away.")
    plan_by = OptionalText(max_length=200)
    plan_on = Day(required=False, allow_null=True)
    agreed_by = serializers.CharField(read_only=True)
    agreed_on = Day(required=False, allow_null=True, help_text="Agreed in the name of whoever writes it.")
    done_by = serializers.CharField(read_only=True)
    done_on = Day(required=False, allow_null=True)
    confirmed_by = OptionalText(max_length=200, help_text="Who told you that it is put right.")
    confirmed_on = Day(required=False, allow_null=True)
    confirmed_note = OptionalText(**WORDS)


class AcceptanceBody(Body):
    """Who lives with it, why, until and with which day, and as how grave."""

    reason = serializers.CharField(read_only=True)
    by = serializers.CharField(read_only=True)
    on = serializers.DateField(read_only=True)
    expires_on = serializers.DateField(read_only=True)
    severity = serializers.CharField(read_only=True)


class RaisedFindingBody(Versioned):
    """One finding of a model in use, over all its rounds. What was raised never changes."""

    id = Id(read_only=True)
    model_in_use = serializers.UUIDField(source="model_use_id", read_only=True)
    assessment = serializers.UUIDField(source="assessment_id", read_only=True)
    key = serializers.CharField(read_only=True)
    by_hand = serializers.BooleanField(read_only=True)
    rule = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    text = serializers.CharField(read_only=True)
    questions = serializers.ListField(child=serializers.CharField(), read_only=True)
    obligation = serializers.CharField(read_only=True)
    severity_raised = serializers.CharField(read_only=True)
    severity = serializers.CharField(read_only=True, help_text="As of the last time it was seen.")
    state = serializers.SerializerMethodField()
    state_label = serializers.SerializerMethodField()
    raised_on = serializers.DateField(read_only=True)
    settled_on = serializers.DateField(read_only=True, allow_null=True)
    settled_note = serializers.CharField(read_only=True)
    owner = MemberEmail(required=False, allow_null=True)
    due_on = Day(required=False, allow_null=True)
    remediation = RemediationBody(required=False, allow_null=True)
    acceptance = AcceptanceBody(read_only=True, allow_null=True)

    def get_state(self, row: Finding) -> str:
        return str(row.state(self.context["today"]))

    def get_state_label(self, row: Finding) -> str:
        return LIFE_STATES[row.state(self.context["today"])]


class NewFindingBody(Body):
    """Either the `key` of a finding in the judgement, to take it up; or one of your own, with a title."""

    assessment = RowId(Assessment)
    key = OptionalText(max_length=200)
    severity = Word(LIGHTEST_FIRST, required=False)
    title = OptionalText(max_length=300)
    text = OptionalText(**WORDS)
    question = OptionalText(max_length=100)


class AcceptBody(Body):
    """Why you can live with it, and until when: two years at most."""

    reason = Text(**WORDS)
    expires_on = Day()


class CloseBody(Body):
    """What settled it."""

    note = Text(**WORDS)


FILTERS = (
    by_id("model_in_use", "model_use", "The model in use."),
    by_id("assessment", "assessment", "The round in which it was raised."),
    by_word("state", LifeState, "Where it stands today.", "-"),
    by_word("severity", LIGHTEST_FIRST, "How grave it was when last seen."),
    by_id("owner", "owner", "The member who sees to it, by the id of the membership."),
    SINCE,
)


class FindingViewSet(OrganisationViewSet):
    """The findings of the organisation."""

    tag = "findings"

    def context(self, rows: list[Any]) -> dict[str, Any]:
        return {"today": day_of(self.at)}

    def stands(self, exc: Stale) -> Any:
        return self.shown(find_finding(self.kwargs["id"]), RaisedFindingBody)

    @operation(gives=RaisedFindingBody, paged=True, query=FILTERS)
    def list(self, request: Request) -> Response:
        """List findings: those that a submission, a decision or somebody has put on record."""
        rows = Finding.objects.select_related("owner__user")
        if "state" in self.values:
            rows = rows.standing(LifeState(self.values["state"]), day_of(self.at))
        return self.page(rows)

    @operation(gives=RaisedFindingBody, takes=NewFindingBody, status=201, example=examples.FINDING)
    def create(self, request: Request) -> Response:
        """Raise a finding by hand, or take up one that a rule raises: the same twice gives the one there is."""
        taken = self.taken()
        assessment = find_assessment(taken.pop("assessment").pk)
        made = _made(assessment, taken, {"by": self.by, "at": self.at})
        return self.given(find_finding(made.pk), at=f"{request.path}{made.pk}/")

    @operation(gives=RaisedFindingBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read one finding with its life."""
        return self.given(find_finding(id))

    @operation(gives=RaisedFindingBody, takes=RaisedFindingBody, match="row", example=examples.PUT_RIGHT)
    def partial_update(self, request: Request, id: UUID) -> Response:
        """Say who sees to it and by when, what the vendor plans, that you agreed, that it is done."""
        row = find_finding(id)
        version = changed_version(request, row.version)
        taken = self.taken(partial=True)
        values = {**(taken.pop("remediation", None) or {}), **taken}
        return self.given(put_right(row, **values, version=version, by=self.by, at=self.at))

    @operation(gives=RaisedFindingBody, takes=AcceptBody, match="may", scope="decide", example=examples.ACCEPTANCE)
    def accept(self, request: Request, id: UUID) -> Response:
        """Live with a finding, in one's own name. It counts again after the last day, or once it weighs more."""
        row = find_finding(id)
        version = optional_version(request, row.version)
        return self.given(accept_finding(row, **self.taken(), version=version, by=self.by, at=self.at))

    @operation(gives=RaisedFindingBody, scope="decide", match="row")
    def withdraw(self, request: Request, id: UUID) -> Response:
        """Take an acceptance back: the finding counts again."""
        row = find_finding(id)
        version = changed_version(request, row.version)
        return self.given(withdraw_acceptance(row, version=version, by=self.by, at=self.at))

    @operation(gives=RaisedFindingBody, takes=CloseBody, match="may", example=examples.CLOSED)
    def close(self, request: Request, id: UUID) -> Response:
        """Close a finding that a person raised. One by rule is settled by the answers alone."""
        row = find_finding(id)
        version = optional_version(request, row.version)
        return self.given(close_by_hand(row, **self.taken(), version=version, by=self.by, at=self.at))


def _made(assessment: Assessment, taken: Mapping[str, Any], who: Mapping[str, Any]) -> Finding:
    given = {name: value for name, value in taken.items() if value}
    if list(given) == ["key"]:
        return take_up_finding(assessment, **given, **who)
    return raise_finding(assessment, **{"severity": "", "title": "", **given}, **who)
