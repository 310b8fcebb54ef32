"""Finished PDFs on disk, under a name that follows from the dossier and its bytes. Written whole or not at all."""

from pathlib import Path
from uuid import UUID

from django.conf import settings

from checklists.errors import Unavailable
from checklists.services.files import digest_of_bytes, write_whole

AGAIN = "Queue the dossier again: it will be the same, or say why it cannot be."


def pdf_path(organisation_id: UUID, digest: str) -> Path:
    """Where the PDF with this SHA-256 lies."""
    return Path(settings.DOSSIER_ROOT) / str(organisation_id) / digest[:2] / f"{digest}.pdf"


def put(organisation_id: UUID, pdf: bytes) -> str:
    """Put a PDF into its place and give its SHA-256. Two workers with the same bytes meet in the same place."""
    digest = digest_of_bytes(pdf)
    path = pdf_path(organisation_id, digest)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, pdf)
    return digest


def get(organisation_id: UUID, digest: str) -> bytes:
    """The bytes of a finished PDF. Raises Unavailable where they are gone or are no longer what they were."""
    try:
        pdf = pdf_path(organisation_id, digest).read_bytes()
    except OSError as error:
        raise Unavailable(f"The PDF is not in its place. {AGAIN}") from error
    if digest_of_bytes(pdf) != digest:
        raise Unavailable(f"The PDF on disk is not what was rendered. {AGAIN}")
    return pdf


def is_whole(organisation_id: UUID, digest: str) -> bool:
    """Whether the PDF lies in its place and is what it was."""
    try:
        get(organisation_id, digest)
    except Unavailable:
        return False
    return True


def sweep_temporary(older_than: float) -> int:
    """Remove half-written files that a killed worker left, not touched since `older_than` (a Unix time)."""
    removed = 0
    for path in Path(settings.DOSSIER_ROOT).glob("*/*/*.tmp"):
        try:
            if path.stat().st_mtime < older_than:
                path.unlink()
                removed += 1
        except FileNotFoundError:
            continue
    return removed
