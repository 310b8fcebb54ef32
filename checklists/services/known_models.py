"""Known models of an edition: one lasting row per key, and what this edition says of each in rows of its own."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models

from checklists.actor import Actor
from checklists.catalogue.convert_models import METHODS
from checklists.catalogue.edition import EditionFiles
from checklists.models import AIModel, Alias, Derivation, Edition, ModelRecord, PublishedFigure, ThirdPartyClaim
from checklists.rules.matching import normalise


def install_models(files: EditionFiles, edition: Edition, by: Actor, at: datetime) -> None:
    """Write down every known model as the edition has it. Part of `install_edition`, in its transaction."""
    rows = _lasting(files, edition, by, at)
    many: dict[type[models.Model], list[Any]] = {
        kind: [] for kind in (ModelRecord, Alias, Derivation, PublishedFigure, ThirdPartyClaim)
    }
    for one in files.models:
        body = one.model_dump(mode="json", exclude_defaults=True)
        for row in _parts(body, rows, edition):
            many[type(row)].append(row.stamp(by, at))
    for kind, parts in many.items():
        kind._default_manager.bulk_create(parts)


def _lasting(files: EditionFiles, edition: Edition, by: Actor, at: datetime) -> dict[str, AIModel]:
    """The one row per key, made where it is new. Its name is brought up to date by the current edition alone."""
    rows = {row.key: row for row in AIModel.objects.filter(organisation=None) if row.key}
    new = [
        AIModel(key=one.key, name=one.name, developer=one.developer).stamp(by, at)
        for one in files.models
        if one.key not in rows
    ]
    AIModel.objects.bulk_create(new)
    for one in files.models:
        row = rows.get(one.key)
        changed = row is not None and (row.name, row.developer) != (one.name, one.developer)
        if row is not None and changed and edition.is_current:
            AIModel.objects.filter(pk=row.pk).update(name=one.name, developer=one.developer, updated_at=at)
    return {**rows, **{row.key: row for row in new if row.key}}


def _parts(body: dict[str, Any], rows: dict[str, AIModel], edition: Edition) -> Iterator[Any]:
    row = rows[body["key"]]
    yield _record(body, row, edition)
    names = {normalise(name) for name in (body["name"], body["key"], *body.get("aliases", ()))}
    for name in sorted(names):
        yield Alias(ai_model=row, edition=edition, text=name)
    for place, edge in enumerate(body.get("lineage", ())):
        yield _derivation(edge, place, row, rows[edge["parent"]], edition)
    for place, figure in enumerate(body.get("published_trade_off", ())):
        yield PublishedFigure(ai_model=row, edition=edition, place=place, body=figure)
    for claim in body.get("third_party_claims", ()):
        yield ThirdPartyClaim(ai_model=row, edition=edition, **claim)


def _record(body: dict[str, Any], row: AIModel, edition: Edition) -> ModelRecord:
    same = ("released", "weights", "licence", "parameters", "active_parameters", "tier_label", "role", "status_source")
    return ModelRecord(
        ai_model=row,
        edition=edition,
        status=body["distillation_status"],
        modality=body.get("modality") or "",
        notes=body.get("notes") or "",
        aliases=body.get("aliases") or [],
        output_terms=body.get("output_terms"),
        read_on=edition.compiled,
        **{name: body.get(name) for name in same},
    )


def _derivation(edge: dict[str, Any], place: int, child: AIModel, parent: AIModel, edition: Edition) -> Derivation:
    return Derivation(
        child=child,
        parent=parent,
        edition=edition,
        place=place,
        method=METHODS[edge["relation"]],
        variant=edge.get("method") or "",
        says=edge["confidence"],
        statement=edge["statement"],
        source=edge.get("source"),
        verified=edge["verified"],
        either_or=edge.get("either_or", False),
        read_on=edition.compiled,
    )
