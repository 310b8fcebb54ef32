"""Mail under kill -9: the clock dies between handing a message over and marking it."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from email import message_from_bytes

import pytest

from tests.faults.installation import ROOT, Installation, eventually
from tests.smtp_sink import Sink, smtp_sink

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("serve")]


def ids(sink: Sink) -> Counter[str]:
    return Counter(message_from_bytes(one)["Message-ID"] for one in list(sink.taken))


def let_leases_run_out(installation: Installation) -> None:
    """As a minute would."""
    with closing(sqlite3.connect(installation.data / "candour.sqlite3", timeout=20)) as database, database:
        database.execute("UPDATE checklists_mailmessage SET leased_until = '2000-01-01' WHERE leased_until IS NOT NULL")


def states(installation: Installation) -> Counter[str]:
    with closing(sqlite3.connect(installation.data / "candour.sqlite3", timeout=20)) as database:
        return Counter(state for (state,) in database.execute("SELECT state FROM checklists_mailmessage"))


def test_a_clock_that_is_killed_in_the_middle_sends_at_most_a_second_copy_and_loses_none(tmp_path):
    with smtp_sink() as sink:
        installation = Installation(tmp_path / "data", EMAIL_URL=sink.address)
        installation.data.mkdir(mode=0o700)
        installation.environment["SECRET_KEY"] = "only-this-test-uses-this-key-and-it-guards-nothing-at-all"
        assert installation.runs("prepare").returncode == 0
        named = [sys.executable, "-m", "tests.faults.letters", "3"]
        done = subprocess.run(named, cwd=ROOT, env=installation.environment, capture_output=True, text=True, timeout=60)
        wanted = done.stdout.split()
        assert len(wanted) == 3, done.stderr
        clocks: list[subprocess.Popen[bytes]] = []

        def kill(message: bytes) -> None:
            if len(sink.taken) == 2:
                os.kill(clocks[-1].pid, signal.SIGKILL)

        sink.on_taken = kill
        try:
            clocks.append(_clock(installation))
            assert clocks[0].wait(60) == -signal.SIGKILL
            assert states(installation) == {"sent": 1, "queued": 2}
            let_leases_run_out(installation)
            clocks.append(_clock(installation))
            assert eventually(lambda: states(installation) == {"sent": 3}, 60), states(installation)
        finally:
            for clock in clocks:
                clock.terminate()
                clock.wait(20)
    assert ids(sink) == {wanted[0]: 1, wanted[1]: 2, wanted[2]: 1}


def _clock(installation: Installation) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "clock"]
    return subprocess.Popen(command, cwd=ROOT, env=installation.environment, stdout=subprocess.DEVNULL)
