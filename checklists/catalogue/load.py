"""Read a folder of catalogue files into one checked whole, or say everything that stands in the way.

Only `load_catalogue` and `check_catalogue` read these files; everything else reads the tables they are installed into.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError

from checklists.catalogue import schema
from checklists.catalogue.edition import EditionFiles
from checklists.catalogue.places import entry_lines
from checklists.catalogue.problems import CatalogueError, Problem, did_you_mean
from checklists.catalogue.reader import Document, read_document
from checklists.catalogue.schema.base import KEY, REGULATOR_KEY
from checklists.catalogue.sentences import problems_of

HERE = Path(__file__).parent
MAX_FILES = 500
F = TypeVar("F", bound=schema.Entry)

SINGLE: Mapping[str, type[schema.Entry]] = {
    "edition.yaml": schema.EditionFile,
    "changes.yaml": schema.ChangesFile,
    "facts.yaml": schema.FactsFile,
    "scoring.yaml": schema.ScoringFile,
    "contradictions.yaml": schema.ContradictionsFile,
    "wording.yaml": schema.WordingFile,
    "sources.yaml": schema.SourcesFile,
    "questionnaire.yaml": schema.QuestionnaireFile,
    "regulators.yaml": schema.RegulatorsFile,
    "known_models.yaml": schema.KnownModelsFile,
    "prices.yaml": schema.PricesFile,
}


@dataclass(frozen=True)
class Folder:
    """Files of one kind: how they are read, and the field at their head that each of their entries has from there."""

    name: str
    entries: str
    shape: type[schema.Entry]
    head: str = ""
    form: str = ""


FOLDERS = (
    Folder("questions", "questions", schema.QuestionsFile, head="section", form=KEY),
    Folder("obligations", "obligations", schema.ObligationsFile, head="regulator", form=REGULATOR_KEY),
    Folder("known_models", "models", schema.MakerFile),
)


def read_edition(folder: Path = HERE) -> EditionFiles:
    """Read every file of one edition. Raises CatalogueError with all problems found in all files.

    What each file says is checked against its own shape here; whether the files agree with each other is `check`'s.
    """
    reading = _Reading(folder)
    singles: dict[str, Any] = {
        name.removesuffix(".yaml"): reading.single(name, shape) for name, shape in SINGLE.items()
    }
    many = {kind.name: reading.files_of(kind) for kind in FOLDERS}
    reading.refuse_strangers()
    if reading.problems:
        raise CatalogueError(reading.problems)
    return EditionFiles(
        **singles,
        question_files=MappingProxyType(many["questions"]),
        obligation_files=MappingProxyType(many["obligations"]),
        maker_files=MappingProxyType(many["known_models"]),
        lines=MappingProxyType(reading.lines),
    )


class _Reading:
    """One pass over a folder, which notes every problem and goes on."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.problems: list[Problem] = []
        self.lines: dict[tuple[str, str], int] = {}

    def single(self, name: str, shape: type[F]) -> F | None:
        """The one file of that name; None (and a problem) where it is missing or wrong."""
        if not (self.folder / name).is_file():
            self.problems.append(Problem(name, "", "is missing.", "Put the file back."))
            return None
        document = self._document(name)
        return self._shaped(document, shape) if document else None

    def files_of(self, kind: Folder) -> dict[str, Any]:
        """Every file of one kind that could be read, by its name."""
        names = [f"{kind.name}/{path.name}" for path in sorted((self.folder / kind.name).glob("*.yaml"))]
        if not names:
            self.problems.append(Problem(f"{kind.name}/", "", "holds no file.", "Put the files back."))
        if len(names) > MAX_FILES:
            message = f"holds {len(names)} files; {MAX_FILES} are read."
            self.problems.append(Problem(f"{kind.name}/", "", message, "Put several into one file."))
        documents = {name: self._document(name) for name in names[:MAX_FILES]}
        read = {
            name: self._shaped(self._headed(document, kind), kind.shape)
            for name, document in documents.items()
            if document
        }
        return {name: one for name, one in read.items() if one is not None}

    def refuse_strangers(self) -> None:
        """A file under a name that nobody reads is most likely a name typed wrongly."""
        for path in sorted([*self.folder.glob("*.y*ml"), *self.folder.glob("*/*.y*ml")]):
            name = path.relative_to(self.folder).as_posix()
            read = [*SINGLE, *(f"{kind.name}/{path.stem}.yaml" for kind in FOLDERS)]
            if name not in read:
                self.problems.append(Problem(name, "", "is read by nobody.", did_you_mean(name, read)))

    def _document(self, name: str) -> Document | None:
        try:
            document = read_document(name, (self.folder / name).read_bytes())
            self.lines |= {(name, key): line for key, line in entry_lines(document.data, document.lines).items()}
            return document
        except CatalogueError as error:
            self.problems += error.problems
        except OSError as error:
            self.problems.append(Problem(name, "", f"cannot be read: {error.strerror}.", "Mend the file's rights."))
        return None

    def _headed(self, document: Document, kind: Folder) -> Document:
        """The same with the word at the file's head added to each of its entries."""
        if not kind.head or not isinstance(document.data, dict):
            return document
        entries = document.data.get(kind.entries)
        if not isinstance(entries, list):
            return document
        self.problems += _heads_repeated(document, kind)
        value = _usable(document.data.get(kind.head), kind.form)
        headed = [{**entry, kind.head: value} if isinstance(entry, dict) else entry for entry in entries]
        return Document(document.file, {**document.data, kind.entries: headed}, document.lines)

    def _shaped(self, document: Document, shape: type[F]) -> F | None:
        try:
            return shape.model_validate(document.data)
        except ValidationError as error:
            self.problems += problems_of(document, error, shape)
        return None


def _usable(head: Any, form: str) -> str:
    """The word at the head of a file, or one that stands in, so that a wrong head is one problem and not many."""
    return head if isinstance(head, str) and re.match(form, head) else "wrong"


def _heads_repeated(document: Document, kind: Folder) -> Iterator[Problem]:
    for place, entry in enumerate(document.data[kind.entries]):
        if isinstance(entry, dict) and kind.head in entry:
            message = f'"{kind.head}" stands at the head of the file already.'
            line = document.lines[(kind.entries, place, kind.head)]
            yield Problem(document.file, str(entry.get("key", "")), message, "Take this line out.", line)
