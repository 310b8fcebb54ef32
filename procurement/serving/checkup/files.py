"""The files that rows speak of: finished PDFs and kept evidence, each read and compared with its digest."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

from django.db import DatabaseError

from checklists.dossier.store import pdf_path
from checklists.dossier.version import template_version
from checklists.models import Dossier, Evidence
from checklists.models.dossiers import DossierState
from checklists.models.evidence import EvidenceKind
from checklists.services.files import digest_of_bytes, evidence_path
from procurement.serving.checkup.finding import Finding, ok, problem

MOST_NAMED = 20
RESTORE = "Put it back from a backup."


def dossiers() -> Iterator[Finding]:
    """Each PDF that is said to be ready."""
    ready = Dossier.every_organisation.filter(state=DossierState.READY.value).order_by("id")
    try:
        rows = list(ready.values_list("organisation_id", "pdf_digest", "pk", "number", "template"))
    except DatabaseError:
        return
    faults = []
    for organisation, digest, key, number, template in rows:
        path = pdf_path(organisation, digest)
        if wrong := what_is_wrong(path, digest):
            faults.append(problem("dossiers", f"no. {number}: {path} {wrong}", _cure(key, number, template)))
    yield from _told("dossiers", len(rows), faults)


def evidence() -> Iterator[Finding]:
    """Each file of evidence."""
    kept = Evidence.every_organisation.filter(kind=EvidenceKind.FILE.value).order_by("id")
    try:
        rows = set(kept.values_list("organisation_id", "digest"))
    except DatabaseError:
        return
    paths = sorted((evidence_path(organisation, digest), digest) for organisation, digest in rows)
    wrong = ((path, what_is_wrong(path, digest)) for path, digest in paths)
    yield from _told(
        "evidence", len(rows), [problem("evidence", f"{path} {said}", RESTORE) for path, said in wrong if said]
    )


def what_is_wrong(path: Path, digest: str) -> str:
    """Nothing, or what is wrong with a file, as the end of a sentence."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return "" if digest_of_bytes(content) == digest else "is damaged: it has another digest than was stored"


def _cure(key: UUID, number: int, template: str) -> str:
    if template != template_version():
        return f"{RESTORE} This release cannot make it again: it has other templates than {template}."
    again = f"python manage.py export_dossier {key} --out dossier-{number}.pdf"
    return f"Type: {again}   (renders it again and compares)"


def _told(what: str, looked_at: int, faults: Sequence[Finding]) -> Iterator[Finding]:
    if not faults:
        yield ok(what, f"{looked_at} files are as they were stored")
        return
    yield from faults[:MOST_NAMED]
    if len(faults) > MOST_NAMED:
        yield problem(what, f"and {len(faults) - MOST_NAMED} more", "Mend these, then ask again.")


EXAMINATIONS = [dossiers, evidence]
