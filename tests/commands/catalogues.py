"""Catalogues to load in tests: copies of the shipped files under a version of their own, and what the tables hold."""

import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import models

from checklists.catalogue.load import HERE
from checklists.models import (
    AIModel,
    Alias,
    Derivation,
    Edition,
    EditionItem,
    Event,
    ModelRecord,
    PublishedFigure,
    Question,
    Questionnaire,
    QuestionnaireVersion,
    Section,
    ThirdPartyClaim,
)

SHIPPED, DAY = "2026.11.2", "2026-11-24"
OLDER, NEWER, NEWEST = "2026.11.1", "2026.11.3", "2026.11.4"
TABLES: tuple[type[models.Model], ...] = (
    Edition,
    EditionItem,
    Questionnaire,
    QuestionnaireVersion,
    Section,
    Question,
    AIModel,
    Alias,
    ModelRecord,
    Derivation,
    PublishedFigure,
    ThirdPartyClaim,
    Event,
)
Change = tuple[str, str, str]


def copy_of_catalogue(folder: Path, version: str, *changes: Change) -> Path:
    """The shipped files under another version, with the first occurrence of some texts changed: (file, text, new)."""
    copy = folder / version
    for path in HERE.rglob("*.yaml"):
        target = copy / path.relative_to(HERE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for name, find, put in (("edition.yaml", f"version: '{SHIPPED}'", f"version: '{version}'"), *changes):
        text = (copy / name).read_text("utf-8")
        assert find in text
        (copy / name).write_text(text.replace(find, put, 1), "utf-8")
    return copy


def run(command: str, **options: Any) -> str:
    """What a command says when all goes well."""
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def refusal_of(command: str, folder: Path) -> str:
    """What a command says when it refuses a folder."""
    with pytest.raises(CommandError) as refusal:
        run(command, folder=folder)
    return str(refusal.value)


def rows() -> dict[str, int]:
    """How many rows each table of the catalogue holds, whosever they are, and how long the history is."""
    return {table.__name__: table._base_manager.count() for table in TABLES}
