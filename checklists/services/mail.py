"""Mail by hand: put a message in the queue, send a parked one again, choose which mail one wants."""

from datetime import datetime
from uuid import UUID

from checklists.actor import Actor
from checklists.errors import NotAllowed, NotFound, Refused
from checklists.models import MailChoice, MailMessage, Membership
from checklists.models.mail import MailState
from checklists.models.people import Role
from checklists.services.history import record, service
from checklists.services.mail_rows import Letter, add_mail
from checklists.services.rows import allow, insert, organisation_in_scope

CHOICES = ("digest", "submitted", "decided")


@service
def queue_mail(letter: Letter, *, by: Actor, at: datetime) -> MailMessage:
    """Put one message in the queue, where nothing else happens that has an event of its own. The clock sends it."""
    allow(by, Role.ASSESSOR)
    row = add_mail(letter, by=by, at=at)
    record("mail_queued", row, by=by, at=at, organisation=organisation_in_scope(), **told(row))
    return row


@service
def replay_mail(message: MailMessage, *, by: Actor, at: datetime) -> MailMessage:
    """Queue a parked message again, with fresh tries and the same Message-ID. Any other stays as it is.

    Raises Refused where what it carried is of no more use.
    """
    allow(by, Role.OWNER)
    message.refresh_from_db()
    if message.state != MailState.PARKED.value:
        return message
    if message.expires_at is not None and message.expires_at <= at:
        raise Refused("The link in this mail has run out. Make a new one where it was made.", code="expired")
    fresh = {"state": MailState.QUEUED.value, "attempts": 0, "reason": "", "remedy": "", "not_before": at}
    if MailMessage.objects.filter(pk=message.pk, state=MailState.PARKED.value).update(**fresh, updated_at=at):
        record("mail_replayed", message, by=by, at=at, organisation=organisation_in_scope(), **told(message))
    message.refresh_from_db()
    return message


@service
def choose_mail(member: Membership, *, by: Actor, at: datetime, **wanted: bool) -> MailChoice:
    """Say which mail one wants: `digest`, `submitted`, `decided`. Everybody for themselves."""
    if by.person != member.user_id:
        raise NotAllowed("Everybody chooses their own mail.")
    row = MailChoice.objects.filter(member=member).first() or MailChoice(member=member)
    before = {name: getattr(row, name) for name in CHOICES}
    values = before | {name: value for name, value in wanted.items() if name in CHOICES}
    if before == values:
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row = insert(row, by=by, at=at) if row.organisation_id is None else _kept(row, by, at)
    changes = {name: [before[name], values[name]] for name in CHOICES if before[name] != values[name]}
    record("mail_chosen", member, by=by, at=at, organisation=organisation_in_scope(), changes=changes)
    return row


def _kept(row: MailChoice, by: Actor, at: datetime) -> MailChoice:
    row.stamp(by, at).save()
    return row


def choice_of(member: Membership) -> MailChoice:
    """What a member chose; everything where they have not."""
    return MailChoice.objects.filter(member=member).first() or MailChoice(member=member)


def find_mail(key: UUID) -> MailMessage:
    """A message of the organisation in scope. Raises NotFound."""
    row = MailMessage.objects.filter(pk=key).first()
    if row is None:
        raise NotFound("mail")
    return row


def told(row: MailMessage) -> dict[str, str]:
    """What the history says of a message: neither its text nor what was secret in it."""
    return {"about": row.kind, "to": row.to_address, "title": row.subject}
