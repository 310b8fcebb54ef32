"""What was typed, short enough to be quoted in a sentence about it."""

from typing import Any

LONGEST = 60


def quoted(value: Any) -> str:
    """A value as it was sent, in quotes where it is text, cut where it is long."""
    return cut(repr(value))


def cut(text: str) -> str:
    """A text cut to what a sentence can hold."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
