"""Days and whole numbers as people type them."""

import re
from datetime import date

from checklists.rules.dates import MONTHS, in_words

MONTH_NUMBER = {name[:3].lower(): number for number, name in MONTHS.items()}
WRITTEN = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})", re.ASCII)
FIGURES = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", re.ASCII)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
NOT_A_DAY = "Write a date such as 12 November 2026 or 12/11/2026, the day first."


def read_day(text: str) -> date | None:
    """A date as people write it, the day first; None for nothing. Raises ValueError for what is no date."""
    text = " ".join(text.split())
    if not text:
        return None
    parts = _parts(text)
    if parts is None:
        raise ValueError(NOT_A_DAY)
    try:
        return date(*parts)
    except ValueError as error:
        raise ValueError(NOT_A_DAY) from error


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day."""
    if found := WRITTEN.fullmatch(text):
        month = found[2].lower()
        number = MONTH_NUMBER.get(month[:3])
        return (int(found[3]), number, int(found[1])) if number and MONTHS[number].lower().startswith(month) else None
    if found := FIGURES.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    found = ISO.fullmatch(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def read_number(text: str) -> int | None:
    """A whole number as it was sent: a version, a count of days. None for anything else, and for more than 9 digits."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def written_day(day: date | None) -> str:
    """A date in the form in which it stands in a field."""
    return in_words(day) if day else ""
