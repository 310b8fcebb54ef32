"""Whether the files of one edition agree with each other, and with the conditions that the rules can read."""

from collections.abc import Callable, Iterator
from pathlib import Path

from checklists.catalogue.checks import (
    changes,
    choices,
    contradictions,
    facts,
    known_models,
    obligations,
    prices,
    questionnaire,
    questions,
    readers,
    scoring,
    sets,
    sources,
    wording,
)
from checklists.catalogue.checks.whole import Whole
from checklists.catalogue.edition import EditionFiles
from checklists.catalogue.load import read_edition
from checklists.catalogue.problems import CatalogueError, Problem, in_order

CHECKS: tuple[Callable[[Whole], Iterator[Problem]], ...] = (
    sources.problems,
    facts.problems,
    questionnaire.problems,
    questions.problems,
    choices.problems,
    sets.problems,
    obligations.problems,
    contradictions.problems,
    scoring.problems,
    wording.problems,
    known_models.problems,
    prices.problems,
    changes.problems,
    readers.problems,
)


def check(files: EditionFiles) -> tuple[Problem, ...]:
    """Everything in which the files do not agree, in the order of files and lines; empty where all is well."""
    whole = Whole(files)
    return in_order(problem for one in CHECKS for problem in one(whole))


def read_checked(folder: Path) -> EditionFiles:
    """Read an edition whose files agree. Raises CatalogueError with all that the reader finds, or else the check."""
    if not folder.is_dir():
        raise CatalogueError([Problem(str(folder), "", "is no folder.", "Name the folder that holds edition.yaml.")])
    files = read_edition(folder)
    if problems := check(files):
        raise CatalogueError(problems)
    return files
