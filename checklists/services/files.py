"""Files of evidence on disk, by their digest, apart for each organisation. Written whole or not at all."""

import hashlib
import os
import secrets
import stat
from pathlib import Path
from uuid import UUID

from django.conf import settings

from checklists.errors import Refused, Unavailable


def digest_of_bytes(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def evidence_path(organisation_id: UUID, digest: str) -> Path:
    """Where the file with this digest lies."""
    return Path(settings.EVIDENCE_ROOT) / str(organisation_id) / digest[:2] / digest


def store(organisation_id: UUID, content: bytes) -> str:
    """Put a file into its place: a temporary name, synced, renamed. Twice is harmless. Gives the digest."""
    digest = digest_of_bytes(content)
    path = evidence_path(organisation_id, digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, content)
    return digest


def write_whole(path: Path, content: bytes) -> None:
    """Write so that a reader never sees half a file, and a power cut leaves either nothing or all of it."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def place_for(path: Path) -> Path:
    """Where a file that a person names is written: a new one, or a regular one, through a link. Raises Refused.

    Writing replaces what is there by renaming, which would turn a device into a file and a link into something else.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise Refused(f"{path} is a link that leads nowhere. Name another file.") from None
        return path
    if stat.S_ISDIR(mode):
        raise Refused(f"{path} is a folder. Name a file in it, such as {path / 'dossier.pdf'}.")
    if not stat.S_ISREG(mode):
        raise Refused(f"{path} is a device, a pipe or a socket and no file. Name a file.")
    return path.resolve()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(organisation_id: UUID, digest: str) -> bytes:
    """The file's bytes. Raises Unavailable where it is gone or no longer what it was."""
    path = evidence_path(organisation_id, digest)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Unavailable("The file is not in its place. Restore it from a backup: its digest is on record.") from error
    if digest_of_bytes(content) != digest:
        raise Unavailable("The file is not what was stored: its digest differs. Restore it from a backup.")
    return content
