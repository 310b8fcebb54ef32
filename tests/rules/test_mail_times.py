"""When mail leaves and when it reminds: working hours in London, days before and after a day that is due."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from checklists.rules.mail_times import MailKind, is_working_time, leaves_at, most_tries, pause_after, working_time
from checklists.rules.reminding import is_reminded, is_reminder_day

LONDON = ZoneInfo("Europe/London")
DUE = date(2026, 12, 1)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("written", "leaves"),
    [
        ("2026-11-24T07:59:59", "2026-11-24T08:00:00"),
        ("2026-11-24T08:00:00", "2026-11-24T08:00:00"),
        ("2026-11-24T17:59:59", "2026-11-24T17:59:59"),
        ("2026-11-24T18:00:00", "2026-11-25T08:00:00"),
        ("2026-11-24T23:59:59", "2026-11-25T08:00:00"),
        ("2026-11-25T00:00:00", "2026-11-25T08:00:00"),
        ("2026-11-27T17:59:59", "2026-11-27T17:59:59"),
        ("2026-11-27T18:00:00", "2026-11-30T08:00:00"),
        ("2026-11-28T12:00:00", "2026-11-30T08:00:00"),
        ("2026-11-29T23:00:00", "2026-11-30T08:00:00"),
        ("2026-11-30T03:00:00", "2026-11-30T08:00:00"),
        ("2026-12-31T20:00:00", "2027-01-01T08:00:00"),
    ],
)
def test_what_can_wait_leaves_in_working_hours_of_a_working_day(written, leaves):
    assert working_time(london(written)) == london(leaves)
    assert is_working_time(london(written)) == (written == leaves)


@pytest.mark.parametrize(("day", "in_utc"), [("2026-03-29T01:30:00", 7), ("2026-10-25T01:30:00", 8)])
def test_eight_o_clock_is_eight_o_clock_on_the_day_after_the_clocks_change(day, in_utc):
    moved = working_time(london(day))
    assert (moved.hour, moved.astimezone(ZoneInfo("UTC")).hour) == (8, in_utc)


@pytest.mark.parametrize("kind", MailKind)
def test_only_what_somebody_waits_for_leaves_at_night(kind):
    night = london("2026-11-28T02:00:00")
    waited_for = {MailKind.INVITATION, MailKind.TEST, MailKind.REQUEST, MailKind.CODE}
    assert (leaves_at(kind, night) == night) == (kind in waited_for)


def test_a_test_is_tried_once_and_a_code_for_no_longer_than_it_lives():
    assert most_tries(MailKind.TEST) == 1
    assert sum((pause_after(n) for n in range(1, most_tries(MailKind.CODE))), timedelta()) < timedelta(minutes=10)
    assert sum((pause_after(n) for n in range(1, most_tries(MailKind.DIGEST))), timedelta()) > timedelta(days=1)


def test_pauses_only_grow():
    pauses = [pause_after(tries) for tries in range(12)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(minutes=1), timedelta(days=1))


@pytest.mark.parametrize(
    ("days", "reminds"),
    [(-15, False), (-14, True), (-13, False), (-8, False), (-7, True), (-6, False), (-2, False), (-1, True),
     (0, True), (1, True), (2, False), (3, True), (4, False), (6, False), (7, True), (8, False), (14, True),
     (21, True)],
)  # fmt: skip
def test_a_reminder_comes_before_on_and_after_the_day_and_ever_less_often(days, reminds):
    assert is_reminder_day(DUE, DUE + timedelta(days=days)) == reminds


def test_a_weekend_is_made_up_for_on_monday_and_only_once():
    due = date(2026, 11, 28)  # a Saturday
    friday, monday, tuesday = date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 1)
    assert is_reminded(due, friday, monday)
    assert is_reminded(date(2026, 12, 12), friday, monday), "two weeks before, which fell on the Saturday"
    assert not is_reminded(date(2026, 12, 10), monday, tuesday)


@pytest.mark.parametrize(("days", "told"), [(15, False), (14, True), (0, True), (-400, True)])
def test_who_has_had_no_mail_yet_is_told_of_all_that_is_near_or_late(days, told):
    assert is_reminded(DUE + timedelta(days=days), None, DUE) == told


def test_a_long_pause_makes_up_for_two_weeks_and_no_more():
    assert is_reminded(DUE, DUE - timedelta(days=400), DUE + timedelta(days=2))
    assert not is_reminded(DUE, DUE + timedelta(days=3), DUE + timedelta(days=6))
