"""Turn the plain form of a known model into the model and the steps of lineage that the rules read.

Catalogue `relation` becomes the method (six words), catalogue `method` the variant, `confidence` who says so.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from checklists.rules import lineage

Raw = Mapping[str, Any]

METHODS: Mapping[str, str] = {
    "distilled_from": "distillation",
    "fine_tuned_from": "fine_tuning",
    "quantised_from": "quantisation",
    "pruned_from": "pruning",
    "adapter_of": "adapter",
    "merged_from": "merge",
}


def output_terms_from(raw: Raw | None) -> lineage.OutputTerms | None:
    """May its outputs be used to train another model? None where the catalogue says nothing of it."""
    if not raw:
        return None
    return lineage.OutputTerms(raw["allows_training_on_outputs"], raw["statement"], raw.get("source"), raw["verified"])


def claim_from(raw: Raw) -> lineage.Claim:
    """What a third party says; shown apart from lineage."""
    return lineage.Claim(raw["claim"], raw.get("source"), raw.get("agrees_with_maker"))


def figure_from(raw: Raw) -> lineage.Figure:
    """A figure that a maker published; every number is text, as it stands in the file."""
    return lineage.Figure(
        metric=raw["metric"],
        benchmark=raw["benchmark"],
        teacher_value=raw.get("teacher_value"),
        student_value=raw.get("student_value"),
        retention_percent=raw.get("retention_pct"),
        retention_basis=raw.get("retention_basis") or "",
        lower_is_better=bool(raw.get("lower_is_better")),
        compared_to=raw.get("compared_to") or "",
        note=raw.get("note") or "",
        source=raw.get("source"),
        verified=raw["verified"],
    )


def step_from(raw: Raw, *, child: str, parent: str, read_on: date | None = None) -> lineage.Step:
    """One edge of `lineage:` between two models, named by their ids; `read_on` is the catalogue's `compiled`."""
    return lineage.Step(
        child=child,
        parent=parent,
        method=METHODS[raw["relation"]],
        says=raw["confidence"],
        variant=raw.get("method") or "",
        statement=raw["statement"],
        source=raw.get("source"),
        verified=raw["verified"],
        read_on=read_on,
        either_or=bool(raw.get("either_or")),
    )


def steps_from(
    raw: Raw, *, ids: Mapping[str, str] | None = None, read_on: date | None = None
) -> tuple[lineage.Step, ...]:
    """Every edge of one known model. `ids` maps catalogue keys to ids; without it the keys serve as ids."""
    named = ids or {}
    child = named.get(raw["key"], raw["key"])
    return tuple(
        step_from(edge, child=child, parent=named.get(edge["parent"], edge["parent"]), read_on=read_on)
        for edge in raw.get("lineage") or ()
    )


def _all(convert: Any, raws: Iterable[Raw] | None) -> tuple[Any, ...]:
    return tuple(convert(raw) for raw in raws or ())


def model_from(raw: Raw, *, row_id: str | None = None, read_on: date | None = None) -> lineage.Model:
    """A known model without its lineage (see `steps_from`). `row_id` is its row's; without it the key serves."""
    return lineage.Model(
        id=row_id or raw["key"],
        key=raw["key"],
        name=raw["name"],
        developer=raw["developer"],
        weights=raw["weights"],
        licence=raw.get("licence"),
        parameters=raw.get("parameters"),
        released=raw.get("released"),
        modality=raw.get("modality") or "",
        tier_label=raw.get("tier_label"),
        role=raw["role"],
        status=raw["distillation_status"],
        status_source=raw.get("status_source"),
        notes=raw.get("notes") or "",
        aliases=tuple(raw.get("aliases") or ()),
        output_terms=output_terms_from(raw.get("output_terms")),
        claims=_all(claim_from, raw.get("third_party_claims")),
        figures=_all(figure_from, raw.get("published_trade_off")),
        read_on=read_on,
    )
