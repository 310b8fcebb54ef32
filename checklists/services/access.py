"""API keys: made, found, revoked. A key is shown once and stored hashed; it acts for a named member."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from checklists.actor import Actor
from checklists.errors import Detail, Invalid
from checklists.models import ApiKey, Membership
from checklists.models.people import Role
from checklists.services.history import record, service
from checklists.services.rows import allow, insert, organisation_in_scope

SCOPES = ("read", "write", "decide")
USUAL_LIFE = timedelta(days=365)
MARK = "cnd"


@dataclass(frozen=True)
class NewKey:
    """A key just made. `secret` is the whole of what a client sends, and is shown this once."""

    key: ApiKey
    secret: str


@service
def create_api_key(
    *, name: str, member: Membership, scopes: Sequence[str], by: Actor, at: datetime, expires_at: datetime | None = None
) -> NewKey:
    """Make a key for the organisation in scope that acts for `member`. Raises Invalid for a scope that is none."""
    allow(by, Role.OWNER)
    wrong = [one for one in scopes if one not in SCOPES]
    if wrong or not scopes:
        sentence = f"Scopes are one or more of: {', '.join(SCOPES)}."
        raise Invalid(sentence, [Detail("/scopes", "choice", sentence)])
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    key = ApiKey(name=name, member=member, prefix=prefix, secret_hash=_hash(secret), scopes=sorted(set(scopes)))
    key.expires_at = expires_at or at + USUAL_LIFE
    insert(key, by=by, at=at)
    named = {"name": name, "member": member.user.name, "scopes": key.scopes, "prefix": prefix}
    record("api_key_created", key, by=by, at=at, organisation=organisation_in_scope(), **named)
    return NewKey(key, f"{MARK}_{prefix}_{secret}")


@service
def revoke_api_key(key: ApiKey, *, by: Actor, at: datetime) -> ApiKey:
    """End a key at once. Twice is harmless."""
    allow(by, Role.OWNER)
    if key.revoked_at is None:
        key.revoked_at = at
        key.stamp(by, at).save()
        record("api_key_revoked", key, by=by, at=at, organisation=organisation_in_scope(), name=key.name)
    return key


def find_key(sent: str, at: datetime) -> ApiKey | None:
    """The live key that was sent, with its member, user and organisation; None for every other text. One statement."""
    parts = sent.split("_", 2)
    if len(parts) != 3 or parts[0] != MARK:
        return None
    rows = ApiKey.every_organisation.filter(prefix=parts[1]).select_related("organisation", "member__user")
    key = rows.first()
    if key is None or not hmac.compare_digest(key.secret_hash, _hash(parts[2])):
        return None
    alive = key.revoked_at is None and (key.expires_at is None or key.expires_at > at)
    member = key.member
    return key if alive and member.is_active and member.user.is_active else None


def actor_of(key: ApiKey) -> Actor:
    """Who acts when this key is used: the key, for its member."""
    return Actor("api_key", key.pk, f"{key.member.user.name} ({key.name})", "api", key.member.user_id, key.member.role)


def _hash(secret: str) -> str:
    """SHA-512: the secret has 256 random bits, so no slow hash is needed."""
    return hashlib.sha512(secret.encode("utf-8", "surrogatepass")).hexdigest()
