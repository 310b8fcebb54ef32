"""One `serve` for each data folder: a lock that the kernel drops when its holder dies, however it dies."""

import fcntl
import os
from pathlib import Path

from procurement.serving.trouble import CannotStart, Exit


class DataLock:
    """An exclusive lock on `folder`/serve.lock, with the holder's process id written into it for people to read."""

    def __init__(self, folder: Path):
        self.path = folder / "serve.lock"
        self._descriptor: int | None = None

    def take(self) -> None:
        """Take the lock, or say who has it. Python opens files non-inheritable, so no child keeps it alive."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise self._refusal() from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        self._descriptor = descriptor

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _refusal(self) -> CannotStart:
        pid = self.path.read_text().strip() or "unknown"
        return CannotStart(
            f"The data folder {self.path.parent} is in use by another Candour (process {pid}).",
            "Stop that one first, or start this one on a folder of its own: CANDOUR_DATA=other-folder make run",
            Exit.DATA_IN_USE,
        )


def holder(folder: Path) -> int | None:
    """The process id of the `serve` that holds the folder, or None. Never disturbs it."""
    path = folder / "serve.lock"
    if not path.exists():
        return None
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(file.read().strip() or 0)
    return None
