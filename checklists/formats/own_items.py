"""The items of a guided own test: lines that were pasted, or a file of text or CSV. Text in, items out."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from checklists.errors import Detail, Invalid
from checklists.formats.paired_text import encoding_of, opened

MOST_ITEMS = 1000
MOST_TEXT = 20_000
LONGEST_SLICE = 100
MOST_TOLD = 50


@dataclass(frozen=True)
class OwnItem:
    """One item, and the kind that it is of (may be empty)."""

    text: str
    slice: str = ""


def items_of_lines(text: str) -> tuple[OwnItem, ...]:
    """One item for each line that holds something. Raises Invalid with a detail for each line that cannot be one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _checked((number, OwnItem(line.strip())) for number, line in enumerate(lines, 1))


def items_of_file(filename: str, content: bytes) -> tuple[OwnItem, ...]:
    """The items of a file: a CSV whose first line names `item` and, if wished, `slice`; other text a line an item."""
    encoding = encoding_of(content)
    text = content.decode(encoding)
    if not filename.lower().endswith(".csv"):
        return items_of_lines(text)
    return _checked(_of_csv(text))


def _of_csv(text: str) -> Iterator[tuple[int, OwnItem]]:
    lines, delimiter = opened(StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        rows = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        sentence = "A quotation mark is not closed, or stands inside a word. Save the sheet again as CSV."
        raise _refusal([(max(reader.line_num, 1), sentence)]) from error
    if not rows:
        return
    names = [name.strip().lower() for name in rows[0][1]]
    if "item" not in names or set(names) - {"item", "slice"} or len(set(names)) < len(names):
        raise _refusal([(rows[0][0], "The first line names the columns: item, and slice if there are kinds of items.")])
    for number, cells in rows[1:]:
        if len(cells) != len(names):
            raise _refusal([(number, f"{len(cells)} cells stand here, where the first line names {len(names)}.")])
        given = dict(zip(names, (cell.strip() for cell in cells), strict=True))
        yield number, OwnItem(given["item"], given.get("slice", ""))


def _checked(items: Iterator[tuple[int, OwnItem]]) -> tuple[OwnItem, ...]:
    good, wrong = [], []
    for number, item in items:
        if not item.text and not item.slice:
            continue
        wrong += [(number, sentence) for sentence in _problems(item)]
        good.append(item)
    if len(good) > MOST_ITEMS:
        wrong.append((0, f"A test has at most {MOST_ITEMS:,} items; these are {len(good):,}."))
    if not good:
        wrong.append((0, "There is no item. Write one on each line."))
    if wrong:
        raise _refusal(wrong)
    return tuple(good)


def _problems(item: OwnItem) -> Iterator[str]:
    if not item.text:
        yield "The item is empty."
    if len(item.text) > MOST_TEXT:
        yield f"The item is longer than {MOST_TEXT:,} characters."
    if len(item.slice) > LONGEST_SLICE:
        yield f"The name of the slice has more than {LONGEST_SLICE} characters."


def _refusal(wrong: Sequence[tuple[int, str]]) -> Invalid:
    """Line 0 stands for the whole."""
    told = [(number, f"Line {number}: {sentence}" if number else sentence) for number, sentence in wrong[:MOST_TOLD]]
    details = [Detail("/items", "items", sentence) for _, sentence in told]
    return Invalid(f"Nothing was written. {told[0][1]}", details)
