"""regulators.yaml and obligations/<regulator>.yaml: keys, bands, conditions, dates, and what duties refer to."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from checklists.catalogue import schema
from checklists.catalogue.checks.whole import Spot, Whole
from checklists.catalogue.problems import Problem

FILE = "regulators.yaml"
KINDS = {
    "law": {"law"},
    "professional": {"professional_rule", "regulator_guidance"},
    "good_practice": {"good_practice", "regulator_guidance", "voluntary_code"},
}


def problems(whole: Whole) -> Iterator[Problem]:
    """Every duty in the wrong file or band, under a used key, or naming what does not exist."""
    yield from _regulators(whole)
    yield from _files(whole)
    yield from _keys(whole)
    for spot, duty in whole.duties:
        yield from _one(whole, spot, duty)


def _regulators(whole: Whole) -> Iterator[Problem]:
    head = Spot(FILE, "")
    shared = whole.files.regulators
    yield from whole.once(head, "regulators", [regulator.key.lower() for regulator in shared.regulators])
    yield from whole.once(head, "bands", [band.key for band in shared.bands])
    for key in sorted(KINDS.keys() - {band.key for band in shared.bands}):
        yield whole.say(head, f'bands lacks "{key}".', "Put it back: every duty is shown in one of the three.")
    duties = [duty.key for _, duty in whole.duties]
    yield from whole.once(head, "retired", [one.key for one in shared.retired])
    for one in shared.retired:
        if one.merged_into is not None:
            yield from whole.named(Spot(FILE, one.key), "merged_into", [one.merged_into], duties, "an obligation")


def _files(whole: Whole) -> Iterator[Problem]:
    regulators = [regulator.key for regulator in whole.files.regulators.regulators]
    for name, one in whole.files.obligation_files.items():
        head = Spot(name, "")
        yield from whole.named(head, "regulator", [one.regulator], regulators, "a regulator (regulators.yaml)")
        if one.regulator in regulators and PurePosixPath(name).stem != one.regulator.lower():
            yield whole.say(
                head, f'holds the regulator "{one.regulator}".', f"Name the file {one.regulator.lower()}.yaml."
            )
    for key in set(regulators) - {one.regulator for one in whole.files.obligation_files.values()}:
        yield whole.say(
            Spot(FILE, key),
            "is a regulator without obligations.",
            f"Add obligations/{key.lower()}.yaml, or take it out.",
        )


def _keys(whole: Whole) -> Iterator[Problem]:
    retired = {one.key for one in whole.files.regulators.retired}
    seen: dict[str, str] = {}
    for spot, duty in whole.duties:
        if duty.key in seen:
            yield whole.say(spot, f"has a key that is used already (in {seen[duty.key]}).", "Give it a key of its own.")
        if duty.key in retired:
            yield whole.say(
                spot,
                "has the key of an obligation that was retired.",
                "Choose a new key: what was frozen under the old one keeps its meaning.",
            )
        seen.setdefault(duty.key, spot.file)


def _one(whole: Whole, spot: Spot, duty: schema.Obligation) -> Iterator[Problem]:
    yield from whole.condition(spot, "applies_when", duty.applies_when)
    yield from whole.named(spot, "sources", duty.sources, whole.sources, "a source (sources.yaml)")
    yield from whole.asked_names(spot, "questions", duty.questions)
    yield from whole.once(spot, "required", [item.key for item in duty.required])
    for field in ("questions", "sources", "helps"):
        yield from whole.once(spot, field, getattr(duty, field))
    if duty.status_kind not in KINDS[duty.band]:
        allowed = ", ".join(sorted(KINDS[duty.band]))
        yield whole.say(
            spot,
            f"is in the band {duty.band} and of the kind {duty.status_kind}.",
            f"In this band it is one of: {allowed}.",
        )
    if duty.in_force_from and duty.in_force_until and duty.in_force_until < duty.in_force_from:
        yield whole.say(spot, "ends before it begins.", "Mend in_force_from or in_force_until.")
