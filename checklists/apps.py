"""The domain: what Candour knows and decides."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.models.signals import post_migrate

from checklists import triggers


def reinstall_triggers(using: str, **_: Any) -> None:
    """After every migration, since altering a table may have dropped them."""
    triggers.install(connections[using])


def check_triggers(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Say which triggers are missing. Runs where a database is named: `check --database default`, `doctor`."""
    errors: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if "checklists_event" not in connection.introspection.table_names():
            continue
        for name in triggers.missing(connection):
            errors.append(
                Error(f"The trigger {name} is missing or altered.", hint="Run migrate.", id="checklists.E001")
            )
    return errors


class ChecklistsConfig(AppConfig):
    name = "checklists"
    verbose_name = "Due diligence"

    def ready(self) -> None:
        post_migrate.connect(reinstall_triggers, sender=self)
        register(check_triggers, Tags.database)
