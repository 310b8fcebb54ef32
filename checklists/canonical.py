"""Canonical bytes of plain data, so that one thing has one digest.

As RFC 8785, with two rules of ours: there are no floats (a decimal travels as a string), and keys are ASCII.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID


def plain(value: Any) -> Any:
    """Turn dates, decimals, ids, enums, tuples and sets into JSON's own types. Raises TypeError for anything else."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, (date, Decimal, UUID)):
        return str(value)
    if isinstance(value, Mapping):
        return {_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form: {value!r}")


def _key(key: Any) -> str:
    text = str(plain(key))
    if not text.isascii():
        raise TypeError(f"keys are ASCII in canonical form, {text!r} is not")
    return text


def canonical_text(value: Any) -> str:
    """The one text of `value`: keys sorted, no spaces, characters as they are."""
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest_of(value: Any) -> str:
    """SHA-256 of the canonical text, in 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical_text(value).encode()).hexdigest()
