"""The organisation that a form was rendered for: carried in the form, signed, and compared when it comes back.

A member of several organisations may have two open in two tabs. What was typed for one is never written into the other.
"""

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from checklists.errors import Refused

FIELD = "rendered_for"
SIGNER = Signer(salt="candour.rendered-for")


class OtherOrganisation(Refused):
    """A form comes back under another organisation than the one it was made for, or without saying which."""

    code = "other_organisation"


def mark_of(request: HttpRequest) -> str:
    """What a form carries: the organisation and the person, signed."""
    return SIGNER.sign(_who_and_where(request))


def made_for(mark: str) -> tuple[str, str] | None:
    """The ids of the organisation and of the person that a mark was made for; None for one that is not ours."""
    try:
        organisation, _, person = SIGNER.unsign(mark).partition(".")
    except BadSignature:
        return None
    return organisation, person


def ensure_rendered_for(request: HttpRequest) -> None:
    """Let a POST through that comes from a page of the organisation in scope. Raises OtherOrganisation."""
    sent = request.POST.get(FIELD, "")
    try:
        same = SIGNER.unsign(sent) == _who_and_where(request)
    except BadSignature:
        same = False
    if not same:
        name = request.member.organisation.name  # type: ignore[attr-defined]
        raise OtherOrganisation(
            f"This page was opened for another organisation than {name}, in which you are now. Nothing was written. "
            "Switch back to the other organisation, go back in your browser, and save again: what you typed is still "
            "on that page."
        )


def _who_and_where(request: HttpRequest) -> str:
    member = request.member  # type: ignore[attr-defined]
    return f"{member.organisation_id}.{member.user_id}"
