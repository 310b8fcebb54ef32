"""The numbers that a record has in other people's systems."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, Refused
from checklists.models import ExternalRef
from checklists.services.rows import insert


def references_of(row: models.Model) -> list[dict[str, str]]:
    """A record's references as [{system, ref}], in the order in which they were given."""
    rows = ExternalRef.objects.filter(subject_id=row.pk).order_by("id").values_list("system", "ref")
    return [{"system": system, "ref": ref} for system, ref in rows]


def references_of_all(rows: Iterable[models.Model]) -> dict[UUID, list[dict[str, str]]]:
    """The references of many records by their ids, as `references_of` gives them. One statement."""
    found: dict[UUID, list[dict[str, str]]] = defaultdict(list)
    wanted = ExternalRef.objects.filter(subject_id__in=[row.pk for row in rows]).order_by("id")
    for subject_id, system, ref in wanted.values_list("subject_id", "system", "ref"):
        found[subject_id].append({"system": system, "ref": ref})
    return found


def set_references(
    row: models.Model, wanted: Iterable[Mapping[str, str]], *, by: Actor, at: datetime
) -> dict[str, Any]:
    """Make these the record's references. Gives {"external_refs": [old, new]} where they differ. For services."""
    new = [{"system": one["system"], "ref": one["ref"]} for one in wanted]
    old = [] if row._state.adding else references_of(row)
    if new == old:
        return {}
    if old:
        ExternalRef.objects.filter(subject_id=row.pk).delete()
    for place, one in enumerate(new):
        if one in new[:place]:
            sentence = f"{one['system']} {one['ref']} is in the list twice."
            raise Invalid(sentence, [Detail(f"/external_refs/{place}", "twice", sentence)])
        _insert(row, one, place, by, at)
    return {"external_refs": [old, new]}


def _insert(row: models.Model, one: Mapping[str, str], place: int, by: Actor, at: datetime) -> None:
    reference = ExternalRef(subject_type=row._meta.model_name or "", subject_id=row.pk, **one)
    try:
        insert(reference, by=by, at=at)
    except Invalid as error:
        sentence = f"{one['system']} {one['ref']}: {error.message}"
        raise Refused(sentence, [Detail(f"/external_refs/{place}", "reference", sentence)]) from error
