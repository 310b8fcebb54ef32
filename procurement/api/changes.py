"""What changed since a decision: looked for, set aside with a reason, or asked about in a next round."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import Stale
from checklists.models import Change
from checklists.models.changes import ChangeState
from checklists.rules.change_kinds import KINDS
from checklists.services import changes
from checklists.services.assessments import find_assessment
from checklists.services.re_review import start_re_review
from procurement.api import examples
from procurement.api.assessments import AssessmentBody, AssessmentViewSet
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body, Versioned, many
from procurement.api.etags import optional_version
from procurement.api.fields import Id, Moment, RowId, Text
from procurement.api.model_uses import find_use
from procurement.api.operations import operation
from procurement.api.parameters import SINCE, by_word


class Told(serializers.CharField):
    """One part of a change as it was told."""

    def __init__(self, **kwargs: Any):
        super().__init__(read_only=True, **kwargs)

    def get_attribute(self, instance: Change) -> Any:
        return instance.body.get(self.field_name or "")


class ChangeBody(Versioned):
    """One change since the decision on `assessment`: what it was, what it is, and which questions it opens again."""

    id = Id(read_only=True)
    model_in_use = serializers.UUIDField(source="model_use_id", read_only=True)
    assessment = serializers.UUIDField(source="assessment_id", read_only=True)
    kind = serializers.ChoiceField(choices=list(KINDS), read_only=True)
    title, text, why, before, after = Told(), Told(), Told(), Told(), Told()
    parts = serializers.SerializerMethodField(help_text="What it is made of, where it is made of several things.")
    source = Told(  # type: ignore[assignment]
        allow_null=True, help_text="Where the later state comes from; null where that is not on record."
    )
    on = Told(allow_null=True, help_text="The day that the later state is of.")
    questions = serializers.ListField(child=serializers.CharField(), read_only=True)
    noticed_at = Moment()
    state = serializers.ChoiceField(choices=[str(word) for word in ChangeState], read_only=True)
    reason = serializers.CharField(read_only=True)
    settled_by = serializers.CharField(read_only=True)
    settled_at = Moment(allow_null=True)

    def get_parts(self, row: Change) -> list[str]:
        return list(row.body.get("parts", ()))


class LookBody(Body):
    """What one look found that nobody had noticed before."""

    new = many(ChangeBody, read_only=True)


class DismissBody(Body):
    """Why it does not matter."""

    reason = Text(max_length=2000)


class ChangeIds(serializers.ListField):
    """The ids of open changes of the model in use."""

    child = RowId(Change)


class ReReviewBody(Body):
    """The changes to ask about again."""

    changes = ChangeIds(max_length=100)


FILTERS = (
    by_word("state", ChangeState, "open, taken_up, dismissed or over."),
    SINCE,
)


class ChangeViewSet(OrganisationViewSet):
    """What changed of one model in use since it was decided on."""

    tag = "changes"

    def stands(self, exc: Stale) -> Any:
        return self.shown(changes.find_change(find_use(self.kwargs["id"]), self.kwargs["change"]), ChangeBody)

    @operation(gives=ChangeBody, paged=True, query=FILTERS)
    def list(self, request: Request, id: UUID) -> Response:
        """List what was noticed, settled changes too."""
        return self.page(changes.changes_on(find_use(id)))

    @operation(gives=LookBody)
    def look(self, request: Request, id: UUID) -> Response:
        """Compare what was decided with how things stand now. A second look finds nothing new."""
        return self.given({"new": changes.look_for_changes(model_use=find_use(id), by=self.by, at=self.at)})

    @operation(gives=ChangeBody, takes=DismissBody, match="may", example=examples.DISMISS)
    def dismiss(self, request: Request, id: UUID, change: UUID) -> Response:
        """Set a change aside that does not matter, with the reason."""
        row = changes.find_change(find_use(id), change)
        version = optional_version(request, row.version)
        return self.given(changes.dismiss_change(row, version=version, by=self.by, at=self.at, **self.taken()))


class ReReviewViewSet(AssessmentViewSet):
    """The next round for what changed."""

    @operation(gives=AssessmentBody, takes=ReReviewBody, status=201, example=examples.RE_REVIEW)
    def start(self, request: Request, id: UUID) -> Response:
        """Open the next round for some changes: what they touch is asked again, the rest carried with its date."""
        use = find_use(id)
        following = start_re_review(model_use=use, by=self.by, at=self.at, **self.taken())
        address = request.path.replace(f"models-in-use/{id}/re-review/", f"assessments/{following.pk}/")
        return self.given(find_assessment(following.pk), at=address)
