"""The renderer: a process of its own that turns HTML into PDF over pipes, with no Django, database or secret in reach.

Started by `rendering.py` as `python -m checklists.dossier.renderer`. It handles hostile text, so it may use only so
much memory and so much processor time, and it dies with its parent.
"""

import argparse
import ctypes
import gc
import json
import logging
import os
import re
import resource
import signal
import sys
from typing import BinaryIO

from checklists.dossier import frames
from checklists.dossier.pdf import Press

PR_SET_PDEATHSIG = 1
STEP = re.compile(r"Step (\d)(?:.* Page (\d+))?")


def main() -> int:
    """Serve renders until the parent closes the pipe."""
    options = _options()
    _die_with(options.parent)
    _hold_back(options.memory)
    out = _take_stdout()
    _tell_progress(out)
    press = Press()
    press.warm_up()
    _send(out, frames.READY)
    while (html := _next(sys.stdin.buffer)) is not None:
        meta, text = html
        _allow_processor_time(meta["cpu_seconds"])
        _send(out, frames.PDF, press.print(text, identifier=bytes.fromhex(meta["identifier"])))
        gc.collect()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parent", type=int, required=True, help="process id of the parent")
    parser.add_argument("--memory", type=int, required=True, help="address space in bytes")
    return parser.parse_args()


def _die_with(parent: int) -> None:
    """Let the kernel end this process when its parent ends, however that happens; the second line closes the gap."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        raise SystemExit("the parent is gone")


def _hold_back(memory: int) -> None:
    """Set the memory limit once, allow no core file (it would hold answers), and let other work go first."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)


def _take_stdout() -> BinaryIO:
    """Keep the pipe for frames; whatever a library prints goes to standard error."""
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return pipe


def _allow_processor_time(seconds: float) -> None:
    """Raise the soft limit to what was used so far and `seconds` more: the kernel counts over a whole life."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime + seconds) + 1, hard))


def _next(stream: BinaryIO) -> tuple[dict, str] | None:
    """The next request: its metadata and its HTML; None when the parent has closed the pipe."""
    meta = frames.read_frame(stream)
    html = frames.read_frame(stream)
    if meta is None or html is None:
        return None
    return json.loads(meta.payload), html.payload.decode()


def _send(out: BinaryIO, kind: bytes, payload: bytes = b"") -> None:
    out.write(frames.packed(kind, payload))
    out.flush()


class _Progress(logging.Handler):
    """Sends each step of WeasyPrint, and each page that it lays out, as a frame."""

    def __init__(self, out: BinaryIO):
        super().__init__(logging.INFO)
        self.out = out

    def emit(self, record: logging.LogRecord) -> None:
        if match := STEP.match(record.getMessage()):
            step, page = match.groups()
            line = json.dumps({"step": int(step), "page": int(page or 0)})
            _send(self.out, frames.PROGRESS, line.encode())


def _tell_progress(out: BinaryIO) -> None:
    logger = logging.getLogger("weasyprint.progress")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(_Progress(out))


if __name__ == "__main__":
    sys.exit(main())
