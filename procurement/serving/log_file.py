"""A child's log file, kept small: when it grows past a size it is copied aside and emptied."""

import json
import os
import shutil
from pathlib import Path
from typing import IO

MOST_BYTES = 5 * 1024 * 1024
TAIL_BYTES = 64 * 1024


def open_log(path: Path) -> IO[bytes]:
    """Open for a child to write to. Appending, so that lines go to the new end after the file was emptied."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    return os.fdopen(descriptor, "ab")


def keep_small(path: Path, most: int = MOST_BYTES) -> bool:
    """Move what `path` holds to `path`.1 when it is over `most` bytes. True if it did. Two files at most a child."""
    if not path.exists() or path.stat().st_size <= most:
        return False
    shutil.copyfile(path, path.with_suffix(path.suffix + ".1"))
    os.truncate(path, 0)
    return True


def last_words(path: Path) -> str:
    """The last thing a program said, which as it fails is why. At most 300 characters."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        lines = file.read().decode(errors="replace").splitlines()
    said = [line.strip() for line in lines if line.strip()]
    return _sentence(said[-1])[:300] if said else ""


def _sentence(line: str) -> str:
    """A line of our own logs is JSON: of an error in it, the last line of the traceback says what it was."""
    try:
        entry = json.loads(line)
    except ValueError:
        return line
    if not isinstance(entry, dict):
        return line
    return str(entry.get("exception") or entry.get("event") or line).strip().splitlines()[-1]
