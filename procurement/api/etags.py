"""ETags: a strong one from a row's version, to change it with; a weak one of what is worked out, to ask again with."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.http import parse_etags
from rest_framework.request import Request

from checklists.canonical import digest_of
from checklists.errors import Stale
from procurement.api.problems import Refusal

NUMBERED = re.compile(r'"([1-9]\d{0,8})"', re.ASCII)
NOT_THERE = 0


def strong(version: int) -> str:
    """The ETag of a stored row."""
    return f'"{version}"'


def weak(data: Any) -> str:
    """The ETag of something that was worked out, from the thing itself."""
    return f'W/"{digest_of(data)[:32]}"'


def changed_version(request: Request, current: int) -> int:
    """The version of a row that the client changes, from If-Match. Raises a 428 without one, Stale for another one."""
    if "If-Match" not in request.headers:
        raise _unnamed(f"If-Match: {strong(current)} (the ETag that you were given)")
    tags = parse_etags(request.headers["If-Match"])
    if "*" in tags or strong(current) in tags:
        return current
    raise _slower(f"version {current} stands now")


def optional_version(request: Request, current: int) -> int | None:
    """As `changed_version` where If-Match was sent; None where it was not: whatever stands will do."""
    return changed_version(request, current) if "If-Match" in request.headers else None


def put_version(request: Request, stands: Callable[[], int | None]) -> int:
    """The version that a PUT writes over: 0 with If-None-Match: * for a first one, else the one in If-Match.

    A single version is left to the service to compare, so `stands` (what is there now) is asked for other forms alone.
    """
    if request.headers.get("If-None-Match", "").strip() == "*":
        return NOT_THERE
    if "If-Match" not in request.headers:
        raise _unnamed("If-None-Match: * for a first one, or If-Match with the ETag that you were given")
    tags = parse_etags(request.headers["If-Match"])
    versions = [int(found[1]) for tag in tags if (found := NUMBERED.fullmatch(tag))]
    if len(tags) == 1 and versions:
        return versions[0]
    current = stands()
    if current is not None and ("*" in tags or current in versions):
        return current
    raise _slower("nothing is there yet" if current is None else f"version {current} stands now")


def is_unchanged(request: Request, etag: str) -> bool:
    """Whether the client has what it asks for already (weak comparison)."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or etag.removeprefix("W/") in [one.removeprefix("W/") for one in known]


def _unnamed(how: str) -> Refusal:
    return Refusal(428, "version_missing", f"Say which version you change: {how}.")


def _slower(stands: str) -> Stale:
    return Stale(f"Nothing of yours was written: {stands}. Look at it, and send your change again.", current={})
