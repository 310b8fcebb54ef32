"""Characters that no font of ours can draw: they are printed as U+XXXX, so that nothing turns into an empty box."""

import re
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

from checklists.dossier import fontset

# These draw nothing by nature: the break that we put into long words, joiners, and the two emoji selectors.
INVISIBLE = frozenset({0x200B, 0x200C, 0x200D, 0xFE0E, 0xFE0F})
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def spell_out(html: str) -> str:
    """Put U+XXXX in place of every character of a finished document that no font can draw."""
    spelt = {ord(char): code_point(char) for char in set(BEYOND_ASCII.findall(html)) if not drawable(char)}
    return html.translate(spelt) if spelt else html


def code_point(char: str) -> str:
    """The name of a character as people look it up: U+00AD, U+1F600."""
    return f"U+{ord(char):04X}"


@cache
def drawable(char: str) -> bool:
    """Whether one of our fonts has this character. Files are opened only as far as needed."""
    return ord(char) in INVISIBLE or any(ord(char) in _characters(path) for path in fontset.font_files())


@cache
def _characters(path: Path) -> frozenset[int]:
    """Every code point that one font file maps to a glyph."""
    fonts = TTCollection(path, lazy=True).fonts if path.suffix.lower() == ".ttc" else [TTFont(path, lazy=True)]
    return frozenset().union(*(font.getBestCmap() or {} for font in fonts))
