"""How long Candour takes to start, and what it weighs: python -m bench.start

On a data folder of its own, without the example: the first start and its parts, a later one, `manage.py check`, and
the memory of every process once a dossier has been rendered. Prints a table for docs/performance.md.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.scratch import machine
from tests.faults.installation import KNOWN_BY, ROOT, Installation, eventually


def processor_seconds(*command: str, **environment: str) -> float:
    """What a command of ours uses, user and system: hardly another figure on a busy machine."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    known = {**os.environ, **environment}
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=known, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def megabytes(pid: int) -> float:
    """Memory of a process without counting shared pages twice (PSS)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def started(installation: Installation) -> float:
    began = time.monotonic()
    installation.start()
    return time.monotonic() - began


def weights(installation: Installation) -> dict[str, float]:
    """Megabytes of each part, once a dossier has been made."""
    dossiers = installation.order(1)
    if not installation.all_ready(dossiers, 120):
        raise SystemExit("the dossier was not made")
    return {name: sum(map(megabytes, installation.pids(name))) for name in KNOWN_BY}


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        parts = Path(place) / "parts"
        parts.mkdir()
        tables = processor_seconds("migrate", "--verbosity", "0", CANDOUR_DATA=str(parts))
        catalogue = processor_seconds("load_catalogue", CANDOUR_DATA=str(parts))
        installation = Installation(Path(place) / "data")
        try:
            first = started(installation)
            eventually(lambda: len(installation.pids("worker-pdf")) == 2, 30)
            weight = weights(installation)
            began = time.monotonic()
            installation.stop()
            stopped = time.monotonic() - began
            later = started(installation)
        finally:
            installation.end()
    rows = {
        "migrate, of an empty database, processor": f"{tables:.1f} s",
        "load_catalogue, the first time, processor": f"{catalogue:.1f} s",
        "first start to serving, packages installed, no example": f"{first:.1f} s",
        "a later start to serving": f"{later:.1f} s",
        "Ctrl-C to the end": f"{stopped:.1f} s",
        "manage.py check, processor": f"{processor_seconds('check'):.1f} s",
        **{f"memory of {name} (PSS)": f"{size:.0f} MB" for name, size in weight.items()},
        "memory of worker-pdf and renderer": f"{weight['worker-pdf'] + weight['renderer']:.0f} MB",
        "memory of all": f"{sum(weight.values()):.0f} MB",
    }
    print(machine())
    print("| what | measured |\n| --- | --- |")
    for what, measured in rows.items():
        print(f"| {what} | {measured} |")


if __name__ == "__main__":
    main()
