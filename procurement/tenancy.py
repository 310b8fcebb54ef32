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
from checklists.services.people import remember_organisation

SESSION_KEY = "organisation"
BACKEND = "procurement.tenancy.MembershipBackend"

# What a view, add, change or delete of a thing needs. Services check again what matters (deciding, four eyes).
NEEDS = {"view": Role.VIEWER, "add": Role.ASSESSOR, "change": Role.ASSESSOR, "delete": Role.ASSESSOR}
OWNERS_ONLY = {"membership", "apikey", "organisation"}

current_member: ContextVar[Membership | None] = ContextVar("current_member", default=None)


def memberships_of(user: User) -> list[Membership]:
    """The active memberships of a person, by the organisation's name. An invitation is none before it is accepted."""
    rows = Membership.every_organisation.filter(user=user, is_active=True, organisation__isnull=False)
    return list(rows.select_related("organisation", "user").order_by("organisation__name"))


def named(memberships: list[Membership], organisation: object) -> Membership | None:
    """The membership in the organisation of this id; None where there is none."""
    return next((member for member in memberships if str(member.organisation_id) == str(organisation)), None)


def choose(memberships: list[Membership], wanted: str | None) -> Membership | None:
    """The membership that the session names; else the one worked in last; else the first that the person had.

    One's own organisations come before the example. A new membership never comes first by itself.
    """
    last = memberships[0].user.last_organisation_id if memberships else None
    first = min(memberships, key=lambda member: (member.organisation.is_example, member.pk), default=None)
    return named(memberships, wanted) or named(memberships, last) or first


def work_in(request: HttpRequest, member: Membership) -> None:
    """Go on in this organisation, in this session and in those to come."""
    request.session[SESSION_KEY] = str(member.organisation_id)
    remember_organisation(member.user, member.organisation)


def begin_work(request: HttpRequest) -> None:
    """After signing in: go on where the person worked last, whatever is added to them meanwhile."""
    member = choose(memberships_of(request.user), None) if request.user.is_authenticated else None
    if member:
        work_in(request, member)


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
