"""The page of an answer that is a table: a line each, under the names of its columns."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from checklists.formats.workbook.cells_of import line_cell
from checklists.formats.workbook.layout import SPARE_LINES, TABLE, Line, VendorSheet, part
from checklists.formats.workbook.pen import Pen, finish
from checklists.formats.workbook.words import column_choices
from checklists.rules.answers import State
from checklists.rules.questions import Column, Table
from checklists.rules.values import rows_of


def write_lines_page(page: Worksheet, pen: Pen, sheet: VendorSheet, line: Line, table: Table) -> None:
    """The question, what is said of it already, and empty lines."""
    keys = len(table.columns)
    page.write_string(0, 0, f"{line.number}  {line.text}", pen.styles.title)
    page.write_string(1, 0, f"{table.plain} Leave what you do not need empty.", pen.styles.plain)
    page.set_row(0, 24)
    page.set_row(3, 33)
    page.write_string(2, keys, part(TABLE, line.question.key))
    page.set_row(2, None, None, {"hidden": True})
    page.set_column(keys, keys, 4, None, {"hidden": True})
    for place, column in enumerate(table.columns):
        page.set_column(place, place, max(16, min(34, len(column.label) + 4)))
        page.write_string(2, place, column.key)
        page.write_string(3, place, _heading(column), pen.styles.heading)
    said = _rows_said(line, table)
    for number, row in enumerate([*said, *({} for _ in range(SPARE_LINES))], 4):
        _write_line(page, pen, sheet, number, table, row)
    page.freeze_panes(4, 0)
    finish(page)


def _write_line(page: Worksheet, pen: Pen, sheet: VendorSheet, number: int, table: Table, row: dict[str, Any]) -> None:
    for place, column in enumerate(table.columns):
        cell = line_cell(column, row.get(column.key), sheet.models)
        words = tuple(choice.label for choice in column_choices(column.choices))
        pen.field(page, number, place, cell, words, is_day=column.type == "date")


def _heading(column: Column) -> str:
    return f"{column.label}, such as 5.40 GBP" if column.type == "money" else column.label


def _rows_said(line: Line, table: Table) -> list[dict[str, Any]]:
    said = line.said
    rows = [dict(row) for row in rows_of(said.value)] if said and said.state is State.ANSWERED else []
    return rows or [{table.columns[0].key: label} for label in table.rows]
