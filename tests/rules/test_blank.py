"""A text says something where it holds a letter or a digit of any script."""

import pytest

from checklists.rules.blank import says_something


@pytest.mark.parametrize("text", ["no", "7", "£5", ". x .", "é", "Ω", "名", "ب", "٣", "e\u0301"])
def test_a_letter_or_a_digit_says_something(text):
    assert says_something(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\t\n", ".", "-", "...", "\u200b", "\u00a0", "\u2060", "\ufeff", "\u0301", "?!"]
)
def test_without_either_nothing_is_said(text):
    assert not says_something(text)
