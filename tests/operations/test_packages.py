"""The locked packages: every one named in NOTICE, every one with hashes, none from anywhere but its package index."""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.txt", "requirements-dev.txt"]


def pinned(lock: str) -> list[str]:
    return re.findall(r"^([a-z0-9][a-z0-9._-]*)==", (ROOT / lock).read_text(), re.MULTILINE)


def test_every_package_that_candour_runs_on_is_named_in_the_notice():
    notice = set(re.findall(r"[a-z0-9][a-z0-9._-]*", (ROOT / "NOTICE").read_text()))
    assert len(pinned("requirements.txt")) > 50
    assert [name for name in pinned("requirements.txt") if name not in notice] == []


def test_a_package_with_a_copyleft_licence_stands_among_the_conditions():
    conditions = (ROOT / "NOTICE").read_text().split("conditions of their own")[1].split("Permissive licences")[0]
    for name in pinned("requirements.txt"):
        try:
            said = metadata(name)
        except PackageNotFoundError:  # only for other platforms
            continue
        named = [word for word in said.get_all("Classifier") or [] if word.startswith("License")]
        licence = " ".join([said.get("License-Expression") or "", *named])
        if re.search(r"\bA?L?GPL|General Public|Mozilla", licence):
            assert name in conditions, name


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_locked_with_its_hashes_and_without_an_index(lock):
    text = (ROOT / lock).read_text()
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert entries and all("--hash=sha256:" in entry for entry in entries)
    assert "index-url" not in text and "find-links" not in text and "://" not in text


def test_the_tests_run_on_the_very_versions_that_candour_ships():
    runs, tests = (dict(re.findall(r"^([a-z0-9._-]+)==([^ \\;]+)", (ROOT / lock).read_text(), re.M)) for lock in LOCKS)
    both = set(runs) & set(tests)
    assert both, "some packages are in both locks, or the comparison compares nothing"
    assert {name: runs[name] for name in both} == {name: tests[name] for name in both}
