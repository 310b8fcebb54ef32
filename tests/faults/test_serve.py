"""`serve` from its first start to its end, by Ctrl-C and by force."""

import os
import re
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.faults.installation import Installation, command_of, eventually, is_alive

pytestmark = pytest.mark.processes
PARTS = ("broker", "web", "worker-pdf", "worker-default", "clock")


def is_ready(installation: Installation) -> bool:
    return '"status": "ready"' in installation.page("/readyz")[1]


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("serve") / "data")
    made.start()
    yield made
    made.end()


def test_the_first_start_says_where_everything_is_and_who_may_come_in(installation):
    said = installation.said()
    assert f"data       {installation.data}" in said
    assert re.search(r"database   \d+ migrations applied \(SQLite\)", said)
    assert re.search(r"catalogue  Edition [\d.]+ installed", said)
    assert f"serving    http://127.0.0.1:{installation.port}/" in said
    assert re.search(rf"http://127.0.0.1:{installation.port}/setup/[\w-]{{40,}}/", said)
    assert max(map(len, said.splitlines())) <= 160, "short and readable"


def test_everything_runs_and_answers(installation):
    assert installation.page("/healthz") == (200, '{"status": "alive"}')
    assert eventually(lambda: '"status": "ready"' in installation.page("/readyz")[1], 10)
    for part in PARTS:
        assert installation.pids(part), part
    assert eventually(lambda: installation.runs("doctor").returncode == 0, 30), installation.runs("doctor").stdout
    doctor = installation.runs("doctor").stdout
    assert "worker pdf       answers" in doctor
    assert "worker default   answers" in doctor
    assert f"runs as process {installation.pid}" in doctor


def test_all_that_is_stored_is_private_and_in_the_data_folder(installation):
    assert installation.data.stat().st_mode & 0o777 == 0o700
    assert (installation.data / "secret_key").stat().st_mode & 0o777 == 0o600
    for path in (installation.data / "logs").iterdir():
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_second_serve_on_the_same_folder_is_refused_and_disturbs_nothing(installation):
    second = installation.runs("serve")
    assert second.returncode == 3
    assert f"in use by another Candour (process {installation.pid})" in second.stderr
    assert "CANDOUR_DATA=" in second.stderr
    assert "Traceback" not in second.stderr
    assert installation.page("/healthz")[0] == 200
    assert is_ready(installation), "the broker of the first still answers on its socket"


def test_a_port_in_use_is_refused_before_anything_is_started(installation, tmp_path):
    other = Installation(tmp_path / "data")
    other.environment["PORT"] = str(installation.port)
    refused = other.runs("serve")
    assert refused.returncode == 4
    assert f"PORT={installation.port + 1} make run" in refused.stderr
    assert not (other.data / "candour.sqlite3").exists()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_killed_is_started_again_and_said_so(installation, part):
    (first, *_) = installation.pids(part)
    told = len(installation.said())
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: f"{part} was started again" in installation.said()[told:], 20)
    assert f"{part} was ended by SIGKILL; starting it again in" in installation.said()[told:]
    assert eventually(lambda: installation.pids(part) and installation.pids(part)[0] != first, 10)
    ready = eventually(lambda: '"status": "ready"' in installation.page("/readyz")[1], 20)
    assert ready, (installation.page("/readyz"), installation.said()[told:])


def test_a_broker_whose_socket_is_gone_is_started_again_and_said_so(installation):
    (first,) = installation.pids("broker")
    told = len(installation.said())
    assert eventually(lambda: is_ready(installation), 20)
    shutil.rmtree(socket_of(installation).parent)
    assert eventually(lambda: "broker was started again" in installation.said()[told:], 20)
    assert f"{socket_of(installation)} is gone" in installation.said()[told:]
    assert installation.pids("broker") != [first]
    assert eventually(lambda: is_ready(installation), 20)


def socket_of(installation: Installation) -> Path:
    return Path(re.search(r"(/\S+broker\.sock)", command_of(installation.pids("broker")[0]))[1])


def test_ctrl_c_stops_everything_cleanly_and_the_next_start_keeps_the_data(installation):
    installation.runs("owner_link")
    started = installation.descendants()
    began = time.monotonic()
    assert installation.stop(signal.SIGINT) == 0
    assert time.monotonic() - began < 20
    assert installation.said().endswith("Candour has stopped.\n")
    assert [command for pid, command in started.items() if is_alive(pid)] == []
    links = installation.rows("SELECT count(*) FROM checklists_setuplink")
    began = time.monotonic()
    installation.start()
    assert time.monotonic() - began < 20, "a later start takes seconds"
    assert installation.rows("SELECT count(*) FROM checklists_setuplink")[0][0] == links[0][0] + 1


def test_a_killed_serve_leaves_no_orphan_and_the_next_one_starts(installation):
    started = installation.descendants()
    assert len(started) >= len(PARTS)
    installation.kill()
    assert eventually(lambda: not any(map(is_alive, started)), 15), {
        pid: command for pid, command in started.items() if is_alive(pid)
    }
    installation.start()
    assert eventually(lambda: '"status": "ready"' in installation.page("/readyz")[1], 20)


def test_an_impatient_second_ctrl_c_kills_and_still_leaves_no_orphan(installation):
    started = installation.descendants()
    os.killpg(installation.pid, signal.SIGINT)
    time.sleep(0.5)
    os.killpg(installation.pid, signal.SIGINT)
    assert installation.serve.wait(15) == 0
    assert not any(map(is_alive, started))
    installation.start()
