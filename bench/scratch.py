"""A data folder for one measurement, with the catalogue and, where wanted, the example; gone at the end."""

import logging
import os
import platform
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import django
from django.core.management import call_command


@contextmanager
def scratch() -> Iterator[Path]:
    """Set Django up on a folder of its own. One measurement a process: settings are read once."""
    folder = Path(tempfile.mkdtemp(prefix="candour-bench-"))
    os.environ.update(CANDOUR_DATA=str(folder), SECRET_KEY="only-a-measurement-uses-this-key-and-it-guards-nothing")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "procurement.settings")
    try:
        django.setup()
        logging.disable(logging.WARNING)  # there is no broker here, and each dossier would say so
        call_command("migrate", verbosity=0)
        call_command("load_catalogue", stdout=StringIO())
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def machine() -> str:
    """The machine and its load, which every absolute figure stands beside."""
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{os.cpu_count()} cores, {platform.python_implementation()} {platform.python_version()}, load {load}"


def middle(figures: list[float]) -> float:
    return statistics.median(figures)
