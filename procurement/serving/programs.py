"""The programs that make up Candour beside the broker: how each is started, and how it wants to be stopped."""

import signal
import sys
from pathlib import Path

from procurement.serving.child import Program

STOP_ORDER = [["web"], ["worker-pdf", "worker-default"], ["clock"], ["broker"]]
# Pages come before pictures: the renderer gives way when both want the processor.
NICE_RENDERING = ("nice", "-n", "10")


def web(data: Path) -> Program:
    command = (sys.executable, "-m", "gunicorn", "--no-control-socket", "-c", "python:procurement.web_server")
    return Program("web", command, data / "logs" / "web.log", grace_seconds=12.0, orphaned=signal.SIGQUIT)


def worker(data: Path, queue: str, before: tuple[str, ...] = ()) -> Program:
    """One process for one queue. A task cut off here is run again: the row that stands behind it says so.

    Orphaned it is killed: the broker went with `serve`, and a polite stop would wait for that for ever.
    """
    name = f"worker-{queue}"
    celery = (sys.executable, "-m", "celery", "-A", "procurement.celery", "worker", "-Q", queue, "-n", f"{queue}@%h")
    habits = ("-c", "1", "--without-gossip", "--without-mingle", "--loglevel", "INFO")
    command = (*before, *celery, *habits)
    return Program(name, command, data / "logs" / f"{name}.log", grace_seconds=6.0, orphaned=signal.SIGKILL)


def clock(data: Path) -> Program:
    command = (sys.executable, "manage.py", "clock")
    return Program("clock", command, data / "logs" / "clock.log", grace_seconds=5.0)


def workers_and_clock(data: Path) -> list[Program]:
    return [worker(data, "pdf", NICE_RENDERING), worker(data, "default"), clock(data)]
