"""An installation on a data folder of its own: `serve` and what it starts, seen from outside."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parents[2]
# What a process of an installation is known by, in its command line.
KNOWN_BY = {
    "broker": "valkey-server",
    "web": "gunicorn",
    "worker-pdf": "worker -Q pdf",
    "worker-default": "worker -Q default",
    "clock": "manage.py clock",
    "renderer": "checklists.dossier.renderer",
}


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def eventually(true: Callable[[], object], seconds: float, every: float = 0.1) -> bool:
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(every)
    return True


def parent_of(pid: int) -> tuple[int, str]:
    """The parent and the state letter of a process; raises OSError for one that is gone."""
    state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    return int(parent), state


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def processes() -> Iterator[tuple[int, int, str]]:
    """Every process that runs: its id, its parent's, its command line."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent, state = parent_of(int(entry.name))
                if state != "Z":
                    yield int(entry.name), parent, command_of(int(entry.name))
            except OSError:
                continue


def is_alive(pid: int) -> bool:
    try:
        return parent_of(pid)[1] != "Z"
    except OSError:
        return False


class Installation:
    """Started and stopped as often as a test likes; its data stays."""

    def __init__(self, data: Path, **environment: str):
        self.data, self.port = data, free_port()
        self.output = data.with_suffix(".out")
        known = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "BROKER_URL"}}
        own = {"CANDOUR_DATA": str(data), "PORT": str(self.port), "CANDOUR_DEMO": "no", "SECRET_KEY": ""}
        self.environment = {**known, **own, "DJANGO_SETTINGS_MODULE": "procurement.settings", **environment}
        self.serve: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self.serve is not None
        return self.serve.pid

    def start(self) -> None:
        """Start and wait until it says that it is ready."""
        with self.output.open("ab") as output:
            self.serve = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        told = len(self.said())
        ready = eventually(lambda: "Ctrl-C" in self.said()[told:] or self.serve.poll() is not None, 90)
        assert ready and self.serve.poll() is None, self.said()

    def said(self) -> str:
        return self.output.read_text()

    def stop(self, how: signal.Signals = signal.SIGINT, seconds: float = 40) -> int:
        """Send a signal to the process group, as a terminal does, and give the exit code."""
        assert self.serve is not None
        os.killpg(self.serve.pid, how)
        return self.serve.wait(seconds)

    def kill(self) -> None:
        assert self.serve is not None
        self.serve.kill()
        self.serve.wait(10)

    def end(self) -> None:
        """Whatever state it is in, nothing of it is left afterwards."""
        if self.serve is not None and self.serve.poll() is None:
            try:
                self.stop(signal.SIGTERM)
            except subprocess.TimeoutExpired:
                self.kill()

    def descendants(self) -> dict[int, str]:
        """Everything that this `serve` started, directly or not, by process id."""
        running = list(processes())
        found, before = {self.pid}, 0
        while len(found) > before:
            before = len(found)
            found |= {pid for pid, parent, _ in running if parent in found}
        return {pid: command for pid, _, command in running if pid in found and pid != self.pid}

    def pids(self, name: str) -> list[int]:
        """The processes of one program, parents before their children."""
        return sorted(pid for pid, command in self.descendants().items() if KNOWN_BY[name] in command)

    def runs(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of ours beside it."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120)

    def order(self, how_many: int) -> list[UUID]:
        command = [sys.executable, "-m", "tests.faults.orders", str(how_many)]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return [UUID(line) for line in done.stdout.split()]

    def rows(self, sql: str, *values: object) -> list[tuple]:
        """Read the database past everything. SQLite keeps a UUID as 32 hexadecimal digits."""
        with closing(sqlite3.connect(f"file:{self.data}/candour.sqlite3?mode=ro", uri=True, timeout=20)) as connection:
            return connection.execute(sql, values).fetchall()

    def states(self, dossiers: list[UUID]) -> list[str]:
        marks = ",".join("?" * len(dossiers))
        sql = f"SELECT state FROM checklists_dossier WHERE id IN ({marks})"
        return [state for (state,) in self.rows(sql, *(dossier.hex for dossier in dossiers))]

    def all_ready(self, dossiers: list[UUID], seconds: float) -> bool:
        return eventually(lambda: set(self.states(dossiers)) == {"ready"}, seconds)

    def is_rendering(self, dossier: UUID) -> bool:
        """Whether pages of it are being laid out at this moment."""
        sql = "SELECT state, progress FROM checklists_dossier WHERE id = ?"
        ((state, progress),) = self.rows(sql, dossier.hex)
        return state == "rendering" and progress > 0 and bool(self.pids("renderer"))

    def times_ready(self, dossiers: list[UUID]) -> list[int]:
        """How often the history says of each that it became ready."""
        sql = "SELECT count(*) FROM checklists_event WHERE kind = 'dossier_ready' AND subject_id = ?"
        return [self.rows(sql, dossier.hex)[0][0] for dossier in dossiers]

    def page(self, path: str) -> tuple[int, str]:
        """Status and text of a page; 0 where nothing answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""
