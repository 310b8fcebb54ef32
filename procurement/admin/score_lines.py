"""The score question by question: what each counts at least and at most of its weight, why, and what would raise it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from checklists.rules.labels import STATES
from checklists.rules.score_words import what_raises, why


def score_lines(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One line for each question that counts, first those that would raise the score most."""
    asked = {one["key"]: (section["key"], one) for section in record["sections"] for one in section["questions"]}
    lines = [_line(line, *asked[line["question"]]) for line in record["score"]["lines"] if line["question"] in asked]
    return sorted(lines, key=lambda line: -line["missing"])


def state_counts(record: Mapping[str, Any]) -> list[tuple[str, int]]:
    """How many of the questions asked stand in each state, a zero too."""
    return [(words, record["score"]["states"].get(state.value, 0)) for state, words in STATES.items()]


def _line(line: Mapping[str, Any], section: str, question: Mapping[str, Any]) -> dict[str, Any]:
    missing = Decimal(line["weight"]) - Decimal(line["lower"])
    return {
        **line,
        "section": section,
        "number": question["number"],
        "text": question["text"],
        "why": why(line["why"]),
        "raises": what_raises(line["why"], in_full=not missing),
        "missing": missing,
    }
