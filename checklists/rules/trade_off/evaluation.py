"""An evaluation: one comparison of a larger tier with a cheaper one, as the rules read it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from operator import add

from checklists.rules.trade_off.counts import Counts


class DoneBy(StrEnum):
    """Who ran the comparison. Only the buyer's own stands in for an answer."""

    BUYER = "buyer"
    VENDOR = "vendor"
    THIRD_PARTY = "third_party"


class How(StrEnum):
    """How its results came in: as counts, as a file of paired results, or by the guided own test."""

    COUNTS = "counts"
    PAIRED_RESULTS = "paired_results"
    OWN_TEST = "own_test"


@dataclass(frozen=True)
class Slice:
    """One kind of item and its counts. An evaluation that names no kinds has one slice with an empty name."""

    name: str
    counts: Counts


@dataclass(frozen=True)
class Evaluation:
    """`larger` and `cheaper` are the tiers as a person calls them. `slices` all have counts of one kind, and are not
    empty.

    `tolerance` is how many percentage points worse the cheaper tier may be, None where nobody set one; `tolerance_on`
    the day it was set, and `tolerance_late` whether the results were known by then. `blind`: whoever marked did not see
    which tier wrote what.
    """

    id: str
    title: str
    task: str
    done_by: DoneBy
    how: How
    measured_on: date
    larger: str
    cheaper: str
    slices: tuple[Slice, ...]
    tolerance: Decimal | None = None
    tolerance_on: date | None = None
    tolerance_late: bool = False
    blind: bool = False
    note: str = ""

    @property
    def whole(self) -> Counts:
        """All slices together."""
        return reduce(add, (each.counts for each in self.slices))
