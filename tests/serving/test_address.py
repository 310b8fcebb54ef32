"""The address to listen on: free before the start, answering after it."""

import http.server
import socket
import threading

import pytest

from procurement.serving.address import ensure_free, is_alive, split
from procurement.serving.trouble import CannotStart, Exit


@pytest.mark.parametrize(
    ("bind", "parts"),
    [("127.0.0.1:8000", ("127.0.0.1", 8000)), ("[::1]:80", ("::1", 80)), ("0.0.0.0:1", ("0.0.0.0", 1))],
)
def test_an_address_is_a_host_and_a_port(bind, parts):
    assert split(bind) == parts


@pytest.mark.parametrize("bind", ["8000", ":8000", "127.0.0.1:", "127.0.0.1:eighty", "127.0.0.1:0", "127.0.0.1:65536"])
def test_what_is_no_address_is_refused_with_an_example(bind):
    with pytest.raises(CannotStart, match="PORT=8000"):
        split(bind)


def test_a_port_in_use_is_refused_with_another_to_try():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotStart, match=f"Port {port} is in use") as refusal:
            ensure_free(f"127.0.0.1:{port}", patience_seconds=0.3)
    assert refusal.value.exit_code is Exit.PORT_IN_USE
    assert f"PORT={port + 1} make run" in refusal.value.cure
    ensure_free(f"127.0.0.1:{port}")


def test_a_predecessor_that_is_closing_is_waited_for():
    other = socket.socket()
    other.bind(("127.0.0.1", 0))
    other.listen()
    port = other.getsockname()[1]
    threading.Timer(0.5, other.close).start()
    ensure_free(f"127.0.0.1:{port}", patience_seconds=5)
    assert not is_alive(f"127.0.0.1:{port}")


def test_an_address_that_is_not_this_machines_is_refused():
    with pytest.raises(CannotStart, match="cannot be listened on"):
        ensure_free("192.0.2.1:8000", patience_seconds=0)


class Elsewhere(http.server.BaseHTTPRequestHandler):
    status = 200

    def do_GET(self):
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_):
        pass


def test_alive_means_that_healthz_answers_200(monkeypatch):
    with http.server.HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        bind = f"127.0.0.1:{server.server_address[1]}"
        assert is_alive(bind)
        monkeypatch.setattr(Elsewhere, "status", 500)
        assert not is_alive(bind)
        server.shutdown()
