"""The record of questions: what is asked and why, what was said, how it was judged; and what was left out, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from checklists.rules.answers import Answer, State
from checklists.rules.case import Case, Reopened
from checklists.rules.content import Content
from checklists.rules.facts import Verdict
from checklists.rules.gates import GateResult
from checklists.rules.grading import Grade
from checklists.rules.judge import Judgement
from checklists.rules.labels import (
    GRADES,
    JUDGED,
    RUNGS,
    SAID_BY,
    STATES,
    WHO_MAY_SEE,
    choice_label,
    follow_up_label,
    value_label,
)
from checklists.rules.plain import Plain, because, documents, iso
from checklists.rules.questions import Asked, Question, Questionnaire
from checklists.rules.wording import asked_because

NOT_IN_SHORT_FORM = "Not part of the short form."


@dataclass(frozen=True)
class Sheet:
    """What the record of one question is made from."""

    questionnaire: Questionnaire
    answers: Mapping[str, Answer]
    names: Mapping[str, str]
    grades: Mapping[str, Grade]
    gates: Mapping[str, GateResult]
    reopened: Mapping[str, Reopened]


def sheet_of(content: Content, case: Case, judgement: Judgement) -> Sheet:
    gates = {gate.question: gate for gate in judgement.gates}
    return Sheet(content.questionnaire, case.answers, case.names, judgement.grades, gates, case.reopened)


def is_asked(asked: Asked) -> bool:
    """Whether a question stands on the sheet: it may apply, and it is in the set or was answered all the same."""
    return asked.applies.verdict is not Verdict.NO and (asked.in_set or asked.shown)


def sections_on_record(content: Content, case: Case, judgement: Judgement) -> list[Plain]:
    """The sections in which something is asked, each with its questions in order."""
    sheet = sheet_of(content, case, judgement)
    sections = []
    for section in content.questionnaire.sections:
        standing = [a for a in judgement.asked if a.question.section == section.key and is_asked(a)]
        questions = [_question(asked, sheet) for asked in standing]
        if questions:
            head = {"key": section.key, "title": section.title, "intro": section.intro}
            sections.append({**head, "questions": questions})
    return sections


def left_out_on_record(content: Content, case: Case, judgement: Judgement) -> list[Plain]:
    """The questions that are not asked, each with the reason and whatever was once answered to it."""
    sheet = sheet_of(content, case, judgement)
    return [_left_out(asked, sheet) for asked in judgement.asked if not is_asked(asked)]


def _left_out(asked: Asked, sheet: Sheet) -> Plain:
    applies = asked.applies.verdict is not Verdict.NO
    answer = sheet.answers.get(asked.question.key)
    return {
        "key": asked.question.key,
        "number": asked.number,
        "text": asked.text,
        "section": asked.question.section,
        "because": NOT_IN_SHORT_FORM if applies else asked_because(asked.applies),
        "facts": [] if applies else because(asked.applies.because),
        "answer": _answer(asked.question, answer, sheet) if answer is not None else None,
    }


def _question(asked: Asked, sheet: Sheet) -> Plain:
    question, key = asked.question, asked.question.key
    gate, grade = sheet.gates.get(key), sheet.grades.get(key, Grade.OPEN)
    return {
        "key": key,
        "number": asked.number,
        "text": asked.text,
        "asked_of": asked.asked_of,
        "scope": question.scope,
        "weight": question.weight,
        "answer_type": question.answer_type,
        "why_asked": because(asked.applies.because),
        "asked_because": asked_because(asked.applies),
        "gate": asked.gate.verdict.value,
        "gate_met": gate.met if gate else False,
        "gate_how": gate.how if gate else "",
        "shown": asked.shown,
        "waits_for": asked.waits_for,
        "core": question.core,
        "vendor_help": question.vendor_help,
        "why": question.why,
        "good_answer": question.good_answer,
        "red_flag": question.red_flag,
        "evidence": question.evidence,
        "look_in": list(question.look_in),
        "sources": list(question.sources),
        "grade": grade.value,
        "grade_label": GRADES[grade],
        "answer": _answer(question, sheet.answers.get(key) or Answer(key, State.NOT_YET, said_by=""), sheet),
        **_again(question, sheet),
    }


def _again(question: Question, sheet: Sheet) -> Plain:
    """Why a question of the last round is asked again, with what was answered then."""
    reopened = sheet.reopened.get(question.key, Reopened(()))
    previous = _answer(question, reopened.previous, sheet) if reopened.previous else None
    return {"reopened_because": list(reopened.because), "previous": previous}


def _answer(question: Question, answer: Answer, sheet: Sheet) -> Plain:
    return {**_words(question, answer, sheet), **_speaker(answer), **_judged(answer)}


def _words(question: Question, answer: Answer, sheet: Sheet) -> Plain:
    reasons = sheet.questionnaire.reasons.get(answer.state, ())
    return {
        "state": answer.state.value,
        "state_label": STATES[answer.state],
        "value": answer.value,
        "value_label": value_label(question, sheet.questionnaire, answer.value, sheet.names),
        "follow_up": answer.follow_up,
        "follow_up_label": follow_up_label(question, answer.follow_up),
        "reason": answer.reason,
        "reason_label": choice_label(reasons, answer.reason),
        "note": answer.note,
    }


def _speaker(answer: Answer) -> Plain:
    return {
        "rung": answer.rung.value if answer.rung else None,
        "rung_label": RUNGS[answer.rung] if answer.rung else "",
        "said_by": answer.said_by,
        "said_by_label": SAID_BY.get(answer.said_by, answer.said_by),
        "said_by_name": answer.said_by_name,
        "said_on": iso(answer.said_on),
        "face": answer.face,
        "attested": answer.attested,
        "date_asked": iso(answer.date_asked),
        "who_may_see": answer.who_may_see.value,
        "who_may_see_label": WHO_MAY_SEE[answer.who_may_see],
        "documents": documents(answer.documents),
        "reused_from": iso(answer.reused_from),
        "version": answer.version,
    }


def _judged(answer: Answer) -> Plain:
    return {
        "judged": answer.judged.value if answer.judged else None,
        "judged_label": JUDGED[answer.judged] if answer.judged else "",
        "judged_comment": answer.judged_comment,
        "judged_by": answer.judged_by,
    }
