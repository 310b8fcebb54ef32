"""The rows that every table is made of: a key, an organisation, who wrote it last, and when."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from django.db import models

from checklists.actor import Actor
from checklists.models.keys import uuid7
from checklists.models.tenancy import OrganisationManager, SharedManager, TenantQuerySet, TenantRow


def choices_of(words: type[StrEnum]) -> list[tuple[str, str]]:
    """A StrEnum as the choices of a column; labels are the faces' business."""
    return [(word.value, word.value) for word in words]


class Written(models.Model):
    """Who wrote the row last, through which face, and when. Set by `stamp`, by services alone."""

    by_kind = models.CharField(max_length=12, default="system")
    by_id = models.UUIDField(null=True)
    by_label = models.CharField(max_length=200, default="")
    by_face = models.CharField(max_length=12, default="")
    by_person = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True

    def stamp(self, by: Actor, at: datetime) -> Self:
        """Write down who does it and when; the first stamp is the making of the row."""
        self.by_kind, self.by_id, self.by_label = by.kind, by.id, by.label
        self.by_face, self.by_person = by.face, by.person
        self.created_at = self.created_at or at
        self.updated_at = at
        return self


class OrganisationRow(Written, TenantRow):
    """A row that belongs to one organisation. Nothing crosses."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("checklists.Organisation", on_delete=models.PROTECT, related_name="+")

    objects = OrganisationManager.from_queryset(TenantQuerySet)()
    every_organisation = models.Manager()

    class Meta:
        abstract = True
        ordering = ["id"]


class SharedRow(Written, TenantRow):
    """A row of the shared catalogue (no organisation) or of one organisation's own, side by side in one table."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("checklists.Organisation", on_delete=models.PROTECT, related_name="+", null=True)

    objects = SharedManager.from_queryset(TenantQuerySet)()
    every_organisation = models.Manager()

    class Meta:
        abstract = True
        ordering = ["id"]


class Versioned(models.Model):
    """A row that two people may hold at once: a write names the version it was made from."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


def unique_even_empty(fields: list[str], empty: str, name: str, words: str = "") -> list[models.BaseConstraint]:
    """Unique over `fields`, also where the key `empty` is NULL (NULLs differ from each other otherwise).

    `words` is what a person reads who breaks it.
    """
    others = [field for field in fields if field != empty]
    return [
        models.UniqueConstraint(
            fields=columns,
            condition=models.Q(**{f"{empty}__isnull": is_empty}),
            name=f"{name}_empty" if is_empty else name,
            violation_error_message=words or "There is such a record already.",
        )
        for columns, is_empty in ((fields, False), (others, True))
    ]
