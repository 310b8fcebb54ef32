"""The record of the recommendation: the outcome in words, and each reason with what it rests on."""

from collections.abc import Iterable

from checklists.rules.plain import Plain
from checklists.rules.recommend import Recommendation
from checklists.rules.recommend_open import Point


def recommendation_on_record(said: Recommendation) -> Plain:
    """The recommendation as plain data, in the shape of record.py."""
    return {
        "outcome": said.outcome.value,
        "outcome_label": said.label,
        "text": said.text,
        "reasons": _points(said.reasons),
        "would_change": _points(said.would_change),
        "questions": _points(said.questions),
        "conditions": _points(said.conditions),
    }


def _points(points: Iterable[Point]) -> list[Plain]:
    return [
        {
            "text": each.text,
            "rests_on": each.rests_on,
            "key": each.key,
            "questions": list(each.questions),
            "findings": list(each.findings),
            "where": each.where,
            "short": each.short,
        }
        for each in points
    ]
