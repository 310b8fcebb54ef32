"""The database at a start: backed up if it is about to change, then brought to the schema of this code."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.db import OperationalError, connection

from procurement.schema import pending_migrations, unknown_migrations
from procurement.serving.trouble import CannotStart

KEPT_BACKUPS = 5


def bring_up_to_date(backups: Path, say: Callable[[str], None]) -> None:
    """Apply what is pending. SQLite is copied first; a server's database is the operator's to back up."""
    try:
        unknown, pending = unknown_migrations(), pending_migrations()
        is_new = not connection.introspection.table_names()
    except OperationalError as error:
        cure = "Check DATABASE_URL and that the server runs: python manage.py doctor"
        raise CannotStart(f"The database does not answer: {error}", cure) from error
    if unknown:
        cure = "Run the newer version again, or restore a backup from the data folder's backups/."
        raise CannotStart(f"A newer Candour made this database (it has {unknown[-1]}).", cure)
    if not pending:
        return
    if connection.vendor == "sqlite" and not is_new:
        say(f"database   backed up to {back_up(backups, before=pending[0])}")
    call_command("migrate", interactive=False, verbosity=0)
    say(f"database   {len(pending)} migrations applied ({connection.display_name})")


def back_up(folder: Path, before: str) -> Path:
    """A whole, consistent copy beside the old ones, named by time and by the migration that follows it."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = folder / f"{stamp}-before-{before}.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    copy.chmod(0o600)
    for old in sorted(folder.glob("*-before-*.sqlite3"))[:-KEPT_BACKUPS]:
        old.unlink()
    return copy
