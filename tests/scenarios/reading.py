"""Read scenario files with the catalogue's own reader, so that one who edits both meets one set of messages."""

from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from checklists.catalogue.problems import CatalogueError
from checklists.catalogue.reader import read_document
from checklists.catalogue.schema.base import Entry
from checklists.catalogue.sentences import problems_of
from tests.scenarios import shape

HERE = Path(__file__).parent
OTHERS = {"contradictions.yaml", "findings.yaml", "lineage.yaml", "uses.yaml"}
F = TypeVar("F", bound=Entry)


def read_scenarios(path: Path, file: type[F]) -> F:
    """One file of scenarios. Raises CatalogueError with everything that is wrong in it."""
    document = read_document(path.name, path.read_bytes())
    try:
        return file.model_validate(document.data)
    except ValidationError as error:
        raise CatalogueError(problems_of(document, error, file)) from None


@cache
def duties() -> dict[str, shape.DutiesFile]:
    """The scenarios of every regulator, by the name of the file."""
    paths = sorted(path for path in HERE.glob("*.yaml") if path.name not in OTHERS)
    return {path.stem: read_scenarios(path, shape.DutiesFile) for path in paths}


@cache
def contradictions() -> shape.ContradictionsFile:
    return read_scenarios(HERE / "contradictions.yaml", shape.ContradictionsFile)


@cache
def findings() -> shape.FindingsFile:
    return read_scenarios(HERE / "findings.yaml", shape.FindingsFile)


@cache
def lineage() -> shape.LineageFile:
    return read_scenarios(HERE / "lineage.yaml", shape.LineageFile)


@cache
def uses() -> shape.UsesFile:
    return read_scenarios(HERE / "uses.yaml", shape.UsesFile)
