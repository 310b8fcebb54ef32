"""Who really answered: one partition of the questions asked, a zero counted too."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checklists.rules.answers import Answer, Rung
from checklists.rules.questions import Asked, is_answered


@dataclass(frozen=True)
class WhoAnswered:
    """Seven counts that add up to `total`, the questions asked."""

    vendor_attested: int = 0
    vendor_unattested: int = 0
    looked_up: int = 0
    own_with_document: int = 0
    own_without_source: int = 0
    tested_by_us: int = 0
    unanswered: int = 0
    total: int = 0


def who_answered(questions: Iterable[Asked], answers: Mapping[str, Answer]) -> WhoAnswered:
    """Count who really answered each question that is asked. "We do not know" is an answer, and somebody's."""
    counts = Counter(_who(answers.get(asked.question.key)) for asked in questions if asked.counted)
    return WhoAnswered(**counts, total=counts.total())


def _who(answer: Answer | None) -> str:
    if answer is None or not is_answered(answer):
        return "unanswered"
    if answer.rung is Rung.BUYER_TESTED:
        return "tested_by_us"
    if answer.said_by == "vendor":
        return "vendor_attested" if answer.attested else "vendor_unattested"
    if answer.rung is Rung.PUBLISHED_BY_VENDOR and answer.documents:
        return "looked_up"
    return "own_with_document" if answer.documents else "own_without_source"
