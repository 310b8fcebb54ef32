"""The editions that the catalogue's tests read: a small one made for them, with changes where a test wants some."""

import shutil
from pathlib import Path

from checklists.catalogue.check import check
from checklists.catalogue.edition import EditionFiles
from checklists.catalogue.load import read_edition
from checklists.catalogue.problems import CatalogueError, Problem

FOLDER = Path(__file__).parent
SMALL = FOLDER / "small"
BAD = FOLDER / "bad"


def copy_of_small(folder: Path) -> Path:
    """A copy of the small edition that a test may spoil."""
    return Path(shutil.copytree(SMALL, folder / "edition"))


def small_edition() -> EditionFiles:
    return read_edition(SMALL)


def problems_in(folder: Path) -> tuple[Problem, ...]:
    """All that is wrong with an edition, whether its reader or its check finds it."""
    try:
        return check(read_edition(folder))
    except CatalogueError as error:
        return error.problems
