"""Whether mail works here: how it leaves, at which public address its links lead back, and who has proven both.

Until a test mail has arrived and its link was opened, nothing but test mail is written. Mail to people outside, such as
an invitation, needs more: a server that takes it out of the machine, and an address that others can reach.
"""

from dataclasses import dataclass

from django.conf import settings

from checklists.models import MailProof
from checklists.rules.dates import in_words
from checklists.services.judging import day_of
from checklists.services.links import is_public

NOT_PUBLIC = (
    "The public address is {address}, which only this machine can open. Set PUBLIC_URL to the address that people type "
    "(docs/operations.md)."
)
STAYS_HERE = {
    "file": "Mail goes into files on this machine and to nobody. Set EMAIL_URL to a mail server (docs/operations.md).",
    "console": "Mail is printed on this machine and goes to nobody. Set EMAIL_URL to a mail server.",
}
NOT_PROVEN = "No test mail has been proven yet: an owner sends one under Mail and opens the link in it."
PROVEN_ELSEWHERE = (
    "The mail server or the public address has changed since mail was proven on {on}. An owner sends a test mail again."
)


@dataclass(frozen=True)
class MailStanding:
    """`works`: members get mail. `reaches_outside`: links may be mailed to anybody. `why_not` are sentences that say
    what is missing for the second, each with what to do; none where nothing is."""

    way: str
    way_out: str
    public_url: str
    proof: MailProof | None
    why_not: tuple[str, ...]

    @property
    def works(self) -> bool:
        return self.proof is not None

    @property
    def reaches_outside(self) -> bool:
        return not self.why_not


def mail_standing() -> MailStanding:
    """As it stands in the organisation in scope. One statement."""
    last = MailProof.objects.filter(proven_at__isnull=False).select_related("member__user").order_by("-proven_at")
    proof = last.first()
    holds = proof is not None and (proof.public_url, proof.way_out) == (settings.PUBLIC_URL, settings.MAIL.way_out)
    why_not = _why_not(proof, holds)
    return MailStanding(
        settings.MAIL.way, settings.MAIL.way_out, settings.PUBLIC_URL, proof if holds else None, tuple(why_not)
    )


def _why_not(proof: MailProof | None, holds: bool) -> list[str]:
    found = [] if is_public() else [NOT_PUBLIC.format(address=settings.PUBLIC_URL)]
    if settings.MAIL.way in STAYS_HERE:
        found.append(STAYS_HERE[settings.MAIL.way])
    if proof is None or proof.proven_at is None:
        found.append(NOT_PROVEN)
    elif not holds:
        found.append(PROVEN_ELSEWHERE.format(on=in_words(day_of(proof.proven_at))))
    return found
