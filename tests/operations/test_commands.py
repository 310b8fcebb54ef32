"""What the documents tell people to type can be typed."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
]
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def commands(document: str) -> list[str]:
    """The lines of code blocks and the spans of code in a document."""
    text = (ROOT / document).read_text()
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return [line.strip() for block in blocks for line in block.splitlines()] + spans


def test_the_readmes_two_commands_are_targets():
    typed = {line for line in commands("README.md") if line.startswith("make ")}
    assert {"make run", "make test"} <= {line.partition("#")[0].strip() for line in typed}
    assert {"run", "test"} <= TARGETS


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_that_a_document_names_exists(document):
    named = {found for line in commands(document) for found in re.findall(r"\bmake ([a-z][a-z-]*)", line)}
    assert named <= TARGETS


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_of_ours_that_a_document_names_exists(document):
    named = {found for line in commands(document) for found in re.findall(r"manage\.py ([a-z_]+)", line)}
    assert named <= set(get_commands())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_links_to_exists(document):
    text = re.sub(r"^```.*?^```", "", (ROOT / document).read_text(), flags=re.MULTILINE | re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    assert [link for link in links if not ((ROOT / document).parent / link).exists()] == []


def test_make_alone_says_what_can_be_typed():
    said = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split()[0] for line in said.splitlines()} == TARGETS


def test_the_scripts_are_sound():
    for script in ("scripts/setup", ".ci/run"):
        assert (ROOT / script).stat().st_mode & 0o111, f"{script} can be run"
        subprocess.run(["bash", "-n", script], cwd=ROOT, check=True)


def test_set_up_refuses_what_it_does_not_know():
    done = subprocess.run(["scripts/setup", "everything"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "usage: scripts/setup run|dev|browser" in done.stderr
