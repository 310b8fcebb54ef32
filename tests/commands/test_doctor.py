"""The doctor says what is wrong with an installation and how to mend it, and changes nothing."""

import re
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.checks import Error
from django.core.management import call_command
from django.db import DatabaseError, OperationalError

from procurement.management.commands import doctor
from procurement.serving import data_folder
from procurement.serving.checkup import machine, queue, stored
from procurement.serving.checkup.finding import Finding, Health, ok, problem
from procurement.serving.data_lock import DataLock
from procurement.serving.trouble import CannotStart


def by_what(findings) -> dict[str, Finding]:
    return {finding.what: finding for finding in findings}


def examined(monkeypatch, *findings: Finding) -> tuple[int, str]:
    """The exit code and the report of a doctor who finds these."""
    monkeypatch.setattr(doctor, "EXAMINATIONS", [lambda: iter(findings)])
    out = StringIO()
    try:
        call_command("doctor", stdout=out, no_color=True)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_a_healthy_installation_ends_with_0(monkeypatch):
    code, said = examined(monkeypatch, ok("Python", "3.11"), Finding("fonts", Health.NOTE, "no Noto", "install it"))
    assert code == 0
    assert said.endswith("Nothing is wrong.\n")
    assert "note     fonts            no Noto" in said and "install it" in said


def test_a_problem_is_shown_with_its_cure_and_ends_with_1(monkeypatch):
    code, said = examined(monkeypatch, problem("Pango", "missing", "apt-get install libpango-1.0-0"))
    assert code == 1
    assert re.search(r"problem  Pango +missing\n +apt-get install libpango-1.0-0\n1 to mend.", said)


def test_this_machine_has_what_dossiers_need():
    findings = [finding for examine in machine.EXAMINATIONS for finding in examine()]
    assert [finding for finding in findings if finding.health is Health.PROBLEM] == []
    assert {"Python", "Pango", "PangoFT2", "HarfBuzz subset", "WeasyPrint", "fonts", "disk", "date"} <= set(
        by_what(findings)
    )


@pytest.mark.parametrize(
    ("library", "package"),
    [("Pango", "libpango-1.0-0"), ("PangoFT2", "libpangoft2-1.0-0"), ("HarfBuzz subset", "libharfbuzz-subset0")],
)
def test_a_missing_library_is_named_with_its_package(monkeypatch, library, package):
    monkeypatch.setattr(machine, "loads", lambda names: library not in {"Pango", "PangoFT2", "HarfBuzz subset"})
    found = by_what(machine.libraries())[library]
    assert found.health is Health.PROBLEM
    assert found.cure == f"Type, as root: apt-get install {package}"


def test_a_library_that_no_linker_finds_does_not_load():
    assert machine.loads(("libpango-1.0.so.0", "no-such-library.so"))
    assert not machine.loads(("no-such-library.so",))


def test_an_old_python_a_full_disk_missing_fonts_and_a_wrong_date_are_problems(monkeypatch, tmp_path):
    monkeypatch.setattr(machine.sys, "version_info", (3, 10, 2))
    monkeypatch.setattr(machine, "LEAST_FREE_BYTES", 2**60)
    monkeypatch.setattr(machine, "FONTS", tmp_path)
    monkeypatch.setattr(machine, "BUILT", 2**40)
    for examine in (machine.python, machine.disk, machine.fonts, machine.machine_clock):
        first = next(examine())
        assert first.health is Health.PROBLEM and first.cure, first


def test_a_renderer_that_is_missing_or_old_is_a_problem(monkeypatch):
    monkeypatch.setattr(machine, "renderer_is_locked", lambda apps: [Error("WeasyPrint 62.3 is old.", hint="Install.")])
    (found,) = machine.renderer()
    assert (found.health, found.cure) == (Health.PROBLEM, "Install.")


@pytest.fixture
def folder(settings, tmp_path):
    """A data folder as `serve` makes it, with a key."""
    settings.DATA, settings.SECRET_FILE = tmp_path / "data", tmp_path / "data" / "secret_key"
    data_folder.make_folder(settings.DATA)
    data_folder.ensure_secret_key(settings.SECRET_FILE)
    return settings.DATA


def test_a_folder_that_is_not_there_yet_is_no_problem(settings, tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    settings.DATA, settings.SECRET_FILE = tmp_path / "none", tmp_path / "none" / "secret_key"
    findings = [*stored.data_folder(), *stored.lock(), *stored.secret(), *stored.settings_and_database()]
    assert Health.PROBLEM not in {finding.health for finding in findings}
    assert not settings.DATA.exists(), "looking makes nothing"


def test_rights_that_let_others_look_in_are_problems(folder, settings, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    folder.chmod(0o755)
    settings.SECRET_FILE.chmod(0o644)
    found = by_what([*stored.data_folder(), *stored.secret()])
    assert found["data folder"].cure == f"Type: chmod 700 {folder}"
    assert found["secret key"].cure == f"Type: chmod 600 {settings.SECRET_FILE}"


def test_a_folder_in_use_is_said_with_the_process_that_uses_it(folder):
    lock = DataLock(folder)
    assert "does not run" in by_what(stored.lock())["serve"].said
    lock.take()
    try:
        assert re.search(r"runs as process \d+", by_what(stored.lock())["serve"].said)
    finally:
        lock.release()


def test_the_database_is_examined_as_a_start_does(db):
    findings = list(stored.settings_and_database())
    assert [finding.health for finding in findings] == [Health.OK, Health.OK]
    assert "answers at" in findings[0].said


def test_a_check_that_fails_is_a_problem_with_its_cure(db, settings):
    settings.ALLOWED_HOSTS = ["*"]
    found = by_what(stored.settings_and_database())["candour.E005"]
    assert found.health is Health.PROBLEM and "ALLOWED_HOSTS=" in found.cure


def test_a_database_that_does_not_answer_is_a_problem_and_no_traceback(monkeypatch):
    def gone(**_):
        raise OperationalError("connection refused")

    monkeypatch.setattr(stored, "run_checks", gone)
    (found,) = stored.settings_and_database()
    assert found.health is Health.PROBLEM and "DATABASE_URL" in found.cure


def test_a_damaged_database_is_mended_from_the_backups(monkeypatch, settings):
    def damaged(**_):
        raise DatabaseError("file is not a database")

    monkeypatch.setattr(stored, "run_checks", damaged)
    monkeypatch.setattr(stored, "connection", SimpleNamespace(vendor="sqlite", settings_dict={"NAME": "/x/c.sqlite3"}))
    (found,) = stored.settings_and_database()
    assert found.health is Health.PROBLEM and str(settings.DATA / "backups") in found.cure


def test_a_secret_key_that_cannot_be_read_is_a_problem(folder, settings, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    settings.SECRET_FILE.write_bytes(b"\xff\xfe")
    (found,) = stored.secret()
    assert found.health is Health.PROBLEM and "is not text" in found.said and found.cure.startswith("Put it back")


def test_where_the_database_is_never_shows_its_password(monkeypatch):
    known = {"HOST": "db.example.org", "PORT": "5432", "NAME": "candour", "USER": "candour", "PASSWORD": "hunter2"}
    monkeypatch.setattr(stored, "connection", SimpleNamespace(settings_dict=known))
    assert stored._place() == "db.example.org:5432"


def test_the_edition_that_counts_is_named(db):
    assert re.match(r"edition [\d.]+, as of", by_what(stored.catalogue())["catalogue"].said)


def test_a_socket_folder_that_is_not_ours_is_a_problem(settings, monkeypatch):
    def refuse(path):
        raise CannotStart("It is not ours.", "Remove it.")

    settings.BROKER_IS_EMBEDDED = True
    monkeypatch.setattr(queue, "look_at_socket_path", refuse)
    assert by_what(queue.broker_server())["broker"] == problem("broker", "It is not ours.", "Remove it.")


def test_workers_are_not_asked_for_where_nothing_runs(folder, settings):
    settings.BROKER_IS_EMBEDDED = True
    (found,) = queue.broker_and_workers()
    assert found.health is Health.NOTE
    assert list(queue.clock()) == []


def test_a_broker_worker_or_clock_that_is_silent_is_a_problem_with_where_to_look(folder, settings, monkeypatch):
    settings.BROKER_IS_EMBEDDED = False
    monkeypatch.setattr(queue, "broker_answers", lambda: False)
    (found,) = queue.broker_and_workers()
    assert found.health is Health.PROBLEM and "BROKER_URL" in found.cure
    monkeypatch.setattr(queue, "broker_answers", lambda: True)
    monkeypatch.setattr(queue, "answering_workers", lambda: {"pdf"})
    named = by_what(queue.broker_and_workers())
    assert named["worker pdf"].health is Health.OK
    assert named["worker default"].health is Health.PROBLEM
    assert by_what(queue.clock())["clock"].said == "never went round"
