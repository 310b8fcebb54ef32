"""Counts as a person or a program gives them: held against each other, and refused in words where they cannot be.

Of each slice either four counts of pairs are given, or right and total of each tier, or both; what is given twice must
agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checklists.rules.quoting import quoted
from checklists.rules.trade_off.counts import Counts, Pairs, Separate, Share
from checklists.rules.trade_off.evaluation import Slice

PAIRED = ("both", "only_larger", "only_cheaper", "neither")
SEPARATE = ("larger_right", "larger_total", "cheaper_right", "cheaper_total")
MOST_ITEMS = 10_000_000
MOST_SLICES = 200
LONGEST_NAME = 100
HALF = "Give all four counts of pairs, or right and total of both tiers."
MIXED = "Some slices have pairs and some have totals alone. Give pairs for all, or for none."
NOTHING = "There are no counts. Give at least one slice."
CONTRADICTION = {
    "larger_right": "Pairs say that the larger tier had {worked_out} right; {given} are given.",
    "larger_total": "Pairs say that the larger tier had {worked_out} items; {given} are given.",
    "cheaper_right": "Pairs say that the cheaper tier had {worked_out} right; {given} are given.",
    "cheaper_total": "Pairs say that the cheaper tier had {worked_out} items; {given} are given.",
}


@dataclass(frozen=True)
class Wrong:
    """One thing that cannot be: at a pointer below the list of slices, with a stable code and a sentence."""

    pointer: str
    code: str
    sentence: str


def slices_from(given: Sequence[Mapping[str, object]]) -> tuple[tuple[Slice, ...], list[Wrong]]:
    """The slices, and whatever is wrong with them; where anything is wrong, the slices are not to be used.

    Each of `given` has `name` (may be empty) and whole numbers under PAIRED, SEPARATE or both.
    """
    wrong = [*_of_the_list(given)]
    read = []
    for place, one in enumerate(given):
        counts, found = _counts(one, f"/{place}")
        wrong += found
        if counts is not None:
            read.append(Slice(str(one.get("name") or "").strip(), counts))
    if len({type(one.counts) for one in read}) > 1:
        wrong.append(Wrong("", "mixed", MIXED))
    return tuple(read), wrong


def _of_the_list(given: Sequence[Mapping[str, object]]) -> list[Wrong]:
    if not given:
        return [Wrong("", "missing", NOTHING)]
    if len(given) > MOST_SLICES:
        return [Wrong("", "too_many", f"At most {MOST_SLICES} slices are taken.")]
    wrong, seen = [], set()
    for place, one in enumerate(given):
        name = str(one.get("name") or "").strip()
        if name in seen:
            wrong.append(Wrong(f"/{place}/name", "twice", f"The slice {quoted(name)} stands above already."))
        if len(name) > LONGEST_NAME:
            wrong.append(Wrong(f"/{place}/name", "too_long", f"A name has at most {LONGEST_NAME} characters."))
        seen.add(name)
    return wrong


def _counts(one: Mapping[str, object], at: str) -> tuple[Counts | None, list[Wrong]]:
    numbers = {name: value for name in (*PAIRED, *SEPARATE) if (value := one.get(name)) is not None}
    wrong = [_not_a_count(name, value, at) for name, value in numbers.items()]
    if found := [each for each in wrong if each]:
        return None, found
    whole: dict[str, int] = numbers  # type: ignore[assignment]
    if all(name in whole for name in PAIRED):
        return _pairs(whole, at)
    if any(name in whole for name in PAIRED) or not all(name in whole for name in SEPARATE):
        missing = next(name for name in (PAIRED if any(n in whole for n in PAIRED) else SEPARATE) if name not in whole)
        return None, [Wrong(f"{at}/{missing}", "missing", HALF)]
    return _separate(whole, at)


def _not_a_count(name: str, value: object, at: str) -> Wrong | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return Wrong(f"{at}/{name}", "whole", "Write a whole number, such as 30.")
    if value < 0:
        return Wrong(f"{at}/{name}", "below_zero", "A count of items cannot be below 0.")
    if value > MOST_ITEMS:
        return Wrong(f"{at}/{name}", "too_many", f"That is too many. The most is {MOST_ITEMS:,}.")
    return None


def _pairs(numbers: Mapping[str, int], at: str) -> tuple[Counts | None, list[Wrong]]:
    pairs = Pairs(*(numbers[name] for name in PAIRED))
    worked_out = dict(zip(SEPARATE, (pairs.larger.right, pairs.total, pairs.cheaper.right, pairs.total), strict=True))
    wrong = [
        Wrong(
            f"{at}/{name}",
            "contradiction",
            CONTRADICTION[name].format(worked_out=worked_out[name], given=numbers[name]),
        )
        for name in SEPARATE
        if name in numbers and numbers[name] != worked_out[name]
    ]
    if not pairs.total:
        wrong.append(Wrong(at, "empty", "All four counts are 0. A slice has at least one item."))
    return pairs, wrong


def _separate(numbers: Mapping[str, int], at: str) -> tuple[Counts | None, list[Wrong]]:
    wrong = []
    for tier in ("larger", "cheaper"):
        right, total = numbers[f"{tier}_right"], numbers[f"{tier}_total"]
        if not total:
            wrong.append(Wrong(f"{at}/{tier}_total", "empty", "A tier has at least one item."))
        elif right > total:
            sentence = f"{right:,} cannot be right of {total:,}. Look whether the two were swapped."
            wrong.append(Wrong(f"{at}/{tier}_right", "more_than_all", sentence))
    if wrong:
        return None, wrong
    shares = [Share(numbers[f"{tier}_right"], numbers[f"{tier}_total"]) for tier in ("larger", "cheaper")]
    return Separate(*shares), []
