"""Invitations: how somebody becomes a member. An owner passes a link on; who holds it says yes for themselves.

Nobody learns whether an address has an account, and nobody sets another person's password: whoever has an account
joins with it, and whoever has none makes one.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django_scopes import scope

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, NotAllowed, NotFound, Refused
from checklists.models import Invitation, Membership, User
from checklists.models.people import Role
from checklists.services.history import record, service
from checklists.services.people import lock_members, make_user, token_hash
from checklists.services.rows import allow, insert, organisation_in_scope

LINK_LIVES = timedelta(days=7)
MEMBER = "This person is a member already."
OPEN = {"accepted_at": None, "withdrawn_at": None}


@dataclass(frozen=True)
class NewLink:
    """An invitation with its link just made. `token` is shown this once."""

    invitation: Invitation
    token: str


@service
def invite_member(*, email: str, name: str, role: str, by: Actor, at: datetime) -> NewLink:
    """Invite an address to the organisation in scope. `name` is what the owner calls the person."""
    allow(by, Role.OWNER)
    address = email.strip().lower()
    if Membership.objects.filter(user__email__iexact=address, is_active=True).exists():
        raise Invalid(MEMBER, [Detail("/email", "member", MEMBER)])
    token = secrets.token_urlsafe(32)
    row = Invitation(email=address, name=name.strip(), role=role)
    row.token_hash, row.expires_at = token_hash(token), at + LINK_LIVES
    insert(row, by=by, at=at)
    _say("member_invited", row, by, at)
    return NewLink(row, token)


@service
def renew_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> NewLink:
    """Make a new link for an open invitation; the one before ends."""
    allow(by, Role.OWNER)
    row = _locked(organisation=organisation_in_scope(), pk=invitation.pk)
    token = secrets.token_urlsafe(32)
    row.token_hash, row.expires_at = token_hash(token), at + LINK_LIVES
    row.stamp(by, at).save()
    _say("invitation_renewed", row, by, at)
    return NewLink(row, token)


@service
def withdraw_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """End an open invitation, and its link with it."""
    allow(by, Role.OWNER)
    row = _locked(organisation=organisation_in_scope(), pk=invitation.pk)
    row.withdrawn_at = at
    row.stamp(by, at).save()
    _say("invitation_withdrawn", row, by, at)


def find_invitation(token: str, at: datetime) -> Invitation:
    """The invitation of this token, while it is open. Raises NotFound in the same words for all that is not."""
    rows = Invitation.every_organisation.filter(token_hash=token_hash(token), expires_at__gt=at, **OPEN)
    row = rows.select_related("organisation").first()
    if row is None:
        raise NotFound("invitation")
    return row


@service
def join_as_new(*, token: str, name: str, password_hash: str, by: Actor, at: datetime) -> Membership:
    """Accept with a new account. Refused where the address has one: only its own password opens that."""
    row = _locked(token_hash=token_hash(token), expires_at__gt=at)
    if User.objects.filter(email__iexact=row.email).exists():
        raise Refused(f"{row.email} has an account already. Sign in with its password, then join.", code="has_account")
    return _joined(row, make_user(row.email, name, password_hash, at), by, at)


@service
def join_with_account(*, token: str, user: User, by: Actor, at: datetime) -> Membership:
    """Accept as somebody who has signed in. The invitation is bound to its address."""
    row = _locked(token_hash=token_hash(token), expires_at__gt=at)
    if by.person != user.pk or user.email.lower() != row.email:
        raise NotAllowed("This invitation is for another address than the one you are signed in with.")
    return _joined(row, user, by, at)


def _locked(**wanted: Any) -> Invitation:
    """The open invitation, locked: whoever comes second finds it used. Raises NotFound."""
    row = Invitation.every_organisation.select_for_update().filter(**wanted, **OPEN).first()
    if row is None:
        raise NotFound("invitation")
    return row


def _joined(row: Invitation, user: User, by: Actor, at: datetime) -> Membership:
    actor = Actor("person", user.pk, user.name, by.face, user.pk, row.role)
    with scope(organisation=row.organisation):
        member = _member(user, row.role, actor, at)
        row.accepted_at = at
        row.stamp(actor, at).save()
    named = {"email": user.email, "name": user.name, "role": row.role}
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


def _say(kind: str, row: Invitation, by: Actor, at: datetime) -> None:
    named = {"email": row.email, "name": row.name, "role": row.role}
    record(kind, row, by=by, at=at, organisation=organisation_in_scope(), **named)
