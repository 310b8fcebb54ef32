"""What Candour refuses to start with."""

import subprocess
import sys
from importlib.metadata import PackageNotFoundError

import pytest
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.db import connection

from procurement import checks, environment

pytestmark = pytest.mark.django_db


def named(messages) -> set[str]:
    return {message.id for message in messages}


def start() -> set[str]:
    return named(run_checks(tags=[checks.STARTUP], include_deployment_checks=True, databases=["default"]))


def test_the_settings_of_a_laptop_start():
    assert start() == set()


@pytest.mark.parametrize(
    "key",
    [
        "unset-no-server-may-start-with-this",
        "django-insecure-" + "abcdefghijklmnop" * 4,
        "change-me-" + "abcdefghijklmnop" * 4,
        "short-but-random-8Jq2",
        "a" * 64,
    ],
)
def test_a_placeholder_secret_is_refused(settings, key):
    settings.SECRET_KEY = key
    assert start() == {"candour.E001"}


def test_the_placeholder_of_the_example_file_is_refused(settings):
    lines = (settings.ROOT / ".env.example").read_text().splitlines()
    given = [line.partition("=")[2] for line in lines if line.lstrip("# ").startswith("SECRET_KEY=")]
    assert given, "the example names SECRET_KEY"
    for key in given:
        settings.SECRET_KEY = key
        assert start() == {"candour.E001"}


@pytest.mark.parametrize(
    ("hosts", "address", "refused"),
    [
        (["127.0.0.1", "localhost", "[::1]"], "http://127.0.0.1:8000", set()),
        (["candour.example.org"], "http://127.0.0.1:8000", {"candour.E002"}),
        (["localhost"], "https://candour.example.org", {"candour.E002"}),
    ],
)
def test_debug_is_refused_where_others_can_reach_it(settings, hosts, address, refused):
    settings.DEBUG, settings.ALLOWED_HOSTS, settings.PUBLIC_URL = True, hosts, address
    assert start() == refused


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("http://127.0.0.1:8000", set()),
        ("http://localhost", set()),
        ("http://[::1]:8000", set()),
        ("https://candour.example.org", set()),
        ("http://candour.example.org", {"candour.E004"}),
        ("http://192.168.1.10:8000", {"candour.E004"}),
        ("candour.example.org", {"candour.E003"}),
        ("ftp://candour.example.org", {"candour.E003"}),
        ("", {"candour.E003"}),
    ],
)
def test_plain_http_is_refused_outside_this_machine(settings, address, refused):
    settings.PUBLIC_URL = address
    assert start() == refused


def test_a_wildcard_host_is_refused(settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert start() == {"candour.E005"}


@pytest.mark.parametrize(
    ("found", "refused"), [("70.0", set()), ("71.2.1", set()), ("69.9", {"candour.E006"}), ("62.3", {"candour.E006"})]
)
def test_a_renderer_whose_fetcher_cannot_be_locked_is_refused(monkeypatch, found, refused):
    monkeypatch.setattr(checks, "version", lambda name: found)
    assert start() == refused


def test_a_missing_renderer_is_refused(monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(checks, "version", missing)
    assert start() == {"candour.E006"}


def test_the_live_pragmas_are_those_we_set():
    assert named(run_checks(tags=[Tags.database], databases=["default"])) == set()


@pytest.mark.parametrize(
    ("pragma", "wrong"),
    [("synchronous", "NORMAL"), ("foreign_keys", "OFF"), ("recursive_triggers", "OFF")],
)
@pytest.mark.django_db(transaction=True)
def test_a_pragma_that_did_not_take_is_refused(pragma, wrong):
    if connection.vendor != "sqlite":
        assert named(checks.sqlite_is_tuned(None, databases=["default"])) == set()
        return
    right = {"synchronous": "FULL", "foreign_keys": "ON", "recursive_triggers": "ON"}[pragma]
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}={wrong}")
        found = checks.sqlite_is_tuned(None, databases=["default"])
        cursor.execute(f"PRAGMA {pragma}={right}")
    assert named(found) == {"candour.E007"}
    assert pragma in found[0].msg


def test_tables_of_another_version_are_refused(monkeypatch):
    monkeypatch.setattr(checks, "pending_migrations", lambda alias: ["checklists.0002_more"])
    monkeypatch.setattr(checks, "unknown_migrations", lambda alias: [])
    assert start() == {"candour.E008"}
    monkeypatch.setattr(checks, "pending_migrations", lambda alias: [])
    monkeypatch.setattr(checks, "unknown_migrations", lambda alias: ["checklists.0099_later"])
    assert start() == {"candour.E009"}


def test_every_refusal_says_how_to_mend_it(settings, monkeypatch):
    settings.SECRET_KEY, settings.DEBUG, settings.ALLOWED_HOSTS, settings.PUBLIC_URL = (
        "x",
        True,
        ["*"],
        "http://a.example",
    )
    monkeypatch.setattr(checks, "version", lambda name: "1.0")
    messages = run_checks(tags=[checks.STARTUP], include_deployment_checks=True, databases=["default"])
    assert len(messages) >= 5
    assert all(message.hint for message in messages)


def run_wsgi(**environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "import procurement.wsgi"]
    known = {"PATH": "/usr/bin:/bin", "CANDOUR_DATA": str(settings.DATA / "none"), "DJANGO_SETTINGS_MODULE": ""}
    del known["DJANGO_SETTINGS_MODULE"]
    return subprocess.run(command, cwd=settings.ROOT, env={**known, **environment}, capture_output=True, text=True)


def test_the_web_server_does_not_load_with_a_placeholder_secret_and_says_why(tmp_path):
    done = run_wsgi(DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3")
    assert done.returncode == 1
    assert "SECRET_KEY is a placeholder" in done.stderr
    assert "manage.py prepare" in done.stderr, "and names the next thing too"
    assert "Traceback" not in done.stderr


def test_the_web_server_does_not_load_without_a_database_and_says_so(tmp_path):
    done = run_wsgi(DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert done.returncode == 1
    assert "The database does not answer" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "garbage"),
        ("DATABASE_URL", "postgres://candour:hunter2@host:port/candour"),
        ("DATABASE_URL", "mysql://candour:hunter2@host/candour"),
        ("BROKER_URL", "http://:hunter2@host"),
        ("BROKER_URL", "redis://:hunter2@host:port/0"),
        ("BROKER_URL", "garbage"),
        ("DEBUG", "maybe"),
        ("SESSION_IDLE_SECONDS", "long"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_what_is_not_understood_in_the_environment_is_one_sentence_with_a_cure(tmp_path, name, value):
    done = run_wsgi(CANDOUR_DATA=str(tmp_path / "none"), **{name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(f"Candour does not start: {name} in the environment is not ")
    assert f"{name}=" in done.stderr and ".env.example" in done.stderr
    assert "Traceback" not in done.stderr and "hunter2" not in done.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "address",
    [
        "redis://127.0.0.1:6379/15",
        "rediss://:word@host/0",
        "redis+socket:///tmp/b.sock?virtual_host=0",
        "sentinel://one:26379;sentinel://two:26379",
    ],
)
def test_these_are_addresses_of_a_broker(address):
    assert environment.names_a_broker(address)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_a_secret_key_that_cannot_be_read_is_no_traceback(tmp_path, content):
    key = tmp_path / "secret_key"
    key.mkdir() if content is None else key.write_bytes(content)
    done = run_wsgi(CANDOUR_DATA=str(tmp_path), DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3")
    assert done.returncode == 1
    assert "SECRET_KEY is a placeholder" in done.stderr and "Traceback" not in done.stderr
