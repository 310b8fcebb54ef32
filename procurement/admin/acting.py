"""Who acts in a request of the admin, and when: what every service asks for."""

from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone

from checklists.actor import Actor
from checklists.models import Membership
from checklists.services.judging import day_of


def member_of(request: HttpRequest) -> Membership:
    """The membership under which the request runs. The site lets nobody in without one."""
    return request.member  # type: ignore[attr-defined]


def actor_of(request: HttpRequest) -> Actor:
    """The person, in the role that they have in the organisation in scope."""
    member = member_of(request)
    user = member.user
    return Actor("person", user.pk, user.name, "admin", user.pk, member.role)


def now() -> datetime:
    """The instant at which something is written."""
    return timezone.now()


def today() -> date:
    """The day in London for which is judged."""
    return day_of(timezone.now())
