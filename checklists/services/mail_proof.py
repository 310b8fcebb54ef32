"""The test mail: an owner sends it to themselves and opens its link at the public address. Then mail is proven."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings

from checklists.actor import Actor
from checklists.errors import NotFound, Refused
from checklists.models import MailProof, Membership, User
from checklists.models.people import Role
from checklists.rules.mail_times import MailKind
from checklists.services.history import record, service
from checklists.services.links import page_address, public_host
from checklists.services.mail import told
from checklists.services.mail_rows import add_mail, take_back_mail, written
from checklists.services.people import token_hash
from checklists.services.rows import allow, insert, organisation_in_scope

LINK_LIVES = timedelta(days=1)
LATER = "A later test mail has taken its place."


@service
def send_test_mail(member: Membership, *, by: Actor, at: datetime) -> MailProof:
    """Write a test mail to the member's own address; the clock sends it once. Earlier ones that wait are withdrawn."""
    allow(by, Role.OWNER)
    for earlier in MailProof.objects.filter(proven_at=None, expires_at__gt=at).select_related("message"):
        _end(earlier, at)
    token = secrets.token_urlsafe(32)
    firm = organisation_in_scope()
    words = {"firm": firm.name, "name": member.user.name, "address": settings.PUBLIC_URL, "way": settings.MAIL.way_out}
    more = {"member": member, "secret": page_address("proof", token), "expires_at": at + LINK_LIVES, "about": member}
    message = add_mail(written(MailKind.TEST, member.user.email, words, **more), by=by, at=at)
    row = MailProof(message=message, member=member, token_hash=token_hash(token), expires_at=at + LINK_LIVES)
    row.public_url, row.way_out = settings.PUBLIC_URL, settings.MAIL.way_out
    insert(row, by=by, at=at)
    record("test_mail_asked", row, by=by, at=at, organisation=firm, **told(message), way=row.way_out)
    return row


@service
def prove_test_mail(proof: MailProof, *, opened_at: str, by: Actor, at: datetime) -> MailProof:
    """Say that the mail arrived. `opened_at` is the host that the link led to. Twice is harmless.

    Raises Refused where that is not the public address, or where address or mail server changed meanwhile. Whoever got
    the mail from a server has shown that the address is theirs; whoever read it in a file has not.
    """
    allow(by, Role.OWNER)
    if by.person != proof.member.user_id:
        raise NotFound("test mail")
    if proof.proven_at is not None:
        return proof
    if opened_at != public_host():
        raise Refused(
            f"The link was opened at {opened_at}, and the public address is {settings.PUBLIC_URL}. Open the link as it "
            "stands in the mail. If that page does not open, PUBLIC_URL or the proxy in front is not right yet.",
            code="other_address",
        )
    if (proof.public_url, proof.way_out) != (settings.PUBLIC_URL, settings.MAIL.way_out):
        raise Refused("The settings of mail have changed since this was sent. Send a new test mail.", code="changed")
    proof.proven_at = at
    proof.stamp(by, at).save()
    if settings.MAIL.way == "smtp":
        User.objects.filter(pk=proof.member.user_id, email_proven_at=None).update(email_proven_at=at)
    named = {"public_url": proof.public_url, "way": proof.way_out, "to": proof.message.to_address}
    record("mail_proven", proof, by=by, at=at, organisation=organisation_in_scope(), **named)
    return proof


def find_proof(token: str, at: datetime) -> MailProof:
    """The test mail of this token in the organisation in scope. Raises NotFound for unknown and run out alike."""
    rows = MailProof.objects.filter(token_hash=token_hash(token), expires_at__gt=at)
    row = rows.select_related("member__user", "message").first()
    if row is None:
        raise NotFound("test mail, or its link has run out")
    return row


def last_test() -> MailProof | None:
    """The newest test mail."""
    return MailProof.objects.select_related("message", "member__user").order_by("-id").first()


def _end(earlier: MailProof, at: datetime) -> None:
    take_back_mail(earlier.member, LATER, at)
    MailProof.objects.filter(pk=earlier.pk, proven_at=None).update(expires_at=at, updated_at=at)
