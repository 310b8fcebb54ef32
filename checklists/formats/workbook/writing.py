"""Write a sheet as XLSX. Everything is a string or a date, never a formula; what may be filled in is not locked."""

import io
from datetime import datetime

from xlsxwriter import Workbook

from checklists.formats.workbook.first_page import write_first_page
from checklists.formats.workbook.layout import VendorSheet
from checklists.formats.workbook.lines_page import write_lines_page
from checklists.formats.workbook.pen import Pen
from checklists.formats.workbook.question_page import QuestionPage
from checklists.formats.workbook.style import Styles
from checklists.formats.workbook.words import CHOICES, LINES, QUESTIONS, START

AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_sheet(sheet: VendorSheet) -> bytes:
    """The bytes of the workbook; the same for the same sheet."""
    target = io.BytesIO()
    book = Workbook(target, AS_TEXT)
    made = datetime.fromisoformat(sheet.identity.made_at).replace(tzinfo=None)
    book.set_properties({"title": f"Questions on the AI in {sheet.head.product}"[:255], "created": made})
    _write_pages(book, sheet)
    book.close()
    return target.getvalue()


def _write_pages(book: Workbook, sheet: VendorSheet) -> None:
    """In the order in which they are read; the words of drop-downs come last, and are not shown."""
    tables = [(line, table) for line in sheet.lines if (table := sheet.table(line.question))]
    start, questions = book.add_worksheet(START), book.add_worksheet(QUESTIONS)
    pages = [book.add_worksheet(LINES.format(number=line.number)) for line, _ in tables]
    choices = book.add_worksheet(CHOICES)
    pen = Pen(Styles(book), choices)
    write_first_page(start, pen, sheet)
    QuestionPage(questions, pen, sheet).write()
    for page, (line, table) in zip(pages, tables, strict=True):
        write_lines_page(page, pen, sheet, line, table)
    choices.protect()
    choices.very_hidden()
    start.activate()
