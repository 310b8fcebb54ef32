"""Every file in bad/ is wrong in one way, and says at its head what is to be said about it.

`replaces: FILE` or `adds: FILE`: the file as it stands takes that place in the small edition. `edits: FILE`: `find` in
that file becomes `put`. Then one `says` and one `cure` for each problem, in order, and no others.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from checklists.catalogue.problems import format_problems
from checklists.catalogue.reader import MAX_BYTES
from tests.catalogue.editions import BAD, copy_of_small, problems_in

CASES = sorted(BAD.glob("*.yaml"))


@dataclass(frozen=True)
class Case:
    """What a bad file says at its head."""

    how: str
    file: str
    expected: list[str]


def case_in(path: Path) -> Case:
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    head = [line[2:].split(": ", 1) for line in lines if line.startswith("# ")]
    (how, file), *rest = head
    return Case(how, file, [said for name, said in rest if name in ("says", "cure")])


def spoil(folder: Path, path: Path, case: Case) -> None:
    """Put the bad file into the edition in `folder`."""
    target = folder / case.file
    if case.how == "edits":
        edit = yaml.safe_load(path.read_text("utf-8"))
        text = target.read_text("utf-8")
        assert text.count(edit["find"]) == 1, f"{path.name}: the text to be changed stands there once"
        target.write_text(text.replace(edit["find"], edit["put"]), "utf-8")
    else:
        assert target.exists() == (case.how == "replaces")
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_bad_file_is_named_with_its_entry_and_the_cure(path: Path, tmp_path: Path):
    case, folder = case_in(path), copy_of_small(tmp_path)
    spoil(folder, path, case)
    printed = format_problems(problems_in(folder)).splitlines()
    assert [line.strip() for line in printed[:-1]] == case.expected
    assert len(case.expected) >= 2


def test_there_is_a_bad_file_for_each_of_many_mistakes():
    assert len(CASES) > 150


def test_the_small_edition_is_in_order(tmp_path: Path):
    assert format_problems(problems_in(copy_of_small(tmp_path))) == "The catalogue is in order."


def test_all_problems_of_all_files_are_found_at_once(tmp_path: Path):
    folder = copy_of_small(tmp_path)
    for name in ("typo_in_key",):
        case = case_in(BAD / f"{name}.yaml")
        spoil(folder, BAD / f"{name}.yaml", case)
    (folder / "obligations/ico.yaml").write_text("regulator: ICO\nobligations: [3]\n")
    (folder / "known_models/acme.yaml").write_bytes(b"\xff\xfe")
    (folder / "wording.yaml").unlink()
    files = [problem.file for problem in problems_in(folder)]
    assert files == ["known_models/acme.yaml", "obligations/ico.yaml", "questions/intake.yaml", "questions/intake.yaml",
                     "wording.yaml"]  # fmt: skip


def test_a_file_that_is_missing_is_named(tmp_path: Path):
    folder = copy_of_small(tmp_path)
    (folder / "sources.yaml").unlink()
    assert format_problems(problems_in(folder)) == (
        "sources.yaml: is missing.\n    Put the file back.\n1 problem in the catalogue. Nothing was loaded."
    )


def test_a_folder_without_files_is_named(tmp_path: Path):
    folder = copy_of_small(tmp_path)
    (folder / "obligations/ico.yaml").unlink()
    assert "obligations/: holds no file." in format_problems(problems_in(folder))


def test_an_empty_folder_lacks_every_file(tmp_path: Path):
    assert len(problems_in(tmp_path)) == 14


def test_a_file_over_the_size_limit_is_not_parsed(tmp_path: Path):
    folder = copy_of_small(tmp_path)
    (folder / "facts.yaml").write_bytes(b"[" * (MAX_BYTES + 1))
    assert "facts.yaml: is 400,001 bytes long; 400,000 are allowed." in format_problems(problems_in(folder))


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path):
    folder = copy_of_small(tmp_path)
    (folder / "questions/locked.yaml").mkdir()
    assert "questions/locked.yaml: cannot be read: Is a directory." in format_problems(problems_in(folder))


def test_too_many_files_are_refused_and_not_silently_left_out(tmp_path: Path):
    folder = copy_of_small(tmp_path)
    for number in range(500):
        (folder / f"known_models/more_{number}.yaml").write_text("")
    assert "known_models/: holds 501 files; 500 are read." in format_problems(problems_in(folder))
