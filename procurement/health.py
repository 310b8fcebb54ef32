"""Two questions that a supervisor or a load balancer asks: does the process live, and may it be sent visitors."""

import shutil
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from procurement.celery import broker_answers
from procurement.schema import pending_migrations

LEAST_FREE_BYTES = 200 * 1024 * 1024


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing else, so that a slow database does not get a healthy process killed."""
    return JsonResponse({"status": "alive"})


def database_answers() -> bool:
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def schema_is_current() -> bool:
    try:
        return not pending_migrations()
    except DatabaseError:
        return False


def disk_has_room() -> bool:
    try:
        return shutil.disk_usage(settings.DATA).free > LEAST_FREE_BYTES
    except OSError:
        return False


# Without these, visitors meet errors.
NEEDED: dict[str, Callable[[], bool]] = {"database": database_answers, "schema": schema_is_current}
# Without these, pages work and jobs wait: taking every web process out of service would help nobody.
WANTED: dict[str, Callable[[], bool]] = {"broker": broker_answers, "disk": disk_has_room}


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 `ready` or `degraded` (jobs wait), 503 `not_ready`; each part by name, with no detail for strangers."""
    parts = {name: ask() for name, ask in {**NEEDED, **WANTED}.items()}
    ready = all(parts[name] for name in NEEDED)
    status = "not_ready" if not ready else "ready" if all(parts.values()) else "degraded"
    said = {name: "ok" if good else "problem" for name, good in parts.items()}
    return JsonResponse({"status": status, "parts": said}, status=200 if ready else 503)
