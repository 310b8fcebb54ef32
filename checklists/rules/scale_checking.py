"""Whether an own scale can be what somebody meant: what is refused, and in which words; and its one spelling."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from checklists.rules.blank import says_something
from checklists.rules.money.checking import Wrong
from checklists.rules.own_scale import Terms
from checklists.rules.plain import decimal
from checklists.rules.quoting import quoted

POINTS = ("satisfactory", "closed_good", "concern", "amber", "unacceptable", "red")
WEIGHTS = ("1", "2", "3", "4", "5")
WHOLE = "satisfactory"
# Each counts at least as much as what follows it.
ORDERS = (("satisfactory", "closed_good", "amber", "red"), ("satisfactory", "concern", "unacceptable"))
NAMES = {
    "satisfactory": "an answer that a reviewer found satisfactory",
    "closed_good": "a good answer",
    "concern": "an answer about which a reviewer has a concern",
    "amber": "an answer that is a concern",
    "unacceptable": "an answer that a reviewer could not accept",
    "red": "an answer that should not be passed over",
}
MOST_BANDS = 6
LONGEST_LABEL = 40
LONGEST_REASON = 1000
MOST_WEIGHT = 100
AHEAD = timedelta(days=2 * 366)
FIGURE = re.compile(r"\d{1,3}(\.\d{1,2})?|\.\d{1,2}", re.ASCII)
BOUND = re.compile(r"\d{1,3}", re.ASCII)

UNKNOWN = "There is no {given}. There are: {known}."
MISSING = "Give a figure."
NO_FIGURE = "{given} is no figure that counts here. Write one such as 0.5, with two decimals at most."
OVER_ONE = "Points go from 0 to 1."
NOT_ONE = "It counts 1: all other answers are measured by it."
ORDER = "This counts more than {better}. Give it as much at most."
ALL_ALIKE = "It counts as much as {better}, so that the score would say nothing. Give it less."
WEIGHT = "A question weighs more than 0, and 100 at most."
LIGHTER = "A question of weight {heavier} would count less than one of weight {lighter}. Give it as much at least."
NO_BANDS = "Give one band at least: the one that begins at 0."
MANY_BANDS = "Six bands at most: more say no more."
NO_LABEL = "Give the band a name."
ODD_LABEL = "A name is one line of letters and figures, without control characters."
LONG_LABEL = "A name has 40 characters at most."
TWICE = "Two bands have this name. Give each its own."
NO_BOUND = "Write a whole number from 0 to 100: a score has no fractions."
SAME_BOUND = "Two bands begin here. Give each its own beginning."
NO_FLOOR = "No band begins at 0, so a low score would have no name. Let the lowest begin at 0."
NO_REASON = "Say why: whoever reads a score in a year was not there."
LONG_REASON = "Say it in 1,000 characters at most."
PAST = "That day is over. What was judged until today stays as it was judged: give today, or a day to come."
FAR = "That is more than two years ahead. Nobody can say now what will be wanted then."


def wrong_scale(terms: Terms | None) -> Iterator[Wrong]:
    """Everything that is wrong with the terms of a scale; None is the catalogue's, and never wrong."""
    if terms is None:
        return
    yield from _points(terms.points)
    yield from _weights(terms.weights)
    yield from _bands([(band.get("label", ""), band.get("at_least", "")) for band in terms.bands])


def wrong_occasion(holds_from: date, reason: str, today: date) -> Iterator[Wrong]:
    """Everything that is wrong with the day from which a scale holds, and with the reason for it."""
    if holds_from < today:
        yield Wrong("holds_from", "past", PAST)
    elif holds_from > today + AHEAD:
        yield Wrong("holds_from", "far", FAR)
    if not says_something(reason):
        yield Wrong("reason", "missing", NO_REASON)
    elif len(reason) > LONGEST_REASON:
        yield Wrong("reason", "too_long", LONG_REASON)


def spelled(terms: Terms) -> Terms:
    """Checked terms in their one spelling: figures without needless noughts, bands from the highest down."""
    bands = [{"label": each["label"].strip(), "at_least": _plainly(each["at_least"])} for each in terms.bands]
    return Terms(
        points={name: _plainly(terms.points[name]) for name in POINTS},
        weights={name: _plainly(terms.weights[name]) for name in WEIGHTS},
        bands=sorted(bands, key=lambda band: -int(band["at_least"])),
    )


def _plainly(figure: str) -> str:
    return decimal(Decimal(figure.strip()))


def _figures(given: Mapping[str, str], field: str, names: tuple[str, ...]) -> tuple[dict[str, Decimal], list[Wrong]]:
    """The figures that can be read, and what is wrong with the others."""
    wrong = [
        Wrong(field, "unknown", UNKNOWN.format(given=quoted(name), known=", ".join(names)))
        for name in given
        if name not in names
    ]
    read = {}
    for name in names:
        text = given.get(name, "").strip()
        if FIGURE.fullmatch(text):
            read[name] = Decimal(text)
        else:
            words = NO_FIGURE.format(given=quoted(text)) if text else MISSING
            wrong.append(Wrong(f"{field}/{name}", "figure" if text else "missing", words))
    return read, wrong


def _points(given: Mapping[str, str]) -> Iterator[Wrong]:
    read, wrong = _figures(given, "points", POINTS)
    yield from wrong
    for name, value in read.items():
        if value > 1:
            yield Wrong(f"points/{name}", "size", OVER_ONE)
        elif name == WHOLE and value != 1:
            yield Wrong(f"points/{name}", "size", NOT_ONE)
    for better, worse in (pair for order in ORDERS for pair in pairwise(order)):
        if better in read and worse in read and read[worse] > read[better]:
            yield Wrong(f"points/{worse}", "order", ORDER.format(better=NAMES[better]))
    for better, worse in (("closed_good", "red"), ("satisfactory", "unacceptable")):
        if better in read and read.get(worse) == read[better]:
            yield Wrong(f"points/{worse}", "alike", ALL_ALIKE.format(better=NAMES[better]))


def _weights(given: Mapping[str, str]) -> Iterator[Wrong]:
    read, wrong = _figures(given, "weights", WEIGHTS)
    yield from wrong
    for name, value in read.items():
        if not 0 < value <= MOST_WEIGHT:
            yield Wrong(f"weights/{name}", "size", WEIGHT)
    for lighter, heavier in pairwise(read):
        if read[heavier] < read[lighter]:
            yield Wrong(f"weights/{heavier}", "order", LIGHTER.format(heavier=heavier, lighter=lighter))


def _bands(bands: list[tuple[str, str]]) -> Iterator[Wrong]:
    """Where each begins on its own, and one at 0, there is neither a gap nor an overlap."""
    if not bands:
        yield Wrong("bands", "missing", NO_BANDS)
        return
    if len(bands) > MOST_BANDS:
        yield Wrong("bands", "too_many", MANY_BANDS)
    labels: set[str] = set()
    bounds: set[int] = set()
    for place, (label, bound) in enumerate(bands):
        yield from _label(place, label.strip(), labels)
        yield from _bound(place, bound.strip(), bounds)
    if 0 not in bounds:
        yield Wrong("bands", "gap", NO_FLOOR)


def _label(place: int, label: str, taken: set[str]) -> Iterator[Wrong]:
    field, folded = f"bands/{place}/label", label.casefold()
    if not label:
        yield Wrong(field, "missing", NO_LABEL)
    elif not label.isprintable() or not says_something(label):
        yield Wrong(field, "characters", ODD_LABEL)
    elif len(label) > LONGEST_LABEL:
        yield Wrong(field, "too_long", LONG_LABEL)
    elif folded in taken:
        yield Wrong(field, "twice", TWICE)
    taken.add(folded)


def _bound(place: int, text: str, taken: set[int]) -> Iterator[Wrong]:
    field = f"bands/{place}/at_least"
    bound = int(text) if BOUND.fullmatch(text) else -1
    if not 0 <= bound <= 100:
        yield Wrong(field, "figure", NO_BOUND)
        return
    if bound in taken:
        yield Wrong(field, "twice", SAME_BOUND)
    taken.add(bound)
