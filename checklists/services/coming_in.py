"""How a respondent comes in: a link opens nothing but the question who is there; a fresh code answers it.

Looking at a link has no effect, whoever or whatever looks. What may be tried is counted before it is compared.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import F

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, NotFound, Refused
from checklists.models import AccessCode, AnswerRequest, RequestLink, RespondentSession
from checklists.models.requests import RequestState
from checklists.services.history import bookkeeping, record, service
from checklists.services.people import token_hash
from checklists.services.request_mail import mail_code
from checklists.services.requests import close, new_link, open_request
from checklists.services.rows import insert, organisation_in_scope

CODE_LIVES = timedelta(minutes=10)
MOST_TRIES = 5
MOST_CODES, CODES_WITHIN = 5, timedelta(hours=1)
MOST_CODES_A_DAY = 15
SESSION_IDLE, SESSION_LIVES = timedelta(hours=2), timedelta(hours=12)
SEEN_GRAIN = timedelta(minutes=1)
MOST_PASSES = 3
WRONG_CODE = "This is not the code, or it has run out. Look at the newest mail, or have another sent."


@dataclass(frozen=True)
class Passed:
    """A request passed on to another address, with its new link. `token` is shown this once."""

    request: AnswerRequest
    token: str


def find_link(token: str) -> RequestLink:
    """The link of a token with its request, whether or not it still works. Raises NotFound."""
    rows = RequestLink.every_organisation.select_related(
        "organisation", "request__organisation", "request__assessment__model_use__product__vendor"
    )
    link = rows.filter(token_hash=token_hash(token)).first()
    if link is None:
        raise NotFound("request")
    return link


def respondent(request: AnswerRequest) -> Actor:
    """Who answers: the address that was asked, and nobody's member."""
    label = f"{request.name}, {request.email}" if request.name else request.email
    return Actor("respondent", request.pk, label[:200], "portal")


@service
def send_code(request: AnswerRequest, *, by: Actor, at: datetime) -> str:
    """A fresh code for the request's address; the ones before end. Raises Refused where too many were sent.

    Also for a request that is over: whoever proves to be who was asked may know what became of it.
    """
    AnswerRequest.objects.select_for_update().get(pk=request.pk)
    _not_too_many(request, at)
    code = f"{secrets.randbelow(10**6):06d}"
    request.codes.filter(used_at=None).update(expires_at=at)
    row = AccessCode(request=request, code_hash=_code_hash(request, code), expires_at=at + CODE_LIVES)
    insert(row, by=by, at=at)
    lasts = int(CODE_LIVES.total_seconds() // 60)
    mail_code(request, code, lasts, expires_at=row.expires_at, by=by, at=at)
    _say("respondent_code_sent", request, by, at)
    return code


def _not_too_many(request: AnswerRequest, at: datetime) -> None:
    lately = request.codes.filter(created_at__gt=at - CODES_WITHIN).count()
    today = request.codes.filter(created_at__gt=at - timedelta(days=1)).count()
    if lately >= MOST_CODES or today >= MOST_CODES_A_DAY:
        raise Refused("Several codes were sent already. Look for the newest, or try again in an hour.", code="too_many")


@bookkeeping
def count_try(request: AnswerRequest, at: datetime) -> AccessCode | None:
    """The code that may be tried now, one try of it used up; None where there is none to try any more."""
    row = request.codes.filter(used_at=None, expires_at__gt=at).order_by("-id").first()
    if row is None or not request.codes.filter(pk=row.pk, tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        return None
    return row


@service
def come_in(request: AnswerRequest, *, code: str, tried: AccessCode | None, by: Actor, at: datetime) -> str:
    """Compare the code with the one whose try was counted, and begin a session. Gives its token. Raises Invalid."""
    same = tried is not None and hmac.compare_digest(tried.code_hash, _code_hash(request, code.strip()))
    if tried is None or not same or not request.codes.filter(pk=tried.pk, used_at=None).update(used_at=at):
        raise Invalid(WRONG_CODE, [Detail("/code", "wrong_code", WRONG_CODE)])
    token = secrets.token_urlsafe(32)
    insert(RespondentSession(request=request, token_hash=token_hash(token), seen_at=at), by=by, at=at)
    if request.proven_at is None:
        request.proven_at = at
        AnswerRequest.objects.filter(pk=request.pk, proven_at=None).update(proven_at=at)
    _say("respondent_came_in", request, by, at)
    return token


def session_of(token: str, at: datetime) -> RespondentSession | None:
    """The session of a token, while it lasts: twelve hours in all, two without use."""
    rows = RespondentSession.every_organisation.select_related(
        "organisation", "request__organisation", "request__assessment__model_use__product__vendor"
    )
    return rows.filter(
        token_hash=token_hash(token),
        ended_at=None,
        seen_at__gt=at - SESSION_IDLE,
        created_at__gt=at - SESSION_LIVES,
    ).first()


@bookkeeping
def note_seen(session: RespondentSession, at: datetime) -> None:
    """Remember that a session is in use; once a minute is fine enough for an idle limit."""
    if at - session.seen_at > SEEN_GRAIN:
        RespondentSession.objects.filter(pk=session.pk).update(seen_at=at)


@service
def end_session(session: RespondentSession, *, by: Actor, at: datetime) -> None:
    """Leave; the link stays good."""
    if RespondentSession.objects.filter(pk=session.pk, ended_at=None).update(ended_at=at):
        _say("respondent_left", session.request, by, at)


@service
def pass_on(request: AnswerRequest, *, email: str, name: str, by: Actor, at: datetime, inside: bool = False) -> Passed:
    """ "Not you?": the request goes to the right address by a link of its own, and this one ends.

    Whoever holds the link may do this before any code, as what sales@ was sent is to reach who knows; once somebody
    has shown that the address is theirs, only they may (`inside`). The buyer is told, and may withdraw it. Raises
    Refused after a few times, Invalid for what is no address.
    """
    row = open_request(request)
    if row.proven_at is not None and not inside:
        raise Refused("Somebody has come in by this request already. Come in with a code first.", code="come_in_first")
    if _passes(row) >= MOST_PASSES:
        raise Refused("This request was passed on several times. Tell who sent it whom to ask.", code="too_many")
    address = email.strip().lower()
    if address == row.email:
        said = "This is the address that the request came to. Give another, or begin here."
        raise Invalid(said, [Detail("/email", "same", said)])
    following = _copy_for(row, address, name.strip())
    close(row, RequestState.PASSED_ON, by, at)
    insert(following, by=by, at=at)
    named = {"request": following.pk, "email": address, "name": following.name, "from_email": row.email}
    record("request_passed_on", row.assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
    return Passed(following, new_link(following, by, at))


def _copy_for(row: AnswerRequest, email: str, name: str) -> AnswerRequest:
    same = {key: getattr(row, key) for key in ("assessment", "part_of", "message", "due_on", "questions")}
    return AnswerRequest(instead_of=row, email=email, name=name, **same)


def _passes(row: AnswerRequest) -> int:
    count, each = 0, row
    while each.instead_of is not None:
        count, each = count + 1, each.instead_of
    return count


def standing(link: RequestLink, at: datetime) -> str:
    """What becomes of who follows this link: open, submitted, withdrawn, passed_on, replaced or expired."""
    request = link.request
    if request.state in (RequestState.WITHDRAWN.value, RequestState.PASSED_ON.value):
        return request.state
    if link.ended_at is not None:
        return "replaced"
    if link.expires_at <= at:
        return "expired"
    return request.state


def _code_hash(request: AnswerRequest, code: str) -> str:
    return sha256(f"{request.pk}:{code}".encode()).hexdigest()


def _say(kind: str, request: AnswerRequest, by: Actor, at: datetime) -> None:
    named = {"request": request.pk, "email": request.email}
    record(kind, request.assessment, by=by, at=at, organisation=organisation_in_scope(), **named)
