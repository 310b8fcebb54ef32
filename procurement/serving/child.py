"""One process that `serve` keeps: started in a session of its own, on a leash, with its output in a log file."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from procurement.serving.log_file import keep_small, last_words, open_log

LEASH = Path(__file__).with_name("leash.py")
ROOT = LEASH.parents[2]
SECONDS_TO_OPEN = 5.0


@dataclass(frozen=True)
class Program:
    """What to start and how to stop it. `orphaned` is the signal it gets when `serve` dies without saying goodbye.

    `door` is a path by which alone it can be reached: where that is gone it lives in vain. `before` runs ahead of each
    start and may raise CannotStart. `mend` is tried once it has failed twice in a row, and says what it put right.
    """

    name: str
    command: tuple[str, ...]
    log: Path
    stop: signal.Signals = signal.SIGTERM
    hurry: signal.Signals = signal.SIGQUIT
    orphaned: signal.Signals = signal.SIGTERM
    grace_seconds: float = 8.0
    environment: dict[str, str] = field(default_factory=dict)
    door: Path | None = None
    before: Callable[[], None] | None = None
    mend: Callable[[], str] | None = None


class Child:
    """A running `Program`. Its session is its own, so that Ctrl-C in a terminal reaches `serve` alone."""

    def __init__(self, program: Program):
        self.program = program
        self.started_at = 0.0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start through the leash. From the main thread only: the kernel ties the leash to the thread that starts."""
        if self.program.before is not None:
            self.program.before()
        leash = (sys.executable, "-I", "-S", str(LEASH), str(os.getpid()), str(int(self.program.orphaned)))
        with open_log(self.program.log) as log:
            self._process = subprocess.Popen(
                (*leash, *self.program.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd=ROOT,
                env={**os.environ, **self.program.environment},
            )
        self.started_at = time.monotonic()

    def exit_code(self) -> int | None:
        """None while it runs (or was never started); negative when a signal ended it."""
        return self._process.poll() if self._process else None

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def is_shut_in(self) -> bool:
        """Whether it runs and had the time to open its door, and the door is not there."""
        door = self.program.door
        if door is None or not self.is_running() or time.monotonic() - self.started_at < SECONDS_TO_OPEN:
            return False
        return not door.exists()

    def ask_to_stop(self, with_signal: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(with_signal)

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, waiting at most `seconds`."""
        if self._process is None:
            return True
        try:
            self._process.wait(max(0.0, seconds))
        except subprocess.TimeoutExpired:
            return False
        return True

    def sweep_session(self) -> None:
        """Kill whatever is left of its session, so that no grandchild outlives it."""
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def last_words(self) -> str:
        return last_words(self.program.log)

    def trim_log(self) -> None:
        keep_small(self.program.log)
