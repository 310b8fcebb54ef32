"""What every page of a sheet is written with: fields, their drop-downs, and how a page ends."""

import math
from datetime import date, datetime

from xlsxwriter.worksheet import Worksheet

from checklists.formats.workbook.cells import letters
from checklists.formats.workbook.cells_of import Cell
from checklists.formats.workbook.style import Styles, protect

LINE_HEIGHT, TALLEST = 15.0, 400.0
CROWDED = 0.98  # of the average character, in widths of a digit
DAY_RULE = {
    "validate": "date",
    "criteria": ">=",
    "value": date(2000, 1, 1),
    "error_title": "Not a date",
    "error_message": "Write a date, such as 12 November 2026.",
}
LIST_RULE = {
    "validate": "list",
    "error_title": "Not on the list",
    "error_message": "Pick one from the list, or leave it empty.",
}


class Pen:
    """Writes fields. The words of drop-downs stand on a hidden page, since a rule itself holds 255 characters."""

    def __init__(self, styles: Styles, choices: Worksheet):
        self.styles, self.choices = styles, choices
        self.lists: dict[tuple[str, ...], str] = {}

    def field(
        self, page: Worksheet, row: int, column: int, cell: Cell, words: tuple[str, ...] = (), *, is_day: bool = False
    ) -> None:
        """A cell to fill in: free, a date, or with a drop-down of words."""
        style = self.styles.day if is_day else self.styles.field
        if isinstance(cell, date):
            page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), style)
        elif cell:
            page.write_string(row, column, cell, style)
        else:
            page.write_blank(row, column, None, style)
        if words:
            page.data_validation(row, column, row, column, {**LIST_RULE, "source": self._source(words)})
        elif is_day:
            page.data_validation(row, column, row, column, DAY_RULE)

    def _source(self, words: tuple[str, ...]) -> str:
        """Where the words stand, once for all drop-downs that have the same."""
        if words not in self.lists:
            column = len(self.lists)
            for row, word in enumerate(words):
                self.choices.write_string(row, column, word)
            place = letters(column)
            self.lists[words] = f"={self.choices.get_name()}!${place}$1:${place}${len(words)}"
        return self.lists[words]


def height(*cells: tuple[str, float], least: float = LINE_HEIGHT) -> float:
    """Points for a row of (text, width of its column): LibreOffice does not work them out for what others wrote."""
    lines = max(
        sum(max(1, math.ceil(len(part) * CROWDED / width)) for part in text.split("\n")) for text, width in cells
    )
    return min(TALLEST, max(least, lines * LINE_HEIGHT + 3))


def finish(page: Worksheet) -> None:
    """How a page is printed and protected."""
    page.ignore_errors({"number_stored_as_text": "A1:Z5000"})
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    protect(page)
