"""The text of a CSV as offices save it: which encoding its bytes are in, and what separates its columns."""

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TextIO

from checklists.errors import Detail, Invalid

MOST_BYTES = 25 * 1024 * 1024
LONGEST_LINE = 1_000_000
SEPARATORS = (",", ";", "\t")
MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
OTHERS = (
    (b"PK\x03\x04", "an Excel or OpenDocument workbook, or another archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
SAVE_AS = "Open it in your spreadsheet and save it as CSV."


def encoding_of(content: bytes) -> str:
    """The encoding that the bytes of a text are in: the one that it says, else UTF-8, else Windows-1252.

    Raises Invalid for what is empty, too large, or no text.
    """
    if not content.strip():
        raise _no("empty", "The file is empty. Choose the CSV with your results.")
    if len(content) > MOST_BYTES:
        raise _no("too_large", f"The file has {len(content):,} bytes; at most {MOST_BYTES:,} are taken.")
    for begins, what in OTHERS:
        if content.startswith(begins):
            raise _no("type", f"This is {what}, not a CSV. {SAVE_AS}")
    said = next((name for mark, name in MARKED if content.startswith(mark)), None)
    if said != "utf-16" and b"\x00" in content:
        line = content.count(b"\n", 0, content.index(b"\x00")) + 1
        raise _no("nul", f"Line {line}: a NUL character stands here, which no text has. {SAVE_AS}")
    return next((name for name in ([said] if said else ["utf-8", "cp1252"]) if _reads(content, name)), None) or _none()


def _reads(content: bytes, encoding: str) -> bool:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return "\x00" not in text


def _none() -> str:
    raise _no("encoding", f"The file is not text in UTF-8, UTF-16 or Windows-1252. {SAVE_AS} Choose UTF-8 if asked.")


def opened(text: TextIO) -> tuple[Iterable[str], str]:
    """The lines of a CSV, and what separates its columns: what its first line has most of.

    A line of its own that tells Excel the separator (sep=;) is heeded, and counts as an empty line.
    """
    first = text.readline()
    told = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    if told in SEPARATORS:
        return _bounded(chain(["\n"], text)), told
    return _bounded(chain([first], text)), max(SEPARATORS, key=first.count)


def _bounded(lines: Iterable[str]) -> Iterator[str]:
    """The lines as they are; one that is longer than any sheet's is refused before it is taken apart into cells."""
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise _no("long_line", f"Line {number} has more than {LONGEST_LINE:,} characters. {SAVE_AS}")
        yield line


def _no(code: str, sentence: str) -> Invalid:
    return Invalid(f"Nothing was written. {sentence}", [Detail("/file", code, sentence)])
