"""Repeats of a request that are known as such: the first answer is kept for a day, in the transaction of its effect."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from checklists.actor import Actor
from checklists.models import IdempotencyKey
from checklists.services.history import bookkeeping
from checklists.services.rows import organisation_in_scope

LIVES = timedelta(hours=24)
WAIT_SECONDS = 20


@bookkeeping
def claim(*, key: str, api_key: UUID, request: str, by: Actor, at: datetime) -> tuple[IdempotencyKey, bool]:
    """Take a key for a request within the caller's transaction: (row, True), or (what was kept, False) for a repeat.

    A request with the same key that is still at work is waited for; OperationalError where that takes too long.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
    row = IdempotencyKey(organisation=organisation_in_scope(), key=key, api_key=api_key, request=request)
    row.expires_at = at + LIVES
    row.stamp(by, at)
    mine = IdempotencyKey.objects.filter(key=key, api_key=api_key)
    if _inserted(row):
        return row, True
    kept = mine.get()
    if kept.expires_at > at:
        return kept, False
    kept.delete()
    return (row, True) if _inserted(row) else (mine.get(), False)


def _inserted(row: IdempotencyKey) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@bookkeeping
def keep(row: IdempotencyKey, *, status: int, headers: dict[str, str], body: str) -> Any:
    """Keep the answer with its key."""
    return IdempotencyKey.objects.filter(pk=row.pk).update(status=status, headers=headers, body=body)
