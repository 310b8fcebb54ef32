"""The director's page: lists are cut evenly to the room, and never below what must be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.dossier.fitting import TABLE, row_height, shares


@pytest.mark.parametrize(
    ("room", "fits"),
    [(2 * TABLE + 120, (5, 7)), (2 * TABLE + 110, (5, 6)), (2 * TABLE + 85, (4, 4)), (0, (2, 2))],
)
def test_the_longer_list_gives_way_first(room, fits):
    assert shares(room, [10.0] * 5, [10.0] * 7, 2) == fits


def test_a_list_that_is_short_already_stays_whole():
    assert shares(0, [10.0], [], 2) == (1, 0)


@given(st.lists(st.floats(6, 14), max_size=5), st.lists(st.floats(6, 14), max_size=7), st.floats(0, 200))
def test_what_is_shown_fits_unless_it_is_the_least_there_must_be(first, second, room):
    shown_first, shown_second = shares(room, first, second, 2)
    taken = 2 * TABLE + sum(first[:shown_first]) + sum(second[:shown_second])
    assert taken <= room or max(shown_first, shown_second) <= 2
    assert shown_first <= len(first)
    assert shown_second <= len(second)


def test_a_row_is_as_high_as_its_longest_cell():
    one, two = (
        row_height([("short", 40.0)]),
        row_height([("short", 40.0), ("several words that need a second line", 40.0)]),
    )
    assert round(two - one, 2) == 3.79


@pytest.mark.parametrize(
    ("room", "fits"), [(0, (2, 3)), (2 * TABLE + 50, (2, 3)), (2 * TABLE + 60, (3, 3)), (2 * TABLE + 70, (4, 3))]
)
def test_more_of_the_second_list_can_be_kept_than_of_the_first(room: float, fits: tuple[int, int]):
    assert shares(room, [10.0] * 5, [10.0] * 7, 2, 3) == fits
