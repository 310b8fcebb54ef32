"""A file that is no sheet, or would be too much, is refused in a sentence; the process that opens it is held back."""

import subprocess
import sys
from pathlib import Path

import pytest

from checklists.errors import Invalid
from checklists.formats.workbook import cells
from checklists.formats.workbook.cells import read_pages
from checklists.formats.workbook.child import text_of
from checklists.formats.workbook.reading import identity_of, read_returned
from checklists.formats.workbook.writing import write_sheet
from tests.workbook_makers import QUESTIONNAIRE, Filled, make_sheet

FOLDER = Path(__file__).parent / "bad_sheets"
SAID = {
    "broken_xml.xlsx": "damaged, or too large inside",
    "cut_short.xlsx": "the file is damaged",
    "empty.xlsx": "The file is empty",
    "entities.xlsx": "damaged, or too large inside",
    "far_apart.xlsx": "damaged, or too large inside",
    "lies_of_its_size.xlsx": "damaged, or too large inside",
    "no_archive.xlsx": "the file is damaged",
    "no_ending": "save it as .xlsx. ODS and CSV will do too",
    "no_text.csv": "not text in UTF-8",
    "not_ours.csv": "not a sheet that Candour made",
    "not_ours.xlsx": "not a sheet that Candour made",
    "nul.csv": "a NUL character stands here",
    "old_excel.xls": "save it as .xlsx",
    "open_quote.csv": "A quotation mark is not closed",
    "other_archive.xlsx": "holds no xl/workbook.xml",
    "renamed_pdf.xlsx": "does not begin like one",
    "too_many_parts.xlsx": "2110 parts, which is too much",
    "unfolds_to_too_much.xlsx": "which is too much",
}


def test_every_bad_file_has_its_sentence():
    assert SAID.keys() == {path.name for path in FOLDER.iterdir()}


@pytest.mark.parametrize(("name", "sentence"), SAID.items())
def test_a_bad_file_is_refused_and_says_why(name, sentence):
    with pytest.raises(Invalid) as refused:
        identity_of(read_pages(name, (FOLDER / name).read_bytes()))
    assert sentence in refused.value.message
    assert refused.value.details[0].pointer == "/file"


MEASURE = """
import resource, sys
from pathlib import Path
from checklists.errors import Invalid
from checklists.formats.workbook.cells import read_pages
for path in map(Path, sys.argv[1:]):
    try:
        read_pages(path.name, path.read_bytes())
    except Invalid:
        pass
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_no_bad_file_takes_more_than_200_mb():
    """Measured in a process of its own: what other tests started would count here too."""
    command = [sys.executable, "-c", MEASURE, *map(str, FOLDER.iterdir())]
    done = subprocess.run(command, capture_output=True, text=True, cwd=FOLDER.parents[2], check=True)
    assert 0 < int(done.stdout) < 200 * 1024


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_file_of_more_than_a_megabyte_is_not_looked_into(name):
    with pytest.raises(Invalid, match="1,048,577 bytes; at most 1,048,576"):
        read_pages(name, b"x" * (cells.MOST_BYTES + 1))


def test_a_reader_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(cells, "WALL_SECONDS", 0.01)
    with pytest.raises(Invalid, match="cannot be read as a spreadsheet"):
        read_pages("a.xlsx", write_sheet(make_sheet()))


def test_a_reader_that_needs_too_much_memory_is_ended(monkeypatch):
    monkeypatch.setattr(cells, "MEMORY_BYTES", 1024 * 1024)
    with pytest.raises(Invalid, match="cannot be read as a spreadsheet"):
        read_pages("a.xlsx", write_sheet(make_sheet()))


@pytest.mark.parametrize(("cell", "text"), [
    ("  as it is ", "  as it is "), (None, ""), (True, "Yes"), (False, "No"), (12.0, "12"), (0.1, "0.1"),
    (1e21, "1000000000000000000000"), (1e-7, "0.0000001"), (float("nan"), "nan"), (100, "100"),
])  # fmt: skip
def test_a_cell_becomes_text(cell, text):
    assert text_of(cell) == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_page_of_questions_alone_may_come_as_csv(delimiter):
    filled = (
        Filled(write_sheet(make_sheet())).answer("words", 'Two lines,\n"quoted"').beneath("tick:sizes:small", "Yes")
    )
    found = read_returned(read_pages("Questions.csv", filled.csv(delimiter)), QUESTIONNAIRE)
    said = {one.answer.question: one.answer.value for one in found.said}
    assert said == {"words": 'Two lines,\n"quoted"', "sizes": ["small"]} and found.wrong == ()
    assert not found.signed.has_page
