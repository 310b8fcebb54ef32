"""Words and figures as a person reads them: dates, digests, counts, lists. Pure; British English."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from checklists.dossier.text import BREAK

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"(\d{4})-(\d\d)")


def long_date(value: Any) -> str:
    """24 November 2026, October 2019, or the text itself where it is neither a date nor a month."""
    return _date(str(value or ""), MONTHS)


def short_date(value: Any) -> str:
    """24 Nov 2026, for tables."""
    return _date(str(value or ""), [month[:3] for month in MONTHS])


def instant(value: Any) -> str:
    """A moment in UTC, "24 Nov 2026, 10:05 UTC": history is kept in one time, whatever the season."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value or "")
    return f"{short_date(moment.date().isoformat())}, {moment:%H:%M} UTC"


def spaced(digest: Any) -> str:
    """A digest in groups of four, which breaks well and can be read aloud."""
    plain = str(digest or "").replace(BREAK, "")
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def short_digest(digest: Any) -> str:
    """The first sixteen figures of a digest, in groups of four."""
    return spaced(str(digest or "").replace(BREAK, "")[:16])


def counted(number: int, one: str, many: str = "") -> str:
    """ "one condition", "three conditions", "no conditions", "31 questions"."""
    name = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{name} {one if number == 1 else many or one + 's'}"


def figures(number: int, one: str, many: str = "") -> str:
    """ "1 duty", "0 duties": as counted, in figures."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def clipped(text: str, most: int) -> str:
    """The start of `text` up to a word's end, on one line, with an ellipsis where something is left out."""
    line = " ".join(str(text or "").split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    start = cut.rfind(" ", most // 2)
    return (cut if start < 0 else cut[:start]).rstrip(" ,;:.") + "…"


def grouped(figure: Any) -> str:
    """A whole number with commas between its thousands; anything else as it is."""
    text = str(figure or "")
    return f"{int(text):,}" if text.isascii() and text.isdigit() else text


def capital(text: str) -> str:
    """The text with its first letter in upper case; the rest stays."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text with its first letter in lower case, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends in a mark of its own."""
    line = str(text or "").strip()
    return line if not line or line[-1] in ".!?…:" else f"{line}."


def size(octets: Any) -> str:
    """A file's size: "812 bytes", "14 kB", "2.3 MB"."""
    if not isinstance(octets, int):
        return "size not recorded"
    if octets < 1000:
        return figures(octets, "byte")
    return f"{octets // 1000:,} kB" if octets < 1_000_000 else f"{octets / 1_000_000:.1f} MB"


def parameters(count: Any) -> str:
    """How many parameters a model has: "66 million parameters", "1.5 billion parameters"; in words where not known."""
    if not isinstance(count, int):
        return "parameters not published"
    unit, name = (10**9, "billion") if count >= 10**9 else (10**6, "million")
    if count < 10**6:
        return f"{count:,} parameters"
    return f"{count / unit:.1f}".removesuffix(".0") + f" {name} parameters"


def _date(text: str, months: Sequence[str]) -> str:
    if DAY.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text
        return f"{day.day} {months[day.month - 1]} {day.year}"
    if (match := MONTH.fullmatch(text)) and 1 <= int(match[2]) <= 12:
        return f"{months[int(match[2]) - 1]} {match[1]}"
    return text
