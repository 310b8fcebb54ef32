"""What an own test takes: items, outputs and marks as they come in, and what is refused of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from checklists.errors import Detail, Invalid
from checklists.formats.own_items import MOST_ITEMS, OwnItem
from checklists.rules.trade_off.given_counts import MOST_SLICES
from checklists.services.rows import bad_character

MOST_OUTPUT = 20_000


@dataclass(frozen=True)
class Outputs:
    """What both tiers made of one item, and the version of it that was seen."""

    larger: str
    cheaper: str
    version: int | None = None


@dataclass(frozen=True)
class Marks:
    """The marks of the outputs that an item shows as A and B: right, wrong, or empty for none."""

    first: str
    second: str
    version: int | None = None


def check_items(items: Sequence[OwnItem], before: int) -> None:
    """Raises Invalid for no items, for too many beside the `before` that are there, and for what cannot be kept."""
    if not items:
        raise _at("/items", "missing", "Paste at least one item, one on each line.")
    if before + len(items) > MOST_ITEMS:
        raise _at(
            "/items", "too_many", f"A test has at most {MOST_ITEMS:,} items; this would make {before + len(items):,}."
        )
    for place, item in enumerate(items, 1):
        if bad := bad_character(item.text + item.slice):
            raise _at("/items", "character", f"Item {place} holds a character that cannot be kept: {bad}.")


def check_kinds(kinds: Collection[str]) -> None:
    """As many as counts and files may have: each is weighed by itself whenever the model in use is judged."""
    if len(kinds) > MOST_SLICES:
        sentence = f"A test has at most {MOST_SLICES} kinds of items; this would make {len(kinds):,}."
        raise _at("/items", "slices", f"{sentence} Put small ones together.")


def check_outputs(outputs: Mapping[int, Outputs]) -> None:
    """Raises Invalid for an output that is too long."""
    for number, given in outputs.items():
        if max(len(given.larger), len(given.cheaper)) > MOST_OUTPUT:
            raise wrong(
                number,
                "too_long",
                f"An output of item {number} is longer than {MOST_OUTPUT:,} characters. Paste a part.",
            )


def wrong(number: int, code: str, sentence: str) -> Invalid:
    """A refusal about one item, by its number."""
    return _at(f"/items/{number}", code, sentence)


def _at(pointer: str, code: str, sentence: str) -> Invalid:
    return Invalid(sentence, [Detail(pointer, code, sentence)])
