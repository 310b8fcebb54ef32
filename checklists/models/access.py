"""Ways in that are not a password: keys of programs, and links that work once."""

from django.db import models

from checklists.models.base import OrganisationRow
from checklists.models.keys import uuid7
from checklists.models.people import Membership


class ApiKey(OrganisationRow):
    """A program's key: bound to one organisation, acting for a named member, shown once, stored hashed."""

    name = models.CharField(max_length=200)
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    prefix = models.CharField(max_length=12, unique=True)
    secret_hash = models.CharField(max_length=128)
    scopes = models.JSONField(default=list)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta(OrganisationRow.Meta):
        verbose_name = "API key"

    def __str__(self) -> str:
        return self.name


class SetupLink(models.Model):
    """A link that works once, for the first owner of an installation. The token is stored hashed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
