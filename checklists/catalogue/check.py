"""Whether the files of one edition agree with each other, and with the conditions that the rules can read."""

from collections.abc import Callable, Iterator

from checklists.catalogue.checks import (
    choices,
    contradictions,
    facts,
    known_models,
    obligations,
    questionnaire,
    questions,
    scoring,
    sets,
    sources,
    wording,
)
from checklists.catalogue.checks.whole import Whole
from checklists.catalogue.edition import EditionFiles
from checklists.catalogue.problems import Problem, in_order

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
)


def check(files: EditionFiles) -> tuple[Problem, ...]:
    """Everything in which the files do not agree, in the order of files and lines; empty where all is well."""
    whole = Whole(files)
    return in_order(problem for one in CHECKS for problem in one(whole))
