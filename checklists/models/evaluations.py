"""Comparisons of two tiers: what was compared, the counts by slice, and the items of a guided own test."""

from datetime import date
from enum import StrEnum

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from checklists.models.base import OrganisationRow, Versioned, choices_of
from checklists.models.evidence import Evidence
from checklists.models.model_uses import ModelUse
from checklists.models.tenancy import OrganisationManager, TenantQuerySet
from checklists.rules.trade_off.counts import Counts, Pairs, Separate, Share
from checklists.rules.trade_off.evaluation import DoneBy, How


class EvaluationState(StrEnum):
    """Under way, or with its results in. What is done never changes."""

    DRAFT = "draft"
    DONE = "done"


class Mark(StrEnum):
    """Whether an output was right. No mark is empty."""

    RIGHT = "right"
    WRONG = "wrong"


class EvaluationQuerySet(TenantQuerySet):
    """Which comparisons count."""

    def counting(self) -> models.QuerySet:
        """Those whose results are in and that no other with results has replaced, the oldest first."""
        replaced = Evaluation.objects.filter(state=EvaluationState.DONE.value, replaces__isnull=False)
        rows = self.filter(state=EvaluationState.DONE.value).exclude(pk__in=replaced.values("replaces_id"))
        return rows.order_by("measured_on", "id")


class Evaluation(OrganisationRow, Versioned):
    """`tolerance` is how many percentage points worse the cheaper tier may be; `tolerance_set_at` when that was said.

    `results_at` is when the first result came in. `left_out` counts items of an own test that were left unmarked on
    purpose. `evidence` is the file that the counts were taken from.
    """

    model_use = models.ForeignKey(ModelUse, on_delete=models.PROTECT, related_name="evaluations")
    title = models.CharField(max_length=200)
    task = models.CharField(max_length=500)
    done_by = models.CharField(max_length=12, choices=choices_of(DoneBy), default=DoneBy.BUYER.value)
    how = models.CharField(max_length=16, choices=choices_of(How))
    larger = models.CharField(max_length=100)
    cheaper = models.CharField(max_length=100)
    measured_on = models.DateField(null=True, blank=True)
    tolerance = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    tolerance_set_at = models.DateTimeField(null=True, blank=True)
    results_at = models.DateTimeField(null=True, blank=True)
    blind = models.BooleanField(default=False)
    left_out = models.PositiveIntegerField(default=0)
    note = models.TextField(default="", blank=True, max_length=5000)
    state = models.CharField(
        max_length=8, choices=choices_of(EvaluationState), default=EvaluationState.DRAFT.value, db_index=True
    )
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = OrganisationManager.from_queryset(EvaluationQuerySet)()  # type: ignore[assignment, misc]

    class Meta(OrganisationRow.Meta):
        verbose_name = "comparison of two tiers"
        verbose_name_plural = "comparisons of two tiers"
        constraints = [
            models.CheckConstraint(
                condition=Q(state=EvaluationState.DRAFT.value) | Q(measured_on__isnull=False, results_at__isnull=False),
                name="results_have_a_day",
                violation_error_message="Results have a day on which they were measured.",
            ),
            models.CheckConstraint(
                condition=Q(tolerance__isnull=True) | Q(tolerance__gte=0, tolerance__lte=100),
                name="tolerance_is_a_share",
                violation_error_message="Write a number from 0 to 100.",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(state=EvaluationState.DONE.value),
                name="replaced_once",
                violation_error_message="Another comparison has replaced this one already.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        return self.state == EvaluationState.DONE.value

    @property
    def is_own_test(self) -> bool:
        return self.how == How.OWN_TEST.value

    @property
    def tolerance_late(self) -> bool:
        """Whether a result was known by the time the tolerance was said; one that came with the results is late too.

        So is one that was said on a later day than the day on which others measured: their results were there to see.
        """
        if self.tolerance_set_at is None or self.results_at is None:
            return False
        return self.tolerance_set_at >= self.results_at or self._measured_before(localdate(self.tolerance_set_at))

    def _measured_before(self, day: date) -> bool:
        """Of an own test it is known when its first mark was made, whatever day it is said to be of."""
        return not self.is_own_test and self.measured_on is not None and self.measured_on < day


PAIRED = ("both", "only_larger", "only_cheaper", "neither")
SEPARATE = ("larger_right", "larger_total", "cheaper_right", "cheaper_total")


def _all_null(columns: tuple[str, ...], empty: bool) -> Q:
    return Q(**{f"{column}__isnull": empty for column in columns})


class EvaluationSlice(OrganisationRow):
    """The counts of one kind of item, PAIRED or SEPARATE; an evaluation that names no kinds has one without a name."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="slices")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=100, default="", blank=True)
    both = models.PositiveIntegerField(null=True, blank=True)
    only_larger = models.PositiveIntegerField(null=True, blank=True)
    only_cheaper = models.PositiveIntegerField(null=True, blank=True)
    neither = models.PositiveIntegerField(null=True, blank=True)
    larger_right = models.PositiveIntegerField(null=True, blank=True)
    larger_total = models.PositiveIntegerField(null=True, blank=True)
    cheaper_right = models.PositiveIntegerField(null=True, blank=True)
    cheaper_total = models.PositiveIntegerField(null=True, blank=True)

    class Meta(OrganisationRow.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "name"], name="one_slice_per_name"),
            models.CheckConstraint(
                condition=(_all_null(PAIRED, False) & _all_null(SEPARATE, True))
                | (_all_null(PAIRED, True) & _all_null(SEPARATE, False)),
                name="counts_of_one_kind",
            ),
            models.CheckConstraint(
                condition=_all_null(SEPARATE, True)
                | Q(larger_right__lte=F("larger_total"), cheaper_right__lte=F("cheaper_total")),
                name="right_within_total",
            ),
        ]

    @property
    def counts(self) -> Counts:
        """As the rules take them."""
        if self.both is not None:
            return Pairs(*(getattr(self, name) for name in PAIRED))
        larger_right, larger_total, cheaper_right, cheaper_total = (getattr(self, name) for name in SEPARATE)
        return Separate(Share(larger_right, larger_total), Share(cheaper_right, cheaper_total))


class OwnTestItem(OrganisationRow, Versioned):
    """One item of a guided own test: its text, what both tiers made of it, and whether each was right.

    `cheaper_first`: the cheaper tier's output is shown as A. Drawn once and kept, so that it is the same each time.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    slice = models.CharField(max_length=100, default="", blank=True)
    text = models.TextField(default="", blank=True)
    larger_output = models.TextField(default="", blank=True)
    cheaper_output = models.TextField(default="", blank=True)
    cheaper_first = models.BooleanField(default=False)
    larger_mark = models.CharField(max_length=5, choices=choices_of(Mark), default="", blank=True)
    cheaper_mark = models.CharField(max_length=5, choices=choices_of(Mark), default="", blank=True)

    class Meta(OrganisationRow.Meta):
        verbose_name = "item"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_item_per_number")]

    @property
    def is_marked(self) -> bool:
        return bool(self.larger_mark and self.cheaper_mark)

    @property
    def first_and_second(self) -> tuple[str, str]:
        """The names of the tiers in the order in which this item shows them, as A and B."""
        return ("cheaper", "larger") if self.cheaper_first else ("larger", "cheaper")
