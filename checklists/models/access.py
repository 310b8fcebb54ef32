"""Ways in that are not a password: keys of programs, and links that work once."""

from django.db import models

from checklists.models.base import OrganisationRow, choices_of
from checklists.models.keys import uuid7
from checklists.models.people import Membership, Role


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


class Invitation(OrganisationRow):
    """A link by which one address may become a member, in one role, once. It gives no right before it is accepted.

    `name` is what the owner calls the person, `email` in small letters. Tokens are stored hashed; a new link takes
    the place of the one before in the same row. A mailed link has a token of its own: who joins by it, reads the mail.
    """

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=12, choices=choices_of(Role))
    token_hash = models.CharField(max_length=64, unique=True)
    mailed_token_hash = models.CharField(max_length=64, unique=True, null=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_each",
                violation_error_message="This person is invited already. Make a new link for them under People.",
            )
        ]

    def __str__(self) -> str:
        return self.name
