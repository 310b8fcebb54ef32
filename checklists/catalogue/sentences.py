"""Turn what pydantic finds wrong with an entry into sentences for the person who edits the file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from checklists.catalogue.places import Path, entry_of, line_of
from checklists.catalogue.problems import Problem, did_you_mean
from checklists.catalogue.reader import Document
from checklists.catalogue.schema.base import IN_WORDS

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a table of names and values",
    "model_type": "a table of names and values",
    "model_attributes_type": "a table of names and values",
}


def problems_of(document: Document, error: ValidationError, root: type[BaseModel]) -> Iterator[Problem]:
    """One problem for each thing wrong, with the entry's key and line. `root` is the class of the whole file."""
    for found in error.errors(include_url=False):
        if found["type"] == "too_short" and found["input"]:
            continue  # pydantic counts only the entries that were in order; each of the others has its own problem
        path = tuple(part for part in found["loc"] if not _is_mark(part))
        key, rest = entry_of(document.data, path)
        message, cure = _say(found, rest, fields_at(root, path[:-1]))
        yield Problem(document.file, key, message, cure, line_of(document.lines, path))


def _is_mark(part: str | int) -> bool:
    """Parts of a location that are pydantic's own and stand in no file."""
    return isinstance(part, str) and (part.startswith("<") or part == "[key]")


def _say(found: Mapping[str, Any], words: list[str], fields: Iterable[str]) -> tuple[str, str]:
    """The sentence and its cure for one of pydantic's findings."""
    name, around = (words[-1] if words else "the file"), ", ".join(words[:-1])
    if found["type"] == "missing":
        return f'"{name}" is missing{f" in {around}" if around else ""}.', f'Add "{name}".'
    if found["type"] == "extra_forbidden":
        return f'"{name}" is not a field{f" of {around}" if around else " here"}.', did_you_mean(name, fields)
    message, cure = _fault(found["type"], found["input"], found.get("ctx", {}), found["msg"])
    return f"{', '.join(words) or 'the file'} {message}.", cure


def _fault(kind: str, given: Any, ctx: Mapping[str, Any], otherwise: str) -> tuple[str, str]:
    """What is wrong with a value, and the cure. `otherwise` is what pydantic says, for a kind that is new to us."""
    if kind == "in_words":
        return ctx["message"], ctx["cure"]
    if kind in _WANTED:
        return f"must be {_WANTED[kind]}, and is {_as_written(given)}", _cure_of_type(kind, given)
    if kind == "literal_error":
        return f"is {_as_written(given)}, which is not one of its values", _cure_of_literal(given, ctx["expected"])
    if kind == "string_pattern_mismatch":
        return f"is {_as_written(given)}", f"Write {IN_WORDS[ctx['pattern']]}."
    if kind in ("string_too_short", "too_short"):
        return "is empty", "Fill it in, or take the line out if nothing is known."
    if kind == "string_too_long":
        return f"is {len(given):,} characters long; {ctx['max_length']:,} are allowed", "Shorten it."
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"is {given}", f"Write at least {ctx['ge']:,}." if "ge" in ctx else f"Write at most {ctx['le']:,}."
    return f"is {_as_written(given)}", f"{otherwise}."


def _as_written(given: Any) -> str:
    if given is None:
        return "empty (null)"
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, (int, Decimal)):
        return f"the number {given}"
    if isinstance(given, dict):
        return "a table of names and values"
    if isinstance(given, (list, tuple)):
        return "a list"
    return f'"{given}"' if len(given) <= 60 else f'"{given[:57]}..."'


def _cure_of_type(kind: str, given: Any) -> str:
    if given is None:
        return "Fill it in, or take the line out if nothing is known."
    if kind == "string_type" and isinstance(given, bool | int | Decimal):
        return f"Put quotes round it: '{given}'."
    if kind == "tuple_type":
        return "Write [one, another], or one line for each, beginning with '- '."
    if kind in ("int_type", "bool_type") and isinstance(given, str):
        return f"Write {_WANTED[kind]}, without quotes."
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return "Write a name, a colon and a value on each line, or {name: value}."
    return f"Write {_WANTED[kind]}."


def _cure_of_literal(given: Any, expected: str) -> str:
    allowed = re.findall(r"'([^']*)'", expected) or [expected.lower()]
    if isinstance(given, bool | int | Decimal):
        return f"Put quotes round text. Allowed: {', '.join(allowed)}."
    return did_you_mean(str(given), allowed)


def fields_at(root: type[BaseModel], path: Path) -> tuple[str, ...]:
    """The names of the fields that may stand at a place in a file; none where it is not a table of fixed fields."""
    classes = [root]
    for part in path:
        classes = [found for one in classes for found in _classes(_annotation(one, part))]
    names = [field.alias or name for one in classes for name, field in one.model_fields.items()]
    return tuple(dict.fromkeys(names))


def _annotation(owner: type[BaseModel], part: str | int) -> Any:
    if isinstance(part, int):
        return owner
    by_name = {field.alias or name: field.annotation for name, field in owner.model_fields.items()}
    return by_name.get(part)


def _classes(annotation: Any) -> Iterator[type[BaseModel]]:
    """Every class of entries that an annotation speaks of."""
    if get_origin(annotation) in (Annotated, Union, UnionType, tuple):
        for argument in get_args(annotation):
            yield from _classes(argument)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
