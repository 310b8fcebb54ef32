"""The first page of a sheet: who asks and what for, how to fill it in, and who answers."""

from xlsxwriter.worksheet import Worksheet

from checklists.formats.workbook.layout import SIGN, VendorSheet, part
from checklists.formats.workbook.pen import Pen, finish, height
from checklists.formats.workbook.words import ATTEST, QUESTIONS, YES
from checklists.rules.dates import in_words

KEYS, WIDTH, PROSE = 2, 92, 104  # wider than its digits: prose has narrow letters
HOW = (
    f"Answer on the page {QUESTIONS}. White cells are yours; leave empty what you have not come to.",
    "Where there is no answer, pick why in the column beside it. Each of these is a complete answer: we do not know, "
    "it does not apply, it is confidential, we would rather not say. You need not defend it.",
    "We do not know is a good answer where it is true. If the maker of the model does not say, pick that and give the "
    "day you asked.",
    "Answers that are tables have a page of their own. Questions marked as following on another may be left empty.",
    "Filter the last column to hand a colleague what they know. Everybody may write in one and the same file.",
    "Save it as it is (.xlsx or .ods) and send it back. Documents may go beside it.",
)


def write_first_page(page: Worksheet, pen: Pen, sheet: VendorSheet) -> None:
    """All of it. What is filled in has a hidden mark beside it."""
    head, styles = sheet.head, pen.styles
    page.set_column(0, 0, 24)
    page.set_column(1, 1, WIDTH)
    page.set_column(KEYS, KEYS, 4, None, {"hidden": True})
    page.write_string(0, 0, f"Questions on the AI in {head.product}", styles.title)
    row = _pairs(page, pen, 2, _about(sheet))
    page.write_string(row + 1, 0, "How to fill it in", styles.label)
    for number, sentence in enumerate(HOW):
        page.set_row(row + 1 + number, height((sentence, PROSE)))
        page.write_string(row + 1 + number, 1, sentence, styles.prose)
    row += len(HOW) + 2
    page.write_string(row, 0, "Who answers", styles.label)
    _signature(page, pen, row, sheet)
    finish(page)


def _about(sheet: VendorSheet) -> list[tuple[str, str]]:
    head = sheet.head
    count = sum(1 for _ in sheet.lines)
    said = [
        ("Who asks", head.asked_by),
        ("Whom", head.vendor),
        ("About", head.product),
        ("What it is used for", head.purpose),
        ("How many questions", f"{count}. Some follow on others and may not come up."),
        ("Please answer by", in_words(head.until) if head.until else ""),
        ("Made on", in_words(head.made_on)),
        (
            "What happens with it",
            f"{head.asked_by} reads your answers and decides whether and how to use the product. Your words are kept "
            "as you write them, with your name and the day; who may see them is yours to say beside each answer.",
        ),
    ]
    return [(label, text) for label, text in said if text]


def _pairs(page: Worksheet, pen: Pen, row: int, pairs: list[tuple[str, str]]) -> int:
    for number, (label, text) in enumerate(pairs, row):
        page.write_string(number, 0, label, pen.styles.label)
        page.set_row(number, height((text, PROSE)))
        page.write_string(number, 1, text, pen.styles.prose)
    return row + len(pairs)


def _signature(page: Worksheet, pen: Pen, row: int, sheet: VendorSheet) -> None:
    asked = {"name": "Your name", "role": "Your role", "day": "Day of your answers", "attested": "Signed"}
    for number, (key, label) in enumerate(asked.items(), row + 1):
        page.write_string(number, 0, label, pen.styles.label)
        page.set_row(number, 21)
        pen.field(page, number, 1, None, (YES,) if key == "attested" else (), is_day=key == "day")
        page.write_string(number, KEYS, part(SIGN, key))
    page.write_string(row + 5, 1, ATTEST.format(vendor=sheet.head.vendor), pen.styles.prose)
