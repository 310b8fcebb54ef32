"""Invitations: how somebody becomes a member. An owner passes a link on; who holds it says yes for themselves.

Where mail reaches people outside, a second link is mailed to the address. Only who joins by that one has shown that
the address is theirs: the first is seen by whoever made it.

Nobody learns whether an address has an account, and nobody sets another person's password: whoever has an account
joins with it, and whoever has none makes one.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django_scopes import scope

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, NotAllowed, NotFound, Refused
from checklists.models import Invitation, Membership, User
from checklists.models.people import Role
from checklists.services.history import record, service
from checklists.services.mail_causes import mail_invitation
from checklists.services.mail_rows import take_back_mail
from checklists.services.mail_standing import mail_standing
from checklists.services.people import lock_members, make_user, token_hash
from checklists.services.rows import allow, insert, organisation_in_scope

LINK_LIVES = timedelta(days=7)
MEMBER = "This person is a member already."
OPEN = {"accepted_at": None, "withdrawn_at": None}


@dataclass(frozen=True)
class NewLink:
    """An invitation with its link just made. `token` is shown this once; `is_mailed`: another went to the address."""

    invitation: Invitation
    token: str
    is_mailed: bool


@service
def invite_member(*, email: str, name: str, role: str, by: Actor, at: datetime) -> NewLink:
    """Invite an address to the organisation in scope. `name` is what the owner calls the person."""
    allow(by, Role.OWNER)
    address = email.strip().lower()
    if Membership.objects.filter(user__email__iexact=address, is_active=True).exists():
        raise Invalid(MEMBER, [Detail("/email", "member", MEMBER)])
    row = Invitation(email=address, name=name.strip(), role=role)
    token, mailed = _new_tokens(row, at)
    insert(row, by=by, at=at)
    return _linked("member_invited", row, token, mailed, by, at)


@service
def renew_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> NewLink:
    """Make a new link for an open invitation; the one before ends."""
    allow(by, Role.OWNER)
    row = _locked(organisation=organisation_in_scope(), pk=invitation.pk)
    token, mailed = _new_tokens(row, at)
    row.stamp(by, at).save()
    return _linked("invitation_renewed", row, token, mailed, by, at)


@service
def withdraw_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """End an open invitation, and its link with it."""
    allow(by, Role.OWNER)
    row = _locked(organisation=organisation_in_scope(), pk=invitation.pk)
    row.withdrawn_at = at
    row.stamp(by, at).save()
    take_back_mail(row, "The invitation was withdrawn.", at)
    _say("invitation_withdrawn", row, by, at)


def find_invitation(token: str, at: datetime) -> Invitation:
    """The invitation of this token, while it is open. Raises NotFound in the same words for all that is not."""
    rows = Invitation.every_organisation.filter(_of(token), expires_at__gt=at, **OPEN)
    row = rows.select_related("organisation").first()
    if row is None:
        raise NotFound("invitation")
    return row


@service
def join_as_new(*, token: str, name: str, password_hash: str, by: Actor, at: datetime) -> Membership:
    """Accept with a new account. Refused where the address has one: only its own password opens that."""
    row = _locked(_of(token), expires_at__gt=at)
    if User.objects.filter(email__iexact=row.email).exists():
        raise Refused(f"{row.email} has an account already. Sign in with its password, then join.", code="has_account")
    return _joined(row, make_user(row.email, name, password_hash, at), token, by, at)


@service
def join_with_account(*, token: str, user: User, by: Actor, at: datetime) -> Membership:
    """Accept as somebody who has signed in. The invitation is bound to its address."""
    row = _locked(_of(token), expires_at__gt=at)
    if by.person != user.pk or user.email.lower() != row.email:
        raise NotAllowed("This invitation is for another address than the one you are signed in with.")
    return _joined(row, user, token, by, at)


def _new_tokens(row: Invitation, at: datetime) -> tuple[str, str]:
    """Two new tokens, which end those before: one to be copied, and one to be mailed ("" where no mail goes out)."""
    token = secrets.token_urlsafe(32)
    mailed = secrets.token_urlsafe(32) if mail_standing().reaches_outside else ""
    row.token_hash, row.expires_at = token_hash(token), at + LINK_LIVES
    row.mailed_token_hash = token_hash(mailed) if mailed else None
    return token, mailed


def _linked(kind: str, row: Invitation, token: str, mailed: str, by: Actor, at: datetime) -> NewLink:
    mail_invitation(row, mailed, by=by, at=at)
    _say(kind, row, by, at, **({"mailed": True} if mailed else {}))
    return NewLink(row, token, bool(mailed))


def _of(token: str) -> Q:
    """Which invitation a token opens, whether it was copied or mailed."""
    hashed = token_hash(token)
    return Q(token_hash=hashed) | Q(mailed_token_hash=hashed)


def _locked(*which: Q, **wanted: Any) -> Invitation:
    """The open invitation, locked: whoever comes second finds it used. Raises NotFound."""
    row = Invitation.every_organisation.select_for_update().filter(*which, **wanted, **OPEN).first()
    if row is None:
        raise NotFound("invitation")
    return row


def _joined(row: Invitation, user: User, token: str, by: Actor, at: datetime) -> Membership:
    """By the mailed link, the address is shown to be the person's own."""
    actor = Actor("person", user.pk, user.name, by.face, user.pk, row.role)
    by_mail = row.mailed_token_hash == token_hash(token)
    with scope(organisation=row.organisation):
        member = _member(user, row.role, actor, at)
        row.accepted_at = at
        row.stamp(actor, at).save()
        take_back_mail(row, "The invitation was accepted by its other link.", at)
    if by_mail:
        User.objects.filter(pk=user.pk, email_proven_at=None).update(email_proven_at=at)
    named = {"email": user.email, "name": user.name, "role": row.role, "by_mailed_link": by_mail}
    record("member_joined", member, by=actor, at=at, organisation=row.organisation, **named)
    return member


def _member(user: User, role: str, by: Actor, at: datetime) -> Membership:
    """A new membership, or the one of somebody who had left. Raises Refused for a member."""
    lock_members()
    member = Membership.objects.filter(user=user).first()
    if member is None:
        return insert(Membership(user=user, role=role), by=by, at=at)
    if member.is_active:
        raise Refused("You are a member already.", code="member")
    member.role, member.is_active = role, True
    member.stamp(by, at).save()
    return member


def _say(kind: str, row: Invitation, by: Actor, at: datetime, **more: Any) -> None:
    named = {"email": row.email, "name": row.name, "role": row.role, **more}
    record(kind, row, by=by, at=at, organisation=organisation_in_scope(), **named)
