"""Whether the tables of the database are those of this code."""

from django.db import connections
from django.db.migrations.executor import MigrationExecutor


def pending_migrations(alias: str = "default") -> list[str]:
    """The migrations that this code has and the database lacks, in order, as `app.name`."""
    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def unknown_migrations(alias: str = "default") -> list[str]:
    """The migrations that a newer Candour applied to the database and this code does not know."""
    loader = MigrationExecutor(connections[alias]).loader
    known = {app for app, _ in loader.disk_migrations}
    return sorted(
        f"{app}.{name}" for app, name in set(loader.applied_migrations) - set(loader.disk_migrations) if app in known
    )
