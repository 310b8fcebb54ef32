"""Why something is asked, applies or does not: the facts that made it so, each in a few words and by its number."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from checklists.dossier.reading import Data, Reading, Ref
from checklists.dossier.words import capital, clipped

ASIDE = re.compile(r"\s*([:(,?]).*", re.DOTALL)
LONGEST = 80
MEMBER = {"yes": "{} is among them", "no": "{} is not among them", "not known": "Whether {} is among them is not known"}


class Reason(NamedTuple):
    """One fact as a reason: "Is the model distilled? Not known", and where the fact stands."""

    text: str
    ref: Ref


def reasons(because: Iterable[Data], reading: Reading) -> list[Reason]:
    """The reasons in the record's order; a fact that is not on the facts page is named without a number."""
    return [Reason(_in_short(each), reading.facts.get(each["fact"], Ref("a fact", "model"))) for each in because]


def _in_short(each: Data) -> str:
    """The question and what is known: a value, or of a set whether one of its members is among them."""
    if each["member"]:
        member, _, verdict = each["value_label"].rpartition(": ")
        named = f"“{_cut(member)}”" if member else "this"
        stands = MEMBER[verdict].format(named) if verdict in MEMBER else f"{named}: {verdict}"
        return f"{_cut(each['plain'])}? {stands}"
    return f"{_cut(each['plain'])}? {capital(each['value_label'])}"


def _cut(text: str) -> str:
    """The words before the first aside; where it is a comma they are only part of a list, and an ellipsis says so."""
    aside = ASIDE.search(text)
    more = "…" if aside and aside[1] == "," else ""
    return clipped(text[: aside.start()] if aside else text, LONGEST) + more
