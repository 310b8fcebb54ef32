"""One `serve` for each data folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from procurement.serving.data_lock import DataLock, holder
from procurement.serving.trouble import CannotStart, Exit

HOLD = """
import sys, time
from pathlib import Path
from procurement.serving.data_lock import DataLock
lock = DataLock(Path(sys.argv[1])); lock.take(); print("held", flush=True); time.sleep(60)
"""


def hold_elsewhere(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def test_a_second_serve_is_refused_and_told_who_holds_the_folder(tmp_path):
    first = hold_elsewhere(tmp_path)
    try:
        with pytest.raises(CannotStart) as refusal:
            DataLock(tmp_path).take()
    finally:
        first.kill()
        first.wait()
    assert f"process {first.pid}" in refusal.value.message
    assert "CANDOUR_DATA=" in refusal.value.cure
    assert refusal.value.exit_code is Exit.DATA_IN_USE


def test_a_killed_holder_leaves_the_folder_free(tmp_path):
    first = hold_elsewhere(tmp_path)
    assert holder(tmp_path) == first.pid
    first.kill()
    first.wait()
    lock = DataLock(tmp_path)
    lock.take()
    lock.release()
    assert holder(tmp_path) is None


def test_asking_who_holds_a_folder_does_not_keep_the_holder_out(tmp_path):
    assert holder(tmp_path) is None
    lock = DataLock(tmp_path)
    lock.take()
    assert holder(tmp_path) is not None
    lock.release()
    lock.take()
    assert (tmp_path / "serve.lock").stat().st_mode & 0o777 == 0o600
    lock.release()
