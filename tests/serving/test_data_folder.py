"""The data folder and the secret in it."""

import os
import subprocess
import sys

import pytest

from procurement.serving.data_folder import SUBFOLDERS, ensure_secret_key, make_folder
from procurement.serving.trouble import CannotStart

TRY_TO_MAKE = """
import sys
from pathlib import Path
from procurement.serving.data_folder import make_folder
from procurement.serving.trouble import CannotStart
import os
if os.getuid() == 0:
    os.setuid(65534)
try:
    make_folder(Path(sys.argv[1]))
except CannotStart as trouble:
    print(trouble)
"""


def test_the_folder_and_its_parts_are_private(tmp_path):
    folder = tmp_path / "new" / "data"
    make_folder(folder)
    make_folder(folder)
    for part in (folder, *(folder / name for name in SUBFOLDERS)):
        assert part.stat().st_mode & 0o777 == 0o700, part


def test_a_folder_that_may_not_be_written_to_is_refused_with_a_cure(tmp_path):
    tmp_path.chmod(0o755)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    said = subprocess.run([sys.executable, "-c", TRY_TO_MAKE, str(closed)], capture_output=True, text=True, check=True)
    assert "cannot be made: Permission denied" in said.stdout
    assert "CANDOUR_DATA=folder make run" in said.stdout


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    path = tmp_path / "data"
    path.write_text("not a folder")
    with pytest.raises(CannotStart, match="cannot be made"):
        make_folder(path)


def test_the_secret_key_is_long_private_and_made_once(tmp_path):
    path = tmp_path / "secret_key"
    ensure_secret_key(path)
    first = path.read_text()
    ensure_secret_key(path)
    assert path.read_text() == first
    assert len(first.strip()) >= 64
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_that_others_could_read_is_made_private_again(tmp_path):
    path = tmp_path / "secret_key"
    path.write_text("k" * 64)
    path.chmod(0o644)
    ensure_secret_key(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_empty_key_is_refused_rather_than_used(tmp_path):
    path = tmp_path / "secret_key"
    os.close(os.open(path, os.O_CREAT, 0o600))
    with pytest.raises(CannotStart, match="is empty"):
        ensure_secret_key(path)


def folder(path):
    path.mkdir()


def no_text(path):
    path.write_bytes(b"\xff\xfe\x00")


def link_to_nowhere(path):
    path.symlink_to(path.with_name("none"))


@pytest.mark.parametrize(
    ("make", "words"),
    [(folder, "is a folder"), (no_text, "is not text"), (link_to_nowhere, "cannot be read: No such file")],
)
def test_a_key_that_cannot_be_read_is_refused_with_a_cure_and_left_alone(tmp_path, make, words):
    path = tmp_path / "secret_key"
    make(path)
    before = path.lstat()
    with pytest.raises(CannotStart, match=words) as refusal:
        ensure_secret_key(path)
    assert f"mv {path} {path}.old" in refusal.value.cure
    assert path.lstat() == before
