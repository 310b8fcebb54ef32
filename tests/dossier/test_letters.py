"""Every letter is a glyph of its own, and no piece of text costs memory that is never given back."""

import re
from io import BytesIO

import pikepdf

from checklists.dossier.pdf import STYLE
from tests.dossier.printing import print_html

FEATURES = re.compile(r"font-(?:variant|feature-settings|kerning)[a-z-]*\s*:|text-rendering")
GLYPH_BYTES = 2


def glyphs_of_each_line(pdf: bytes) -> list[int]:
    """How many glyphs each run of text draws."""
    with pikepdf.open(BytesIO(pdf)) as document:
        drawn = [ops for ops in pikepdf.parse_content_stream(document.pages[0]) if str(ops.operator) == "TJ"]
        return [
            sum(len(bytes(part)) for part in ops.operands[0] if isinstance(part, pikepdf.String)) // GLYPH_BYTES
            for ops in drawn
        ]


def test_no_letters_are_joined_into_one_glyph():
    pdf = print_html("<p>ffi fi fl</p><div class=theirs><p class=words>ffi fi fl</p></div>")
    assert glyphs_of_each_line(pdf)[:2] == [len("ffi fi fl")] * 2


def test_the_style_sheet_asks_for_no_font_feature():
    # WeasyPrint 70 leaks an attribute list for each piece of text that has one; fonts.conf asks for ours.
    assert FEATURES.findall(STYLE.read_text()) == []
