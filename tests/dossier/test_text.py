"""Text as it is printed: nothing hidden, nothing obeyed, nothing that layout cannot break."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.dossier.failed import RenderFailed
from checklists.dossier.text import BREAK, UNBROKEN, breakable, printable, shown


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("plain words, £5.40 – “quoted”", "plain words, £5.40 – “quoted”"),
        ("a\u202eb", "aU+202Eb"),
        ("a\u200bb", "aU+200Bb"),
        ("a\u200db", "aU+200Db"),
        ("soft\u00adhyphen", "softU+00ADhyphen"),
        ("bell\x07", "bellU+0007"),
        ("null\x00", "nullU+0000"),
        ("private \ue000", "private U+E000"),
        ("lone \ud800", "lone U+D800"),
        ("tag \U000e0041", "tag U+E0041"),
        ("mark \ufeff", "mark U+FEFF"),
        ("selector a\ufe0f", "selector aU+FE0F"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb", "a    b"),
    ],
)
def test_what_is_unseen_is_spelt_out(stored, printed):
    assert shown(stored) == printed


@pytest.mark.parametrize("stored", ["می\u200cخواهم", "👨\u200d👩\u200d👧", "❤\ufe0f", "Zoë naïve Łódź", "e\u0301"])
def test_joiners_and_marks_stay_where_a_script_or_an_emoji_needs_them(stored):
    assert shown(stored) == stored


def test_a_pile_of_marks_cannot_cover_the_lines_around_it():
    assert shown("a" + "\u0301" * 6) == "a" + "\u0301" * 4 + "U+0301U+0301"


@given(st.text())
def test_nothing_unseen_is_left_and_every_visible_character_stays(stored):
    printed = shown(stored)
    hidden = [c for c in printed if unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} and c != "\n"]
    assert hidden == []
    for char in stored:
        assert char in printed or char in "\t\r\x85\u2028\u2029" or f"U+{ord(char):04X}" in printed


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_a_place_to_break_comes_at_least_every_forty_characters_and_changes_nothing_else(stored):
    broken = breakable(stored.replace(BREAK, ""))
    assert broken.replace(BREAK, "") == stored.replace(BREAK, "")
    pieces = re.split(f"[ \n{BREAK}]", broken)
    letters = [[c for c in piece if unicodedata.category(c)[0] != "M" and c not in "\u200c\u200d"] for piece in pieces]
    assert all(len(piece) <= UNBROKEN for piece in letters)


def test_a_mark_is_never_parted_from_its_letter():
    word = ("a" * 39 + "e\u0301") * 3
    assert f"{BREAK}\u0301" not in breakable(word)


def test_a_text_beyond_the_bounds_is_refused_with_its_place_and_what_to_do():
    with pytest.raises(RenderFailed) as longer:
        printable("x" * 20_001, "Question 3.2 (note)")
    assert (
        longer.value.reason
        == "Question 3.2 (note) has 20,001 characters; a dossier prints at most 20,000 in one place."
    )
    assert "attach the long text as a file" in longer.value.remedy
    assert longer.value.retry is False


def test_too_many_line_breaks_are_refused_and_the_most_allowed_are_not():
    assert printable("a\n" * 500, "here").count("\n") == 500
    with pytest.raises(RenderFailed, match="501 line breaks"):
        printable("a\n" * 501, "here")
