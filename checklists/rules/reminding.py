"""On which days somebody is reminded: before a day that is due, on it, and after it, ever less often."""

from datetime import date, timedelta

BEFORE = (14, 7, 1)
AFTER = (0, 1, 3)
WEEK = 7
# How far back a reminder that fell on a day without mail is still made up for.
LOOKS_BACK = 14


def is_reminder_day(due_on: date, day: date) -> bool:
    """Two weeks, one week and one day before; the day itself; one and three days after; then every week."""
    late = (day - due_on).days
    return late in AFTER or -late in BEFORE or (late > 0 and late % WEEK == 0)


def is_reminded(due_on: date, last: date | None, on: date) -> bool:
    """Whether a reminder fell due after the `last` mail and not after `on`: weekends are made up for on Monday.

    Who has had no mail yet (None) is told of all that is due within two weeks or late.
    """
    if last is None:
        return due_on <= on + timedelta(days=max(BEFORE))
    first = max(last, on - timedelta(days=LOOKS_BACK)) + timedelta(days=1)
    days = (first + timedelta(days=offset) for offset in range((on - first).days + 1))
    return any(is_reminder_day(due_on, day) for day in days)
