"""Editions: dated versions of the shared catalogue, installed side by side. "Current" is one pointer.

What an edition says stands in rows of a key, a place and a body: the body is the item as the catalogue's files have it
and is read by `catalogue/convert.py`, so that a new field of an item needs no new column.
"""

from enum import StrEnum

from django.db import models

from checklists.models.base import choices_of
from checklists.models.keys import uuid7


class Edition(models.Model):
    """One dated version. `digest` is of its files, so that loading it twice is known to be harmless."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.CharField(max_length=20, unique=True)
    as_of = models.DateField()
    compiled = models.DateField()
    digest = models.CharField(max_length=64)
    changed = models.JSONField(default=list)
    installed_at = models.DateTimeField()
    is_current = models.BooleanField(default=False)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=models.Q(is_current=True), name="one_current_edition"
            )
        ]

    def __str__(self) -> str:
        return self.version


class ItemKind(StrEnum):
    """What an edition is made of, beside its questionnaire and its models."""

    FACT_GROUP = "fact_group"
    FACT = "fact"
    SOURCE = "source"
    REGULATOR = "regulator"
    BAND = "band"
    OBLIGATION = "obligation"
    CONTRADICTION = "contradiction"
    WORDING = "wording"
    SCORING = "scoring"
    PRICE = "price"
    CHANGE = "change"


class EditionItem(models.Model):
    """One item of an edition, in its order. `title`, `verified` and `url` repeat the body's, for lists and search."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=20, choices=choices_of(ItemKind))
    key = models.CharField(max_length=100)
    place = models.PositiveIntegerField()
    title = models.CharField(max_length=400, default="")
    body = models.JSONField()

    class Meta:
        ordering = ["kind", "place"]
        constraints = [models.UniqueConstraint(fields=["edition", "kind", "key"], name="one_item_per_key")]

    def __str__(self) -> str:
        return self.title or self.key
