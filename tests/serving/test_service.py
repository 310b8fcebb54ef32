"""The life of one `serve`: who is refused disturbs nobody, and a broker with damaged files starts empty."""

import signal
import socket
import time
from pathlib import Path

import pytest

from procurement.serving import broker
from procurement.serving.broker_files import KEPT, put_aside
from procurement.serving.data_folder import make_folder
from procurement.serving.data_lock import DataLock
from procurement.serving.service import Service
from procurement.serving.trouble import CannotStart, Exit


@pytest.fixture
def data(tmp_path: Path) -> Path:
    make_folder(tmp_path / "data")
    return tmp_path / "data"


def service(data: Path, said: list[str] | None = None) -> Service:
    return Service(data, "127.0.0.1:8000", data / "s" / "b.sock", (said if said is not None else []).append)


def test_who_is_refused_the_folder_leaves_the_socket_of_the_one_who_has_it(data):
    holder, late = DataLock(data), service(data)
    holder.take()
    late.socket.parent.mkdir(mode=0o700)
    late.socket.touch()
    with pytest.raises(CannotStart) as refusal:
        late.take_folder()
    late.stop()
    holder.release()
    assert refusal.value.exit_code is Exit.DATA_IN_USE
    assert late.socket.exists()


def test_a_broker_that_is_not_ours_keeps_its_socket_when_we_are_refused(data, monkeypatch):
    late = service(data)
    monkeypatch.setattr(broker, "wait_for", lambda *_, **__: False)
    late.socket.parent.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as theirs:
        theirs.bind(str(late.socket))
        with pytest.raises(CannotStart, match="A broker still answers"):
            late.start_broker()
        late.stop()
        assert late.socket.exists()


def test_the_socket_of_our_own_broker_goes_with_it(data):
    own = service(data)
    own.start_broker()
    assert own.socket.exists()
    own.supervisor.watched["broker"].child.ask_to_stop(signal.SIGKILL)
    own.stop()
    assert not own.socket.exists()


def damage(data: Path) -> None:
    """What a bad disk or a careless hand leaves: garbage at the end of the broker's file."""
    (file,) = (data / "broker" / "appendonlydir").glob("*.incr.aof")
    with file.open("ab") as opened:
        opened.write(b"\x00garbage, and no command at all\n")


def run_once(data: Path) -> None:
    """Start a broker, let it write, and end it."""
    once = service(data)
    once.start_broker()
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(once.socket))
        client.sendall(b"SET a b\r\n")
        assert client.recv(16) == b"+OK\r\n"
    once.stop()


def test_a_broker_with_damaged_files_starts_empty_and_keeps_them_aside(data):
    run_once(data)
    damage(data)
    said: list[str] = []
    again = service(data, said)
    again.start_broker()
    try:
        (aside,) = data.glob("broker.damaged-*")
        assert said == [
            f"broker     its files were damaged and are kept in {aside}; "
            "it starts empty, and the clock rings for every job again"
        ]
        assert b"garbage" in next((aside / "appendonlydir").glob("*.incr.aof")).read_bytes()
        assert broker.answers(again.socket)
        assert (data / "broker").stat().st_mode & 0o777 == 0o700
    finally:
        again.stop()


def test_files_that_were_not_the_reason_are_put_back(data, monkeypatch):
    run_once(data)
    before = sorted(path.name for path in (data / "broker").rglob("*"))
    monkeypatch.setattr(broker, "find_server", lambda: Path("/bin/false"))
    late = service(data)
    with pytest.raises(CannotStart, match="The broker does not answer"):
        late.start_broker()
    late.stop()
    assert sorted(path.name for path in (data / "broker").rglob("*")) == before
    assert list(data.glob("broker.damaged-*")) == []


def test_a_broker_whose_files_are_damaged_while_it_runs_is_started_empty_too(data):
    said: list[str] = []
    own = service(data, said)
    own.start_broker()
    try:
        damage(data)
        own.supervisor.watched["broker"].child.ask_to_stop(signal.SIGKILL)
        until = time.monotonic() + 20
        while not any(data.glob("broker.damaged-*")) or not broker.answers(own.socket):
            assert time.monotonic() < until, said
            own.supervisor.look_after()
            time.sleep(0.05)
        assert "  its files were damaged" in "\n".join(said)
    finally:
        own.stop()


def test_only_the_last_few_damaged_folders_are_kept(tmp_path):
    for _ in range(KEPT + 2):
        (tmp_path / "broker").mkdir(exist_ok=True)
        (tmp_path / "broker" / "file").touch()
        last = put_aside(tmp_path)
    kept = sorted(tmp_path.glob("broker.damaged-*"))
    assert len(kept) == KEPT and kept[-1] == last
    assert put_aside(tmp_path) is None, "nothing in it"
