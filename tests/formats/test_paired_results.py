"""A CSV of paired results is read as offices save it, and whatever is wrong with it is named line by line."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.errors import Invalid
from checklists.formats import paired_results
from checklists.formats.paired_results import MOST_BYTES, MOST_TOLD, read_paired_results
from checklists.rules.trade_off.counts import Pairs

BAD = Path(__file__).parent / "bad_pairs"
HEAD = "item,slice,larger_correct,cheaper_correct\n"
GOOD = HEAD + "1,Café,yes,no\n2,Café,right,wrong\n3,,0,TRUE\n"
COUNTS = {"Café": Pairs(0, 2, 0, 0), "": Pairs(0, 0, 1, 0)}
WORDS = {
    "missing_column": "Line 1: the column 'larger_correct' is missing",
    "unknown_column": "Line 1: the column 'remark' is none of these",
    "item_twice": "Line 4: the item '1' stands above already",
    "unreadable_mark": "Line 3: 'perhaps' under larger_correct is no mark",
    "mark_missing": "Line 2: a mark is missing",
    "too_many_cells": "Line 3: 4 cells stand here, where the first line names 3 columns",
    "no_items": "no item stands in this file",
    "empty": "The file is empty",
    "nul": "Line 2: a NUL character",
    "workbook": "an Excel or OpenDocument workbook",
    "open_quote": "Line 2: a quotation mark is not closed",
    "item_without_name": "Line 2: the item has no name",
    "no_text": "not text in UTF-8, UTF-16 or Windows-1252",
}


def counts(content):
    return {one.name: one.counts for one in read_paired_results(content).slices}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_usual_way_to_save_a_sheet_is_read(encoding, separator, end):
    text = GOOD.replace(",", separator).replace("\n", end)
    assert counts(text.encode(encoding)) == COUNTS


def test_names_of_columns_may_be_teacher_and_student_in_any_case_and_order():
    assert counts(b"Student_Correct,ITEM,teacher_correct\n0,1,1\n") == {"": Pairs(0, 1, 0, 0)}


def test_a_line_that_tells_excel_the_separator_is_heeded_and_counted():
    with pytest.raises(Invalid, match="Line 3"):
        read_paired_results(b"sep=;\nitem;larger_correct;cheaper_correct\n1;1;x\n")


@pytest.mark.parametrize("path", sorted(BAD.glob("*.csv")), ids=lambda path: path.stem)
def test_what_is_wrong_with_a_file_is_said(path):
    with pytest.raises(Invalid) as refused:
        read_paired_results(path.read_bytes())
    assert any(WORDS[path.stem] in detail.detail for detail in refused.value.details), refused.value.details
    assert refused.value.message.startswith("Nothing was written.")


def test_all_wrong_lines_are_counted_and_the_first_fifty_named():
    lines = "".join(f"{number},,maybe,0\n" for number in range(80))
    with pytest.raises(Invalid, match="80 things are not right") as refused:
        read_paired_results((HEAD + lines).encode())
    assert len(refused.value.details) == MOST_TOLD
    assert refused.value.details[0].pointer == "/file/2"


def test_too_large_a_file_and_too_many_items_are_refused(monkeypatch):
    with pytest.raises(Invalid, match="at most"):
        read_paired_results(b"x" * (MOST_BYTES + 1))
    monkeypatch.setattr(paired_results, "MOST_ROWS", 2)
    with pytest.raises(Invalid, match="more than 2 items"):
        read_paired_results(GOOD.encode())


NAMES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20).map(str.strip).filter(bool)
ROWS = st.lists(st.tuples(NAMES, st.sampled_from(["", "a", "b"]), st.booleans(), st.booleans()), min_size=1)


@given(ROWS, st.sampled_from([",", ";", "\t"]))
def test_what_was_written_is_counted_again(rows, separator):
    rows = list({(row[0], row[1]): row for row in rows}.values())
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(["item", "slice", "larger_correct", "cheaper_correct"])
    writer.writerows([name, kind, int(larger), int(cheaper)] for name, kind, larger, cheaper in rows)
    found = read_paired_results(text.getvalue().encode())
    assert found.items == len(rows)
    assert sum(one.counts.larger.right for one in found.slices) == sum(row[2] for row in rows)
    assert sum(one.counts.cheaper.right for one in found.slices) == sum(row[3] for row in rows)


@pytest.mark.parametrize("begin", [b"", b"item,larger_correct,cheaper_correct\n"])
def test_a_line_of_a_million_cells_is_refused_before_it_is_taken_apart(begin):
    with pytest.raises(Invalid, match="more than 1,000,000 characters") as caught:
        read_paired_results(begin + b"a," * 500_001)
    assert caught.value.details[0].code == "long_line"
