"""Dossiers while things are killed: none is lost, none becomes ready twice, nothing is left running."""

import os
import shutil
import signal
import subprocess
import sys
import time
from uuid import UUID

import pytest

from tests.faults.installation import ROOT, Installation, eventually, is_alive

pytestmark = pytest.mark.processes
# A lease of 20 s, a sweep every 5 s, a restart, and the render itself on a busy machine.
RECOVERY = 75.0


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("renders") / "data")
    made.start()
    yield made
    made.end()


@pytest.fixture
def rendering(installation) -> UUID:
    """A dossier whose pages are being laid out at this moment."""
    for _ in range(10):
        (dossier,) = installation.order(1)
        if eventually(lambda dossier=dossier: installation.is_rendering(dossier), 20, every=0.01):
            return dossier
    raise AssertionError("no render was caught in its middle")


def assert_each_ready_once(installation: Installation, dossiers: list[UUID], seconds: float = RECOVERY) -> None:
    assert installation.all_ready(dossiers, seconds), installation.rows(
        "SELECT id, state, attempts, error, leased_until FROM checklists_dossier WHERE state <> 'ready'"
    )
    assert installation.times_ready(dossiers) == [1] * len(dossiers)
    temporary = list((installation.data / "dossiers").rglob("*.tmp"))
    assert eventually(lambda: all(time.time() - path.stat().st_mtime < 3600 for path in temporary), 1)


@pytest.mark.parametrize("part", ["renderer", "worker-pdf", "the worker's child", "broker", "clock", "web"])
def test_a_part_killed_in_mid_render_loses_and_doubles_nothing(installation, rendering, part):
    is_child = part == "the worker's child"
    victim = installation.pids("worker-pdf")[-1] if is_child else installation.pids(part)[0]
    os.kill(victim, signal.SIGKILL)
    assert eventually(lambda: not is_alive(victim), 5), "the fault fired"
    assert_each_ready_once(installation, [rendering])
    assert eventually(lambda: len(installation.pids("worker-pdf")) == 2, 30)


def test_a_broker_killed_and_emptied_with_ten_dossiers_queued_loses_none(installation):
    (worker, *_) = installation.pids("worker-pdf")
    os.kill(worker, signal.SIGSTOP)
    dossiers = installation.order(10)
    (broker,) = installation.pids("broker")
    os.kill(broker, signal.SIGKILL)
    shutil.rmtree(installation.data / "broker" / "appendonlydir")
    os.kill(worker, signal.SIGCONT)
    assert eventually(lambda: installation.pids("broker") not in ([], [broker]), 20)
    assert_each_ready_once(installation, dossiers, seconds=2 * RECOVERY)


def test_two_workers_on_the_same_dossiers_make_each_once(installation):
    command = [sys.executable, "-m", "celery", "-A", "procurement.celery", "worker", "-Q", "pdf", "-n", "second@%h"]
    with (installation.data.parent / "second.out").open("wb") as output:
        second = subprocess.Popen(
            [*command, "-c", "1", "--loglevel", "INFO"],
            cwd=ROOT,
            env=installation.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        assert eventually(lambda: b"second@" in (installation.data.parent / "second.out").read_bytes(), 30)
        dossiers = installation.order(6)
        for _ in range(3):
            ring(installation, dossiers)
        assert_each_ready_once(installation, dossiers)
        taken = (installation.data.parent / "second.out").read_text()
        assert "succeeded" in taken, "the second worker took part"
    finally:
        os.killpg(second.pid, signal.SIGKILL)
        second.wait(10)


def ring(installation: Installation, dossiers: list[UUID]) -> None:
    """Ring for every dossier once more, as a sweep that comes too early would."""
    code = (
        "import sys, django; django.setup()\n"
        "from checklists.models import Dossier\n"
        "from checklists.dossier.request import ring\n"
        "for row in Dossier.every_organisation.filter(pk__in=sys.argv[1:]): ring(row.organisation_id, row.pk)"
    )
    names = [str(dossier) for dossier in dossiers]
    subprocess.run([sys.executable, "-c", code, *names], cwd=ROOT, env=installation.environment, check=True)


def test_ctrl_c_in_mid_render_leaves_no_orphan_and_loses_nothing(installation, rendering):
    started = installation.descendants()
    assert any("checklists.dossier.renderer" in command for command in started.values())
    assert installation.stop(signal.SIGINT) == 0
    assert [command for pid, command in started.items() if is_alive(pid)] == []
    installation.start()
    assert_each_ready_once(installation, [rendering])


def test_a_serve_killed_in_mid_render_leaves_no_orphan_and_loses_nothing(installation, rendering):
    started = installation.descendants()
    installation.kill()
    assert eventually(lambda: not any(map(is_alive, started)), 15), {
        pid: command for pid, command in started.items() if is_alive(pid)
    }
    installation.start()
    assert_each_ready_once(installation, [rendering])
