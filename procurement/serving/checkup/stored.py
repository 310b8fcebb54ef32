"""What is stored: the data folder and its rights, the secret, the lock, the database and the catalogue in it."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.db import DatabaseError, connection

from checklists.models import Edition
from procurement.checks import STARTUP
from procurement.serving.checkup.finding import Finding, judged, note, ok, problem
from procurement.serving.data_folder import cure_for_key, wrong_with_key
from procurement.serving.data_lock import holder
from procurement.serving.database import is_damage, put_back


def data_folder() -> Iterator[Finding]:
    folder = settings.DATA
    if not folder.exists():
        yield note("data folder", f"{folder} is not there yet: the first `make run` makes it")
        return
    mine = os.access(folder, os.R_OK | os.W_OK | os.X_OK)
    cure = f"Type, as root: chown -R {os.getuid()}:{os.getgid()} {folder}"
    yield judged("data folder", mine, f"{folder}" if mine else f"{folder} may not be written to by this user", cure)
    mode = folder.stat().st_mode & 0o777
    private = not mode & 0o077
    said = f"rights {mode:o}" if private else f"rights {mode:o}: other users of this machine can look into it"
    yield judged("data folder", private, said, f"Type: chmod 700 {folder}")


def lock() -> Iterator[Finding]:
    pid = holder(settings.DATA)
    yield ok("serve", f"runs as process {pid}" if pid else "does not run on this data folder")


def secret() -> Iterator[Finding]:
    path = settings.SECRET_FILE
    if os.environ.get("SECRET_KEY"):
        yield ok("secret key", "from the environment")
    elif not path.exists():
        yield note("secret key", "none yet: the first `make run` makes one")
    elif what := wrong_with_key(path):
        yield problem("secret key", f"{path} {what}", cure_for_key(path))
    else:
        mode = path.stat().st_mode & 0o777
        yield judged("secret key", not mode & 0o077, f"{path}, rights {mode:o}", f"Type: chmod 600 {path}")


def settings_and_database() -> Iterator[Finding]:
    """The checks that a start makes too: settings, live pragmas, migrations, triggers."""
    if not settings.SECRET_FILE.exists() and not os.environ.get("SECRET_KEY"):
        return
    try:
        messages = run_checks(tags=[STARTUP, Tags.database], include_deployment_checks=True, databases=["default"])
    except DatabaseError as error:
        yield problem("database", f"does not answer: {error}".strip(), _cure(error))
        return
    yield ok("database", f"{connection.display_name} answers at {_place()}")
    for message in messages:
        yield problem(message.id or "check", str(message.msg), message.hint or "")
    if not messages:
        yield ok("database", "settings, schema and triggers are as they should be")


def _cure(error: DatabaseError) -> str:
    if connection.vendor == "sqlite" and is_damage(error):
        return put_back(Path(connection.settings_dict["NAME"]), settings.DATA)
    return "Check DATABASE_URL, that the server runs and that this user may connect."


def _place() -> str:
    """Where the database is, never with its password."""
    known = connection.settings_dict
    return f"{known['HOST']}:{known['PORT'] or 'default port'}" if known["HOST"] else str(known["NAME"])


def catalogue() -> Iterator[Finding]:
    try:
        edition = Edition.objects.filter(is_current=True).first()
    except DatabaseError:
        yield note("catalogue", "cannot be looked at without the database's tables")
        return
    said = f"edition {edition.version}, as of {edition.as_of}" if edition else "no edition is installed"
    yield judged("catalogue", edition is not None, said, "Type: python manage.py load_catalogue")


EXAMINATIONS = [data_folder, lock, secret, settings_and_database, catalogue]
