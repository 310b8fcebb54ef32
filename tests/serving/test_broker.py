"""The embedded broker: its binary, its private socket, and what sending does when it is gone."""

import os
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings

from procurement.celery import BrokerDown, answering_workers, app, broker_answers
from procurement.serving import broker
from procurement.serving.child import Child
from procurement.serving.trouble import CannotStart


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Child, Path]]:
    """A broker of this test's own, with its socket."""
    socket = tmp_path / "b.sock"
    for folder in ("broker", "logs"):
        (tmp_path / folder).mkdir()
    child = Child(broker.broker_program(tmp_path, socket))
    child.start()
    assert broker.wait_for(socket, True, seconds=20), child.last_words()
    yield child, socket
    child.ask_to_stop(signal.SIGKILL)
    child.wait(5)


def test_the_locked_package_still_brings_the_server_where_we_look_for_it():
    server = broker.find_server()
    assert server.name == "valkey-server"
    assert os.access(server, os.X_OK)


def test_without_the_package_a_redis_on_the_path_serves(monkeypatch, tmp_path):
    monkeypatch.setattr(broker, "get_binary_path", no_binary)
    own = tmp_path / "redis-server"
    own.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert broker.find_server() == own


def test_without_any_server_the_refusal_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(broker, "get_binary_path", no_binary)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotStart, match="apt-get install redis-server"):
        broker.find_server()


def no_binary() -> Path:
    raise broker.ValkeyBinaryNotFoundError("none for this machine")


def test_the_socket_lies_in_a_folder_of_this_user_alone(tmp_path):
    path = tmp_path / "own" / "broker.sock"
    broker.make_socket_folder(path)
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_socket_folder_that_others_may_enter_is_refused(tmp_path):
    path = tmp_path / "open" / "broker.sock"
    path.parent.mkdir()
    path.parent.chmod(0o755)
    with pytest.raises(CannotStart, match="not a private folder"):
        broker.make_socket_folder(path)


def test_a_link_in_the_place_of_the_socket_folder_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotStart, match="not a private folder"):
        broker.make_socket_folder(tmp_path / "link" / "broker.sock")


def test_a_folder_of_another_user_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "theirs" / "broker.sock"
    path.parent.mkdir(mode=0o700)
    monkeypatch.setattr(os, "getuid", lambda: path.parent.stat().st_uid + 1)
    with pytest.raises(CannotStart, match="not a private folder of this user"):
        broker.make_socket_folder(path)


@pytest.mark.parametrize(("length", "fits"), [(107, True), (108, False)])
def test_a_socket_path_has_at_most_107_bytes(tmp_path, length, fits):
    folder = tmp_path / ("x" * (length - len(str(tmp_path)) - len("/" + "/b")))
    path = folder / "b"
    assert len(str(path)) == length
    if fits:
        broker.make_socket_folder(path)
        assert folder.is_dir()
    else:
        with pytest.raises(CannotStart, match="at most 107 bytes"):
            broker.make_socket_folder(path)
        assert not folder.exists()


def test_the_default_socket_path_fits_however_long_the_data_folder_is():
    assert len(str(settings.BROKER_SOCKET)) < 60


def test_the_broker_takes_tasks_and_names_no_workers_where_none_runs(embedded_broker):
    assert broker_answers()
    assert answering_workers(timeout=0.5) == set()


def test_what_was_sent_survives_a_killed_broker(own):
    child, socket = own
    address = f"redis+socket://{socket}?virtual_host=0"
    with app.connection_for_write(url=address) as connection:
        app.send_task("candour.pdf.nothing", args=["id"], connection=connection)
    time.sleep(1.2)  # the file is synced once a second
    child.ask_to_stop(signal.SIGKILL)
    child.wait(5)
    child.start()
    assert broker.wait_for(socket, True, seconds=20)
    with app.connection_for_write(url=address) as connection:
        assert connection.default_channel.client.llen("pdf") == 1


def seconds_to_fail(address: str) -> float:
    """How long sending a task takes to fail when nothing answers at `address`."""
    app.amqp  # noqa: B018 - built on first use, which is not what is timed
    began = time.monotonic()
    with app.connection_for_write(url=address) as connection, pytest.raises(BrokerDown):
        app.send_task("candour.pdf.nothing", args=["id"], connection=connection, **policy())
    return time.monotonic() - began


def policy() -> dict:
    return {"retry": True, "retry_policy": settings.CELERY_TASK_PUBLISH_RETRY_POLICY}


def test_sending_fails_at_once_when_no_broker_is_there(tmp_path):
    assert seconds_to_fail(f"redis+socket://{tmp_path}/none.sock?virtual_host=0") < 2


def test_sending_fails_within_seconds_when_the_broker_is_frozen(own):
    child, socket = own
    child.ask_to_stop(signal.SIGSTOP)
    assert not broker.answers(socket)
    assert seconds_to_fail(f"redis+socket://{socket}?virtual_host=0") < 8


def test_an_empty_answer_from_the_broker_is_not_taken_for_life(tmp_path):
    assert not broker.answers(tmp_path / "none.sock")
    assert not broker.wait_for(tmp_path / "none.sock", True, seconds=0.2)
    assert broker.wait_for(tmp_path / "none.sock", False, seconds=0.2)


def test_asking_a_frozen_broker_ends_within_seconds_and_asking_again_is_a_new_connection(own, monkeypatch):
    child, socket = own
    address = f"redis+socket://{socket}?virtual_host=0"
    monkeypatch.setattr(app, "connection_for_write", partial(app.connection_for_write, url=address))
    assert broker_answers()
    child.ask_to_stop(signal.SIGSTOP)
    began = time.monotonic()
    assert not broker_answers()
    assert time.monotonic() - began < 6
    child.ask_to_stop(signal.SIGCONT)
    assert broker_answers()
    child.ask_to_stop(signal.SIGKILL)
    child.wait(5)
    assert not broker_answers()
    child.start()
    assert broker.wait_for(socket, True, seconds=20)
    assert broker_answers(), "nothing of the broken connection is kept"
