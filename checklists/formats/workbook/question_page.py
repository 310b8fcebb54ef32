"""The page of questions: a row each, with those of their choices and second lines beneath."""

from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from checklists.formats.workbook.cells_of import Cell, answer_cell, ticked
from checklists.formats.workbook.layout import (
    COLUMNS,
    FILLED_IN,
    QUESTION,
    SECOND,
    TICK,
    Line,
    VendorSheet,
    part,
)
from checklists.formats.workbook.pen import LINE_HEIGHT, Pen, finish, height
from checklists.formats.workbook.words import (
    BELOW,
    HEADINGS,
    LINES,
    MAY_SEE,
    ON_PAGE,
    WHO_KNOWS,
    YES,
    choices_of,
    how_to,
    state_words,
    words_of_state,
)
from checklists.rules.answers import Answer, State
from checklists.rules.facts import Choice
from checklists.rules.questions import FollowUp, Question

WIDTHS = (6, 46, 38, 38, 30, 34, 17, 24, 18)
PLACE = {name: number for number, name in enumerate(COLUMNS)}
KEYS = len(COLUMNS)


class QuestionPage:
    """Writes the page from top to bottom; `row` is where the next line goes."""

    def __init__(self, page: Worksheet, pen: Pen, sheet: VendorSheet):
        self.page, self.pen, self.styles, self.sheet = page, pen, pen.styles, sheet
        self.row = 2

    def write(self) -> None:
        """All of it."""
        self._heads()
        for title, lines in self.sheet.sections:
            self._band(title)
            for line in lines:
                self._question(line)
        self.page.freeze_panes(2, 2)
        self.page.autofilter(1, 0, self.row - 1, KEYS - 1)
        finish(self.page)

    def _heads(self) -> None:
        """The hidden row of marks, and the headings that people read."""
        page = self.page
        for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, name)
            page.write_string(1, column, HEADINGS[name], self.styles.heading)
        page.write_string(0, KEYS, self.sheet.identity.mark)
        page.set_column(KEYS, KEYS, 4, None, {"hidden": True})
        page.set_row(0, None, None, {"hidden": True})

    def _band(self, title: str) -> None:
        for column in range(KEYS):
            self.page.write_blank(self.row, column, None, self.styles.band)
        self.page.write_string(self.row, 0, title, self.styles.band)
        self.row += 1

    def _question(self, line: Line) -> None:
        """The row of a question, and those of its choices and its second line beneath."""
        said = line.said or Answer(line.question.key, State.NOT_YET)
        has_value = said.state is State.ANSWERED
        self._first_row(line, said, has_value)
        if line.question.answer_type == "multi_choice":
            there = ticked(line.question, said.value) if has_value else ()
            for choice in line.question.choices:
                self._tick(line, choice, choice.value in there)
        if line.question.follow_up:
            self._second(line.question, line.question.follow_up, said.follow_up if has_value else None)

    def _first_row(self, line: Line, said: Answer, has_value: bool) -> None:
        question = line.question
        lines = LINES.format(number=line.number) if self.sheet.table(question) else ""
        self._words(line.number, _text(line), _help(question, lines), question, QUESTION)
        cell = answer_cell(question, said.value, self.sheet.models) if has_value else None
        self._answer(question, lines, cell)
        self._about(said)
        self._high(_text(line), _help(question, lines), str(cell or ""), said.note, open_text=_is_open(question))
        self.row += 1

    def _high(self, text: str, more: str = "", answer: str = "", note: str = "", *, open_text: bool = False) -> None:
        """Make the row high enough for its words, and for a few lines where words are to be written."""
        texts = {"question": f"{text}   ", "help": more, "answer": answer, "note": note}
        cells = [(words, WIDTHS[PLACE[name]]) for name, words in texts.items()]
        self.page.set_row(self.row, height(*cells, least=(3.5 if open_text else 1.4) * LINE_HEIGHT))

    def _words(self, number: str, text: str, more: str, question: Question, kind: str, *keys: str) -> None:
        """The cells that are not filled in, and the hidden key of the row."""
        style = self.styles.question if kind == QUESTION else self.styles.locked
        self.page.write_string(self.row, PLACE["number"], number, self.styles.number)
        self.page.write_string(self.row, PLACE["question"], text, style)
        self.page.write_string(self.row, PLACE["help"], more, self.styles.help)
        for name in FILLED_IN:
            self.page.write_blank(self.row, PLACE[name], None, self.styles.closed)
        knows = WHO_KNOWS.get(question.who_knows, question.who_knows.replace("_", " "))
        self.page.write_string(self.row, PLACE["who_knows"], knows, self.styles.help)
        self.page.write_string(self.row, KEYS, part(kind, question.key, *keys))

    def _answer(self, question: Question, lines: str, cell: Cell) -> None:
        if question.answer_type == "multi_choice":
            self.page.write_string(self.row, PLACE["answer"], BELOW, self.styles.closed)
        elif lines and not question.with_table:
            self.page.write_string(self.row, PLACE["answer"], f"{ON_PAGE}{lines}", self.styles.closed)
        elif choices_of(question) and question.answer_type in ("choice", "yes_no"):
            self._open("answer", cell, tuple(choice.label for choice in choices_of(question)))
        elif question.answer_type == "date" and not question.choices:
            self._open("answer", cell, is_day=True)
        else:
            self._open("answer", cell.isoformat() if isinstance(cell, date) else cell)

    def _about(self, said: Answer) -> None:
        """State, note, date and who may see it."""
        state = words_of_state(self.sheet.questionnaire, said.state, said.reason) if said.state != State.NOT_YET else ""
        self._open("state", state, tuple(state_words(self.sheet.questionnaire)))
        bare = said.reason if said.state is State.NOT_APPLICABLE else ""
        self._open("note", said.note or bare)
        self._open("asked_on", said.date_asked, is_day=True)
        seen = MAY_SEE[said.who_may_see] if said.state != State.NOT_YET else ""
        self._open("may_see", seen, tuple(MAY_SEE.values()))

    def _tick(self, line: Line, choice: Choice, is_ticked: bool) -> None:
        alone = "Only by itself." if choice.value in line.question.exclusive else ""
        self._words("", f"•  {choice.label}", alone, line.question, TICK, choice.value)
        self._high(choice.label, alone)
        self._open("answer", YES if is_ticked else "", (YES,))
        self.row += 1

    def _second(self, question: Question, follow_up: FollowUp, said: Any) -> None:
        more = "Pick from the list." if follow_up.choices else ""
        self._high(f"And: {follow_up.text}", more, str(said or ""), open_text=not follow_up.choices)
        self._words("", f"And: {follow_up.text}", more, question, SECOND)
        labels = {choice.value: choice.label for choice in follow_up.choices}
        self._open("answer", labels.get(said, said), tuple(labels.values()))
        self.row += 1

    def _open(self, name: str, cell: Cell, words: tuple[str, ...] = (), *, is_day: bool = False) -> None:
        self.pen.field(self.page, self.row, PLACE[name], cell, words, is_day=is_day)


def _text(line: Line) -> str:
    return f"{line.text} (Only where your answer to {line.follows} leads here.)" if line.follows else line.text


def _is_open(question: Question) -> bool:
    return question.answer_type in ("text", "text_or_url")


def _help(question: Question, lines: str) -> str:
    return "\n".join(part for part in (question.vendor_help, how_to(question, lines)) if part)
