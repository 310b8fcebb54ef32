"""Numbers as they are typed: what is read, and what is sent back in words because it could mean two things."""

import pytest

from procurement.answering.figures import read_count, read_figure

READ = [
    ("30", "30"),
    ("2.5", "2.5"),
    (" 1,500 ", "1500"),
    ("1 500", "1500"),
    ("1\u00a0500", "1500"),
    ("12,345,678.90", "12345678.90"),
    ("£1,200.50", "1200.50"),
    ("€ 5", "5"),
    ("5 %", "5"),
    ("9" * 15, "9" * 15),
]
TWO_WAYS = ["1,5", "1 5", "1,50", "0,500", "1,5000", "1500,000", "12,34,567", "1,500 000", "1,5.2"]
WRONG = [
    ("-5", "not below 0"),
    ("\u22125", "not below 0"),
    ("-£5", "not below 0"),
    ("", "is no number"),
    ("a few", "is no number"),
    ("1.500,50", "is no number"),
    ("1.2.3", "is no number"),
    ("5-6", "is no number"),
    ("\u0665", "is no number"),
    ("9" * 16, "The most is 999,999,999,999,999."),
    ("0.1234567", "at most 6 digits"),
]


@pytest.mark.parametrize(("text", "figure"), READ)
def test_a_number_is_read_as_it_was_meant(text: str, figure: str) -> None:
    assert read_figure(text) == figure


@pytest.mark.parametrize("text", TWO_WAYS)
def test_a_comma_or_a_space_that_does_not_group_three_digits_is_never_dropped(text: str) -> None:
    with pytest.raises(ValueError, match="can be read in two ways"):
        read_figure(text)


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_what_is_no_number_here_is_sent_back_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_figure(text)


@pytest.mark.parametrize(("text", "words"), [("99999999999", "The most is 36,500."), ("2.5", "whole number")])
def test_a_count_is_whole_and_has_a_most(text: str, words: str) -> None:
    assert read_count("1,500", 36_500) == 1500
    with pytest.raises(ValueError, match=words):
        read_count(text, 36_500)
