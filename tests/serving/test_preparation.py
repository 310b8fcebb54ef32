"""What is stored is brought up to the code: backed up first, harmless when repeated, the demo once."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import OperationalError, connection

from procurement.serving import database, preparation
from procurement.serving.database import KEPT_BACKUPS, back_up, bring_up_to_date
from procurement.serving.preparation import first_start_mark, prepare, tell
from procurement.serving.trouble import CannotStart

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def commands(monkeypatch, settings, tmp_path):
    """The commands that preparing calls, by name, none of them run."""
    settings.DATA, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    called: list[str] = []
    monkeypatch.setattr(preparation, "bring_up_to_date", lambda *_: called.append("migrate"))
    monkeypatch.setattr(preparation, "call_command", lambda name, *_, **__: called.append(name))
    return called


def test_the_order_is_tables_catalogue_static_files_demo(commands):
    prepare(print, with_demo=True)
    assert commands == ["migrate", "load_catalogue", "collectstatic", "demo"]


def test_the_demo_comes_on_the_first_start_only(commands, tmp_path):
    prepare(print, with_demo=True)
    commands.clear()
    prepare(print, with_demo=True)
    assert commands == ["migrate", "load_catalogue", "collectstatic"]
    assert first_start_mark(tmp_path).exists()


def test_a_first_start_that_was_cut_off_is_a_first_start_again(commands, monkeypatch, tmp_path):
    def cut_off(name, *_, **__):
        commands.append(name)
        if name == "demo" and commands.count("demo") == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(preparation, "call_command", cut_off)
    with pytest.raises(KeyboardInterrupt):
        prepare(print, with_demo=True)
    assert not first_start_mark(tmp_path).exists()
    prepare(print, with_demo=True)
    assert commands.count("demo") == 2


def test_who_wants_no_demo_gets_none_later_either(commands):
    prepare(print, with_demo=False)
    prepare(print, with_demo=True)
    assert "demo" not in commands


def test_static_files_that_the_image_brings_are_left_alone(commands, settings):
    settings.STATIC_ROOT = Path("/app/staticfiles")
    prepare(print, with_demo=False)
    assert "collectstatic" not in commands


def test_what_a_command_says_is_passed_on_in_our_columns(monkeypatch):
    monkeypatch.setattr(preparation, "call_command", lambda *_, stdout: stdout.write("Edition 7\n\n  installed\n"))
    said: list[str] = []
    tell(said.append, "catalogue", "load_catalogue")
    assert said == ["catalogue  Edition 7", "catalogue  installed"]


def test_a_command_that_fails_keeps_candour_from_starting_and_is_named(monkeypatch):
    def fail(*_, **__):
        raise CommandError("questions/use.yaml, line 7: unknown key")

    monkeypatch.setattr(preparation, "call_command", fail)
    with pytest.raises(CannotStart, match=r"catalogue: questions/use.yaml, line 7") as refusal:
        tell(print, "catalogue", "load_catalogue")
    assert "python manage.py load_catalogue" in refusal.value.cure


def test_nothing_pending_changes_nothing(db, tmp_path):
    said: list[str] = []
    bring_up_to_date(tmp_path, said.append)
    assert said == [] and list(tmp_path.iterdir()) == []


def test_a_database_with_data_is_copied_before_it_is_changed(db, tmp_path, monkeypatch):
    order: list[str] = []
    monkeypatch.setattr(database, "pending_migrations", lambda: ["checklists.0002_more"])
    monkeypatch.setattr(database, "back_up", lambda folder, before: order.append(f"copy before {before}") or folder)
    monkeypatch.setattr(database, "call_command", lambda name, **_: order.append(name))
    said: list[str] = []
    bring_up_to_date(tmp_path, said.append)
    if connection.vendor == "sqlite":
        assert order == ["copy before checklists.0002_more", "migrate"]
        assert said[0] == f"database   backed up to {tmp_path}"
    else:
        assert order == ["migrate"], "a server's database is its operator's to back up"
    assert said[-1] == f"database   1 migrations applied ({connection.display_name})"


@pytest.mark.django_db(transaction=True)
def test_the_copy_is_whole_private_and_only_the_last_few_are_kept(tmp_path):
    if connection.vendor != "sqlite":
        assert database.KEPT_BACKUPS == 5
        return
    for number in range(10, 10 + KEPT_BACKUPS):
        (tmp_path / f"202001{number}T000000Z-before-x.sqlite3").touch()
    copy = back_up(tmp_path, before="checklists.0002_more")
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert opened.execute("SELECT count(*) FROM checklists_edition").fetchone()[0] == 1
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert len(kept) == KEPT_BACKUPS and copy.name == kept[-1]
    assert "20200110T000000Z-before-x.sqlite3" not in kept


def test_a_database_of_a_newer_candour_is_left_alone(db, tmp_path, monkeypatch):
    monkeypatch.setattr(database, "unknown_migrations", lambda: ["checklists.0099_later"])
    with pytest.raises(CannotStart, match=r"checklists\.0099_later") as refusal:
        bring_up_to_date(tmp_path, print)
    assert "backups/" in refusal.value.cure


def test_a_database_that_does_not_answer_is_said_with_what_to_check(monkeypatch, tmp_path):
    def gone():
        raise OperationalError("connection refused")

    monkeypatch.setattr(database, "unknown_migrations", gone)
    with pytest.raises(CannotStart, match="connection refused") as refusal:
        bring_up_to_date(tmp_path, print)
    assert "DATABASE_URL" in refusal.value.cure


def prepares(data: Path) -> subprocess.CompletedProcess[str]:
    """`manage.py prepare` on a folder, as its own process: the damage is to a database that nobody else has open."""
    known = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "BROKER_URL"}}
    given = {**known, "CANDOUR_DATA": str(data), "CANDOUR_DEMO": "no", "DJANGO_SETTINGS_MODULE": "procurement.settings"}
    return subprocess.run(
        [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=given, capture_output=True, text=True, timeout=120
    )


def garbage(path: Path) -> None:
    path.write_bytes(b"this is no database " * 500)


def cut_short(path: Path) -> None:
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE cats (name)")
        made.executemany("INSERT INTO cats VALUES (?)", [("x" * 1000,)] * 100)
        made.commit()
    os.truncate(path, 8192)


def emptied(path: Path) -> None:
    path.touch()
    first_start_mark(path.parent).touch()


@pytest.mark.parametrize(
    ("harm", "words"), [(garbage, "cannot be read: "), (cut_short, "cannot be read: "), (emptied, "is empty, though")]
)
def test_a_damaged_database_is_one_sentence_with_the_backups_and_stays_as_it_is(tmp_path, harm, words):
    path, copy = tmp_path / "candour.sqlite3", tmp_path / "backups" / "20200101T000000Z-before-x.sqlite3"
    copy.parent.mkdir()
    copy.touch()
    harm(path)
    before = path.read_bytes()
    done = prepares(tmp_path)
    assert done.returncode == 1
    assert f"The database {path} {words}" in done.stderr
    assert str(copy) in done.stderr and "Traceback" not in done.stderr
    assert path.read_bytes() == before


def test_other_errors_of_the_database_are_not_taken_for_damage(db, tmp_path):
    with pytest.raises(OperationalError), database.readable_or_said(tmp_path):
        raise OperationalError("database is locked")
