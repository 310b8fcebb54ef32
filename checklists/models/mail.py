"""Mail: messages that services write and the clock sends, the proof that mail arrives, and who wants which."""

from datetime import timedelta
from enum import StrEnum

from django.db import models

from checklists.models.base import OrganisationRow, choices_of
from checklists.models.people import Membership
from checklists.rules.mail_times import MailKind

MAIL_LEASE = timedelta(seconds=60)


class MailState(StrEnum):
    """The row is the truth; the clock sends. `parked` waits for a person; `withdrawn` is not wanted any more."""

    QUEUED = "queued"
    SENT = "sent"
    PARKED = "parked"
    WITHDRAWN = "withdrawn"


class MailMessage(OrganisationRow):
    """One message to one address. `text` has "[link]" or "[code]" where a secret goes: in `secret` until it is sent.

    `message_id` stays the same however often the message is sent. `way` is how it left (file, console, smtp), `about`
    what it is about. `day` is the day of a daily message, of which each member gets one. After `expires_at` it is of
    no use. `token` is of the clock that holds the lease.
    """

    kind = models.CharField(max_length=20, choices=choices_of(MailKind))
    to_address = models.EmailField(max_length=254)
    to_member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", null=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    secret = models.TextField(default="", blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    about_type = models.CharField(max_length=40, default="", blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=choices_of(MailState), default=MailState.QUEUED.value)
    not_before = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    token = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    reason = models.TextField(default="", blank=True)
    remedy = models.TextField(default="", blank=True)
    way = models.CharField(max_length=10, default="", blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(OrganisationRow.Meta):
        verbose_name = "mail"
        constraints = [
            models.UniqueConstraint(
                fields=["to_member", "day"],
                condition=models.Q(day__isnull=False),
                name="one_daily_mail_each",
                violation_error_message="This member has had the mail of this day.",
            )
        ]
        indexes = [
            models.Index(fields=["state", "not_before"], name="mail_to_do"),
            models.Index(fields=["organisation", "-id"], name="mail_newest"),
        ]

    def __str__(self) -> str:
        return self.subject


class MailProof(OrganisationRow):
    """A test mail: sent to its asker, and proven once the link in it was opened at the public address.

    It holds for that address and that way out alone: `way_out` is the way with the server's name.
    """

    message = models.OneToOneField(MailMessage, on_delete=models.PROTECT, related_name="proof")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    public_url = models.CharField(max_length=500)
    way_out = models.CharField(max_length=300)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True, blank=True)

    class Meta(OrganisationRow.Meta):
        verbose_name = "test mail"


class MailChoice(OrganisationRow):
    """Which mail a member wants; no row means all of it."""

    member = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="mail_choice")
    digest = models.BooleanField(default=True)
    submitted = models.BooleanField(default=True)
    decided = models.BooleanField(default=True)
