"""Findings about answers that say something: red, amber, judged, without their file, with an old one, or old."""

from collections.abc import Iterator
from datetime import date

from checklists.rules.answers import Answer, Judged, State
from checklists.rules.dates import in_words
from checklists.rules.grading import Grade, facts_missing, is_stale
from checklists.rules.labels import value_label
from checklists.rules.questions import Asked
from checklists.rules.raised import Finding, about
from checklists.rules.situation import Situation
from checklists.rules.values import chosen

JUDGED = {Judged.CONCERN: "judged_concern", Judged.UNACCEPTABLE: "judged_unacceptable"}
BY_GRADE = {Grade.RED: "red", Grade.AMBER: "amber", Grade.MAY_BE_RED: "amber"}
MAY_BE_RED = "It is one not to pass over if something holds that is not known yet: {facts}."


def answer_findings(situation: Situation) -> Iterator[Finding]:
    """What the answers given raise, question by question."""
    rules = situation.edition.scoring.finding_rules
    for key, asked in situation.shown.items():
        answer = situation.answer(key)
        for rule, more in _raised(situation, asked, answer):
            if rule in rules:
                yield about(situation, rule, asked, " ".join([rules[rule].plain, *more]))


def _raised(situation: Situation, asked: Asked, answer: Answer) -> Iterator[tuple[str, list[str]]]:
    on, grade = situation.case.judged_on, situation.grades[asked.question.key]
    if answer.judged in JUDGED:
        yield (
            JUDGED[answer.judged],
            [f'The reviewer writes: "{answer.judged_comment}"'] if answer.judged_comment else [],
        )
    if answer.state is not State.ANSWERED:
        return
    stale_date = is_stale(asked.question, answer, on)
    if answer.judged is None and grade in BY_GRADE and not (stale_date and grade is Grade.AMBER):
        said = f'The answer: "{_words(situation, asked, answer)}"'
        yield BY_GRADE[grade], [said, *_may_be_red(situation, asked, answer)]
    if _file_missing(asked, answer):
        yield "evidence_missing", [f'The answer: "{_words(situation, asked, answer)}"']
    if expired := _expired(answer, on):
        yield "evidence_expired", [f'"{title}", until {in_words(until)}.' for title, until in expired]
    given = answer.reused_from or answer.said_on
    if stale_date or _old(situation, asked, given):
        yield "answer_stale", [f"Answered on {in_words(given)}."]


def _may_be_red(situation: Situation, asked: Asked, answer: Answer) -> list[str]:
    if situation.grades[asked.question.key] is not Grade.MAY_BE_RED:
        return []
    facts = "; ".join(f'"{plain}"' for plain in facts_missing(asked.question, answer, situation.facts))
    return [MAY_BE_RED.format(facts=facts)]


def _words(situation: Situation, asked: Asked, answer: Answer) -> str:
    return value_label(asked.question, situation.questionnaire, answer.value, situation.case.names)


def _file_missing(asked: Asked, answer: Answer) -> bool:
    ticked = chosen(asked.question, answer.value)
    return not answer.documents and any(c.needs_file for c in asked.question.choices if c.value in ticked)


def _expired(answer: Answer, on: date) -> list[tuple[str, date]]:
    """The documents that have run out, unless one with a later expiry stands beside them."""
    dated = [(document.title, document.expires_on) for document in answer.documents if document.expires_on is not None]
    return [] if any(until >= on for _, until in dated) else dated


def _old(situation: Situation, asked: Asked, given: date | None) -> bool:
    limit = situation.edition.scoring.freshness_days.get(asked.question.scope)
    return given is not None and limit is not None and (situation.case.judged_on - given).days > limit
