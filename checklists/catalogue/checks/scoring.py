"""scoring.yaml: complete scales that do not overlap, and rules for every kind of finding."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import get_args

from checklists.catalogue.checks.whole import Spot, Whole
from checklists.catalogue.problems import Problem
from checklists.catalogue.schema.scoring import ByBand, Consequence, Point, Scale, Severity, Weight

FILE = "scoring.yaml"
HEAD = Spot(FILE, "")
NEEDED = (
    "maker_does_not_say", "we_asked_and_wait", "not_recorded", "nobody_here_knows", "refuses", "confidential",
    "silence", "red", "amber", "judged_unacceptable", "judged_concern", "evidence_missing", "evidence_expired",
    "answer_stale", "contradiction", "trade_off_undocumented", "tier_without_model", "tolerance_after_results",
    "own_record_missing",
)  # fmt: skip


def problems(whole: Whole) -> Iterator[Problem]:
    """Every gap in a scale, overlap of two, and kind of finding that is missing or cannot be weighed."""
    scoring = whole.files.scoring
    for number, scale in enumerate(scoring.scales, start=1):
        yield from _scale(whole, f"scales, entry {number}", scale)
    yield from _dates(whole)
    yield from _lacking(whole, "freshness_days", scoring.freshness_days, ("vendor", "product", "model_in_use", "price"))
    yield from whole.once(HEAD, "to_do, order", scoring.to_do.order)
    severities = scoring.findings.severities
    yield from whole.once(HEAD, "severities", [one.key for one in severities])
    yield from whole.once(HEAD, "severities, rank", [one.rank for one in severities])
    yield from _lacking(whole, "severities", [one.key for one in severities], get_args(Severity))
    yield from _rules(whole)


def _lacking(whole: Whole, field: str, given: object, wanted: tuple[str, ...]) -> Iterator[Problem]:
    for name in wanted:
        if name not in given:  # type: ignore[operator]
            yield whole.say(HEAD, f'{field} lacks "{name}".', "Put it back.")


def _scale(whole: Whole, field: str, scale: Scale) -> Iterator[Problem]:
    yield from _lacking(whole, f"{field}, points", scale.points, get_args(Point))
    yield from _lacking(whole, f"{field}, weights", scale.weights, get_args(Weight))
    if Decimal(scale.open.lower) > Decimal(scale.open.upper):
        yield whole.say(HEAD, f"{field}, open has a lower bound above its upper.", "Exchange the two.")
    starts = [Decimal(band.at_least) for band in scale.bands]
    if min(starts) != 0 or any(above <= below for above, below in pairwise(starts)):
        yield whole.say(
            HEAD, f"{field}, bands do not go down to 0.", "List them from the highest at_least to the one at '0'."
        )
    if scale.valid_until and scale.valid_until < scale.valid_from:
        yield whole.say(HEAD, f"{field} ends before it begins.", "Mend valid_from or valid_until.")


def _dates(whole: Whole) -> Iterator[Problem]:
    scales = sorted(whole.files.scoring.scales, key=lambda scale: scale.valid_from)
    for earlier, later in pairwise(scales):
        if earlier.valid_until is None or earlier.valid_until >= later.valid_from:
            yield whole.say(
                HEAD,
                f"the scale of {earlier.valid_from} still holds when that of {later.valid_from} begins.",
                "Give the earlier one a valid_until.",
            )


def _rules(whole: Whole) -> Iterator[Problem]:
    rules = whole.files.scoring.findings.rules
    keys = [rule.key for rule in rules]
    yield from whole.once(HEAD, "rules", keys)
    yield from _lacking(whole, "rules", keys, NEEDED)
    for rule in rules:
        spot = Spot(FILE, rule.key)
        yield from whole.condition(spot, "when", rule.when)
        if rule.unless_answered is not None:
            yield from whole.asked_names(spot, "unless_answered", [rule.unless_answered])
        if rule.instead_of is not None:
            yield from whole.asked_names(spot, "instead_of, question", [rule.instead_of.question])
            yield from whole.named(spot, "instead_of, rule", [rule.instead_of.rule], keys, "a kind of finding")
        if (rule.severity == "from_rule") != (rule.key == "contradiction"):
            yield whole.say(
                spot,
                "takes its severity from where there is none.",
                "from_rule is for contradiction alone, which needs it.",
            )
        if isinstance(rule.severity, ByBand):
            for band in (rule.severity.law, rule.severity.professional):
                yield from _lacking(whole, f"{rule.key}, severity", band, get_args(Consequence))
