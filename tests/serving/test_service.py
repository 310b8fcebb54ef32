"""The life of one `serve`: who is refused disturbs nobody, and a broker with damaged files starts empty."""

import signal
import socket
from pathlib import Path

import pytest

from procurement.serving import broker
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
