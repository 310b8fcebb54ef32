"""What every test may ask for. Data makers are in tests/makers.py."""

import os
import shutil
from pathlib import Path

import pytest


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove this process's data folder; it was made by tests/settings.py."""
    folder = Path(os.environ.get("CANDOUR_DATA", ""))
    if folder.name.startswith("candour-test-"):
        shutil.rmtree(folder, ignore_errors=True)
