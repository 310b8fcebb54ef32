"""Sheets for tests: one with a question of every kind, and a vendor who fills in whatever sheet it is handed."""

import csv
import io
from datetime import date
from typing import Any

from xlsxwriter import Workbook

from checklists.formats.workbook.cells import Page
from checklists.formats.workbook.child import pages_of
from checklists.formats.workbook.layout import FORMAT, Head, Identity, Line, VendorSheet
from checklists.rules.answers import Answer
from checklists.rules.facts import Choice
from checklists.rules.questions import Column, FollowUp, Question, Questionnaire, Section, Table

IDENTITY = Identity("org", "assessment", "version", "2026-11-24T09:30:00+00:00")
HEAD = Head("Harbour Accountants", "Beck & Fell Ltd", "Fell Assistant", "Letters", date(2026, 11, 24))
SIZES = (Choice("small", "Small"), Choice("large", "The largest, by far"), Choice("none", "None of these"))
REASONS = {
    "does_not_know": (
        Choice("maker_does_not_say", "The maker does not say", needs="date_asked"),
        Choice("nobody_here_knows", "Nobody here knows"),
    ),
    "confidential": (Choice("under_nda", "Shown under an agreement"),),
}
TABLE = Table(
    "parts",
    "One line a part.",
    (
        Column("part", "Part", "text"),
        Column("who", "Who", "choice", ("vendor", "another_supplier")),
        Column("days", "Days", "number"),
        Column("fee", "Fee", "money"),
        Column("model", "Model", "ai_model"),
        Column("since", "Since", "date"),
    ),
    rows=("model", "drivers"),
)
SECRETS = {"why": "CANARY why", "good_answer": "CANARY good", "red_flag": "CANARY red", "evidence": "CANARY evidence"}


def asked(key: str, answer_type: str, **more: Any) -> Question:
    text, more = f"What of {key}?", {**SECRETS, "who_knows": "engineer", **more}
    return Question(key, "first", "vendor", "product", text, answer_type, **more)


QUESTIONS = (
    asked("words", "text", vendor_help="A few words do."),
    asked("link", "text_or_url"),
    asked("plain", "yes_no", follow_up=FollowUp("Since when, and why?")),
    asked("size", "choice", choices=SIZES, follow_up=FollowUp("How large?", SIZES)),
    asked("sizes", "multi_choice", choices=SIZES, exclusive=("none",)),
    asked("count", "number", unit="days", choices=(Choice("no_limit", "No limit is set"),)),
    asked("share", "percent"),
    asked("price", "money", unit="USD a month"),
    asked("day", "date"),
    asked("tested", "date", choices=(Choice("never", "Not yet"),)),
    asked("model", "ai_model"),
    asked("parts", "parts"),
    asked("proof", "choice", choices=SIZES, with_table="parts"),
)
QUESTIONNAIRE = Questionnaire(
    "Of every kind", 1, (Section("first", "The first"),), QUESTIONS, {"parts": TABLE}, REASONS, {"old_words": "words"}
)


def make_sheet(**said: Answer) -> VendorSheet:
    """The sheet with a question of every kind; `said` are the answers that stand on it already."""
    lines = tuple(Line(one, f"1.{n}", one.text, said=said.get(one.key)) for n, one in enumerate(QUESTIONS, 1))
    return VendorSheet(IDENTITY, HEAD, QUESTIONNAIRE, (("The first", lines),))


class Filled:
    """A sheet in the hands of a vendor. `put` and the like write into cells, as text."""

    def __init__(self, content: bytes):
        self.pages = {name: [list(row) for row in rows] for name, rows in pages_of(content)}

    def put(self, question: str, column: str, text: str) -> "Filled":
        rows = self.pages["Questions"]
        self._row(f"q:{question}")[rows[0].index(column)] = text
        return self

    def answer(self, question: str, text: str) -> "Filled":
        return self.put(question, "answer", text)

    def beneath(self, key: str, text: str) -> "Filled":
        """The answer of a row beneath a question: tick:sizes:small, second:plain."""
        rows = self.pages["Questions"]
        self._row(key)[rows[0].index("answer")] = text
        return self

    def line(self, page: str, number: int, **cells: str) -> "Filled":
        """A line of a table, the first being 0."""
        rows = self.pages[page]
        while len(rows) < 5 + number:
            rows.append([""] * len(rows[2]))
        for name, text in cells.items():
            rows[4 + number][rows[2].index(name)] = text
        return self

    def sign(self, **fields: str) -> "Filled":
        for row in self.pages["Start here"]:
            name = row[2].removeprefix("signed:")
            if name in fields:
                row[1] = fields[name]
        return self

    def mark(self, mark: str) -> "Filled":
        """Another mark in the hidden cell."""
        first = self.pages["Questions"][0]
        first[next(n for n, text in enumerate(first) if text.startswith(FORMAT))] = mark
        return self

    def rename(self, question: str, other: str) -> "Filled":
        """Another question's hidden key on a row."""
        self._row(f"q:{question}")[-1] = f"q:{other}"
        return self

    def _row(self, key: str) -> list[str]:
        return next(row for row in self.pages["Questions"] if row[-1] == key)

    def read(self) -> tuple[Page, ...]:
        return tuple(Page(name, tuple(map(tuple, rows))) for name, rows in self.pages.items())

    def xlsx(self) -> bytes:
        """The file that the vendor sends back."""
        target = io.BytesIO()
        book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        for name, rows in self.pages.items():
            page = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                for place, text in enumerate(cells):
                    page.write_string(number, place, text)
        book.close()
        return target.getvalue()

    def csv(self, delimiter: str = ",") -> bytes:
        """The page of questions alone, as a spreadsheet saves it."""
        target = io.StringIO()
        csv.writer(target, delimiter=delimiter).writerows(self.pages["Questions"])
        return target.getvalue().encode()
