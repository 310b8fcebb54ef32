"""What happens by itself: a few duties, each at its own pace, in one process and never behind a render.

A duty that fails is logged and comes round again; the others go on. Every duty may run twice at once harmlessly, since
during a change of version two clocks can overlap.
"""

import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import FrameType

import structlog
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import CommandError
from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.utils import timezone

from checklists.dossier.request import sweep
from checklists.services.digests import write_digests_everywhere
from checklists.services.housekeeping import forget_request_keys
from checklists.services.mail_sending import forget_secrets, send_due_mail
from checklists.services.watching import look_everywhere
from procurement.celery import BrokerDown
from procurement.tasks import sweep_rejudging

log = structlog.get_logger("candour.clock")
EXPECTED = (DatabaseError, BrokerDown, OSError, CommandError)
LONGEST_SLEEP = 0.25
LONGEST_SILENCE = 60.0


@dataclass
class Duty:
    """`run` takes the time it is; `every` is in seconds from the end of one run to the next."""

    name: str
    every: float
    run: Callable[[datetime], object]
    due_at: float = 0.0


def clear_ended_sessions(now: datetime) -> None:
    """As Django does it itself: rows of sessions are its own."""
    SessionStore.clear_expired()


def duties() -> list[Duty]:
    return [
        Duty("sweep_dossiers", 5, lambda now: sweep(now=now)),
        Duty("judge_again", 30, sweep_rejudging),
        Duty("look_for_changes", 60, lambda now: look_everywhere(now=now)),
        Duty("send_mail", 3, lambda now: send_due_mail(now=timezone.now)),
        Duty("write_daily_mail", 300, lambda now: write_digests_everywhere(now=now)),
        Duty("forget_mailed_links", 3600, forget_secrets),
        Duty("forget_request_keys", 3600, lambda now: forget_request_keys(now=now)),
        Duty("clear_sessions", 24 * 3600, clear_ended_sessions),
    ]


def beat_file() -> Path:
    """Touched at every round of duties, so that others can see that a clock runs somewhere on this data folder."""
    return settings.DATA / "clock.beat"


def seconds_since_beat() -> float | None:
    """How long ago a clock last went round, or None where none ever did."""
    try:
        return max(0.0, time.time() - beat_file().stat().st_mtime)
    except FileNotFoundError:
        return None


class Clock:
    """Runs duties until it is told to stop or its parent is gone."""

    def __init__(self, duties: Sequence[Duty]):
        self.duties = duties
        self.parent = os.getppid()
        self.told_to_stop = False

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        self.told_to_stop = True

    def listen_for_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)

    def goes_on(self) -> bool:
        return not self.told_to_stop and os.getppid() == self.parent

    def run(self) -> None:
        while self.goes_on():
            self.tick()
            time.sleep(max(0.0, min(LONGEST_SLEEP, self.seconds_until_due())))

    def tick(self) -> None:
        """Run each duty whose time has come."""
        for duty in self.duties:
            if duty.due_at <= time.monotonic() and self.goes_on():
                self.do(duty)
                beat_file().touch(mode=0o600)

    def do(self, duty: Duty) -> None:
        close_old_connections()
        try:
            done = duty.run(timezone.now())
        except EXPECTED as error:
            log.warning("duty_failed", duty=duty.name, error=f"{type(error).__name__}: {error}")
        else:
            if done:
                log.info("duty_done", duty=duty.name, count=done)
        duty.due_at = time.monotonic() + duty.every

    def seconds_until_due(self) -> float:
        return min(duty.due_at for duty in self.duties) - time.monotonic()
