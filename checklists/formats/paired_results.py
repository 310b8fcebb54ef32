"""Paired results: a CSV with one line an item, saying for both tiers whether they got it right. Bytes in, counts out.

Whatever is wrong comes back in one report that names each line. What could be read in two ways is refused.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper

from checklists.errors import Detail, Invalid
from checklists.formats.paired_text import MOST_BYTES, encoding_of, opened
from checklists.rules.quoting import quoted
from checklists.rules.trade_off.counts import Pairs
from checklists.rules.trade_off.evaluation import Slice

__all__ = ["MOST_BYTES", "MOST_ROWS", "PairedResults", "read_paired_results"]

MOST_ROWS = 2_000_000
MOST_SLICES = 200
MOST_TOLD = 50
LONGEST_SLICE = 100
NAMES = {
    "item": "item",
    "slice": "slice",
    "teacher_correct": "larger",
    "larger_correct": "larger",
    "student_correct": "cheaper",
    "cheaper_correct": "cheaper",
}
NEEDED = {"item": "item", "larger": "larger_correct", "cheaper": "cheaper_correct"}
MARKS = {
    **dict.fromkeys(("yes", "true", "1", "right", "correct"), True),
    **dict.fromkeys(("no", "false", "0", "wrong", "incorrect"), False),
}
HOW = "The first line names the columns: item, slice, larger_correct, cheaper_correct. The slice may be left out."


@dataclass(frozen=True)
class PairedResults:
    """Counts by slice in the order in which slices first stand in the file; one with an empty name where none is named.

    `items` is how many lines were counted.
    """

    slices: tuple[Slice, ...]
    items: int


@dataclass
class Report:
    """What is wrong, of which the first MOST_TOLD are kept in words."""

    details: list[Detail] = field(default_factory=list)
    count: int = 0

    def say(self, line: int, code: str, sentence: str) -> None:
        self.count += 1
        if len(self.details) < MOST_TOLD:
            self.details.append(Detail(f"/file/{line}", code, f"Line {line}: {sentence}"))

    def refusal(self) -> Invalid:
        """All of it as one refusal."""
        first = self.details[0].detail
        if self.count == 1:
            return Invalid(f"Nothing was written. {first}", self.details)
        told = f" The first {MOST_TOLD} are named." if self.count > MOST_TOLD else ""
        sentence = f"Nothing was written. {self.count:,} things are not right. The first is this. {first}{told}"
        return Invalid(sentence, self.details)


def read_paired_results(content: bytes) -> PairedResults:
    """The counts of a CSV of paired results.

    Columns: item, slice (may be left out), larger_correct or teacher_correct, cheaper_correct or student_correct; in
    any order, between commas, semicolons or tabs; UTF-8, UTF-16 with its mark, or Windows-1252. Raises Invalid with a
    detail for each wrong line, at most MOST_TOLD of them.
    """
    encoding = encoding_of(content)
    with TextIOWrapper(BytesIO(content), encoding=encoding, newline="") as text:
        lines, delimiter = opened(text)
        return _counted(lines, delimiter)


def _counted(lines: Iterable[str], delimiter: str) -> PairedResults:
    report = Report()
    tally = Tally(report)
    rows = _rows(lines, delimiter, report)
    first = next(rows, None)
    if first is not None:
        columns = _columns(first[1], report)
        for line, cells in rows if columns else ():
            tally.take(line, cells, columns)
    if not report.count and not tally.items:
        report.say(1, "empty", "no item stands in this file. Write one line for each item below the names of columns.")
    if report.count:
        raise report.refusal()
    return PairedResults(tally.slices(), tally.items)


def _rows(lines: Iterable[str], delimiter: str, report: Report) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its last line; rows of nothing are passed over."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error:
        sentence = "a quotation mark is not closed, or stands inside a word. Save the sheet again as CSV."
        report.say(max(reader.line_num, 1), "malformed", sentence)


def _columns(header: list[str], report: Report) -> dict[str, int]:
    """{item, slice, larger, cheaper: place}; nothing where the names of the columns will not do."""
    names = [name.strip().lower().replace(" ", "_") for name in header]
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        known = NAMES.get(name)
        if known is None:
            report.say(1, "unknown_column", f"the column {quoted(name)} is none of these. {HOW} Take it out.")
        elif known in places:
            report.say(1, "twice", f"the column {quoted(name)} stands twice. Take one out.")
        else:
            places[known] = place
    for known, name in NEEDED.items():
        if known not in places:
            report.say(1, "missing_column", f"the column {name!r} is missing. {HOW}")
    return {} if report.count else places


class Tally:
    """Counts line after line; of an item it keeps its hash alone, by which one that comes twice is known."""

    def __init__(self, report: Report):
        self.report = report
        self.items = 0
        self.counts: dict[str, list[int]] = {}
        self.seen: set[int] = set()

    def take(self, line: int, cells: list[str], columns: dict[str, int]) -> None:
        """Count one row, or say what is wrong with it."""
        if self.items >= MOST_ROWS:
            sentence = f"the file has more than {MOST_ROWS:,} items, the most that are taken. Send a part of it."
            raise Invalid(f"Line {line}: {sentence}", [Detail(f"/file/{line}", "too_many", sentence)])
        if len(cells) != len(columns):
            sentence = f"{len(cells)} cells stand here, where the first line names {len(columns)} columns."
            self.report.say(line, "columns", f"{sentence} Put quotation marks round a cell that holds the separator.")
            return
        kind, item = self._named(line, cells, columns)
        marks = [self._mark(line, cells[columns[tier]], tier) for tier in ("larger", "cheaper")]
        self.items += 1
        if item and None not in marks:
            self.counts[kind][2 * (not marks[0]) + (not marks[1])] += 1

    def _named(self, line: int, cells: list[str], columns: dict[str, int]) -> tuple[str, str]:
        item = cells[columns["item"]].strip()
        kind = cells[columns["slice"]].strip() if "slice" in columns else ""
        if not item:
            self.report.say(line, "item", "the item has no name. Give each item a number or a name.")
        elif self._again(kind, item):
            self.report.say(line, "twice", f"the item {quoted(item)} stands above already. Take one of the two out.")
        if len(kind) > LONGEST_SLICE:
            self.report.say(line, "slice", f"the name of the slice has more than {LONGEST_SLICE} characters.")
        elif kind not in self.counts and len(self.counts) >= MOST_SLICES:
            sentence = f"this is one slice more than the {MOST_SLICES} that are taken. Put small ones together."
            self.report.say(line, "slices", sentence)
            return "", ""
        self.counts.setdefault(kind, [0, 0, 0, 0])
        return kind, item

    def _again(self, kind: str, item: str) -> bool:
        key = hash((kind, item))
        known = key in self.seen
        self.seen.add(key)
        return known

    def _mark(self, line: int, cell: str, tier: str) -> bool | None:
        mark = MARKS.get(cell.strip().lower())
        if mark is None:
            wanted = "Write yes or no, right or wrong, true or false, 1 or 0."
            given = f"{quoted(cell.strip())} under {NEEDED[tier]} is no mark" if cell.strip() else "a mark is missing"
            self.report.say(line, "mark", f"{given}. {wanted}")
        return mark

    def slices(self) -> tuple[Slice, ...]:
        return tuple(Slice(name, Pairs(*counts)) for name, counts in self.counts.items())
