"""Requests: what one respondent of a vendor is asked, and the links, codes and sessions by which they come in."""

from datetime import datetime
from enum import StrEnum

from django.db import models

from checklists.models.assessments import Assessment
from checklists.models.base import OrganisationRow, Versioned, choices_of
from checklists.models.evidence import Evidence


class RequestState(StrEnum):
    """That a link has run out is not a state: it follows from the link's own end."""

    OPEN = "open"
    SUBMITTED = "submitted"
    PASSED_ON = "passed_on"
    WITHDRAWN = "withdrawn"


class AnswerRequest(OrganisationRow, Versioned):
    """One respondent, asked for the vendor's answers of one assessment. It gives no right but to answer them.

    `questions` are the keys that it is about; none means every question that goes to the vendor. One that was handed
    on to a colleague names the request that it came from in `part_of`; one that was passed on to the right address is
    followed by another that names it in `instead_of`. `proven_at` is when somebody first showed that the mail of
    `email` is theirs. `receipt` is canonical JSON, the digest over its bytes.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="requests")
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, related_name="parts", null=True)
    instead_of = models.ForeignKey("self", on_delete=models.PROTECT, related_name="followed_by", null=True)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, default="")
    message = models.TextField(default="")
    due_on = models.DateField()
    questions = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=choices_of(RequestState), default=RequestState.OPEN.value)
    proven_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    attested_name = models.CharField(max_length=200, default="")
    attested_role = models.CharField(max_length=200, default="")
    receipt = models.TextField(default="")
    receipt_digest = models.CharField(max_length=64, default="")

    class Meta(OrganisationRow.Meta):
        verbose_name = "request"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"],
                condition=models.Q(part_of=None, state=RequestState.OPEN.value),
                name="one_open_request",
                violation_error_message="Somebody is asked already. Make a new link for them, or withdraw the request.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name or self.email}, {self.assessment}"

    @property
    def called(self) -> str:
        """What the respondent is called: a name is said by whoever sent the request, and may be missing."""
        return self.name or self.email


class RequestLink(OrganisationRow):
    """One link of a request. The token is stored hashed; a newer link ends the one before, and the row stays, so that
    whoever follows the old one can be told."""

    request = models.ForeignKey(AnswerRequest, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def works(self, at: datetime) -> bool:
        """Whether it opens the request at a moment, as far as the link itself goes."""
        return self.ended_at is None and self.expires_at > at


class AccessCode(OrganisationRow):
    """Six figures sent to the address of a request, good for ten minutes and a few tries. Stored hashed."""

    request = models.ForeignKey(AnswerRequest, on_delete=models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)


class RespondentSession(OrganisationRow):
    """Somebody who has shown that a request's address is theirs, in one browser, for one request."""

    request = models.ForeignKey(AnswerRequest, on_delete=models.PROTECT, related_name="sessions")
    token_hash = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Clarification(OrganisationRow):
    """One turn of the talk about one question: the buyer asks again, the respondent explains. Append-only."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="clarifications")
    request = models.ForeignKey(AnswerRequest, on_delete=models.PROTECT, related_name="+", null=True)
    question = models.CharField(max_length=100)
    text = models.TextField()

    @property
    def from_vendor(self) -> bool:
        return self.by_kind == "respondent"


class RequestEvidence(OrganisationRow):
    """A file that a respondent handed in: which request it came by."""

    request = models.ForeignKey(AnswerRequest, on_delete=models.PROTECT, related_name="files")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
