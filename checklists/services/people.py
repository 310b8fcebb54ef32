"""Organisations and their members, and the one-time link by which the first owner comes in."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError
from django.utils.text import slugify
from django_scopes import scope

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, NotAllowed, NotFound, Refused
from checklists.models import Membership, Organisation, SetupLink, User
from checklists.models.people import Role
from checklists.services.history import bookkeeping, record, service
from checklists.services.mail_rows import take_back_mail_to
from checklists.services.rows import allow, change, check, insert, organisation_in_scope

LINK_LIVES = timedelta(days=2)


@service
def create_organisation(
    *, name: str, by: Actor, at: datetime, slug: str = "", four_eyes: bool = True, is_example: bool = False
) -> Organisation:
    """Set up an organisation without members."""
    organisation = _organisation(name, slug, four_eyes, is_example, by, at)
    record(
        "organisation_created", organisation, by=by, at=at, organisation=organisation, name=name, four_eyes=four_eyes
    )
    return organisation


@service
def add_member(*, email: str, name: str, role: str, by: Actor, at: datetime, password_hash: str = "") -> Membership:
    """Add a person to the organisation in scope without asking them: for setting up from the command line alone.

    People let each other in by invitation (services/invitations.py), as nobody sets another person's password. A
    new person without one cannot sign in; somebody who is there already keeps name and password.
    """
    if by.kind != "system":
        raise NotAllowed("People are invited: nobody is made a member without saying yes.")
    user = User.objects.filter(email__iexact=email).first() or make_user(email, name, password_hash, at)
    member = insert(Membership(user=user, role=role), by=by, at=at)
    named = {"email": email, "name": user.name, "role": role}
    record("member_added", member, by=by, at=at, organisation=organisation_in_scope(), **named)
    return member


@service
def change_member(member: Membership, *, by: Actor, at: datetime, **values: Any) -> Membership:
    """Change `role` or `is_active`. The last owner stays one: somebody must be able to let people in."""
    allow(by, Role.OWNER)
    lock_members()
    member.refresh_from_db(fields=["role", "is_active"])
    before = {name: getattr(member, name) for name in values}
    if before == values:
        return member
    for name, value in values.items():
        setattr(member, name, value)
    check(member)
    owners = Membership.objects.filter(role=Role.OWNER.value, is_active=True).exclude(pk=member.pk)
    if before.get("role", member.role) == Role.OWNER.value and not owners.exists() and not member.may(Role.OWNER):
        raise Refused("This is the last owner. Make somebody else an owner first.", code="last_owner")
    member.stamp(by, at).save()
    if not member.is_active:
        take_back_mail_to(member, at)
    named = {"changes": {name: [before[name], values[name]] for name in values}}
    record("member_changed", member, by=by, at=at, organisation=organisation_in_scope(), **named)
    return member


def lock_members() -> None:
    """One change of who belongs here at a time, so that two owners who demote each other do not both succeed.

    PostgreSQL alone needs it: on SQLite a service's transaction is the only one that writes.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_in_scope().pk)


@service
def change_organisation(
    organisation: Organisation, *, version: int | None, by: Actor, at: datetime, **values: Any
) -> Organisation:
    """Change `name` or `four_eyes`."""
    allow(by, Role.OWNER)
    changes = change(organisation, values, version=version, by=by, at=at)
    if changes:
        record("organisation_changed", organisation, by=by, at=at, organisation=organisation, changes=changes)
    return organisation


@service
def make_setup_link(*, by: Actor, at: datetime) -> str:
    """Make the one-time link for the first owner and give its token, which is stored hashed. Older ones end."""
    SetupLink.objects.filter(used_at=None).update(expires_at=at)
    token = secrets.token_urlsafe(32)
    link = SetupLink.objects.create(token_hash=token_hash(token), created_at=at, expires_at=at + LINK_LIVES)
    record("setup_link_made", link, by=by, at=at, organisation=None)
    return token


def find_setup_link(token: str, at: datetime) -> SetupLink:
    """The link of this token, while it lives. Raises NotFound in the same words for unknown, used and expired."""
    link = SetupLink.objects.filter(token_hash=token_hash(token), used_at=None, expires_at__gt=at).first()
    if link is None:
        raise NotFound("link, or it was used or has expired; `manage.py owner_link` makes a new one")
    return link


@service
def use_setup_link(
    *, token: str, name: str, email: str, organisation: str, password_hash: str, alone: bool, by: Actor, at: datetime
) -> Membership:
    """Make the first owner with an organisation of their own; `alone`: one person decides, so four eyes are off."""
    link = find_setup_link(token, at)
    if not SetupLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
        raise NotFound("link")
    if User.objects.filter(email__iexact=email).exists():
        raise Refused("There is a person with this email already. Sign in.", [Detail("/email", "taken", "Sign in.")])
    user = make_user(email, name, password_hash, at)
    actor = Actor("person", user.pk, user.name, by.face, user.pk, Role.OWNER.value)
    made = _organisation(organisation, "", not alone, False, actor, at)
    with scope(organisation=made):
        member = insert(Membership(user=user, role=Role.OWNER.value), by=actor, at=at)
        named = {"name": made.name, "owner": user.name, "four_eyes": made.four_eyes}
        record("organisation_created", made, by=actor, at=at, organisation=made, **named)
    return member


@service
def join_example(*, user: User, by: Actor, at: datetime) -> Membership | None:
    """Let the first owner look round in the example organisation too, where there is one.

    The first alone: in it, the owners of several organisations would see each other's names.
    """
    example = Organisation.objects.filter(is_example=True).first()
    if example is None:
        return None
    with scope(organisation=example):
        if any(member.user.has_usable_password() for member in Membership.objects.select_related("user")):
            return None
        member = insert(Membership(user=user, role=Role.OWNER.value), by=by, at=at)
        record("member_added", member, by=by, at=at, organisation=example, name=user.name, role=member.role)
    return member


@service
def change_password(*, user: User, password_hash: str, by: Actor, at: datetime) -> None:
    """Change one's own password, and nobody else's. Every other session of the person ends with the old one.

    It stands in the installation's history: the password belongs to the person, not to one of their organisations.
    """
    if by.person != user.pk:
        raise NotAllowed("Everybody changes their own password.")
    user.password = password_hash
    user.save(update_fields=["password"])
    record("password_changed", user, by=by, at=at, organisation=None)


@bookkeeping
def remember_organisation(user: User, organisation: Organisation) -> None:
    """Keep where a person works now, so that they go on there the next time they sign in."""
    if user.last_organisation_id != organisation.pk:
        User.objects.filter(pk=user.pk).update(last_organisation=organisation)
        user.last_organisation = organisation


def hashed_password(password: str, *, email: str, name: str) -> str:
    """Check a new password and hash it. Slow on purpose, so never within a transaction. Raises Invalid."""
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        raise Invalid(error.messages[0], [Detail("/password", "password", text) for text in error.messages]) from error
    return make_password(password)


def token_hash(token: str) -> str:
    """How the token of a link is stored. It has 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _organisation(name: str, slug: str, four_eyes: bool, is_example: bool, by: Actor, at: datetime) -> Organisation:
    if not name.strip():
        raise Invalid("The organisation needs a name.", [Detail("/organisation", "missing", "It needs a name.")])
    made = Organisation(name=name.strip(), slug=slug or _free_slug(name), four_eyes=four_eyes, is_example=is_example)
    check(made.stamp(by, at))
    made.save(force_insert=True)
    return made


def _free_slug(name: str) -> str:
    base = slugify(name)[:50] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, 10_000))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def make_user(email: str, name: str, password_hash: str, at: datetime) -> User:
    """A new person, within the transaction of a service; without a password they cannot sign in."""
    user = User(email=email.strip(), name=name.strip(), created_at=at)
    _check_person(user)
    user.password = password_hash or make_password(None)
    try:
        user.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("Somebody has just made an account with this address. Sign in.") from error
    return user


def _check_person(user: User) -> None:
    wrong = [] if user.name else [Detail("/name", "missing", "Say who you are: it stands beside what you decide.")]
    try:
        validate_email(user.email)
    except ValidationError as error:
        wrong.append(Detail("/email", "email", error.messages[0]))
    if wrong:
        raise Invalid(wrong[0].detail, wrong)
