"""Mail for tests: an installation whose mail is proven, and what was sent."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from checklists.models import MailMessage, MailProof, Membership
from checklists.models.people import Role
from checklists.rules.mail_times import MailKind
from checklists.services.mail import queue_mail
from checklists.services.mail_proof import find_proof, prove_test_mail, send_test_mail
from checklists.services.mail_rows import Letter
from checklists.services.mail_sending import claim_mail, park_mail, send_due_mail
from procurement.mail_settings import mail_server
from tests.makers import COMMAND, NOW, actor, make_member

PUBLIC = "https://candour.example.org"
SERVER = "smtp://mailer:word@smtp.example.org:587"


def public_mail(public_url: str = PUBLIC, server: str = SERVER) -> Any:
    """Settings under which mail leaves the machine. Django's test back end still takes it."""
    named = replace(settings.MAIL, server=mail_server(server))
    return override_settings(PUBLIC_URL=public_url, MAIL=named, DEFAULT_FROM_EMAIL="Candour <candour@example.org>")


def token_in(message: MailMessage) -> str:
    """The token of the link that waits in a message."""
    return message.secret.rstrip("/").rpartition("/")[2]


def make_proof(member: Membership | None = None, *, at: datetime = NOW) -> MailProof:
    """A test mail, sent and proven."""
    member = member or make_member(Role.OWNER)
    asked = send_test_mail(member, by=actor(member), at=at)
    token = token_in(asked.message)
    host = settings.PUBLIC_URL.partition("://")[2]
    return prove_test_mail(find_proof(token, at), opened_at=host, by=actor(member), at=at)


def letter(to: str = "sam@example.org", **values: Any) -> Letter:
    given = {"kind": MailKind.CODE, "to": to, "subject": "A code", "text": "It has ended.\n"} | values
    return Letter(**given)


def claimed_mail(**values: Any) -> MailMessage:
    """A message that the clock has just taken."""
    row = queue_mail(letter(**values), by=COMMAND, at=NOW)
    taken = claim_mail(row.pk, NOW)
    assert taken is not None
    return taken


def make_parked(**values: Any) -> MailMessage:
    """A message that could not be sent."""
    row = claimed_mail(**values)
    park_mail(row, reason="The server does not know this address.", remedy="Ask for it.", by=COMMAND, at=NOW)
    row.refresh_from_db()
    return row


def send_all(at: datetime | None = None) -> list[Any]:
    """Let the clock go round once and give what left by it."""
    before = len(getattr(mail, "outbox", []))
    send_due_mail(now=lambda: at or timezone.now())
    return getattr(mail, "outbox", [])[before:]
