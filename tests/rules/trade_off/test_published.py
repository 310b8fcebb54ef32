"""The examples that the papers print, to the digits they print."""

import pytest

from checklists.rules.trade_off.paired import newcombe_paired, tang, tango
from tests.rules.trade_off.tables import first_against_second

TANGO = [
    ("Tango 1998", (4, 9, 3, 16), 0.95, "-0.027", "0.390"),
    ("Tango 1998, soft contact lenses", (43, 0, 1, 0), 0.90, "-0.096", "0.037"),
    ("Agresti and Min 2005", (53, 16, 8, 9), 0.95, "-0.020", "0.207"),
    ("Fagerland, Lydersen and Laake 2014", (1, 1, 7, 12), 0.95, "-0.517", "-0.026"),
    ("Chang 2024", (7, 25, 2, 68), 0.95, "0.139", "0.321"),
]
TANG = [
    ("Tang, Tang and Chan 2003", (446, 5, 16, 690), 0.90, "0.958", "0.992"),
    ("Tang, Tang and Chan 2003, soft contact lenses", (43, 0, 1, 0), 0.90, "0.904", "1.039"),
    ("Tang, Li and Tang 2010", (8, 3, 1, 2), 0.95, "0.776", "2.033"),
    ("DelRocco and others 2022", (1, 1, 7, 12), 0.95, "0.0653", "0.9069"),
]
NEWCOMBE = [
    ("Newcombe 1998c", (20, 12, 2, 16), 0.95, "0.0562", "0.3292"),
    ("Fagerland, Lydersen and Laake 2014", (1, 1, 7, 12), 0.95, "-0.507", "-0.026"),
    ("Tang, Li and Tang 2010", (8, 3, 1, 2), 0.95, "-0.1574", "0.4136"),
]


def printed(value, like):
    """A number with as many decimals as the paper prints."""
    return f"{value:.{len(like.partition('.')[2])}f}"


@pytest.mark.parametrize(
    ("method", "paper", "table", "level", "low", "high"),
    [(method, *row) for method, rows in ((tango, TANGO), (tang, TANG), (newcombe_paired, NEWCOMBE)) for row in rows],
)
def test_the_printed_interval_comes_out_to_the_digits_printed(method, paper, table, level, low, high):
    found = method(first_against_second(*table), level)
    assert (printed(found.low, low), printed(found.high, high)) == (low, high), paper
