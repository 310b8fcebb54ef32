"""Entries of every shape that the schema allows, made from the schema itself."""

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic_core import PydanticUndefined

from checklists.catalogue.schema import Entry
from checklists.catalogue.schema.base import ADDRESS, ALIAS, DAY, MONTH

DAYS = st.dates().map(lambda day: day.isoformat())
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=30).map(
    lambda text: text.strip() or "x"
)
SPECIAL = {
    DAY: DAYS,
    MONTH: st.tuples(DAYS, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0][: pair[1]]),
    ADDRESS: st.from_regex(r"https://[a-z]{1,9}\.example/[a-z0-9-]{0,9}", fullmatch=True),
    ALIAS: st.from_regex(r"[a-z0-9]([a-z0-9 ./-]{0,9}[a-z0-9])?", fullmatch=True),
}
FREE_VALUES = st.booleans() | st.sampled_from(["yes", "largest"])


def entries(shape: type[Entry]) -> st.SearchStrategy[dict[str, Any]]:
    """Plain forms of one kind of entry, with any of the fields that may be left out left out."""
    required, optional = {}, {}
    for name, field in shape.model_fields.items():
        needed = field.default is PydanticUndefined and field.default_factory is None
        (required if needed else optional)[field.alias or name] = _values(field.annotation, field.metadata)
    return st.fixed_dictionaries(required, optional=optional)


def _values(annotation: Any, marks: list[Any]) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _values(arguments[0], [*marks, *arguments[1:]])
    if origin in (Union, UnionType):
        return st.one_of([_values(one, marks) for one in arguments])
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(_values(arguments[0], []), min_size=_mark(marks, "min_length") or 0, max_size=3)
    if origin is dict:
        return st.dictionaries(_values(arguments[0], []), _values(arguments[1], []), max_size=3)
    return _single(annotation, marks)


def _single(annotation: Any, marks: list[Any]) -> st.SearchStrategy[Any]:
    if annotation is type(None):
        return st.none()
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        return st.integers(_mark(marks, "ge") or 0, _mark(marks, "le"))
    if annotation is str:
        pattern = _mark(marks, "pattern")
        if pattern in SPECIAL:
            return SPECIAL[pattern]
        return st.from_regex(pattern, fullmatch=True) if pattern else WORDS
    if annotation is Any:
        return FREE_VALUES
    return entries(annotation)


def _mark(marks: list[Any], name: str) -> Any:
    """The value of one constraint, wherever pydantic keeps it."""
    inner = [part for mark in marks for part in (mark, *getattr(mark, "metadata", ()))]
    return next((getattr(mark, name) for mark in inner if getattr(mark, name, None) is not None), None)
