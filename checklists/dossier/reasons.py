"""Why something is asked, applies or does not: the facts that made it so, each in a few words and by its number."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from checklists.dossier.reading import Data, Reading, Ref
from checklists.dossier.words import capital, clipped, listed

ASIDE = re.compile(r"\s*([:(,?]).*", re.DOTALL)
LONGEST = 80
MEMBERS = {"yes": "Among them", "no": "Not among them"}


class Reason(NamedTuple):
    """One fact as a reason: "Is the model distilled? Not known", and where the fact stands."""

    text: str
    ref: Ref


def reasons(because: Iterable[Data], reading: Reading) -> list[Reason]:
    """The reasons in the record's order; a fact that is not on the facts page is named without a number.

    What is known alike of several members of a set is one reason.
    """
    alike = (list(group) for _, group in groupby(because, key=_of_one_kind))
    return [Reason(_in_short(group), reading.facts.get(group[0]["fact"], Ref("a fact", "model"))) for group in alike]


def _of_one_kind(each: Data) -> tuple[str, str]:
    return each["fact"], _verdict(each) if each["member"] else each["plain"]


def _in_short(group: list[Data]) -> str:
    """The question and what is known: a value, or of a set which of its members are among them."""
    first = group[0]
    if not first["member"]:
        return f"{_cut(first['plain'])}? {capital(first['value_label'])}"
    named = listed([f"“{_cut(each['value_label'].rpartition(': ')[0])}”" for each in group])
    return f"{_cut(first['plain'])}? {MEMBERS.get(_verdict(first)) or capital(_verdict(first))}: {named}"


def _verdict(each: Data) -> str:
    """What is known of a member of a set: the words after its name."""
    return str(each["value_label"]).rpartition(": ")[2]


def _cut(text: str) -> str:
    """The words before the first aside; where it is a comma they are only part of a list, and an ellipsis says so."""
    aside = ASIDE.search(text)
    more = "…" if aside and aside[1] == "," else ""
    return clipped(text[: aside.start()] if aside else text, LONGEST) + more
