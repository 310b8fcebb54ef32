"""The address that the web server listens on: free before the start, answering after it."""

import errno
import http.client
import socket
import time

from procurement.serving.trouble import CannotStart, Exit


def split(bind: str) -> tuple[str, int]:
    """`127.0.0.1:8000` as host and port. Raises CannotStart for anything else."""
    host, _, port = bind.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise CannotStart(f"{bind!r} is not an address to listen on.", "PORT is a number from 1 to 65535: PORT=8000")
    return host.strip("[]"), int(port)


def ensure_free(bind: str, patience_seconds: float = 5.0) -> None:
    """Raise unless the address can be listened on; waits a little for a predecessor that is still closing."""
    until = time.monotonic() + patience_seconds
    while (problem := _problem(bind)) == errno.EADDRINUSE and time.monotonic() < until:
        time.sleep(0.2)
    if problem == errno.EADDRINUSE:
        port = split(bind)[1]
        cure = f"Stop that one, or choose another port: PORT={port + 1} make run"
        raise CannotStart(f"Port {port} is in use by another program.", cure, Exit.PORT_IN_USE)
    if problem is not None:
        raise CannotStart(f"{bind} cannot be listened on: {errno.errorcode[problem]}.", "Choose another with PORT=8080")


def _problem(bind: str) -> int | None:
    host, port = split(bind)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            return error.errno
    return None


def is_alive(bind: str) -> bool:
    """Whether /healthz answers 200 there. Asked by the loopback name, which is always an allowed host."""
    host, port = split(bind)
    everywhere = host in {"0.0.0.0", "::"}  # noqa: S104 # nosec B104 - compared, not listened on
    connection = http.client.HTTPConnection("127.0.0.1" if everywhere else host, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
