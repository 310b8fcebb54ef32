"""What goes to the vendor of one assessment, and whose answers it may be shown."""

from collections.abc import Collection, Iterable, Mapping

from checklists.rules.answers import Answer, State
from checklists.rules.facts import Verdict
from checklists.rules.questions import Asked

TO_VENDOR = ("vendor", "either")


def for_vendor(asked: Iterable[Asked], answers: Mapping[str, Answer], only: Collection[str] = ()) -> tuple[Asked, ...]:
    """The questions that a vendor is asked now, in order: theirs, and those that either may answer.

    What the buyer has answered from its own papers is not asked again. `only`: the keys that a request is about; none
    for all. A question that follows another comes once that one is answered, as everywhere.
    """
    return tuple(each for each in to_read(asked, answers, only) if each.shown)


def to_read(asked: Iterable[Asked], answers: Mapping[str, Answer], only: Collection[str] = ()) -> tuple[Asked, ...]:
    """As `for_vendor`, with the questions that may still follow from an answer: for reading beforehand."""
    return tuple(each for each in asked if _goes(each, answers) and (not only or each.question.key in only))


def is_theirs(answer: Answer | None) -> bool:
    """Whether a respondent may be shown the answer that stands: only what was said for the vendor."""
    return answer is None or answer.state is State.NOT_YET or answer.said_by == "vendor"


def _goes(each: Asked, answers: Mapping[str, Answer]) -> bool:
    may_apply = each.applies.verdict is not Verdict.NO and (each.shown or bool(each.waits_for))
    return may_apply and each.asked_of in TO_VENDOR and is_theirs(answers.get(each.question.key))
