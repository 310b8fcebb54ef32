"""The test database: the catalogue is installed once, writes past the services are caught, commits are cleaned up."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from checklists import triggers
from checklists.models import Event, EventBody, EventHead
from checklists.models.tenancy import TenantRow
from checklists.services import history

WRITE = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
_allowed: ContextVar[bool] = ContextVar("writes_past_the_services", default=False)


def tenant_tables() -> set[str]:
    """Every table whose rows belong to an organisation, or may, and the history."""
    rows = {model._meta.db_table for model in apps.get_models() if issubclass(model, TenantRow)}
    return rows | {model._meta.db_table for model in (Event, EventBody, EventHead)}


class WroteAround(AssertionError):
    """A tenant row was written outside a recorded service call."""


def watch_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """A database wrapper: refuses a write to a tenant table unless a service or a bookkeeper is at work."""
    found = WRITE.match(sql)
    if found and found[1] in tenant_tables() and not history.writing() and not _allowed.get():
        raise WroteAround(f"outside a service: {sql[:160]}")
    return execute(sql, params, many, context)


@contextmanager
def writing_around_the_services() -> Iterator[None]:
    """For tests of the tables themselves: what the database refuses whoever writes."""
    token = _allowed.set(True)
    try:
        yield
    finally:
        _allowed.reset(token)


def is_catalogue(model: type[models.Model]) -> bool:
    """Tables that hold nothing but the catalogue or Django's own furniture: they stay between tests."""
    kept = {"edition", "editionitem", "contenttype", "permission", "section", "question"}
    return model._meta.model_name in kept


def remove_what_was_committed() -> None:
    """Take the triggers away, remove every row but the catalogue's, put the triggers back."""
    rows = [model for model in apps.get_models() if not is_catalogue(model)]
    with transaction.atomic(), connection.constraint_checks_disabled(), writing_around_the_services():
        triggers.drop(connection)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for model in reversed(rows):
                where = " WHERE organisation_id IS NOT NULL" if _is_shared(model) else ""
                cursor.execute(f'DELETE FROM "{model._meta.db_table}"{where}')
    triggers.install(connection)


def _is_shared(model: type[models.Model]) -> bool:
    """A table of catalogue rows and an organisation's own, side by side."""
    return issubclass(model, TenantRow) and model._meta.get_field("organisation").null


def counted(statements: list[str]) -> list[str]:
    """The statements that count: SELECT, INSERT, UPDATE, DELETE; not BEGIN, SAVEPOINT, COMMIT."""
    return [sql for sql in statements if re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE)", sql, re.IGNORECASE)]


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collects the statements that count. Read the list after the block."""
    seen: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        seen.extend(counted([sql]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen
