"""The fonts that a dossier may be set in, as files: the bundled ones, and Noto where the machine has it.

Byte identity holds for one set of fonts, so the set is named in every dossier's envelope.
"""

import hashlib
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET  # nosec B405 - reads our own fonts.conf

FOLDER = Path(__file__).parent / "fonts"
CONFIGURATION = FOLDER / "fonts.conf"
KINDS = {".ttf", ".otf", ".ttc"}


@cache
def font_files() -> tuple[Path, ...]:
    """Every font file that the renderer sees, the bundled ones first."""
    outside = [path for folder in _folders() if folder.is_dir() for path in folder.rglob("*") if _is_font(path)]
    return (*bundled(), *sorted(outside))


@cache
def bundled() -> tuple[Path, ...]:
    """The fonts in this repository, by name."""
    return tuple(sorted(path for path in FOLDER.iterdir() if _is_font(path)))


@cache
def font_set() -> tuple[str, ...]:
    """The set in words for an envelope: bundled files with the start of their SHA-256, then the others as one line."""
    ours = [f"{path.name} {_digest(path.read_bytes())}" for path in bundled()]
    others = font_files()[len(ours) :]
    if not others:
        return tuple(ours)
    listing = "\n".join(f"{path.name} {path.stat().st_size}" for path in others)
    return (*ours, f"{len(others)} installed Noto files {_digest(listing.encode())}")


def _folders() -> list[Path]:
    """The folders outside this repository that fonts.conf names."""
    tree = ET.parse(CONFIGURATION)  # noqa: S314 - our own file, read from our own folder  # nosec B314
    return [Path(node.text) for node in tree.iter("dir") if node.text and node.get("prefix") != "relative"]


def _is_font(path: Path) -> bool:
    return path.suffix.lower() in KINDS and path.is_file()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
