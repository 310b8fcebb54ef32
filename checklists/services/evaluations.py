"""Comparisons of two tiers: planned with the tolerance first, then their results, once.

A mistake is put right by a new comparison that replaces the old one; the old one stays readable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, NotFound, Refused
from checklists.formats.paired_results import PairedResults, read_paired_results
from checklists.models import Assessment, Decision, Evaluation, Evidence, ModelUse
from checklists.models.assessments import UNDECIDED
from checklists.models.evidence import EvidenceKind
from checklists.models.people import Role
from checklists.rules.trade_off.evaluation import DoneBy, How, Slice
from checklists.rules.trade_off.given_counts import slices_from
from checklists.services.evaluation_results import about, ensure_open, ensure_replaceable, finish
from checklists.services.evidence import safe_name
from checklists.services.files import store
from checklists.services.history import record, service
from checklists.services.rows import allow, change, insert, organisation_in_scope

FIELDS = ("title", "task", "larger", "cheaper", "done_by", "how", "blind", "note", "replaces")
FROZEN = ("task", "larger", "cheaper", "done_by")
SAME_TIERS = "Both tiers have the same name. Name them so that one can tell them apart."


@dataclass(frozen=True)
class StagedResults:
    """A CSV of paired results that was read, and whose bytes are on disk."""

    results: PairedResults
    digest: str
    size: int
    filename: str


def find_evaluation(evaluation_id: Any) -> Evaluation:
    """One comparison of the organisation in scope with its model in use. Raises NotFound."""
    rows = Evaluation.objects.filter(pk=evaluation_id).select_related("model_use__product__vendor", "evidence")
    row = rows.first()
    if row is None:
        raise NotFound("comparison")
    return row


@service
def plan_evaluation(
    *, model_use: ModelUse, by: Actor, at: datetime, tolerance: Decimal | None = None, **values: Any
) -> Evaluation:
    """Say what is to be compared, before there are results. `values` are FIELDS.

    `tolerance` in percentage points, with at most two decimals; it counts as set now.
    """
    allow(by, Role.ASSESSOR)
    row = _planned(model_use, tolerance, values, by, at)
    record("evaluation_planned", row, by=by, at=at, organisation=row.organisation, **about(row))
    return row


@service
def record_evaluation(
    *,
    model_use: ModelUse,
    slices: Sequence[Mapping[str, Any]],
    measured_on: date | None,
    by: Actor,
    at: datetime,
    tolerance: Decimal | None = None,
    **values: Any,
) -> Evaluation:
    """Put a comparison on record with its counts at once; a tolerance that comes with them counts as set late."""
    allow(by, Role.ASSESSOR)
    counted = checked_slices(slices)
    row = _planned(model_use, tolerance, values | {"how": How.COUNTS.value}, by, at)
    finish(row, counted, {"measured_on": measured_on, "how": How.COUNTS.value}, version=None, by=by, at=at)
    return row


@service
def change_evaluation(
    evaluation: Evaluation, *, version: int | None, by: Actor, at: datetime, **values: Any
) -> Evaluation:
    """Set title, note, tolerance, task, larger, cheaper or done_by, and nothing else.

    Once results are in, only title, note and tolerance change, and the tolerance counts as late; once it was decided
    on, not even that. Raises Stale, Invalid, Refused.
    """
    allow(by, Role.ASSESSOR)
    if evaluation.is_done and any(name in values and values[name] != getattr(evaluation, name) for name in FROZEN):
        raise Refused("The results are in, so only the title, the note and the tolerance change.", code="closed")
    if "tolerance" in values and values["tolerance"] != evaluation.tolerance:
        _ensure_undecided(evaluation)
        values["tolerance_set_at"] = None if values["tolerance"] is None else at
        _check_tolerance(values["tolerance"])
    if changes := change(evaluation, values, version=version, by=by, at=at):
        _check_tiers(evaluation)
        named = {"title": evaluation.title, "changes": changes}
        record("evaluation_changed", evaluation, by=by, at=at, organisation=organisation_in_scope(), **named)
    return evaluation


@service
def record_counts(
    evaluation: Evaluation,
    *,
    slices: Sequence[Mapping[str, Any]],
    measured_on: date | None,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Evaluation:
    """Take in the counts of a planned comparison: per slice pairs, or right and total of both tiers. Once."""
    allow(by, Role.ASSESSOR)
    ensure_open(evaluation)
    values = {"measured_on": measured_on, "how": How.COUNTS.value}
    finish(evaluation, checked_slices(slices), values, version=version, by=by, at=at)
    return evaluation


def ensure_may_record(by: Actor) -> None:
    """Raises NotAllowed for who may not put results on record: before a long file is read for nothing."""
    allow(by, Role.ASSESSOR)


def stage_paired_results(*, content: bytes, filename: str, by: Actor) -> StagedResults:
    """Read a CSV and put its bytes into their place, before a transaction is opened for `record_paired_results`.

    Raises Invalid, with a detail for each wrong line.
    """
    ensure_may_record(by)
    results = read_paired_results(content)
    digest = store(organisation_in_scope().pk, content)
    return StagedResults(results, digest, len(content), safe_name(filename))


@service
def record_paired_results(
    evaluation: Evaluation,
    *,
    staged: StagedResults,
    measured_on: date | None,
    version: int | None,
    by: Actor,
    at: datetime,
) -> Evaluation:
    """Take in the counts of a CSV, which is kept as evidence of them. Once."""
    allow(by, Role.ASSESSOR)
    ensure_open(evaluation)
    kept = Evidence(
        kind=EvidenceKind.FILE.value,
        title=f"Paired results: {evaluation.title}",
        digest=staged.digest,
        size=staged.size,
        filename=staged.filename,
        media_type="text/csv",
    )
    values = {
        "measured_on": measured_on,
        "how": How.PAIRED_RESULTS.value,
        "evidence": insert(kept, by=by, at=at, looked=True),
    }
    finish(evaluation, staged.results.slices, values, version=version, by=by, at=at)
    return evaluation


def checked_slices(given: Sequence[Mapping[str, Any]]) -> tuple[Slice, ...]:
    """The counts in the rules' form. Raises Invalid with a pointer below /slices for each that cannot be."""
    slices, wrong = slices_from(given)
    if wrong:
        details = [Detail(f"/slices{one.pointer}", one.code, one.sentence) for one in wrong]
        raise Invalid(f"Nothing was written. {details[0].detail}", details)
    return slices


def _planned(use: ModelUse, tolerance: Decimal | None, values: dict[str, Any], by: Actor, at: datetime) -> Evaluation:
    given = {name: value for name, value in values.items() if name in FIELDS}
    ensure_replaceable(given.get("replaces"), use)
    _check_tolerance(tolerance)
    row = Evaluation(
        model_use=use, tolerance=tolerance, tolerance_set_at=None if tolerance is None else at, **_usual(given)
    )
    _check_tiers(row)
    return insert(row, by=by, at=at)


def _usual(given: dict[str, Any]) -> dict[str, Any]:
    """A guided own test is the buyer's by its nature."""
    given = {"how": How.COUNTS.value, **given}
    return given | {"done_by": DoneBy.BUYER.value} if given["how"] == How.OWN_TEST.value else given


def _check_tiers(row: Evaluation) -> None:
    if row.larger.strip().casefold() == row.cheaper.strip().casefold() and row.larger.strip():
        raise Invalid(SAME_TIERS, [Detail("/cheaper", "same", SAME_TIERS)])


def _check_tolerance(tolerance: Decimal | None) -> None:
    if tolerance is None:
        return
    if not tolerance.is_finite() or not 0 <= tolerance <= 100 or tolerance != round(tolerance, 2):
        sentence = "Write how many mistakes more per hundred, from 0 to 100, with at most two decimals."
        raise Invalid(sentence, [Detail("/tolerance", "range", sentence)])


def _ensure_undecided(evaluation: Evaluation) -> None:
    """What was decided on with these results stays as it was; a new round may say another tolerance, late."""
    if evaluation.results_at is None:
        return
    since = Decision.objects.filter(
        assessment__model_use=evaluation.model_use_id, decided_at__gte=evaluation.results_at
    )
    is_open = Assessment.objects.filter(model_use=evaluation.model_use_id, state__in=UNDECIDED).exists()
    if since.exists() and not is_open:
        raise Refused(
            "A decision was made with these results, so their tolerance does not change. Reopen the assessment for a "
            "new round first.",
            code="decided",
        )
