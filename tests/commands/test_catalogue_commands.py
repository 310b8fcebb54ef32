"""check_catalogue and load_catalogue: what is wrong is named, and nothing is half-installed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checklists.services import editions
from checklists.services.content import current_edition
from tests.commands.catalogues import NEWER, SHIPPED, Change, copy_of_catalogue, refusal_of, rows, run

ROOT = Path(__file__).parents[2]
NO_SUCH_FACT = ("obligations/ico.yaml", "when: processes_personal_data\n", "when: process_personal_data\n")
NO_SUCH_SOURCE = ("questions/intake.yaml", "sources: []", "sources: [no_such_source]")
SPOILT: dict[str, Change] = {
    "a fact that does not exist": NO_SUCH_FACT,
    "a source that does not exist": NO_SUCH_SOURCE,
    "a field with a typo": ("facts.yaml", "  plain: ", "  plian: "),
    "text that is no YAML": ("scoring.yaml", "findings:", "findings: ["),
    "a parent that does not exist": ("known_models/hugging_face.yaml", "parent: bert-base-uncased", "parent: nobody"),
}


def test_the_catalogue_that_candour_ships_is_in_order() -> None:
    said = run("check_catalogue").splitlines()
    assert said[0] == "The catalogue is in order."
    assert said[1].startswith(f"Edition {current_version()}: ")
    assert said[2].endswith("--unverified lists them.")


def current_version() -> str:
    """The version in the shipped files: whoever makes a new edition need not mend this test."""
    [line] = [
        line
        for line in (ROOT / "checklists/catalogue/edition.yaml").read_text("utf-8").splitlines()
        if line.startswith("version: ")
    ]
    return line.split("'")[1]


def test_what_has_no_source_that_was_read_is_listed_when_asked_for() -> None:
    said = run("check_catalogue", unverified=True)
    assert "Models of which the maker has not said whether they were distilled: " in said
    assert "\n    gpt-4o-mini\n" in said
    assert "Sources of which no address is certain: " in said
    assert "lists them" not in said


def test_a_problem_is_named_with_file_line_entry_and_cure(tmp_path: Path) -> None:
    said = refusal_of("check_catalogue", copy_of_catalogue(tmp_path, NEWER, NO_SUCH_FACT))
    where, cure, count = said.splitlines()
    assert where.startswith("obligations/ico.yaml line ")
    assert '"ico_lawful_basis": applies_when: "process_personal_data" is not a fact.' in where
    assert 'Did you mean "processes_personal_data"?' in where
    assert cure.strip() == "Facts and their values: facts.yaml."
    assert count == "1 problem in the catalogue. Nothing was loaded."


def test_every_problem_is_named_and_not_the_first_alone(tmp_path: Path) -> None:
    said = refusal_of("check_catalogue", copy_of_catalogue(tmp_path, NEWER, NO_SUCH_FACT, NO_SUCH_SOURCE))
    assert '"process_personal_data" is not a fact' in said
    assert '"no_such_source", which is not a source' in said
    assert said.endswith("2 problems in the catalogue. Nothing was loaded.")


@pytest.mark.parametrize("command", ["check_catalogue", "load_catalogue"])
def test_a_folder_that_is_not_there_is_named(command: str, tmp_path: Path) -> None:
    said = refusal_of(command, tmp_path / "elsewhere")
    assert said.startswith(f"{tmp_path / 'elsewhere'}: is no folder.\n    Name the folder that holds edition.yaml.")


@pytest.mark.processes
@pytest.mark.parametrize(("changes", "code"), [((), 0), ((NO_SUCH_FACT,), 1)])
def test_the_check_ends_with_1_where_something_is_wrong(changes: tuple[Change, ...], code: int, tmp_path: Path) -> None:
    folder = copy_of_catalogue(tmp_path, NEWER, *changes)
    order = [sys.executable, "manage.py", "check_catalogue", "--folder", str(folder)]
    around = {**os.environ, "DJANGO_SETTINGS_MODULE": "procurement.settings", "CANDOUR_DATA": str(tmp_path / "data")}
    done = subprocess.run(order, cwd=ROOT, env=around, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code, done.stderr
    assert ("is not a fact" in done.stderr) is bool(code)
    assert not (tmp_path / "data").exists()


@pytest.mark.django_db
def test_loading_the_same_edition_twice_changes_nothing() -> None:
    before = rows()
    said = run("load_catalogue")
    assert said.startswith(f"Edition {current_version()} is there already; nothing changed: ")
    assert said.endswith(" AI models, questionnaire version 1.\n")
    assert rows() == before


@pytest.mark.django_db
@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in SPOILT.items()])
def test_a_malformed_catalogue_is_refused_in_the_words_of_the_check_and_leaves_nothing_behind(
    change: Change, tmp_path: Path
) -> None:
    folder, before = copy_of_catalogue(tmp_path, NEWER, change), rows()
    said = refusal_of("load_catalogue", folder)
    assert said == refusal_of("check_catalogue", folder)
    assert f"{change[0]} line " in said
    assert rows() == before
    assert current_edition().version == SHIPPED


@pytest.mark.django_db
def test_an_edition_that_breaks_half_way_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(*_: Any) -> None:
        raise OSError("the disk is full")

    before = rows()
    monkeypatch.setattr(editions, "install_models", cut_off)
    with pytest.raises(OSError, match="the disk is full"):
        run("load_catalogue", folder=copy_of_catalogue(tmp_path, NEWER))
    assert rows() == before
    assert current_edition().version == SHIPPED


@pytest.mark.django_db
def test_the_same_version_with_other_content_is_refused(tmp_path: Path) -> None:
    other = ("wording.yaml", "This is a complete answer.", "This will do.")
    folder, before = copy_of_catalogue(tmp_path, SHIPPED, other), rows()
    said = refusal_of("load_catalogue", folder)
    assert said.startswith(f"Edition {SHIPPED} is installed with other content.")
    assert "raise `version` in edition.yaml and load again." in said
    assert rows() == before
