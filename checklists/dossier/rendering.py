"""The parent's side of the renderer: starts the process, hands it HTML, watches it, and says why it failed."""

import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from checklists.dossier import fontset, frames
from checklists.dossier.failed import RenderFailed, broke_off, stopped_by, too_slow

ROOT = Path(__file__).parents[2]
TICK_SECONDS = 1.0
READ = 65536
# A constant, so that no clock gets into a font subset on machines without harfbuzz-subset.
EPOCH = "315532800"


@dataclass(frozen=True)
class Limits:
    """What one renderer may use: memory for its whole life, processor time for each render, and how many renders."""

    memory_bytes: int = 2 * 1024**3
    cpu_seconds: float = 60
    renders: int = 200


@dataclass(frozen=True)
class Progress:
    """How far a render is: WeasyPrint's step, 1 to 7 (0 while the renderer starts), and in step 5 the page laid out."""

    step: int = 0
    page: int = 0


OnTick = Callable[[Progress], None]


class RendererProcess:
    """One long-lived renderer, started at its first use and replaced after 200 renders, a failure or a kill.

    Not for use from two threads at once. A copy that came through a fork starts a process of its own.
    """

    def __init__(self, *, limits: Limits | None = None, cache_folder: Path | None = None):
        self.limits = limits or Limits()
        self.cache_folder = cache_folder
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._owner = 0
        self._done = 0

    @property
    def pid(self) -> int | None:
        """The process id of the renderer that is running now, if one is."""
        running = self._process is not None and self._owner == os.getpid() and self._process.poll() is None
        return self._process.pid if self._process and running else None

    def render(self, html: str, meta: Mapping[str, str], on_tick: OnTick, wall_seconds: float) -> bytes:
        """Turn `html` into a PDF within `wall_seconds`; `meta` holds `identifier`, 32 hexadecimal digits.

        `on_tick` is called at least every second, so that the caller can renew its lease; what it raises ends the
        renderer and goes on up. Raises RenderFailed.
        """
        deadline = time.monotonic() + wall_seconds
        process = self._ready()
        finished = False
        try:
            pdf = _Talk(process, self._request(html, meta), on_tick, deadline).run()
            finished = True
        except TimeoutError as error:
            raise too_slow() from error
        except EOFError as error:
            raise self._failure(process) from error
        finally:
            self._done += 1
            if not finished:
                self.close(at_once=True)
        return pdf

    def close(self, *, at_once: bool = False) -> None:
        """End the renderer: by closing its pipe, or at once by a kill. Harmless when there is none."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            _end(process, at_once)
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process is None or self.pid is None or self._done >= self.limits.renders:
            self.close()
            self._process = self._started()
        return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process does
        self._owner, self._done = os.getpid(), 0
        memory = str(self.limits.memory_bytes)
        return subprocess.Popen(
            [sys.executable, "-m", "checklists.dossier.renderer", "--parent", str(os.getpid()), "--memory", memory],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=ROOT,
            env=self._environment(),
            start_new_session=True,
        )

    def _environment(self) -> dict[str, str]:
        """All that the renderer is told of the world. No setting, no secret and no address of a service is among it."""
        given = {
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "FONTCONFIG_FILE": str(fontset.CONFIGURATION),
            "SOURCE_DATE_EPOCH": EPOCH,
        }
        return given | ({"XDG_CACHE_HOME": str(self.cache_folder)} if self.cache_folder else {})

    def _request(self, html: str, meta: Mapping[str, str]) -> bytes:
        told = json.dumps({**meta, "cpu_seconds": self.limits.cpu_seconds})
        return frames.packed(frames.META, told.encode()) + frames.packed(frames.HTML, html.encode())

    def _failure(self, process: subprocess.Popen[bytes]) -> RenderFailed:
        """Why the renderer ended, from the way it ended and the last line that it wrote."""
        code = process.wait()
        return stopped_by(-code) if code < 0 else broke_off(self._last_line())

    def _last_line(self) -> str:
        if self._errors is None:
            return ""
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, size - READ))
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


class _Talk:
    """One request and its answer. Reads and writes by turns, so that neither side waits for the other's full pipe."""

    def __init__(self, process: subprocess.Popen[bytes], request: bytes, on_tick: OnTick, deadline: float):
        self.stdin, self.stdout = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        self.rest = memoryview(request)
        self.on_tick, self.deadline = on_tick, deadline
        self.buffer = frames.FrameBuffer()
        self.progress = Progress()

    def run(self) -> bytes:
        """The PDF. Raises EOFError where the process ended before it, TimeoutError where the time was up."""
        os.set_blocking(self.stdin.fileno(), False)
        with selectors.DefaultSelector() as selector:
            selector.register(self.stdout, selectors.EVENT_READ)
            selector.register(self.stdin, selectors.EVENT_WRITE)
            return self._exchange(selector)

    def _exchange(self, selector: selectors.BaseSelector) -> bytes:
        next_tick = 0.0
        while (now := time.monotonic()) < self.deadline:
            if now >= next_tick:
                self.on_tick(self.progress)
                next_tick = now + TICK_SECONDS
            ready = {key.fileobj for key, _ in selector.select(min(next_tick, self.deadline) - now)}
            if self.stdin in ready:
                self._write(selector)
            if self.stdout in ready:
                piece = os.read(self.stdout.fileno(), READ)
                if not piece:
                    raise EOFError
                if (pdf := self._take(piece)) is not None:
                    return pdf
        raise TimeoutError

    def _write(self, selector: selectors.BaseSelector) -> None:
        try:
            sent = os.write(self.stdin.fileno(), self.rest[:READ])
        except BrokenPipeError:
            sent = len(self.rest)  # the renderer is gone; the end of its output says so next
        self.rest = self.rest[sent:]
        if not self.rest:
            selector.unregister(self.stdin)

    def _take(self, piece: bytes) -> bytes | None:
        for frame in self.buffer.feed(piece):
            if frame.kind == frames.PDF:
                return frame.payload
            if frame.kind == frames.PROGRESS:
                self.progress = Progress(**json.loads(frame.payload))
        return None


def _end(process: subprocess.Popen[bytes], at_once: bool) -> None:
    """Close the pipes and wait; a renderer that has not gone after two seconds is killed."""
    if at_once:
        process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    try:
        process.wait(2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
