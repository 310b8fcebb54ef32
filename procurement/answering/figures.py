"""Numbers as people write them. What could be read in two ways is refused, never guessed."""

import re

MOST = 999_999_999_999_999
DECIMALS = 6
AROUND = re.compile(r"^[\s£$€]+|[\s£$€%]+$")
GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])|[1-9][0-9]{0,2}(?:\s[0-9]{3})+(?![0-9\s])")
PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
BELOW = re.compile(r"[-\u2212][\s£$€]*[0-9]")
TWO_WAYS = re.compile(r"[0-9]+(?:[,\s][0-9]+)+(\.[0-9]+)?")


def read_figure(text: str) -> str:
    """A number without its signs and grouping, as rules take it. Raises ValueError with what to write instead."""
    bare = AROUND.sub("", text)
    if BELOW.match(bare):
        raise ValueError(f"{bare!r} is below 0. Write a number that is not below 0.")
    if found := GROUPED.match(bare):
        bare = re.sub(r"[,\s]", "", found[0]) + bare[found.end() :]
    if TWO_WAYS.fullmatch(bare):
        raise ValueError(
            f"{bare!r} can be read in two ways. Write a point before a fraction, as in 2.5; a comma only groups three "
            "digits, as in 1,500."
        )
    if not PLAIN.fullmatch(bare):
        raise ValueError(f"{text.strip()!r} is no number. Write one such as 30 or 2.5.")
    return _of_a_size(bare)


def _of_a_size(bare: str) -> str:
    whole, _, fraction = bare.partition(".")
    if len(whole) > len(str(MOST)):
        raise ValueError(f"That is more than can be kept. The most is {MOST:,}.")
    if len(fraction) > DECIMALS:
        raise ValueError(f"Write at most {DECIMALS} digits after the point.")
    return bare


def read_count(text: str, most: int) -> int:
    """A whole number from 0 to `most`. Raises ValueError with what to write instead."""
    figure = read_figure(text)
    if "." in figure:
        raise ValueError("Write a whole number, such as 30.")
    if int(figure) > most:
        raise ValueError(f"That is too many. The most is {most:,}.")
    return int(figure)
