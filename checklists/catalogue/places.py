"""Where in a file something stands, in the words of its editor: which entry, which part of it, which line."""

from collections.abc import Mapping
from typing import Any

Path = tuple[str | int, ...]
_NAMES = ("key", "name", "value", "metric", "parent")


def entry_of(data: Any, path: Path) -> tuple[str, list[str]]:
    """The name of the outermost entry on the way to a part ("" for the file itself), and the rest in words."""
    key, words = "", []
    for part in path:
        data = _step(data, part)
        name = _name_of(data)
        if isinstance(part, str):
            words.append(part)
        elif name and not key:
            key, words = name, []
        else:
            words.append(f'"{name}"' if name else f"entry {part + 1}")
    return key, words


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of the part itself, or of the nearest part around it that is in the file; 0 where there is none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 0)


def entry_lines(data: Any, lines: Mapping[Path, int]) -> dict[str, int]:
    """The line on which each entry with a key or a name begins; of two with the same key, the first."""
    found: dict[str, int] = {}
    for path, line in lines.items():
        if path and path[-1] in ("key", "name"):
            owner = _follow(data, path[:-1])
            if path[-1] == ("key" if "key" in owner else "name"):
                found.setdefault(str(owner[path[-1]]), line)
    return found


def _follow(data: Any, path: Path) -> Any:
    for part in path:
        data = _step(data, part)
    return data


def _step(data: Any, part: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None


def _name_of(data: Any) -> str:
    """The name that an entry goes by; "" where it has none, or one that is no text."""
    if not isinstance(data, dict):
        return ""
    return next((data[name] for name in _NAMES if isinstance(data.get(name), str) and data[name]), "")
