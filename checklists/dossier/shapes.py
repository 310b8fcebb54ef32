"""The words in which the schema of a dossier is written: closed objects, lists, dates and digests."""

from typing import Any

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
MAYBE: Shape = {"type": ["string", "null"]}
COUNT: Shape = {"type": "integer", "minimum": 0}
YES_NO: Shape = {"type": "boolean"}
DAY: Shape = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
MAYBE_DAY: Shape = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"}
MOMENT: Shape = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}
DIGEST: Shape = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
# What was answered, as it was stored; which form it has follows from the answer's type.
VALUE: Shape = {"type": ["string", "boolean", "array", "object", "null"]}


def whole(*, optional: dict[str, Shape] | None = None, **properties: Shape) -> Shape:
    """An object with exactly these properties; a trailing underscore keeps a name clear of Python's own words."""
    named = {name.rstrip("_"): shape for name, shape in properties.items()}
    return {
        "type": "object",
        "required": sorted(named),
        "properties": named | (optional or {}),
        "additionalProperties": False,
    }


def many(shape: Shape) -> Shape:
    return {"type": "array", "items": shape}


def maybe(shape: Shape) -> Shape:
    return {"anyOf": [shape, {"type": "null"}]}


def one_of(*values: str | None) -> Shape:
    return {"enum": list(values)}


def each(names: str, shape: Shape) -> dict[str, Shape]:
    """The same shape for several names, given with spaces between."""
    return dict.fromkeys(names.split(), shape)


KEYS = many(TEXT)
