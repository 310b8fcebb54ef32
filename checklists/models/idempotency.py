"""Repeats of a request that are known as such: the first answer, kept for 24 hours."""

from django.db import models

from checklists.models.base import OrganisationRow


class IdempotencyKey(OrganisationRow):
    """`key` as the client sent it; `request` digests method, path and body; `body` is the answer's text."""

    key = models.CharField(max_length=255)
    api_key = models.UUIDField()
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(default="")
    expires_at = models.DateTimeField(db_index=True)

    class Meta(OrganisationRow.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "api_key", "key"], name="one_answer_per_key")]
