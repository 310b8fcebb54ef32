"""Problems: every refusal as application/problem+json (RFC 9457), whoever refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from checklists import errors
from checklists.errors import Detail
from procurement.api.catalogue import TITLES

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:candour:problem:"
TRY_AGAIN_SECONDS = 5
log = structlog.get_logger("candour.api")


@dataclass(frozen=True)
class Problem:
    """One refusal. `code` is a key of the catalogue and ends the type; `more` holds members beyond the standard's."""

    status: int
    code: str
    detail: str
    errors: tuple[Detail, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """The body of the response."""
        return {
            "type": TYPE + self.code,
            "title": TITLES[self.code],
            "status": self.status,
            "detail": self.detail,
            "errors": [{"pointer": one.pointer, "code": one.code, "detail": one.detail} for one in self.errors],
            **self.more,
        }

    def as_response(self) -> Response:
        """For views of the framework."""
        return Response(self.as_data(), self.status, headers=dict(self.headers), content_type=MEDIA_TYPE)


class Refusal(exceptions.APIException):
    """What the API itself refuses, with a status and a code of its own."""

    def __init__(self, status: int, code: str, detail: str, errors: tuple[Detail, ...] = (), **headers: str):
        super().__init__(detail, code)
        self.status_code = status
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.problem = Problem(status, code, detail, errors, headers=named)


# The most particular kind first: each is a kind of Refused.
DOMAIN = (
    (errors.Invalid, 400),
    (errors.NotAllowed, 403),
    (errors.NotFound, 404),
    (errors.Stale, 412),
    (errors.Unavailable, 503),
    (errors.Refused, 409),
)
FRAMEWORK = {
    400: "invalid",
    401: "no_live_key",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    415: "media_type",
    429: "too_many_requests",
}
NO_KEY = "Send a live key: Authorization: Bearer cnd_... It is missing, unknown, revoked or expired."
FAULT = "Something is wrong on our side. It is logged under the X-Request-ID of this answer."
WORDS = {401: NO_KEY, 404: "There is nothing here."}


def handle(exc: Exception, context: dict[str, Any]) -> Response:
    """The framework's exception handler: a problem for whatever was raised; what nobody foresaw is logged."""
    problem = problem_of(exc)
    if problem is None:
        log.error("a request failed", exc_info=exc)
        problem = Problem(500, "fault", FAULT)
    return problem.as_response()


def problem_of(exc: Exception) -> Problem | None:
    """The problem for one exception; None for one that nobody foresaw."""
    if isinstance(exc, Refusal):
        return exc.problem
    if isinstance(exc, errors.Refused):
        return of_domain(exc)
    if isinstance(exc, exceptions.APIException):
        return _of_framework(exc)
    if isinstance(exc, RequestDataTooBig):
        return Problem(413, "too_large", "The body is larger than what is taken here.")
    if isinstance(exc, SuspiciousOperation):
        return Problem(400, "invalid", "The request cannot be taken as it is.")
    if isinstance(exc, Http404):
        return Problem(404, "not_found", WORDS[404])
    if isinstance(exc, PermissionDenied):
        return Problem(403, "not_allowed", "This is not allowed.")
    return _of_database(exc)


def of_domain(exc: errors.Refused) -> Problem:
    """A refusal of the domain: its kind gives the status, its code the type."""
    status = next(status for kind, status in DOMAIN if isinstance(exc, kind))
    problem = Problem(status, exc.code, exc.message, exc.details)
    if isinstance(exc, errors.Stale):
        return replace(problem, more={"current": exc.current})
    if isinstance(exc, errors.Unavailable):
        return replace(problem, headers={"Retry-After": str(TRY_AGAIN_SECONDS)})
    return problem


def _of_framework(exc: exceptions.APIException) -> Problem:
    if isinstance(exc, exceptions.ValidationError):
        return _of_validation(exc)
    headers = {}
    if authenticate := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = authenticate
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait))
    code = exc.detail.code if isinstance(exc.detail, exceptions.ErrorDetail) else ""
    return Problem(
        exc.status_code,
        code if code in TITLES else FRAMEWORK.get(exc.status_code, "fault"),
        WORDS.get(exc.status_code) or str(exc.detail),
        headers=headers,
    )


def _of_validation(exc: exceptions.ValidationError) -> Problem:
    details = tuple(details_of(exc.detail))
    first = details[0]
    sentence = f"{first.pointer}: {first.detail}" if first.pointer else first.detail
    return Problem(400, "invalid", f"Nothing was written. {sentence}", details)


def _of_database(exc: Exception) -> Problem | None:
    if isinstance(exc, IntegrityError):
        return Problem(409, "already_there", "Somebody else has just written the same. Look at it and try again.")
    if not isinstance(exc, (OperationalError, InterfaceError)):
        return None
    log.error("the database does not answer", exc_info=exc)
    wait = {"Retry-After": str(TRY_AGAIN_SECONDS)}
    return Problem(503, "unavailable", "The database does not answer in time. Try again.", headers=wait)


def details_of(found: Any, pointer: str = "") -> Iterator[Detail]:
    """The framework's nested errors as a flat list, each with a JSON pointer to what it is about."""
    if isinstance(found, Mapping):
        for name, inner in found.items():
            yield from details_of(inner, pointer if name == "non_field_errors" else f"{pointer}/{step(name)}")
    elif isinstance(found, list):
        for place, inner in enumerate(found):
            nested = isinstance(inner, (Mapping, list))
            yield from details_of(inner, f"{pointer}/{place}" if nested else pointer)
    else:
        yield Detail(pointer, getattr(found, "code", None) or "invalid", str(found))


def step(name: Any) -> str:
    """One name as a step of a JSON pointer (RFC 6901)."""
    return str(name).replace("~", "~0").replace("/", "~1")
