"""docs/catalogue.md explains what the schema has, and its examples are true."""

import re
from pathlib import Path

import pytest

from checklists.catalogue import schema
from checklists.catalogue.content import edition_from_files
from checklists.catalogue.load import FOLDERS, SINGLE, read_edition
from checklists.catalogue.reader import MAX_BYTES
from checklists.catalogue.schema import Entry
from checklists.catalogue.schema.base import MAX_TEXT
from checklists.rules.conditions import parse

GUIDE = (Path(__file__).parents[2] / "docs" / "catalogue.md").read_text("utf-8")
SHAPES = sorted({*SINGLE.values(), *(folder.shape for folder in FOLDERS)}, key=lambda shape: shape.__name__)


def fields_under(shape: type[Entry]) -> set[str]:
    """The names of all fields in a file, however deep."""
    described = shape.model_json_schema()
    parts = [described, *described.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_field_is_explained(shape: type[Entry]):
    written = set(re.findall(r"`(?:\w+: )?(\w+)(?:: [^`]+)?`", GUIDE)) | set(re.findall(r"`(\w+)(?::[^`]*)?`", GUIDE))
    assert fields_under(shape) <= written


@pytest.mark.parametrize("name", [*SINGLE, *(f"{folder.name}/<" for folder in FOLDERS)])
def test_every_file_is_explained(name: str):
    assert f"`{name}" in GUIDE


def test_every_condition_in_the_guide_can_be_read():
    facts = {fact.name: fact for fact in edition_from_files(read_edition()).facts}
    section = GUIDE.split("## Conditions")[1].split("## ")[0]
    rows = [line.split(" | ")[1] for line in section.splitlines() if line.startswith("| ") and "`" in line]
    examples = [example.strip("'") if example in ("'True'", "'False'") else example
                for row in rows for example in re.findall(r"`([^`]+)`", row)]  # fmt: skip
    assert len(examples) > 10
    assert all(parse(example, facts) for example in examples)


def test_the_example_of_sets_is_one():
    example = GUIDE.split("```yaml\n")[1].split("```")[0]
    lines = [re.sub(r"^- ", "", line) for line in example.splitlines()[1:]]
    assert len(lines) == 4
    names = {name for line in lines for name in re.findall(r"(\w+):", line)}
    assert {"any_of", "none_of", "facts", "ask_buyer"} <= names <= set(schema.Sets.model_fields) | fields_of_facts()


def fields_of_facts() -> set[str]:
    return {fact.name for fact in read_edition().facts.facts} | {"add", "rule_out", "fact", "text"}


def test_the_limits_in_the_guide_are_those_of_the_reader():
    assert f"A file may have {MAX_BYTES:,} bytes, a text {MAX_TEXT:,} characters." in GUIDE
