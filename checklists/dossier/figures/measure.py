"""How wide a line of Lato is, so that text in a figure can be wrapped and never runs out of its box.

What no font can draw is spelt out before it is measured, as it will be printed. Widths are thousandths of the type
size, from Lato 2.007; a character that is not listed counts as a wide one.
"""

from checklists.dossier.glyphs import spell_out

FIRST = 32
REGULAR = (
    "256 269 370 580 580 802 712 204 267 267 425 580 227 372 236 452 580 580 580 580 580 580 580 580 580 580 250 262 "
    "580 580 580 448 836 677 646 668 760 578 566 730 764 280 422 662 514 928 764 800 600 800 626 542 590 736 677 1036 "
    "649 624 602 306 452 306 580 459 400 497 560 478 560 528 350 520 558 240 240 508 236 822 558 567 560 560 364 433 "
    "358 558 516 786 498 516 452 301 250 301 580"
)
BOLD = (
    "243 281 396 580 580 820 724 212 274 274 425 580 234 373 238 466 580 580 580 580 580 580 580 580 580 580 258 270 "
    "580 580 580 460 844 694 658 662 760 575 566 726 770 296 430 686 520 945 770 808 619 808 643 548 600 742 694 1051 "
    "670 648 606 314 466 314 580 466 400 508 568 482 568 534 358 528 564 254 254 534 248 838 564 574 568 568 373 440 "
    "372 564 528 802 522 528 460 306 261 306 580"
)
WIDTHS = {False: tuple(map(int, REGULAR.split())), True: tuple(map(int, BOLD.split()))}
NARROW = {"’": 227, "‘": 227, "“": 400, "”": 400, "…": 750, "–": 580, "\u200b": 0, "\xa0": 256}
WIDE = 1000


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in units, when set in Lato at `size`."""
    table = WIDTHS[bold]
    return sum(_character(char, table) for char in text) * size / 1000


def wrapped(text: str, size: float, room: float, *, bold: bool = False, lines: int = 1) -> list[str]:
    """`text` in at most so many lines of at most `room` units; what does not fit ends in an ellipsis."""
    done: list[str] = []
    line = ""
    for word in " ".join(spell_out(text).split()).split(" "):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold=bold) > room:
            done.append(line)
            longer = word
        line = longer
    done.append(line)
    kept = done[:lines]
    kept[-1] = kept[-1] + "…" if len(done) > lines else kept[-1]
    return [_fitted(each, size, room, bold) for each in kept]


def _fitted(line: str, size: float, room: float, bold: bool) -> str:
    if width(line, size, bold=bold) <= room:
        return line
    cut = line.removesuffix("…")
    while cut and width(cut + "…", size, bold=bold) > room:
        cut = cut[:-1]
    return cut.rstrip() + "…"


def _character(char: str, table: tuple[int, ...]) -> int:
    place = ord(char) - FIRST
    return table[place] if 0 <= place < len(table) else NARROW.get(char, WIDE)
