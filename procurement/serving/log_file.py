"""A child's log file, kept small: when it grows past a size it is copied aside and emptied."""

import os
import shutil
from pathlib import Path
from typing import IO

MOST_BYTES = 5 * 1024 * 1024


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


def last_line(path: Path) -> str:
    """The last line that is not empty: what a program says as it fails. At most 300 characters."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4096))
        lines = [line.strip() for line in file.read().decode(errors="replace").splitlines() if line.strip()]
    return lines[-1][:300] if lines else ""
