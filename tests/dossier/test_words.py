"""Dates, digests and counts as a person reads them."""

import pytest

from checklists.dossier import words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-11-24", "24 November 2026"),
        ("2019-10", "October 2019"),
        ("2019", "2019"),
        ("2026-02-31", "2026-02-31"),
        ("2026-13", "2026-13"),
        (None, ""),
        ("soon", "soon"),
    ],
)
def test_a_date_is_written_out_and_anything_else_is_left_as_it_is(value, said):
    assert words.long_date(value) == said


def test_a_date_in_a_table_is_short():
    assert words.short_date("2026-09-04") == "4 Sep 2026"


@pytest.mark.parametrize(
    ("value", "said"),
    [("2026-11-24T10:05:59Z", "24 Nov 2026, 10:05 UTC"), ("", ""), ("yesterday", "yesterday"), (None, "")],
)
def test_a_moment_is_said_in_utc(value, said):
    assert words.instant(value) == said


def test_a_digest_is_grouped_so_that_it_can_be_read_aloud():
    assert words.spaced("5ce4d0535942\u200b846c") == "5ce4 d053 5942 846c"
    assert words.short_digest("5ce4d0535942846c321f") == "5ce4 d053 5942 846c"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "no conditions"),
        (1, "one condition"),
        (3, "three conditions"),
        (13, "13 conditions"),
        (1200, "1,200 conditions"),
    ],
)
def test_small_numbers_are_words(number, said):
    assert words.counted(number, "condition") == said


def test_figures_keep_the_noun_in_step():
    assert words.figures(1, "duty", "duties") == "1 duty"
    assert words.figures(0, "duty", "duties") == "0 duties"


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_ends_in_and(parts, said):
    assert words.listed(parts) == said


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        ("short", 10, "short"),
        ("one two three four", 12, "one two…"),
        ("unbroken" * 4, 10, "unbrokenu…"),
        ("a\nb", 9, "a b"),
    ],
)
def test_a_clipped_text_ends_at_a_word_with_an_ellipsis(text, most, said):
    assert words.clipped(text, most) == said
    assert len(words.clipped(text, most)) <= most


@pytest.mark.parametrize(("text", "said"), [("Yes", "Yes."), ("Yes.", "Yes."), ("", ""), ("Why?", "Why?"), (None, "")])
def test_a_sentence_gets_one_full_stop(text, said):
    assert words.sentence(text) == said


@pytest.mark.parametrize(
    ("octets", "said"),
    [(0, "0 bytes"), (1, "1 byte"), (14_200, "14 kB"), (2_345_678, "2.3 MB"), (None, "size not recorded")],
)
def test_a_size_is_said_in_its_unit(octets, said):
    assert words.size(octets) == said


@pytest.mark.parametrize(("figure", "said"), [("110000000", "110,000,000"), ("79.5", "79.5"), (None, ""), ("²", "²")])
def test_a_large_figure_has_commas(figure, said):
    assert words.grouped(figure) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (66_000_000, "66 million parameters"),
        (1_500_000_000, "1.5 billion parameters"),
        (671_000_000_000, "671 billion parameters"),
        (4_385, "4,385 parameters"),
        (None, "parameters not published"),
    ],
)
def test_parameters_are_said_in_millions_and_billions(count, said):
    assert words.parameters(count) == said
