"""Who really answered: one partition of the questions asked, a zero counted too."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checklists.rules.answers import Answer, Rung, State
from checklists.rules.questions import Asked

SAID = (State.ANSWERED, State.NOT_APPLICABLE)


@dataclass(frozen=True)
class WhoAnswered:
    """Seven counts that add up to `total`, the questions asked. `unanswered`: nothing said, not known, or declined."""

    vendor_attested: int = 0
    vendor_unattested: int = 0
    looked_up: int = 0
    own_with_document: int = 0
    own_without_source: int = 0
    tested_by_us: int = 0
    unanswered: int = 0
    total: int = 0


def who_answered(questions: Iterable[Asked], answers: Mapping[str, Answer]) -> WhoAnswered:
    """Count who really answered each question that is asked.

    Only an answer, or that the question does not apply, counts for whoever said it. Not knowing, declining and keeping
    something in confidence are complete replies, but they leave the question as open as silence does.
    """
    counts = Counter(_who(answers.get(asked.question.key)) for asked in questions if asked.counted)
    return WhoAnswered(**counts, total=counts.total())


def _who(answer: Answer | None) -> str:
    if answer is None or answer.state not in SAID:
        return "unanswered"
    if answer.rung is Rung.BUYER_TESTED:
        return "tested_by_us"
    if answer.said_by == "vendor":
        return "vendor_attested" if answer.attested else "vendor_unattested"
    if answer.rung is Rung.PUBLISHED_BY_VENDOR and answer.documents:
        return "looked_up"
    return "own_with_document" if answer.documents else "own_without_source"
