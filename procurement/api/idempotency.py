"""Safe repeats: a write with an Idempotency-Key is done once; the same request again replays the first answer.

Key, effect and answer are one transaction. A duplicate that comes while the first is at work waits for it; what is
refused or fails stores nothing, so that it may be sent again.
"""

import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import OperationalError, transaction
from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response

from checklists.canonical import digest_of
from checklists.errors import Detail, Invalid
from checklists.models import IdempotencyKey
from checklists.services import idempotency
from procurement.api.problems import Refusal

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
FORM = re.compile(r"[\x21-\x7e]{1,255}", re.ASCII)
WAITED = "The first request with this key may still be at work, or the database is busy. Send the very same again."
REUSED = "This key was sent before with another request. Use a new key for a new request."
KEPT_HEADERS = ("Content-Type", "ETag", "Location")


def answer_once(view: Any, handler: Callable[..., Response], request: Request, *args: Any, **kwargs: Any) -> Any:
    """Run the handler; with an Idempotency-Key at most once for that key and request."""
    key = request.headers.get(HEADER)
    if key is None:
        return handler(request, *args, **kwargs)
    if not FORM.fullmatch(key):
        sentence = "An idempotency key has 1 to 255 visible ASCII characters."
        raise Invalid(sentence, [Detail(HEADER, "malformed", sentence)])
    asked = fingerprint(request)
    try:
        with transaction.atomic():
            row, new = idempotency.claim(key=key, api_key=view.key.pk, request=asked, by=view.by, at=view.at)
            return _first(view, handler, row, request, *args, **kwargs) if new else _again(row, asked)
    except OperationalError as error:
        raise Refusal(409, "key_in_progress", WAITED) from error


def fingerprint(request: Request) -> str:
    """What makes two requests the same: method, path and what was sent. The boundaries of a form do not count."""
    path = [request.method, request.get_full_path()]
    if (request.content_type or "").startswith("multipart/"):
        form: Any = request.data
        return digest_of([*path, [[name, _part(value)] for name, value in sorted(form.items())]])
    return digest_of([*path, hashlib.sha256(request._request.body).hexdigest()])


def _part(value: Any) -> Any:
    if not isinstance(value, UploadedFile):
        return value
    whole = hashlib.sha256()
    for chunk in value.chunks():
        whole.update(chunk)
    value.seek(0)
    return [value.name, whole.hexdigest()]


def _first(
    view: Any, handler: Callable[..., Response], row: IdempotencyKey, request: Request, *args: Any, **kwargs: Any
):
    response = view.finalize_response(request, handler(request, *args, **kwargs), *args, **kwargs).render()
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    idempotency.keep(row, status=response.status_code, headers=headers, body=response.content.decode())
    return response


def _again(row: IdempotencyKey, asked: str) -> HttpResponse:
    if row.request != asked:
        raise Refusal(422, "key_reused", REUSED)
    return HttpResponse(row.body, status=row.status, headers={**row.headers, REPLAYED: "true"})
