"""Sentences: filling the catalogue's words, and saying why something is asked, left out, open or in force."""

import re
from collections.abc import Iterable, Mapping

from checklists.rules.conditions import Because, Result
from checklists.rules.facts import NOT_KNOWN, Verdict

PLACE = re.compile(r"\{(\w+)\}")
ALWAYS = {"asked": "Always asked.", "applies": "It applies to every use."}
OPENINGS = {
    ("asked", Verdict.YES): "Asked because of what is known:",
    ("asked", Verdict.UNKNOWN): "Asked because this is not known:",
    ("asked", Verdict.NO): "Not asked:",
    ("applies", Verdict.YES): "It applies because of what is known:",
    ("applies", Verdict.UNKNOWN): "Open because this is not known:",
    ("applies", Verdict.NO): "It does not apply:",
}


def fill(template: str, words: Mapping[str, str]) -> str:
    """Put whole things in the places of a sentence, in one pass: braces inside what is put in are left alone."""
    return PLACE.sub(lambda place: words.get(place[1], place[0]), template)


def reasons(because: Iterable[Because]) -> str:
    """Facts with what is known of them, as they were asked: "Where does the model run?" Our own servers.

    Of a fact that is not known the question says enough.
    """
    return " ".join(f'"{each.plain}"' + ("" if _bare(each) else f" {each.value_label}.") for each in because)


def _bare(each: Because) -> bool:
    return each.value_label == NOT_KNOWN


def asked_because(result: Result) -> str:
    """Why a question is asked, or is not, in one sentence."""
    return _sentence("asked", result)


def applies_because(result: Result) -> str:
    """Why an obligation applies, does not, or cannot be decided, in one sentence."""
    return _sentence("applies", result)


def _sentence(what: str, result: Result) -> str:
    if not result.because:
        return ALWAYS[what] if result.verdict is Verdict.YES else OPENINGS[what, result.verdict].rstrip(":") + "."
    return f"{OPENINGS[what, result.verdict]} {reasons(result.because)}"
