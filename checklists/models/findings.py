"""Findings with a life: what was raised, whose it is, how it is put right, or who lives with it and until when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When

from checklists.models.assessments import Assessment
from checklists.models.base import OrganisationRow, Versioned
from checklists.models.model_uses import ModelUse
from checklists.models.people import Membership
from checklists.models.tenancy import OrganisationManager, TenantQuerySet
from checklists.rules.life import Acceptance, Life, LifeState, Remediation
from checklists.rules.lives import life_state
from checklists.rules.severity import LIGHTEST_FIRST

ACCEPTED = Q(accepted_on__isnull=False)
SETTLED = Q(settled_on__isnull=False)
PUT_RIGHT = (
    Q(plan_on__isnull=False) | Q(agreed_on__isnull=False) | Q(done_on__isnull=False) | Q(confirmed_on__isnull=False)
)


def _weighs_more() -> Q:
    """The severity lies above the one that was accepted, or is not one that can be compared."""
    pairs = [Q(severity=one, accepted_severity__in=LIGHTEST_FIRST[place:]) for place, one in enumerate(LIGHTEST_FIRST)]
    comparable = pairs[0]
    for pair in pairs[1:]:
        comparable |= pair
    return ~comparable


def _counts(on: date) -> Q:
    """Neither settled nor accepted on a day."""
    return ~SETTLED & ~(ACCEPTED & Q(accepted_until__gte=on) & ~_weighs_more())


class FindingQuerySet(TenantQuerySet):
    """Findings by where they stand."""

    def standing(self, state: LifeState, on: date) -> Self:
        """Those in one state on a day, as rules/lives.py has it, weighing what they did when last seen."""
        live, over = ~SETTLED, Q(accepted_until__lt=on)
        found = {
            LifeState.SETTLED: SETTLED,
            LifeState.ACCEPTED: live & ACCEPTED & ~over & ~_weighs_more(),
            LifeState.ACCEPTANCE_LAPSED: live & ACCEPTED & over,
            LifeState.ACCEPTANCE_STALE: live & ACCEPTED & ~over & _weighs_more(),
            LifeState.BEING_PUT_RIGHT: live & ~ACCEPTED & PUT_RIGHT,
            LifeState.OPEN: live & ~ACCEPTED & ~PUT_RIGHT,
        }
        return self.filter(found[state])

    def to_do(self, on: date) -> Self:
        """Those that count: neither settled nor accepted."""
        return self.filter(_counts(on))

    def overdue(self, on: date) -> Self:
        """Those that count and were due before a day."""
        return self.to_do(on).filter(due_on__lt=on)

    def lapsing(self, on: date, until: date) -> Self:
        """Those whose acceptance holds on a day and has run out by `until`."""
        return self.standing(LifeState.ACCEPTED, on).filter(accepted_until__lte=until)

    def still_open(self, on: date) -> Self:
        """Those that count and for which nothing is written down yet, or whose acceptance holds no longer."""
        return self.to_do(on).exclude(PUT_RIGHT & ~ACCEPTED)

    def worst_first(self, on: date) -> Self:
        """What is overdue first, then by weight, then what is due soonest; `is_overdue` says of each whether it is."""
        weights = [When(severity=name, then=Value(place)) for place, name in enumerate(LIGHTEST_FIRST)]
        rows = self.annotate(
            is_overdue=Case(When(_counts(on) & Q(due_on__lt=on), then=Value(True)), default=Value(False)),
            weight=Case(*weights, default=Value(len(LIGHTEST_FIRST))),
        )
        return rows.order_by("-is_overdue", "-weight", F("due_on").asc(nulls_last=True), "-id")

    def tally(self, on: date) -> dict[str, int]:
        """How many there are in all, how many count, and of those how many are open, being put right or overdue.

        `accepted` are those that somebody lives with on that day. One statement.
        """
        counts, right = _counts(on), PUT_RIGHT & ~ACCEPTED
        return self.aggregate(
            total=Count("pk"),
            counting=Count("pk", filter=counts),
            open=Count("pk", filter=counts & ~right),
            being_put_right=Count("pk", filter=counts & right),
            accepted=Count("pk", filter=~SETTLED & ~counts),
            overdue=Count("pk", filter=counts & Q(due_on__lt=on)),
        )


class Finding(OrganisationRow, Versioned):
    """One finding of a model in use, over all its rounds. `key` is the rule's ("red:question"), or "hand:" with an id.

    What was raised never changes: rule, title, text, questions and the severity then. `severity` is as of the last time
    it was seen; `settled_on` the day on which its rule no longer raised it, or on which it was closed by hand.
    """

    model_use = models.ForeignKey(ModelUse, on_delete=models.PROTECT, related_name="findings")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="findings")
    key = models.CharField(max_length=200)
    by_hand = models.BooleanField(default=False)
    rule = models.CharField(max_length=60)
    title = models.TextField()
    text = models.TextField(default="", blank=True)
    questions = models.JSONField(default=list)
    obligation = models.CharField(max_length=100, default="", blank=True)
    severity_raised = models.CharField(max_length=20)
    severity = models.CharField(max_length=20)
    raised_on = models.DateField()
    raised_by = models.CharField(max_length=200, default="", blank=True)
    raised_by_person = models.UUIDField(null=True)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    plan = models.TextField(default="", blank=True)
    plan_by = models.CharField(max_length=200, default="", blank=True)
    plan_on = models.DateField(null=True, blank=True)
    agreed_by = models.CharField(max_length=200, default="", blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    done_by = models.CharField(max_length=200, default="", blank=True)
    done_on = models.DateField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=200, default="", blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_note = models.TextField(default="", blank=True)
    accepted_reason = models.TextField(default="", blank=True)
    accepted_by = models.CharField(max_length=200, default="", blank=True)
    accepted_by_person = models.UUIDField(null=True)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_until = models.DateField(null=True, blank=True)
    accepted_severity = models.CharField(max_length=20, default="", blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_note = models.TextField(default="", blank=True)

    objects = OrganisationManager.from_queryset(FindingQuerySet)()  # type: ignore[assignment, misc]

    class Meta(OrganisationRow.Meta):
        verbose_name = "finding"
        constraints = [
            models.UniqueConstraint(
                fields=["model_use", "key"],
                name="one_finding_per_key",
                violation_error_message="This finding is on record already.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True)
                | Q(accepted_until__isnull=False, accepted_by_person__isnull=False) & ~Q(accepted_reason=""),
                name="a_person_accepts_with_a_reason_and_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def life(self) -> Life:
        """What people have said about it, as the rules read it. Reads the owner's name."""
        return Life(str(self.owner) if self.owner else "", self.due_on, self.remediation, self.acceptance)

    def state(self, on: date) -> LifeState:
        """Where it stands on a day, weighing what it did when last seen: as `standing` finds it."""
        return (
            LifeState.SETTLED if self.settled_on else life_state(self.acceptance, self.remediation, self.severity, on)
        )

    @property
    def remediation(self) -> Remediation | None:
        """How it is put right; None while nobody has said."""
        given = Remediation(**{name: getattr(self, name) for name in REMEDIATION})
        return given if given != Remediation() else None

    @property
    def acceptance(self) -> Acceptance | None:
        """Who lives with it, whether or not that still holds; None where nobody does."""
        if self.accepted_on is None or self.accepted_until is None:
            return None
        return Acceptance(
            self.accepted_reason, self.accepted_by, self.accepted_on, self.accepted_until, self.accepted_severity
        )


REMEDIATION: tuple[str, ...] = tuple(Remediation.__dataclass_fields__)
