"""The data folder: made private at first start, with the secret key that nobody else may know."""

import os
import secrets
from pathlib import Path

from procurement.serving.trouble import CannotStart

SUBFOLDERS = ("logs", "backups", "evidence", "dossiers", "broker")


def make_folder(folder: Path) -> None:
    """The folder and its parts, readable by this user alone."""
    try:
        for part in (folder, *(folder / name for name in SUBFOLDERS)):
            part.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        cure = "Choose a folder that this user may write to: CANDOUR_DATA=folder make run"
        raise CannotStart(f"The data folder {folder} cannot be made: {error.strerror}.", cure) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        cure = f"Type: chown -R {os.getuid()} {folder}"
        raise CannotStart(f"The data folder {folder} may not be written to by this user.", cure)


def ensure_secret_key(path: Path) -> None:
    """See that a key lies in `path`, for this user alone. O_EXCL: of two first starts only one makes it."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        _look_at_key(path)
        return
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _look_at_key(path: Path) -> None:
    if what := wrong_with_key(path):
        raise CannotStart(f"The secret key in {path} {what}.", cure_for_key(path))
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)


def wrong_with_key(path: Path) -> str:
    """Nothing, or why the key there cannot be used, as the end of a sentence."""
    try:
        return "" if path.read_text().strip() else "is empty"
    except IsADirectoryError:
        return "is a folder and no file"
    except UnicodeDecodeError:
        return "is not text: the file is damaged"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def cure_for_key(path: Path) -> str:
    return f"Put it back from a backup, or type: mv {path} {path}.old   (a new one is made; everybody signs in again)"
