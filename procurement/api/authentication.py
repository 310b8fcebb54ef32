"""Who calls: a key in the Authorization header. What it may do: its scopes. The member behind it, services ask."""

import re
from typing import Any

from django.http.request import split_domain_port
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from checklists.models import ApiKey, User
from checklists.services.access import find_key
from procurement.api.problems import NO_KEY, Refusal
from procurement.checks import is_loopback

FORM = re.compile(r"cnd_[0-9a-f]{1,12}_[\w-]{1,100}", re.ASCII)
SCOPE_OF_METHOD = {"GET": "read", "HEAD": "read"}


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer cnd_<prefix>_<secret>`. Unknown, revoked and expired are told in the same words."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
        if not scheme:
            return None
        sent = sent.strip()
        key = find_key(sent, timezone.now()) if scheme.lower() == "bearer" and FORM.fullmatch(sent) else None
        if key is None:
            raise AuthenticationFailed(NO_KEY)
        return key.member.user, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Candour"'


class HasScope(BasePermission):
    """The key has the scope that the operation needs: `read` to look, `write` to change, or what it names itself."""

    def has_permission(self, request: Request, view: Any) -> bool:
        key = request.auth
        if not isinstance(key, ApiKey):
            return False
        needed = view.operation.scope or SCOPE_OF_METHOD.get(request.method or "", "write")
        if needed not in key.scopes:
            sentence = f"This needs the scope {needed}; the key has: {', '.join(key.scopes)}."
            raise Refusal(403, "scope_missing", sentence)
        return True


def refuse_plain_http(request: Request) -> None:
    """Outside loopback a key travels by https alone. Refused, not redirected: it has been on the wire by then."""
    host, _port = split_domain_port(request.get_host())
    if request.is_secure() or is_loopback(host):
        return
    raise Refusal(
        400,
        "insecure",
        "Keys travel by https alone. This one has been sent in the clear: make a new one, and revoke it.",
    )
