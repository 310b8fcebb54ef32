"""Dates and names as people type them."""

from datetime import date

import pytest

from checklists.formats.days import read_day
from procurement.answering.days import written_day


@pytest.mark.parametrize(
    "typed",
    [
        "12 November 2026", "12 nov 2026", "12th November, 2026", " 12  NOVEMBER  2026 ", "12/11/2026", "12.11.2026",
        "12-11-2026", "2026-11-12",
    ],
)  # fmt: skip
def test_a_date_is_read_day_first_in_every_form_that_people_write(typed: str) -> None:
    assert read_day(typed) == date(2026, 11, 12)


@pytest.mark.parametrize(
    "typed",
    ["soon", "31/02/2026", "13/13/2026", "12 Novembar 2026", "12/11/26", "November 2026", "0/1/2026", "¹²/11/2026"],
)
def test_what_is_no_date_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="12 November 2026"):
        read_day(typed)


def test_nothing_is_no_date_and_no_mistake() -> None:
    assert read_day("  ") is None


def test_a_date_is_read_back_as_it_was_written() -> None:
    day = date(2026, 5, 3)
    assert read_day(written_day(day)) == day
