"""The embedded broker's files when they are damaged: kept aside, so that it starts empty. Rows hold the jobs."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

KEPT = 3


def put_aside(data: Path) -> Path | None:
    """Move the broker's folder aside and make an empty one. Gives where it went; None where there was nothing in it."""
    folder = data / "broker"
    if not folder.is_dir() or not any(folder.iterdir()):
        return None
    aside = folder.with_name(f"broker.damaged-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")
    folder.rename(aside)
    folder.mkdir(mode=0o700)
    for old in sorted(data.glob("broker.damaged-*"))[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return aside


def put_back(aside: Path, data: Path) -> None:
    """As it was before: the files were not what kept the broker from starting."""
    shutil.rmtree(data / "broker")
    aside.rename(data / "broker")


def in_words(aside: Path) -> str:
    return f"its files were damaged and are kept in {aside}; it starts empty, and the clock rings for every job again"


def start_empty(data: Path) -> str:
    """Put the files aside, and say so; nothing where there were none."""
    aside = put_aside(data)
    return in_words(aside) if aside else ""
