"""The daily mail "What needs you today": at most one a day and person, in working hours, on days that remind of it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django_scopes import scope

from checklists.actor import Actor, system
from checklists.errors import Refused
from checklists.models import MailChoice, MailMessage, MailProof, Membership, Organisation
from checklists.models.people import Role
from checklists.rules.mail_times import MailKind, is_working_time
from checklists.rules.reminding import is_reminded
from checklists.services.digest_needs import HEADINGS, Need, needs_on
from checklists.services.history import record, service
from checklists.services.judging import LONDON, day_of
from checklists.services.links import page_address
from checklists.services.mail_rows import Letter, add_mail, written
from checklists.services.mail_standing import mail_standing
from checklists.services.rows import allow, organisation_in_scope

CLOCK = system("Candour")
MOST_LINES = 8


def write_digests_everywhere(*, now: datetime) -> int:
    """Write the daily mail in every organisation where mail works. Gives how many messages were queued."""
    if not is_working_time(now.astimezone(LONDON)):
        return 0
    proven = MailProof.every_organisation.filter(proven_at__isnull=False).values("organisation")
    return sum(_write(organisation, now) for organisation in Organisation.objects.filter(pk__in=proven))


def _write(organisation: Organisation, now: datetime) -> int:
    """Where another clock was faster, its mail stands and ours is not written."""
    with scope(organisation=organisation):
        try:
            return write_digests(by=CLOCK, at=now)
        except Refused:
            return 0


@service
def write_digests(*, by: Actor, at: datetime) -> int:
    """Queue today's mail for every member of the organisation in scope who has had none today and is to be reminded.

    One event, or none where nobody is. Gives how many were queued.
    """
    allow(by, Role.OWNER)
    on = day_of(at)
    members = _members(on) if mail_standing().works else []
    needs = needs_on(on) if members else []
    letters = [letter for member, last in members if (letter := _letter(member, last, needs, on))]
    for letter in letters:
        add_mail(letter, by=by, at=at)
    if letters:
        named = {"day": on, "to": [letter.to for letter in letters]}
        record("digests_written", None, by=by, at=at, organisation=organisation_in_scope(), **named)
    return len(letters)


def _members(on: date) -> list[tuple[Membership, date | None]]:
    """Who may get one today, with the day of the last one that they got."""
    without = MailChoice.objects.filter(digest=False).values("member")
    rows = Membership.objects.filter(is_active=True, user__is_active=True).exclude(pk__in=without)
    given = MailMessage.objects.filter(day__isnull=False).order_by().values_list("to_member").annotate(Max("day"))
    last = dict(given)
    found = [(row, last.get(row.pk)) for row in rows.select_related("user").order_by("id")]
    return [(row, day) for row, day in found if day is None or day < on]


def _letter(member: Membership, last: date | None, needs: Iterable[Need], on: date) -> Letter | None:
    """The mail for one member; None on a day on which nothing is to be recalled to them."""
    mine = [need for need in needs if member.pk in need.members]
    if not any(is_reminded(need.due, last, on) for need in mine):
        return None
    words: dict[str, Any] = {
        "firm": organisation_in_scope().name,
        "name": member.user.name,
        "count": len(mine),
        "groups": list(_groups(mine)),
        "home": page_address("home"),
        "choices": page_address("you"),
    }
    return written(MailKind.DIGEST, member.user.email, words, member=member, day=on)


def _groups(needs: list[Need]) -> Iterable[dict[str, Any]]:
    """The needs under their headings, what is due first at the top, and how many more there are."""
    counts = Counter(need.heading for need in needs)
    for heading in HEADINGS:
        if counts[heading]:
            listed = sorted((need for need in needs if need.heading == heading), key=lambda need: need.due)
            yield {"title": heading, "needs": listed[:MOST_LINES], "more": max(0, len(listed) - MOST_LINES)}
