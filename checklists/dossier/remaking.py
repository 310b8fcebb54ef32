"""Whether a dossier's PDF is whole, and whether this release can make it: it follows from the template version too."""

from checklists.dossier.failed import RenderFailed
from checklists.dossier.store import is_whole, pdf_path
from checklists.dossier.version import template_version
from checklists.models import Dossier


def has_whole_pdf(dossier: Dossier) -> bool:
    """Whether its PDF was made and lies in its place, byte for byte."""
    return bool(dossier.pdf_digest) and is_whole(dossier.organisation_id, dossier.pdf_digest)


def hindrance(dossier: Dossier) -> RenderFailed | None:
    """Why this release cannot make the PDF: under the name of other templates it would be a lie. None where it can."""
    if dossier.template == template_version():
        return None
    return _lost_with_its_release(dossier) if dossier.pdf_digest else _overtaken(dossier)


def _overtaken(dossier: Dossier) -> RenderFailed:
    return RenderFailed(
        "The templates have changed since this dossier was asked for "
        f"(it was frozen for {dossier.template}; this release has {template_version()}).",
        "Ask for a dossier of the assessment again: that is a new one, made with the templates of today.",
        retry=False,
    )


def _lost_with_its_release(dossier: Dossier) -> RenderFailed:
    return RenderFailed(
        "The PDF is lost, and this release cannot make the same again "
        f"(it was made with {dossier.template}; this release has {template_version()}).",
        f"Put {_place(dossier)} back from a backup, or ask for a new dossier of the assessment.",
        retry=False,
    )


def another_file(dossier: Dossier) -> RenderFailed:
    """It was rendered again and came out differently."""
    return RenderFailed(
        "The PDF was rendered again and is not the same as before, so it was not kept: "
        "the fonts or the libraries of this machine have changed.",
        f"Put {_place(dossier)} back from a backup and queue it again, or ask for a new dossier of the assessment.",
        retry=False,
    )


def _place(dossier: Dossier) -> str:
    path = pdf_path(dossier.organisation_id, dossier.pdf_digest)
    return "/".join(path.parts[-4:])
