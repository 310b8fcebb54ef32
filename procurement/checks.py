"""What Candour refuses to start with, as system checks: each says what is wrong and how to mend it.

Those tagged `startup` are run by `serve`, the web server and the clock (`start_up_errors`); `manage.py check` leaves
them out, as a checkout without a secret is nothing wrong. Those tagged `database` look at the live connection.
"""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.db import DatabaseError, connections

from procurement.schema import pending_migrations, unknown_migrations

STARTUP = "startup"
LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}
PLACEHOLDERS = ("unset-no-server", "django-insecure", "change-me", "changeme", "replace-me", "secret-key", "example")
OLDEST_WEASYPRINT = (70, 0)

Apps = Sequence[AppConfig] | None


@register(STARTUP, deploy=True)
def secret_is_real(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    """A key that others could know lets them make sessions."""
    key = settings.SECRET_KEY
    if len(key) >= 32 and len(set(key)) > 8 and not key.lower().startswith(PLACEHOLDERS):
        return []
    hint = "Unset SECRET_KEY and `serve` makes one in the data folder; else set 50 random characters of your own."
    return [Error("SECRET_KEY is a placeholder or too short.", hint=hint, id="candour.E001")]


def is_loopback(host: str) -> bool:
    return host in LOOPBACK or host.startswith("127.")


@register(STARTUP, deploy=True)
def debug_stays_at_home(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    """DEBUG prints settings and local variables to whoever causes an error."""
    public = sorted(host for host in settings.ALLOWED_HOSTS if not is_loopback(host))
    if not settings.DEBUG or not (public or not is_loopback(urlsplit(settings.PUBLIC_URL).hostname or "")):
        return []
    named = ", ".join(public) or settings.PUBLIC_URL
    hint = "Unset DEBUG, or take the public names out of ALLOWED_HOSTS and PUBLIC_URL."
    return [Error(f"DEBUG is on while others can reach this host ({named}).", hint=hint, id="candour.E002")]


@register(STARTUP, deploy=True)
def public_address_is_safe(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    """Sessions and API keys over plain http can be read on the way."""
    address = urlsplit(settings.PUBLIC_URL)
    if not address.hostname or address.scheme not in {"http", "https"}:
        hint = "Set PUBLIC_URL to the address people type, such as https://candour.example.org"
        return [Error(f"PUBLIC_URL is not an address: {settings.PUBLIC_URL!r}.", hint=hint, id="candour.E003")]
    if address.scheme == "http" and not is_loopback(address.hostname):
        hint = "Put a proxy with a certificate in front, set PUBLIC_URL to its https address and TRUST_PROXY=yes."
        return [Error(f"PUBLIC_URL is plain http: {settings.PUBLIC_URL}", hint=hint, id="candour.E004")]
    return []


@register(STARTUP, deploy=True)
def hosts_are_named(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    """With a wildcard, a forged Host header ends up in links that Candour writes."""
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    hint = "List the names people use, separated by commas: ALLOWED_HOSTS=candour.example.org"
    return [Error("ALLOWED_HOSTS holds a wildcard.", hint=hint, id="candour.E005")]


@register(STARTUP, deploy=True)
def renderer_is_locked(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    """Before 70.0 WeasyPrint's fetcher cannot be locked. By its metadata: the web process never imports it."""
    hint = "Install the locked versions: pip install --require-hashes -r requirements.txt"
    try:
        found = version("weasyprint")
    except PackageNotFoundError:
        return [Error("WeasyPrint is not installed.", hint=hint, id="candour.E006")]
    if tuple(int(part) for part in found.split(".")[:2] if part.isdigit()) >= OLDEST_WEASYPRINT:
        return []
    return [Error(f"WeasyPrint {found} is older than 70.0, which dossiers need.", hint=hint, id="candour.E006")]


LIVE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}


@register(Tags.database)
def sqlite_is_tuned(app_configs: Apps, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Compare the live pragmas, since a setting that did not take is what loses writes."""
    return [error for alias in databases or () for error in _untuned(alias)]


def _untuned(alias: str) -> list[CheckMessage]:
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return []
    hint = "Use the options of procurement/settings.py (SQLITE_OPTIONS), and keep the data folder off network drives."
    with connection.cursor() as cursor:
        live = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in LIVE}
    wrong = [f"{name} is {live[name]}, not {wanted}" for name, wanted in LIVE.items() if live[name] != wanted]
    if connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        wrong.append("transaction_mode is not IMMEDIATE")
    if connection.settings_dict["ATOMIC_REQUESTS"]:
        wrong.append("ATOMIC_REQUESTS is on")
    return [Error(f"SQLite is not set as Candour needs it: {'; '.join(wrong)}.", hint=hint, id="candour.E007")] * bool(
        wrong
    )


@register(STARTUP, deploy=True)
def schema_matches(app_configs: Apps, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Code and tables of one version. Not tagged `database`, since `migrate` runs those and is the cure."""
    hint = "Type: python manage.py prepare   (`serve` does it by itself)"
    errors: list[CheckMessage] = []
    for alias in databases or ():
        if pending := pending_migrations(alias):
            errors.append(Error(f"Migrations are not applied: {', '.join(pending)}.", hint=hint, id="candour.E008"))
        if unknown := unknown_migrations(alias):
            newer = "A newer Candour made this database; it has migrations unknown here: " + ", ".join(unknown)
            errors.append(Error(newer, hint="Run that version, or restore a backup.", id="candour.E009"))
    return errors


def start_up_errors() -> list[CheckMessage]:
    """Everything that keeps a process from starting; a database that does not answer is one of them."""
    try:
        found = run_checks(tags=[STARTUP, Tags.database], include_deployment_checks=True, databases=["default"])
    except DatabaseError as error:
        hint = "Is DATABASE_URL right, and does the server run? `manage.py doctor` says more."
        return [Error(f"The database does not answer: {error}", hint=hint, id="candour.E010")]
    finally:
        connections.close_all()
    return [message for message in found if message.is_serious()]
