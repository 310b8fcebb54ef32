"""The sheet of a guided own test: every item with both outputs and marks, and nothing in it that runs."""

import csv
from io import StringIO

import pytest

from checklists.formats.own_test_sheet import SheetRow, sheet_of


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_each_item_has_a_line_with_what_both_tiers_made_of_it():
    row = SheetRow(1, "letters", 'A "quoted" item,\nin two lines', "Yes, ½", "No", "yes", "no")
    assert read(sheet_of([row])) == [
        {
            "item": "1",
            "slice": "letters",
            "text": 'A "quoted" item,\nin two lines',
            "larger_output": "Yes, ½",
            "cheaper_output": "No",
            "larger_correct": "yes",
            "cheaper_correct": "no",
        }
    ]


def test_a_test_without_items_has_a_line_of_names_alone():
    assert sheet_of([]).decode("utf-8-sig").strip().split(",")[0] == "item" and read(sheet_of([])) == []


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_comes_as_text(text: str):
    cells = read(sheet_of([SheetRow(1, text, text, text, text, "", "")]))[0]
    assert all(cells[name] == f"'{text}" for name in ("slice", "text", "larger_output", "cheaper_output"))
