"""What a rule says of every finding of its kind, told once: so that a finding's own line holds only what is its own."""

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

from checklists.dossier.reading import Data

QUOTED = re.compile(r'^"[^"]*"\s*|\s*"[^"]*"$')
SENTENCE = re.compile(r"(?<=[.!?])\s+")
ENOUGH = 3


def own_words(finding: Data) -> str:
    """The text of a finding without the question or duty at its head or end, where the title has quoted it already."""
    text, title = finding["text"], finding["title"]
    if text == title:
        return ""
    return QUOTED.sub(lambda quoted: "" if quoted.group().strip() in title else quoted.group(), text)


def shared_words(findings: Iterable[Data]) -> dict[str, str]:
    """By rule, the sentences with which all its findings begin, where there are three of them or more."""
    by_rule: dict[str, list[list[str]]] = {}
    for finding in findings:
        by_rule.setdefault(finding["rule"], []).append(SENTENCE.split(own_words(finding)))
    return {rule: shared for rule, texts in by_rule.items() if len(texts) >= ENOUGH and (shared := _shared(texts))}


def rest_of(finding: Data, shared: Mapping[str, str]) -> str:
    """What a finding says beyond what all of its kind say."""
    return own_words(finding).removeprefix(shared.get(finding["rule"], "")).strip()


def kind_of(finding: Data) -> str:
    """What a kind of finding is called: the words before the colon in its title."""
    return finding["title"].partition(":")[0]


def _shared(texts: list[list[str]]) -> str:
    together = takewhile(lambda sentences: len(set(sentences)) == 1, zip(*texts, strict=False))
    return " ".join(sentences[0] for sentences in together)
