"""The page about the API is true: its shell blocks run from top to bottom against a real server, with two keys."""

import json
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from procurement.api.catalogue import TITLES
from procurement.api.problems import DOMAIN, FRAMEWORK
from tests.api.contract import plain_schema
from tests.faults.installation import ROOT, Installation

PAGE = (ROOT / "docs/api.md").read_text()
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def installation(tmp_path):
    made = Installation(tmp_path / "data", CANDOUR_DEMO="yes")
    made.start()
    yield made
    made.end()


@pytest.mark.processes
def test_the_whole_cycle_runs_by_curl_alone_as_written(installation):
    script = "set -euo pipefail\n" + "\n".join(BLOCKS).replace(".venv/bin/python", sys.executable)
    done = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, env=installation.environment, capture_output=True, text=True, timeout=180
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert done.stdout.count("refused, as it should be") == 2
    assert "A decision was made: approved with conditions." in done.stdout
    work = Path(done.stdout.split()[-1])
    assert (work / "dossier.pdf").read_bytes().startswith(b"%PDF-1.7")
    frozen = (work / "dossier.json").read_bytes()
    assert json.loads(frozen)["decision"]["outcome"] == "approved_with_conditions"
    assert f"{sha256(frozen).hexdigest()}  {work}/dossier.json" in done.stdout
    shutil.rmtree(work)


def test_the_first_call_comes_before_everything_else():
    assert "create_api_key" in BLOCKS[0]
    assert "curl" in BLOCKS[1]
    assert len(BLOCKS) > 12


def test_the_page_names_every_path_of_the_schema():
    table = PAGE[PAGE.index("## Paths") : PAGE.index("## Answers")]
    for path in plain_schema()["paths"]:
        *_, last = [part for part in path.split("/") if part and not part.startswith("{")]
        assert f"{last}/" in table or f"{last}`" in table, path


def test_the_page_gives_every_problem_with_its_status():
    told = {code: status for status, code in re.findall(r"^\| ([\d, ]+) \| `(\w+)` \|", PAGE, re.MULTILINE)}
    assert set(told) == set(TITLES)
    for status, code in FRAMEWORK.items():
        assert str(status) in told[code] or code == "fault"
    assert {"409"} == {told[code] for code in ("blocked", "changed", "four_eyes")}
    assert {status for _, status in DOMAIN} <= {int(each) for status in told.values() for each in status.split(", ")}
