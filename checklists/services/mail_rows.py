"""Messages as rows: written within the transaction of whatever causes them, checked, and given the time they may leave.

Templates say what a message is: the first line is its subject. Words that people typed go in on one line each.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.template.loader import render_to_string

from checklists.actor import Actor
from checklists.errors import Detail, Invalid
from checklists.models import MailMessage, Membership
from checklists.models.keys import uuid7
from checklists.models.mail import MailState
from checklists.rules.mail_text import has_line_break, one_line, subject_and_text
from checklists.rules.mail_times import MailKind, leaves_at
from checklists.services.judging import LONDON
from checklists.services.rows import insert

SECRETS_LIVE = timedelta(days=7)


@dataclass(frozen=True)
class Letter:
    """A message before it is a row. `secret` takes the place of "[link]" or "[code]" when it leaves, then it is erased.

    `about` is the row it is about, `day` that of a daily message, `expires_at` when it is of no more use: in a week
    where it holds a secret and says nothing else.
    """

    kind: MailKind
    to: str
    subject: str
    text: str
    member: Membership | None = None
    secret: str = ""
    about: models.Model | None = None
    day: date | None = None
    expires_at: datetime | None = None


def written(kind: MailKind, to: str, words: dict[str, Any], **more: Any) -> Letter:
    """A letter from the template of its kind. Every text among `words` is put on one line first."""
    plain = {name: one_line(value) if isinstance(value, str) else value for name, value in words.items()}
    subject, text = subject_and_text(render_to_string(f"mail/{kind.value}.txt", plain))
    return Letter(kind, to, subject, text, **more)


def add_mail(letter: Letter, *, by: Actor, at: datetime) -> MailMessage:
    """Put a letter in the queue. Raises Invalid for an address or a subject that could become another header."""
    _check(letter)
    key = uuid7()
    about = letter.about
    row = MailMessage(
        id=key,
        kind=letter.kind.value,
        to_address=letter.to,
        to_member=letter.member,
        subject=letter.subject,
        text=letter.text,
        secret=letter.secret,
        message_id=f"<{key}@{_own_host()}>",
        about_type=about._meta.model_name or "" if about else "",
        about_id=about.pk if about else None,
        day=letter.day,
        expires_at=letter.expires_at or (at + SECRETS_LIVE if letter.secret else None),
        not_before=leaves_at(letter.kind, at.astimezone(LONDON)),
    )
    return insert(row, by=by, at=at)


def take_back_mail(about: models.Model, reason: str, at: datetime) -> int:
    """Take back what is not sent yet about a row, with its secret. Gives how many."""
    rows = MailMessage.objects.filter(about_type=about._meta.model_name, about_id=about.pk)
    rows = rows.filter(state__in=(MailState.QUEUED.value, MailState.PARKED.value))
    return rows.update(state=MailState.WITHDRAWN.value, secret="", reason=reason, remedy="", updated_at=at)


def take_back_mail_to(member: Membership, at: datetime) -> int:
    """Send nothing more to somebody who is no longer a member. Gives how many messages were waiting."""
    rows = MailMessage.objects.filter(to_member=member, state__in=(MailState.QUEUED.value, MailState.PARKED.value))
    gone = "Its addressee is no longer a member."
    return rows.update(state=MailState.WITHDRAWN.value, secret="", reason=gone, remedy="", updated_at=at)


def _check(letter: Letter) -> None:
    wrong = []
    if has_line_break(letter.subject) or not letter.subject.strip():
        wrong.append(Detail("/subject", "one_line", "A subject is one line of words."))
    try:
        validate_email(letter.to)
    except ValidationError:
        wrong.append(Detail("/to", "email", "This is not an email address, such as sam@example.org."))
    if wrong:
        raise Invalid(f"No mail was written. {wrong[0].detail}", wrong)


def _own_host() -> str:
    """The host in our Message-IDs: that of the address that mail comes from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
