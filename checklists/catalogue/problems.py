"""What is wrong with a catalogue, in words: which file, which entry, what, and the cure."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from checklists.errors import Invalid

SHOWN = 20


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `key` names the entry ("" for the whole file); `line` counts from 1, 0 where unknown."""

    file: str
    key: str
    message: str
    cure: str
    line: int = 0


class CatalogueError(Invalid):
    """The catalogue cannot be read as it stands. `problems` holds all that was found, not only the first."""

    code = "catalogue_invalid"

    def __init__(self, problems: Iterable[Problem]):
        self.problems = in_order(problems)
        super().__init__(format_problems(self.problems))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, in the order in which an editor goes through the files."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda one: (one.file, one.line)))


def format_problems(problems: Iterable[Problem]) -> str:
    """All problems as text for a terminal: where and what on a line, the cure on the next, their number at the end."""
    listed = tuple(problems)
    if not listed:
        return "The catalogue is in order."
    count = "1 problem" if len(listed) == 1 else f"{len(listed)} problems"
    return "\n".join([*map(_in_words, listed), f"{count} in the catalogue. Nothing was loaded."])


def _in_words(problem: Problem) -> str:
    line = f" line {problem.line}" if problem.line else ""
    key = f', "{problem.key}"' if problem.key else ""
    return f"{problem.file}{line}{key}: {problem.message}\n    {problem.cure}"


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """A question that names what was probably meant, or else what is allowed."""
    allowed = list(names)
    near = difflib.get_close_matches(word, allowed, n=1, cutoff=0.65)
    if near:
        return f'Did you mean "{near[0]}"?'
    more = f" and {len(allowed) - SHOWN} more" if len(allowed) > SHOWN else ""
    return f"Allowed: {', '.join(allowed[:SHOWN]) or 'none'}{more}."
