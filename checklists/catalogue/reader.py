"""Read one YAML file of the catalogue into plain data, and close the traps that YAML sets for its editors.

The reader works on the parser's events, so that it sees what a finished document hides: keys given twice, anchors (by
which a small file can unfold into gigabytes), tags, and words that most YAML readers silently turn into something else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from checklists.catalogue.places import Path, entry_of
from checklists.catalogue.problems import CatalogueError, Problem
from checklists.catalogue.scalars import Trap, plain_value

MAX_BYTES = 400_000
MAX_DEPTH = 12
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """One file as plain data (dict, list, str, int, Decimal, bool, None), with the line on which each part begins."""

    file: str
    data: Any
    lines: Mapping[Path, int]


def read_document(file: str, raw: bytes) -> Document:
    """Read the bytes of one file; `file` is its name for messages. Raises CatalogueError with all that it found."""
    text = _decode(file, raw)
    try:
        building = _Builder(yaml.parse(text, Loader=_LOADER))
        data = building.document()
    except yaml.YAMLError as error:
        raise CatalogueError([_unreadable(file, error)]) from None
    if building.traps:
        raise CatalogueError(_named(trap, file, data) for trap in building.traps)
    return Document(file, data, building.lines)


def _decode(file: str, raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        message = f"is {len(raw):,} bytes long; {MAX_BYTES:,} are allowed."
        raise CatalogueError([Problem(file, "", message, "Split it, or take out what does not belong in it.")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise CatalogueError([Problem(file, "", "is not UTF-8 text.", "Save it as UTF-8.", line)]) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise CatalogueError([Problem(file, "", "contains a NUL byte.", "Take it out.", line)])
    return text


@dataclass(frozen=True)
class _Found:
    """Something wrong at a place; which entry it belongs to is known only when the whole file was read."""

    path: Path
    line: int
    message: str
    cure: str


def _named(found: _Found, file: str, data: Any) -> Problem:
    key, words = entry_of(data, found.path)
    return Problem(file, key, " ".join([", ".join(words), found.message]).strip(), found.cure, found.line)


def _unreadable(file: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    cure = "Mend that place: two spaces a level, a space after each colon, quotes round text that holds ': ' or ' #'."
    if "tab character" in said or "\\t" in repr(said):
        cure = "Use spaces; YAML takes no tabs at the start of a line."
    return Problem(file, "", f"is not readable as YAML at column {column}: {said}.", cure, line)


@dataclass
class _Builder:
    """Builds plain data from events and notes every trap on the way."""

    events: Iterator[Any]
    traps: list[_Found] = field(default_factory=list)
    lines: dict[Path, int] = field(default_factory=dict)

    def document(self) -> Any:
        """The one document in the file."""
        next(self.events)  # the stream begins
        first = next(self.events)
        if isinstance(first, yaml.StreamEndEvent):
            self._trap((), first, "is empty.", "Put its content back.")
            return None
        data = self._value(next(self.events), ())
        next(self.events)  # the document ends
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._trap((), after, "holds a second document (after '---').", "Keep one document in a file.")
        return data

    def _trap(self, path: Path, event: Any, message: str, cure: str) -> None:
        self.traps.append(_Found(path, event.start_mark.line + 1, message, cure))

    def _value(self, event: Any, path: Path) -> Any:
        self.lines[path] = event.start_mark.line + 1
        self._refuse_tricks(path, event)
        if len(path) > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=f"nested over {MAX_DEPTH} levels", problem_mark=event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(path, event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        return None

    def _refuse_tricks(self, path: Path, event: Any) -> None:
        if getattr(event, "anchor", None) is not None:
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._trap(path, event, f"uses an anchor ({mark}{event.anchor}).", "Write the text out in each place.")
        if getattr(event, "tag", None) is not None:
            self._trap(path, event, f"uses a YAML tag ({event.tag}).", "Take the tag out; put quotes round text.")

    def _scalar(self, path: Path, event: Any) -> str | int | Decimal | bool | None:
        if not event.implicit[0]:
            return event.value
        value = plain_value(event.value)
        if isinstance(value, Trap):
            self._trap(path, event, f"is {event.value} without quotes: {value.message}", value.cure)
            return event.value
        return value

    def _list(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name = self._name(path, event)
            line = event.start_mark.line + 1
            if name in found:
                first = self.lines[(*path, name)]
                self._trap((*path, name), event, f"is given twice (first on line {first}).", "Keep one of the two.")
            found[name] = self._value(next(self.events), (*path, name))
            self.lines[(*path, name)] = line
        return found

    def _name(self, path: Path, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise yaml.MarkedYAMLError(problem="a name is text, not a list or a table", problem_mark=event.start_mark)
        self._refuse_tricks((*path, event.value), event)
        if event.implicit[0] and isinstance(trap := plain_value(event.value), Trap):
            self._trap(path, event, f"has the name {event.value} without quotes: {trap.message}", trap.cure)
        return event.value
