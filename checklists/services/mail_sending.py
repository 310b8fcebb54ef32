"""Send what is due. The clock does, outside any transaction: claim the row, hand the message over, mark it.

At least once: whoever is killed between handing over and marking sends a second copy under the same Message-ID, which
mail programs show once. A server that does not answer costs one try, and everything else waits a minute.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet
from django_scopes import scope

from checklists.actor import Actor, system
from checklists.models import MailMessage, Organisation
from checklists.models.mail import MAIL_LEASE, MailState
from checklists.rules.mail_text import one_line, with_secret
from checklists.rules.mail_times import MailKind, most_tries, pause_after
from checklists.services.history import bookkeeping, record, service
from checklists.services.mail import told
from checklists.services.rows import organisation_in_scope

CLOCK = system("Candour")
BATCH = 20
# A slow server does not keep the clock from its other duties: what is left is taken up at the next round.
LONGEST = timedelta(seconds=5)
WAIT = timedelta(minutes=1)
WORN_OUT = "Sending was begun {tries} times and never came to its end. It may have been delivered."
LOOK = "Look at how mail leaves, at the top of this page, then send it again."
LATE = "It could not be sent before the link in it ran out."
ANEW = "Make it anew where it was made."
WRONG_ADDRESS = "Ask for the right address, and send it anew where it was made."
OF_THIS_MESSAGE = (SMTPRecipientsRefused, SMTPDataError, ValueError)
Clock = Callable[[], datetime]


def send_due_mail(*, now: Clock) -> int:
    """Send what is due in every organisation, at most `BATCH` and for some seconds. Gives how many were handed over."""
    sent, connection, until = 0, get_connection(), now() + LONGEST
    try:
        for organisation, key in _due(now()):
            if now() > until:
                break
            with scope(organisation=organisation):
                outcome = send_one(key, connection, now)
            sent += outcome == MailState.SENT.value
            if outcome == "unreachable":
                hold_back(now())
                break
    finally:
        connection.close()
    return sent


def send_one(key: UUID, connection: BaseEmailBackend, now: Clock) -> str:
    """Claim one message and hand it over. Gives its state, "taken" where another has it, or "unreachable"."""
    row = claim_mail(key, now())
    if row is None:
        return "taken"
    if row.expires_at is not None and row.expires_at <= now():
        return park_mail(row, reason=LATE, remedy=ANEW, by=CLOCK, at=now())
    try:
        connection.open()
        connection.send_messages([as_email(row)])
    except (OSError, ValueError) as error:  # ValueError: an address that no server could be told, such as a long name
        return _failed(row, error, connection, now())
    return mark_sent(row, way=settings.MAIL.way, by=CLOCK, at=now())


def as_email(row: MailMessage) -> EmailMessage:
    """The message as it goes out: plain text, with the secret in its place, and marked as written by a program."""
    return EmailMessage(
        subject=row.subject,
        body=with_secret(row.text, row.secret),
        to=[row.to_address],
        headers={"Message-ID": row.message_id, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )


def _free(now: datetime) -> Q:
    unclaimed = Q(leased_until=None) | Q(leased_until__lt=now)
    return unclaimed & Q(state=MailState.QUEUED.value, not_before__lte=now)


def _due(now: datetime) -> Iterator[tuple[Organisation, UUID]]:
    rows: QuerySet[MailMessage] = MailMessage.every_organisation.filter(_free(now)).order_by("not_before", "id")
    found = list(rows.values_list("organisation_id", "pk")[:BATCH])
    organisations = Organisation.objects.in_bulk({organisation for organisation, _ in found})
    return ((organisations[organisation], key) for organisation, key in found)


@bookkeeping
def claim_mail(key: UUID, now: datetime) -> MailMessage | None:
    """Take a message in one UPDATE, so that of two clocks only one gets it. One that is worn out is parked."""
    rows = MailMessage.objects.filter(_free(now), pk=key)
    row = rows.first()
    if row is None:
        return None
    if row.attempts >= most_tries(MailKind(row.kind)):
        park_mail(row, reason=WORN_OUT.format(tries=row.attempts), remedy=LOOK, by=CLOCK, at=now)
        return None
    values = {"token": uuid4(), "leased_until": now + MAIL_LEASE, "attempts": F("attempts") + 1}
    if not rows.filter(attempts=row.attempts).update(**values):
        return None
    return MailMessage.objects.get(pk=key)


def _mine(row: MailMessage) -> QuerySet[MailMessage]:
    return MailMessage.objects.filter(pk=row.pk, token=row.token, state=MailState.QUEUED.value)


@service
def mark_sent(row: MailMessage, *, way: str, by: Actor, at: datetime) -> str:
    """Say that a message was handed over, and erase the secret in it."""
    values = {"state": MailState.SENT.value, "sent_at": at, "way": way, "secret": "", "reason": "", "remedy": ""}
    if not _mine(row).update(**values, leased_until=None, updated_at=at):
        return "taken"
    record("mail_sent", row, by=by, at=at, organisation=organisation_in_scope(), **told(row), way=way)
    return MailState.SENT.value


@service
def park_mail(row: MailMessage, *, reason: str, remedy: str, by: Actor, at: datetime) -> str:
    """Put a message aside with the reason, for a person to see and to send again."""
    values = {"state": MailState.PARKED.value, "reason": reason, "remedy": remedy, "leased_until": None}
    if not _mine(row).update(**values, updated_at=at):
        return "taken"
    record("mail_parked", row, by=by, at=at, organisation=organisation_in_scope(), **told(row), reason=reason)
    return MailState.PARKED.value


@bookkeeping
def give_back_mail(row: MailMessage, reason: str, at: datetime) -> str:
    """Back into the queue after a failure that may pass, to be tried again after a pause."""
    pause = pause_after(row.attempts)
    _mine(row).update(leased_until=None, not_before=at + pause, reason=reason, updated_at=at)
    return MailState.QUEUED.value


@bookkeeping
def hold_back(now: datetime) -> int:
    """The server does not answer: let everything that is due wait, and count no try of it."""
    return MailMessage.every_organisation.filter(_free(now)).update(not_before=now + WAIT)


@bookkeeping
def forget_secrets(now: datetime) -> int:
    """Erase the links that were never sent and have run out. Gives how many."""
    rows = MailMessage.every_organisation.filter(expires_at__lte=now).exclude(secret="")
    return rows.exclude(state=MailState.QUEUED.value).update(secret="")


def _failed(row: MailMessage, error: OSError | ValueError, connection: BaseEmailBackend, now: datetime) -> str:
    """Park what will never be taken and what was tried often enough; the rest is tried again after a pause."""
    reason = in_words(error)
    if is_final(error):
        return park_mail(row, reason=reason, remedy=WRONG_ADDRESS, by=CLOCK, at=now)
    if row.attempts >= most_tries(MailKind(row.kind)):
        state = park_mail(row, reason=reason, remedy=LOOK, by=CLOCK, at=now)
    else:
        state = give_back_mail(row, reason, now)
    if isinstance(error, OF_THIS_MESSAGE):
        return state
    connection.close()
    return "unreachable"


def is_final(error: Exception) -> bool:
    """Whether this very message is refused, in words that will be the same tomorrow (5xx)."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)


def in_words(error: Exception) -> str:
    """What went wrong, as a person reads it who has to mend it; the server's own words where it said any."""
    return _said(error).rstrip(". ") + "."


def _said(error: Exception) -> str:
    if isinstance(error, SMTPRecipientsRefused):
        said = "; ".join(f"{code} {_text(words)}" for code, words in error.recipients.values())
        return f"The mail server does not take mail for this address: {said}"
    if isinstance(error, SMTPResponseException):
        return f"The mail server answered: {error.smtp_code} {_text(error.smtp_error)}"
    if isinstance(error, ValueError):
        return f"No mail can be sent to this address: {one_line(str(error), 300)}"
    said = one_line(getattr(error, "strerror", None) or str(error), 300)
    return f"Mail could not be handed over ({settings.MAIL.way_out}): {said}"


def _text(words: bytes | str) -> str:
    return one_line(words.decode("utf-8", "replace") if isinstance(words, bytes) else words, 300)
