"""The history as a lay person reads it: each event told once, names in place of keys, and how somebody came in."""

import re

from checklists.dossier.reading import Data, Reading

# How somebody acted, where it was not by signing in.
FACES = {"api": "through another program", "command": "on the server", "clock": "of its own accord"}
KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")


def deed(event: Data, reading: Reading) -> str:
    """What happened, in one sentence; what it was about by its number or title."""
    label, text = event["kind_label"], event["text"]
    if not text or text == label:
        return f"{label}."
    head, colon, more = text.partition(": ")
    if head == label and colon:
        return f"{label}: {_in_words(more.removesuffix('.'), reading)}."
    return text if text.startswith(label) else f"{label}: {text}"


def doer(event: Data) -> str:
    """Who did it, and how where that is out of the ordinary."""
    how = FACES.get(event["face"], "")
    return f"{event['by'] or 'not recorded'}{f', {how}' if how else ''}"


def _in_words(more: str, reading: Reading) -> str:
    """A list of keys as a list of names; anything else as it is."""
    names = _names(reading)
    return ", ".join(names.get(part) or _spoken(part) for part in more.split(", "))


def _names(reading: Reading) -> dict[str, str]:
    """What questions, duties and facts are called on paper, by key; facts also as the history spells them."""
    questions = {key: f"question {ref.label}" for key, ref in reading.asked.items()}
    duties = {duty["key"]: f"“{duty['plain_title']}”" for duty in reading.record["obligations"]}
    facts = {name.replace("_", " "): ref.label for name, ref in reading.facts.items() if "_" in name}
    return facts | duties | questions


def _spoken(part: str) -> str:
    return part.replace("_", " ") if KEY.fullmatch(part) else part
