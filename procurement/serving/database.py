"""The database at a start: backed up if it is about to change, then brought to the schema of this code."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection

from procurement.schema import pending_migrations, unknown_migrations
from procurement.serving.trouble import CannotStart

KEPT_BACKUPS = 5
FIRST_START_MARK = "first-start-done"


@contextmanager
def readable_or_said(data: Path) -> Iterator[None]:
    """A database file that is damaged keeps Candour from starting, in words. Other errors are not its business."""
    path = Path(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None
    if path and path.exists() and not path.stat().st_size and (data / FIRST_START_MARK).exists():
        raise CannotStart(f"The database {path} is empty, though Candour has run on it before.", put_back(path, data))
    try:
        yield
    except DatabaseError as error:
        if not is_damage(error) or path is None:
            raise
        raise CannotStart(f"The database {path} cannot be read: {error}.", put_back(path, data)) from error


def is_damage(error: DatabaseError) -> bool:
    """Whether the file itself is broken: SQLite says so by the plain class, not by one of its kinds."""
    return type(error) is DatabaseError


def put_back(path: Path, data: Path) -> str:
    """What to do about a damaged SQLite file."""
    copies = sorted((data / "backups").glob("*-before-*.sqlite3"))
    last = f"the last one is {copies[-1]}" if copies else "there is none yet, so take one of your own"
    moved = f"Move {path} (with -wal and -shm) aside and put a copy in its place, from {data / 'backups'}"
    return f"{moved}: {last}. Nothing was changed."


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
