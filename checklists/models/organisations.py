"""The buyer. Everything but the shared catalogue belongs to one organisation."""

from django.db import models

from checklists.models.base import Versioned, Written
from checklists.models.keys import uuid7


class Organisation(Written, Versioned):
    """`four_eyes`: whoever assessed may not decide. `is_example` marks the demo, whose own facts are invented."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    four_eyes = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)
    next_dossier_number = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
