"""Which AI models on record a value picks: itself, or in the cells of its rows."""

from collections.abc import Iterator, Mapping
from typing import Any


def models_named(value: Any) -> Iterator[tuple[str, Any]]:
    """The id of every AI model that a value picks, each with its pointer ("/value/0/model_tested/ai_model").

    Whether there are such models is for the caller to look up; the value need not be a right one yet.
    """
    for pointer, part in (("/value", value), *_cells(value)):
        if isinstance(part, Mapping) and "ai_model" in part:
            yield f"{pointer}/ai_model", part["ai_model"]


def _cells(value: Any) -> Iterator[tuple[str, Any]]:
    rows, pointer = (value.get("table"), "/value/table") if isinstance(value, Mapping) else (value, "/value")
    for place, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, Mapping):
            yield from ((f"{pointer}/{place}/{key}", cell) for key, cell in row.items())
