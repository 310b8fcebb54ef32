"""Days and whole numbers as fields hold them."""

from datetime import date

from checklists.rules.dates import in_words


def read_number(text: str) -> int | None:
    """A whole number as it was sent: a version, a count of days. None for anything else, and for more than 9 digits."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def written_day(day: date | None) -> str:
    """A date in the form in which it stands in a field."""
    return in_words(day) if day else ""
