"""The clock: each duty at its own pace, none stopped by another's failure, gone when told or when its parent is."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.utils import timezone

from checklists.dossier import request
from procurement import clock
from procurement.celery import BrokerDown
from procurement.clock import Clock, Duty, clear_ended_sessions, duties
from tests import makers


@pytest.mark.parametrize("error", [OperationalError("database is locked"), BrokerDown("refused"), OSError("disk full")])
def test_a_duty_that_fails_does_not_stop_the_others_and_comes_round_again(db, error):
    done = []

    def fail(now):
        done.append("failed")
        raise error

    ticking = Clock([Duty("one", 0, fail), Duty("two", 0, lambda now: done.append("two"))])
    ticking.tick()
    ticking.tick()
    assert done == ["failed", "two", "failed", "two"]


def test_an_error_that_nobody_foresaw_ends_the_clock_so_that_it_is_seen(db):
    def fail(now):
        raise KeyError("a bug")

    with pytest.raises(KeyError):
        Clock([Duty("one", 0, fail)]).tick()


def test_each_duty_has_its_own_pace(db):
    done = []
    ticking = Clock(
        [Duty("often", 0, lambda now: done.append("often")), Duty("rarely", 3600, lambda now: done.append("rarely"))]
    )
    for _ in range(3):
        ticking.tick()
    assert done == ["often", "rarely", "often", "often"]


def test_a_duty_is_given_the_time_it_is(db):
    seen = []
    Clock([Duty("one", 0, seen.append)]).tick()
    assert abs(datetime.now(UTC) - seen[0]) < timedelta(seconds=5)


def test_a_clock_that_was_told_to_stop_does_nothing_more(db):
    done = []
    ticking = Clock([Duty("one", 0, lambda now: done.append(1))])
    ticking.stop()
    ticking.run()
    assert done == []


def test_a_clock_whose_parent_is_gone_ends(db, monkeypatch):
    ticking = Clock([Duty("one", 0, lambda now: monkeypatch.setattr(os, "getppid", lambda: -1))])
    ticking.run()
    assert not ticking.goes_on()


def test_dossiers_left_behind_are_swept_every_five_seconds_and_mail_leaves_within_seconds():
    paces = {duty.name: duty.every for duty in duties()}
    assert (paces["sweep_dossiers"], paces["send_mail"]) == (5, 3)
    others = {"forget_request_keys", "clear_sessions", "judge_again", "look_for_changes"}
    mail = {"send_mail", "write_daily_mail", "forget_mailed_links"}
    assert set(paces) == {"sweep_dossiers", *mail, *others}


def test_sessions_are_cleared_once_they_have_ended(db):
    now = timezone.now()
    for name, ends in {"old": now - timedelta(seconds=1), "live": now + timedelta(hours=1)}.items():
        Session.objects.create(session_key=name, session_data="", expire_date=ends)
    clear_ended_sessions(now)
    assert [session.session_key for session in Session.objects.all()] == ["live"]


TICK = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "procurement.settings"
import django; django.setup()
from procurement.clock import Clock, Duty
clock = Clock([Duty("slow", 3600, lambda now: print("ticked", flush=True))])
clock.listen_for_signals(); clock.run(); print("ended", flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_at_once(how):
    process = subprocess.Popen([sys.executable, "-c", TICK], cwd=settings.ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "ticked\n"
    began = time.monotonic()
    process.send_signal(how)
    assert process.wait(10) == 0
    assert time.monotonic() - began < 3, "a busy machine counted in"
    assert process.stdout.read() == "ended\n"


def test_the_clock_sleeps_no_longer_than_until_something_is_due():
    ticking = Clock([Duty("one", 60, lambda now: None, due_at=time.monotonic() + 0.1)])
    assert 0 < ticking.seconds_until_due() <= 0.1
    assert clock.LONGEST_SLEEP < 1


def test_a_sweep_ends_at_the_first_ring_that_the_broker_does_not_take(organisation, monkeypatch):
    for _ in range(3):
        request.request_dossier(makers.make_submitted(), by=makers.COMMAND, at=makers.NOW)
    rung: list[tuple] = []
    monkeypatch.setattr(request, "ring", lambda *row: rung.append(row) or len(rung) < 2)
    assert request.sweep(now=makers.NOW) == 1
    assert len(rung) == 2, "the third would have waited for the same broker"
    monkeypatch.setattr(request, "ring", lambda *row: True)
    assert request.sweep(now=makers.NOW) == 3
