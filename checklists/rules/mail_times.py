"""When a message may leave: at once where somebody waits for it, else in working hours. Times are London's.

Bank holidays are working days here: no list of them is kept.
"""

from datetime import datetime, time, timedelta
from enum import StrEnum

OPENS, CLOSES = time(8), time(18)
SATURDAY = 5


class MailKind(StrEnum):
    """What a message is for."""

    INVITATION = "invitation"
    TEST = "test"
    REQUEST = "request"
    CODE = "code"
    REMINDER = "reminder"
    SUBMITTED = "submitted"
    DECIDED = "decided"
    DIGEST = "digest"


# Somebody has just pressed a button, and they or the addressee wait for what is in it.
AT_ONCE = frozenset({MailKind.INVITATION, MailKind.TEST, MailKind.REQUEST, MailKind.CODE})
# How often sending is tried. Whoever tests wants to know now; a code is of no use for long.
MOST_TRIES = {MailKind.TEST: 1, MailKind.CODE: 3}
USUAL_TRIES = 8
PAUSES = (1, 5, 15, 60, 180, 480, 1440)


def leaves_at(kind: MailKind, at: datetime) -> datetime:
    """The first moment at which a message that was written `at` may leave. `at` is in London's time zone."""
    return at if kind in AT_ONCE else working_time(at)


def working_time(at: datetime) -> datetime:
    """`at` where it lies in working hours, else when the next ones begin: Monday to Friday, eight to six."""
    if at.weekday() < SATURDAY and OPENS <= at.time() < CLOSES:
        return at
    day = at.date() if at.time() < OPENS else at.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, at.tzinfo)


def is_working_time(at: datetime) -> bool:
    """Whether `at`, in London's time zone, lies in working hours."""
    return working_time(at) == at


def most_tries(kind: MailKind) -> int:
    """How often a message is tried before it is put aside for a person."""
    return MOST_TRIES.get(kind, USUAL_TRIES)


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries: from a minute to a day."""
    return timedelta(minutes=PAUSES[min(max(tries, 1), len(PAUSES)) - 1])
