"""The gist of a judgement: all that `edition_changes.py` compares, without the plain data around it.

Of thousands judged again most turn out the same. Two equal gists say so at a fraction of the cost of a record.
"""

from typing import Any

from checklists.rules.judge import Judgement
from checklists.rules.obligations import ObligationResult
from checklists.rules.questions import Asked
from checklists.rules.record_questions import is_asked


def gist_of(judgement: Judgement) -> tuple[Any, ...]:
    """What a newer edition may change: where two are equal, `edition_change` finds nothing between their records.

    The other way round it may find nothing although they differ, as where a question was only renamed.
    """
    return (
        tuple(each.question.key for each in judgement.asked),
        tuple(_question(each) for each in judgement.asked if is_asked(each)),
        tuple(_duty(each) for each in judgement.obligations),
        tuple((each.key, each.severity) for each in judgement.findings),
        tuple((each.question, each.met) for each in judgement.gates),
        (judgement.score.lower, judgement.score.upper),
        judgement.recommendation.outcome,
    )


def _question(asked: Asked) -> tuple[Any, ...]:
    question = asked.question
    reads = (asked.text, question.answer_type, question.good_answer, question.red_flag, question.weight)
    return (question.key, *reads, asked.gate.verdict)


def _duty(result: ObligationResult) -> tuple[Any, ...]:
    duty = result.obligation
    words = (duty.plain_title, duty.summary, duty.band, duty.our_reading, duty.watch)
    return (duty.key, result.status, *words, duty.in_force_from, duty.in_force_until)
