"""A request id on every answer, and one log line for every request: the route's pattern, never the address itself."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")
QUIET = {"healthz", "readyz"}

log = structlog.get_logger("candour.request")


def request_id(request: HttpRequest) -> str:
    """The client's own id where it is harmless to repeat, else a new one."""
    given = request.headers.get(HEADER, "")
    return given if ACCEPTABLE.fullmatch(given) else uuid4().hex


def route_of(request: HttpRequest) -> str:
    """The pattern that matched: an address may hold a vendor's token, a pattern cannot."""
    match = request.resolver_match
    return match.route if match else "(no route)"


class RequestLogMiddleware:
    """Outermost, so that the line counts everything and every response has its id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mark, began = request_id(request), time.perf_counter()
        request.request_id = mark  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=mark)
        response = self.get_response(request)
        response[HEADER] = mark
        if route_of(request) not in QUIET:
            milliseconds = round((time.perf_counter() - began) * 1000)
            log.info(
                "request", method=request.method, route=route_of(request), status=response.status_code, ms=milliseconds
            )
        return response
