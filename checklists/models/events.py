"""History: an append-only log for each organisation, hashed as in RFC 6962.

A leaf never changes. Its body may only be erased, and the proof holds after that, since the leaf carries a digest of
the body that is salted with what lies in the body itself.
"""

from django.db import models

from checklists.models.keys import uuid7
from checklists.models.organisations import Organisation
from checklists.models.tenancy import OrganisationManager


class Event(models.Model):
    """The leaf. `log` is the organisation's id, or the nil UUID for the installation's own log; `seq` from 0."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)
    log = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    actor_kind = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    body_digest = models.CharField(max_length=64)
    leaf_hash = models.CharField(max_length=64)

    objects = OrganisationManager()
    every_organisation = models.Manager()

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["log", "seq"], name="one_event_per_place")]
        indexes = [models.Index(fields=["subject_id", "seq"], name="event_by_subject")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class EventBody(models.Model):
    """What happened, as canonical JSON in text (never jsonb, which reorders keys); NULL once erased."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="body")
    text = models.TextField(null=True)


class EventHead(models.Model):
    """The end of a log: its size and the frontier of its Merkle tree, locked last in the writing transaction."""

    log = models.UUIDField(primary_key=True)
    size = models.PositiveBigIntegerField(default=0)
    frontier = models.TextField(default="[]")
