"""Tests of one installation share a worker, whatever the versions of pytest and of what hands the tests out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scheduling import group_of

ROOT = Path(__file__).resolve().parent.parent
# Eight tests that say which worker each of them ran on.
PLANTED = """
import os
import pytest

@pytest.mark.parametrize("number", range(8))
def test_here(number):
    with open({out!r}, "a") as out:
        print(os.environ["PYTEST_XDIST_WORKER"], file=out)
"""
CONFTEST = """
from tests.scheduling import scheduler_for

def pytest_xdist_make_scheduler(config, log):
    return scheduler_for(config, log)
"""


@pytest.mark.parametrize(
    ("nodeid", "group"),
    [
        ("tests/faults/test_serve.py::test_a", "tests/faults/"),
        ("tests/faults/test_renders.py::test_a[the worker's child]", "tests/faults/"),
        ("tests/services_real/test_serve.py::test_a", "tests/services_real/"),
        ("tests/dossier/test_pdf.py::test_a[gpt4o_mini]", "tests/dossier/test_pdf.py::"),
        ("tests/rules/test_laws.py::test_a", "tests/rules/test_laws.py::test_a"),
        ("tests/operations/test_faults.py::test_a", "tests/operations/test_faults.py::test_a"),
    ],
)
def test_a_test_that_shares_what_is_dear_belongs_to_its_place_and_any_other_to_itself(nodeid, group):
    assert group_of(nodeid) == group


def test_two_workers_leave_the_tests_of_an_installation_to_one_of_them(tmp_path):
    out, folder = tmp_path / "workers", tmp_path / "tests" / "faults"
    folder.mkdir(parents=True)
    (folder / "test_planted.py").write_text(PLANTED.format(out=str(out)))
    (tmp_path / "conftest.py").write_text(CONFTEST)
    options = ["-p", "no:cacheprovider", "-p", "no:django", "-n", "2", "--dist", "loadgroup", "-c", "/dev/null"]
    command = [sys.executable, "-m", "pytest", *options, f"--rootdir={tmp_path}", str(folder)]
    known = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(command, cwd=ROOT, env=known, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(workers := out.read_text().split()) == 8
    assert len(set(workers)) == 1
