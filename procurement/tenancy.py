"""The organisation of a request, and what a member may do in it: roles become permissions here and nowhere else."""

from collections.abc import Callable
from contextlib import nullcontext
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django_scopes import scope

from checklists.models import Membership, User
from checklists.models.people import Role

SESSION_KEY = "organisation"

# What a view, add, change or delete of a thing needs. Services check again what matters (deciding, four eyes).
NEEDS = {"view": Role.VIEWER, "add": Role.ASSESSOR, "change": Role.ASSESSOR, "delete": Role.ASSESSOR}
OWNERS_ONLY = {"membership", "apikey", "organisation"}

current_member: ContextVar[Membership | None] = ContextVar("current_member", default=None)


def memberships_of(user: User) -> list[Membership]:
    """The active memberships of a person, by the organisation's name."""
    rows = Membership.every_organisation.filter(user=user, is_active=True, organisation__isnull=False)
    return list(rows.select_related("organisation", "user").order_by("organisation__name"))


def choose(memberships: list[Membership], wanted: str | None) -> Membership | None:
    """The membership that the session names; else one in an organisation of the person's own before the example."""
    for member in memberships:
        if str(member.organisation_id) == wanted:
            return member
    return min(memberships, key=lambda member: member.organisation.is_example, default=None)


class OrganisationMiddleware:
    """Puts the member's organisation in scope. Without a membership there is no scope, and tenant tables raise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        member = self._member(request)
        request.member = member  # type: ignore[attr-defined]
        token = current_member.set(member)
        try:
            with scope(organisation=member.organisation) if member else nullcontext():
                return self.get_response(request)
        finally:
            current_member.reset(token)

    def _member(self, request: HttpRequest) -> Membership | None:
        if request.path.startswith("/api/") or not request.user.is_authenticated:
            return None
        memberships = memberships_of(request.user)
        request.memberships = memberships  # type: ignore[attr-defined]
        return choose(memberships, request.session.get(SESSION_KEY))


class MembershipBackend(BaseBackend):
    """Signs in by email and password; answers permissions from the membership in scope."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        user = User.objects.filter(email__iexact=username or "").first()
        if user is None:
            make_password(password)  # as long as a wrong password takes, so that addresses cannot be probed
            return None
        return user if user.check_password(password or "") and user.is_active else None

    def get_user(self, user_id: Any) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """`perm` as Django spells it: app.action_model."""
        member = current_member.get()
        if member is None or member.user_id != user_obj.pk:
            return False
        action, _, model = perm.rpartition(".")[2].partition("_")
        needed = Role.OWNER if model in OWNERS_ONLY and action != "view" else NEEDS.get(action, Role.OWNER)
        return member.may(needed)
