"""What may stand in a message: one line for a subject, text in short lines, addresses whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.mail_text import LINK, WIDTH, has_line_break, one_line, subject_and_text


@pytest.mark.parametrize("mark", ["\n", "\r", "\r\n", "\x00", "\x0b", "\x0c", "\x1b", "\x85", "\u2028", "\u2029"])
def test_everything_that_ends_a_line_for_somebody_is_a_line_break(mark):
    assert has_line_break(f"Hello{mark}Bcc: all@example.org")
    assert one_line(f"Hello{mark}Bcc: all@example.org") == "Hello Bcc: all@example.org"


def test_marks_that_turn_the_writing_round_are_taken_out():
    assert one_line("invoice\u202egpj.exe \u200bhere") == "invoice gpj.exe here"


@pytest.mark.parametrize(("length", "kept"), [(119, 119), (120, 120), (121, 120)])
def test_a_name_that_is_too_long_is_cut_and_says_so(length, kept):
    cut = one_line("a" * length)
    assert len(cut) == kept
    assert cut.endswith("...") == (length > 120)


@given(st.text(max_size=400))
def test_whatever_is_typed_is_one_line_in_a_message(text):
    assert not has_line_break(one_line(text))
    assert one_line(one_line(text)) == one_line(text)


def test_the_first_line_is_the_subject_and_paragraphs_are_filled():
    subject, text = subject_and_text("A subject\n\nHello,\n\none\ntwo " + "word " * 30 + f"\n\n{LINK}\n\nEnd.\n")
    assert subject == "A subject"
    assert text.startswith("Hello,\n\none two word")
    assert f"\n\n{LINK}\n\nEnd.\n" in text
    assert max(map(len, text.splitlines())) <= WIDTH


def test_an_address_is_never_broken_and_items_of_a_list_stay_items():
    address = "https://candour.example.org/" + "a" * 90
    _, text = subject_and_text(f"S\n\n- {'one ' * 30}\n  {address}\n- two\n")
    assert f"\n  {address}\n- two\n" in text
    assert all(line.startswith(("- ", "  ")) for line in text.splitlines())
