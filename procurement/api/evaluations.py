"""Comparisons of a larger tier with a cheaper one: planned with a tolerance, given their results once, read again."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.errors import Detail, Invalid, Stale
from checklists.formats.paired_results import MOST_BYTES
from checklists.models import Evaluation, EvaluationSlice, ModelUse
from checklists.models.evaluations import EvaluationState
from checklists.rules.trade_off.counts import Pairs
from checklists.rules.trade_off.evaluation import DoneBy, How
from checklists.rules.trade_off.given_counts import MOST_SLICES
from checklists.services import evaluations
from checklists.services.counted_evaluations import replacements_of
from checklists.services.evaluation_plans import delete_plan
from checklists.services.evaluation_results import columns
from procurement.api import examples
from procurement.api.base import OrganisationViewSet
from procurement.api.bodies import Body, Versioned, many
from procurement.api.etags import changed_version, optional_version
from procurement.api.fields import Day, Id, Moment, OptionalText, Points, RowId, Text, Whole, Word
from procurement.api.operations import operation
from procurement.api.parameters import SINCE, by_id, by_word
from procurement.api.parsers import FORM_ROOM, FormParser
from procurement.api.problems import Refusal

FORM = "multipart/form-data"


class SliceBody(Body):
    """The counts of one kind of item: four of pairs, or right and total of each tier; given twice, they must agree."""

    name = OptionalText(max_length=100, default="", help_text="Empty where no kinds are told apart.")
    both = Whole(required=False, allow_null=True, help_text="Items that both tiers had right.")
    only_larger = Whole(required=False, allow_null=True, help_text="Items that the larger tier alone had right.")
    only_cheaper = Whole(required=False, allow_null=True, help_text="Items that the cheaper tier alone had right.")
    neither = Whole(required=False, allow_null=True)
    larger_right = Whole(required=False, allow_null=True)
    larger_total = Whole(required=False, allow_null=True)
    cheaper_right = Whole(required=False, allow_null=True)
    cheaper_total = Whole(required=False, allow_null=True)


class AboutBody(Versioned):
    """What a person says of a comparison, and may put right later."""

    title = Text(max_length=200)
    tolerance = Points(
        required=False,
        allow_null=True,
        help_text="How many percentage points worse the cheaper tier may be. Say it before there are results.",
    )
    note = OptionalText(max_length=5000)


class EvaluationBody(AboutBody):
    """One comparison. `tolerance_late`: a result was known by the time the tolerance was said.

    Results never change. `replaced_by` is the comparison that put this one right; then this one no longer counts.
    """

    id = Id(read_only=True)
    model_in_use = RowId(ModelUse, source="model_use")
    task = Text(max_length=500)
    larger = Text(max_length=100, help_text="What the larger tier is called.")
    cheaper = Text(max_length=100, help_text="What the cheaper tier is called.")
    done_by = Word(
        DoneBy, required=False, help_text="buyer where left out; only the buyer's own stands in for answers."
    )
    replaces = RowId(Evaluation, required=False, allow_null=True, help_text="A mistaken comparison, with its results.")
    how = Word(How, read_only=True)
    blind = serializers.BooleanField(read_only=True, help_text="Whether whoever marked did not see which tier it was.")
    state = Word(EvaluationState, read_only=True)
    measured_on = Day(read_only=True, allow_null=True)
    tolerance_set_at = Moment(allow_null=True)
    tolerance_late = serializers.BooleanField(read_only=True)
    results_at = Moment(allow_null=True)
    left_out = serializers.IntegerField(read_only=True, help_text="Items of an own test that were left unmarked.")
    evidence = serializers.UUIDField(source="evidence_id", read_only=True, allow_null=True)
    items = serializers.SerializerMethodField(help_text="How many; where each tier had its own, of the one with fewer.")
    slices = serializers.SerializerMethodField()
    replaced_by = serializers.SerializerMethodField()

    def get_items(self, row: Evaluation) -> int:
        return sum(one.counts.total for one in row.slices.all())

    @extend_schema_field(SliceBody(many=True))
    def get_slices(self, row: Evaluation) -> Any:
        return [_slice(one) for one in sorted(row.slices.all(), key=lambda one: one.number)]

    @extend_schema_field({"type": ["string", "null"], "format": "uuid"})
    def get_replaced_by(self, row: Evaluation) -> Any:
        found = self.context["replacements"].get(row.pk)
        return str(found) if found else None


def _slice(row: EvaluationSlice) -> dict[str, Any]:
    """Totals are given with pairs too."""
    counts = row.counts
    pairs = columns(counts) if isinstance(counts, Pairs) else {}
    shares = {
        f"{tier}_{name}": getattr(getattr(counts, tier), name)
        for tier in ("larger", "cheaper")
        for name in ("right", "total")
    }
    return SliceBody(
        {"name": row.name, **dict.fromkeys(("both", "only_larger", "only_cheaper", "neither")), **pairs, **shares}
    ).data


class ResultsBody(Body):
    """The counts, and the day on which they were measured."""

    measured_on = Day()
    slices = many(SliceBody, max_length=MOST_SLICES)


class NewEvaluationBody(EvaluationBody):
    """A plan; with `slices` and `measured_on` the results too, and then a tolerance counts as said late."""

    measured_on = Day(required=False, allow_null=True)
    slices = many(SliceBody, required=False, max_length=MOST_SLICES)


class PairedResultsBody(Body):
    """A CSV of paired results: `item`, `slice` (may be left out), `larger_correct`, `cheaper_correct`."""

    file = serializers.FileField(allow_empty_file=True)
    measured_on = Day()


FILTERS = (
    by_id("model_in_use", "model_use", "The model in use."),
    by_word("state", EvaluationState, "draft, or done: the results are in."),
    SINCE,
)


def rows() -> QuerySet[Evaluation]:
    """Comparisons with their counts."""
    return Evaluation.objects.select_related("model_use", "replaces").prefetch_related("slices")


class EvaluationViewSet(OrganisationViewSet):
    """The comparisons of two tiers that the organisation has on record."""

    tag = "evaluations"

    def context(self, rows: list[Any]) -> dict[str, Any]:
        return {"replacements": replacements_of(rows)}

    def stands(self, exc: Stale) -> Any:
        return self.shown(self._find(), EvaluationBody)

    def _find(self) -> Evaluation:
        return evaluations.find_evaluation(self.kwargs["id"])

    @operation(gives=EvaluationBody, paged=True, query=FILTERS)
    def list(self, request: Request) -> Response:
        """List comparisons of two tiers."""
        return self.page(rows())

    @operation(gives=EvaluationBody, takes=NewEvaluationBody, status=201, example=examples.EVALUATION)
    def create(self, request: Request) -> Response:
        """Plan a comparison, or put one on record with its counts.

        A tolerance shows that it was said before the results only where it comes with a plan and the results later.
        """
        taken = self.taken()
        measured_on = taken.pop("measured_on", None)
        if "slices" in taken:
            made = evaluations.record_evaluation(measured_on=measured_on, **taken, by=self.by, at=self.at)
        elif measured_on is not None:
            raise Invalid("A plan has no day yet.", [Detail("/measured_on", "no_counts", "Send it with the counts.")])
        else:
            made = evaluations.plan_evaluation(**taken, by=self.by, at=self.at)
        return self.given(made, at=f"{request.path}{made.pk}/")

    @operation(gives=EvaluationBody)
    def retrieve(self, request: Request, id: UUID) -> Response:
        """Read one comparison."""
        return self.given(self._find())

    @operation(gives=EvaluationBody, takes=AboutBody, match="row", example=examples.TOLERANCE)
    def partial_update(self, request: Request, id: UUID) -> Response:
        """Set title, note or tolerance. Once there are results, a tolerance is kept as said late."""
        row = self._find()
        version = changed_version(request, row.version)
        taken = self.taken(partial=True)
        return self.given(evaluations.change_evaluation(row, version=version, by=self.by, at=self.at, **taken))

    @operation(status=204, match="row")
    def destroy(self, request: Request, id: UUID) -> Response:
        """Delete a comparison that has no result yet. One with results stays: a new one replaces it."""
        row = self._find()
        version = changed_version(request, row.version)
        delete_plan(row, version=version, by=self.by, at=self.at)
        return Response(status=204)

    @operation(gives=EvaluationBody, takes=ResultsBody, match="may", example=examples.COUNTS)
    def counts(self, request: Request, id: UUID) -> Response:
        """Give a planned comparison its counts. They come in once."""
        row = self._find()
        version = optional_version(request, row.version)
        return self.given(evaluations.record_counts(row, **self.taken(), version=version, by=self.by, at=self.at))


class PairedResultsViewSet(EvaluationViewSet):
    """The same results as a file."""

    parser_classes = [FormParser]
    most_bytes = MOST_BYTES + FORM_ROOM

    def before_writing(self, request: Request) -> None:
        """The file is read, and on disk, before a transaction is opened."""
        self._find()
        evaluations.ensure_may_record(self.by)
        self.form = self.taken(PairedResultsBody)
        file = self.form.pop("file")
        if file.size > MOST_BYTES:
            raise Refusal(413, "too_large", f"A file has at most {MOST_BYTES:,} bytes; this one has {file.size:,}.")
        self.form["staged"] = evaluations.stage_paired_results(content=file.read(), filename=file.name, by=self.by)

    @operation(gives=EvaluationBody, takes={FORM: PairedResultsBody}, match="may")
    def paired_results(self, request: Request, id: UUID) -> Response:
        """Give a planned comparison its results as a CSV of items (multipart/form-data, at most 25 MB). Once.

        Each line says of one item whether the larger and whether the cheaper tier had it right. The file is kept as
        evidence.
        """
        row = self._find()
        version = optional_version(request, row.version)
        done = evaluations.record_paired_results(row, **self.form, version=version, by=self.by, at=self.at)
        return self.given(done)
