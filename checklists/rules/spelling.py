"""Spelling: the words of a typed name brought nearer to those that known models are named by, and nothing guessed."""

import unicodedata
from collections.abc import Iterable

from checklists.rules.matching import normalise

# Letters of other scripts that look like Latin ones: a name copied from a slide may hold them.
LOOKALIKES = str.maketrans("аеорсухківнмтгβοαρν", "aeopcyxkibhmtrboapv")
# What two makers call themselves in their own script (qwen.ai and deepseek.com, in Chinese).
OWN_SCRIPT = {"通义千问": " qwen ", "千问": " qwen ", "深度求索": " deepseek "}
SHORTEST, SHORTEST_FOR_TWO = 4, 8


def folded(text: str) -> str:
    """A name in its one form, without accents, with letters that look like Latin ones as Latin ones."""
    for written, latin in OWN_SCRIPT.items():
        text = text.replace(written, latin)
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    plain = normalise(bare).translate(LOOKALIKES)
    return plain if plain.isascii() else normalise(text)


def squashed(words: Iterable[str]) -> str:
    """Words run together: "gpt 4 o mini" and "gpt4o mini" are one."""
    return "".join(words).replace(".", "").replace(",", "")


def corrected(word: str, known: Iterable[str]) -> str | None:
    """The known word that was meant by a slip of the pen; None where there is none, or more than one as near.

    A word with a figure in it is never corrected: another figure is another version.
    """
    if len(word) < SHORTEST or any(char.isdigit() for char in word):
        return None
    most = 2 if len(word) >= SHORTEST_FOR_TWO else 1
    far = {each: slips(word, each, most) for each in known if abs(len(each) - len(word)) <= most and each.isalpha()}
    nearest = min(far.values(), default=most + 1)
    found = [each for each, distance in far.items() if distance == nearest]
    return found[0] if nearest <= most and len(found) == 1 else None


def slips(one: str, other: str, most: int) -> int:
    """How many letters were left out, added, changed or swapped with the next one; `most` + 1 where it is more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        older, before, row = before, row, [place]
        for spot, wanted in enumerate(other, 1):
            cost = min(before[spot] + 1, row[-1] + 1, before[spot - 1] + (letter != wanted))
            if place > 1 and spot > 1 and letter == other[spot - 2] and one[place - 2] == wanted:
                cost = min(cost, older[spot - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
