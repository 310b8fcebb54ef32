"""Children: on a leash, in sessions of their own, started again when they end and stopped in order."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from procurement.serving import child as child_module
from procurement.serving.child import LEASH, Child, Program
from procurement.serving.supervisor import Supervisor, how_it_ended, patience
from procurement.serving.trouble import CannotStart

SLEEP = (sys.executable, "-S", "-c", "import time; print('up', flush=True); time.sleep(60)")
STUBBORN = (
    sys.executable,
    "-S",
    "-c",
    "import signal, time\n"
    "for number in (signal.SIGTERM, signal.SIGQUIT): signal.signal(number, signal.SIG_IGN)\n"
    "print('up', flush=True); time.sleep(60)",
)
WITH_GRANDCHILD = (
    sys.executable,
    "-S",
    "-c",
    "import subprocess, sys, time\n"
    "child = subprocess.Popen([sys.executable, '-S', '-c', 'import time; time.sleep(60)'])\n"
    "print(child.pid, flush=True); time.sleep(60)",
)


def program(tmp_path: Path, command: tuple[str, ...], name: str = "one", **more) -> Program:
    return Program(name, command, tmp_path / f"{name}.log", **more)


def wait_until(true, seconds: float = 10.0) -> bool:
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def says(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def never() -> bool:
    return False


def test_a_child_has_a_session_of_its_own_so_that_ctrl_c_passes_it_by(tmp_path):
    child = Child(program(tmp_path, SLEEP))
    child.start()
    try:
        assert wait_until(lambda: says(child.program.log) == "up\n")
        assert os.getsid(child.pid) == child.pid != os.getsid(0)
    finally:
        child.sweep_session()
        child.wait(5)


def test_a_child_ends_when_its_parent_is_killed(tmp_path):
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path; from procurement.serving.child import *\n"
            f"child = Child(Program('one', {SLEEP!r}, Path(sys.argv[1])))\n"
            "child.start(); print(child.pid, flush=True); time.sleep(60)",
            str(tmp_path / "one.log"),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert wait_until(lambda: says(tmp_path / "one.log") == "up\n")
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not is_alive(pid))


def test_the_leash_does_not_start_a_program_whose_parent_is_gone_already():
    command = [sys.executable, "-I", "-S", str(LEASH), "1", "15", sys.executable, "-c", "print('started')"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode != 0
    assert "started" not in done.stdout
    assert "the parent is gone" in done.stderr


def test_a_child_that_ends_is_started_again_after_a_wait_and_said_so(tmp_path):
    said: list[str] = []
    supervisor = Supervisor(said.append)
    child = supervisor.start(program(tmp_path, SLEEP))
    first = child.pid
    os.kill(first, signal.SIGKILL)
    try:
        assert wait_until(lambda: not child.is_running())
        supervisor.look_after()
        assert said == [f"one was ended by SIGKILL; starting it again in 1 s. See {child.program.log}"]
        supervisor.look_after()
        assert child.pid == first, "it waits first"
        assert wait_until(lambda: supervisor.look_after() or child.is_running())
        assert child.pid != first
        assert said[-1] == "one was started again"
    finally:
        supervisor.stop_all([["one"]], never)


def test_a_program_that_fails_has_its_last_words_repeated(tmp_path):
    said: list[str] = []
    supervisor = Supervisor(said.append)
    fails = (sys.executable, "-S", "-c", "import sys; sys.exit('no such table: cats')")
    child = supervisor.start(program(tmp_path, fails))
    assert wait_until(lambda: not child.is_running())
    supervisor.look_after()
    assert said[0].startswith("one ended with code 1; starting it again in 1 s.")
    assert said[1] == "  its last words: no such table: cats"


@pytest.mark.parametrize(("failures", "seconds"), [(1, 1), (2, 2), (3, 4), (5, 16), (6, 30), (500, 30)])
def test_the_wait_doubles_up_to_half_a_minute(failures, seconds):
    assert patience(failures) == seconds


def test_a_child_that_ran_well_for_a_while_is_started_again_soon(tmp_path):
    supervisor = Supervisor(lambda line: None)
    child = supervisor.start(program(tmp_path, (sys.executable, "-S", "-c", "")))
    watched = supervisor.watched["one"]
    watched.failures = 7
    assert wait_until(lambda: not child.is_running())
    child.started_at -= 61
    supervisor.look_after()
    assert watched.failures == 1


@pytest.mark.parametrize(
    ("code", "words"), [(0, "ended with code 0"), (-9, "was ended by SIGKILL"), (-99, "was ended by signal 99")]
)
def test_an_end_is_told_in_words(code, words):
    assert how_it_ended(code) == words


def test_groups_stop_in_their_order(tmp_path):
    supervisor = Supervisor(lambda line: None)
    slow = (
        sys.executable,
        "-S",
        "-c",
        "import signal, time\n"
        "def stop(*_): time.sleep(0.3); print(time.monotonic(), flush=True); raise SystemExit\n"
        "signal.signal(signal.SIGTERM, stop); print('up', flush=True); time.sleep(60)",
    )
    for name in ("web", "worker", "broker"):
        supervisor.start(program(tmp_path, slow, name))
        assert wait_until(lambda name=name: says(tmp_path / f"{name}.log").startswith("up"))
    supervisor.stop_all([["web"], ["worker"], ["broker"], ["not started"]], never)
    times = [float(says(tmp_path / f"{name}.log").split()[-1]) for name in ("web", "worker", "broker")]
    assert times == sorted(times)
    assert times[2] - times[0] > 0.5, "one after the other, not all at once"


def test_a_child_that_will_not_stop_is_killed_and_said_so(tmp_path):
    said: list[str] = []
    supervisor = Supervisor(said.append)
    child = supervisor.start(program(tmp_path, STUBBORN, grace_seconds=0.2))
    assert wait_until(lambda: says(child.program.log) == "up\n")
    supervisor.stop_all([["one"]], never)
    assert not child.is_running()
    assert said == ["one did not stop in time and was killed"]


def test_a_second_signal_does_not_wait(tmp_path):
    supervisor = Supervisor(lambda line: None)
    child = supervisor.start(program(tmp_path, STUBBORN, grace_seconds=60))
    assert wait_until(lambda: says(child.program.log) == "up\n")
    began = time.monotonic()
    supervisor.stop_all([["one"]], hurried=lambda: True)
    assert time.monotonic() - began < 5
    assert not child.is_running()


def test_grandchildren_go_with_the_child(tmp_path):
    supervisor = Supervisor(lambda line: None)
    child = supervisor.start(program(tmp_path, WITH_GRANDCHILD))
    assert wait_until(lambda: says(child.program.log).endswith("\n"))
    grandchild = int(says(child.program.log))
    supervisor.stop_all([["one"]], never)
    assert wait_until(lambda: not is_alive(grandchild))


def test_a_child_that_nobody_can_reach_any_more_is_ended_and_started_again(tmp_path, monkeypatch):
    monkeypatch.setattr(child_module, "SECONDS_TO_OPEN", 0.0)
    said: list[str] = []
    door = tmp_path / "door"
    door.touch()
    supervisor = Supervisor(said.append)
    child = supervisor.start(program(tmp_path, SLEEP, door=door, before=door.touch))
    first = child.pid
    try:
        supervisor.look_after()
        assert said == [] and child.is_running(), "its door is there"
        door.unlink()
        assert wait_until(lambda: supervisor.look_after() or child.pid != first)
        assert said[0] == f"one runs, but {door} is gone: ending it, so that it is made again"
        assert said[-1] == "one was started again" and door.exists()
    finally:
        supervisor.stop_all([["one"]], never)


def test_a_child_still_opening_its_door_is_left_alone(tmp_path):
    said: list[str] = []
    supervisor = Supervisor(said.append)
    child = supervisor.start(program(tmp_path, SLEEP, door=tmp_path / "not-yet"))
    try:
        supervisor.look_after()
        assert said == [] and child.is_running()
    finally:
        supervisor.stop_all([["one"]], never)


def test_what_cannot_be_started_again_is_said_and_tried_later(tmp_path):
    said: list[str] = []
    supervisor = Supervisor(said.append)
    child = supervisor.start(program(tmp_path, SLEEP))
    object.__setattr__(child.program, "before", refuse)
    os.kill(child.pid, signal.SIGKILL)
    assert wait_until(lambda: supervisor.look_after() or len(said) == 2)
    assert said[1].startswith("one cannot be started: It is not ours.")
    assert supervisor.watched["one"].start_again_at > time.monotonic()
    object.__setattr__(child.program, "before", None)
    assert wait_until(lambda: supervisor.look_after() or child.is_running())
    supervisor.stop_all([["one"]], never)


def refuse() -> None:
    raise CannotStart("It is not ours.", "Remove it.")
