"""Dates in words, the same on every machine."""

from datetime import date

MONTHS = {
    1: "January",
    2: "February",
    3: "March",
    4: "April",
    5: "May",
    6: "June",
    7: "July",
    8: "August",
    9: "September",
    10: "October",
    11: "November",
    12: "December",
}
NOT_RECORDED = "a day that was not recorded"


def in_words(day: date | None) -> str:
    """A date as people write it, 24 November 2026."""
    return f"{day.day} {MONTHS[day.month]} {day.year}" if day else NOT_RECORDED
