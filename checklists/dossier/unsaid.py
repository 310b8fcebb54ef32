"""What the vendor or the maker could not or would not say, and what does not agree: in a sentence, a zero said too."""

from collections.abc import Callable, Mapping

from checklists.dossier.reading import Data, Reading
from checklists.dossier.words import clipped, sentence

QUESTION, TITLE = 64, 90
Test = Callable[[Data], bool]

KINDS: Mapping[str, Test] = {
    "The maker does not say": lambda answer: answer["reason"] == "maker_does_not_say",
    "Not known to whoever was asked": lambda answer: (
        answer["state"] == "does_not_know" and answer["reason"] != "maker_does_not_say"
    ),
    "Declined": lambda answer: answer["state"] == "refuses",
    "Given in confidence": lambda answer: answer["state"] == "confidential",
}


def unsaid(reading: Reading) -> str:
    """Each kind of silence with its count and the weightiest question of it."""
    return " ".join(_kind(label, is_one, reading) for label, is_one in KINDS.items())


def contradictions_in_words(reading: Reading) -> str:
    """How many statements do not agree, and the first of them."""
    found = reading.record["contradictions"]
    if not found:
        return "0: no two statements on record disagree."
    more = f"; and {len(found) - 1} more" if len(found) > 1 else ""
    return sentence(f"{len(found)}: {clipped(found[0]['title'], TITLE).rstrip('.')}{more}")


def _kind(label: str, is_one: Test, reading: Reading) -> str:
    found = sorted((each for each in reading.questions if is_one(each["answer"])), key=_weightiest)
    if not found:
        return f"{label}: 0."
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{label}: {len(found)} ({found[0]['number']} “{clipped(found[0]['text'], QUESTION)}”{more})."


def _weightiest(question: Data) -> tuple[bool, int]:
    return question["gate"] == "no", -question["weight"]
