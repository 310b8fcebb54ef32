"""The short form: whether it will do, what is in it, and what the first page says before anybody answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checklists.rules.conditions import Because, holds, parse
from checklists.rules.facts import Facts, Verdict
from checklists.rules.grading import Grade
from checklists.rules.questions import Asked, Question, Questionnaire, applies, gate
from checklists.rules.values import CLOSED, FIGURES
from checklists.rules.wording import reasons

SHORT_WHEN = (
    "task_criticality == 'routine' and not regulated_activity and not decides_about_people"
    " and not processes_personal_data and not confidential_client_information"
    " and not agentic and hosting not in ('own_infrastructure', 'on_device')"
)
OPENINGS = {
    "short": "The short form will do.",
    "full": "The full form is needed.",
    "ask": "Whether the short form will do depends on what is not known yet.",
}
FORMS = {Verdict.YES: "short", Verdict.NO: "full", Verdict.UNKNOWN: "ask"}
OWN_PAPERS = frozenset({"invoice", "contract"})
MINUTES_CLOSED, MINUTES_OPEN, MINUTES_TABLE = 1, 3, 5


@dataclass(frozen=True)
class Triage:
    """`form` is short, full, or ask (a fact is missing that decides it); `reason` is a sentence."""

    form: str
    reason: str
    because: tuple[Because, ...] = ()


@dataclass(frozen=True)
class FirstPage:
    """Counts for the start: all questions, those probably in invoice or contract, those for the vendor, and minutes."""

    total: int
    own: int
    vendor_count: int
    minutes: int


def triage(facts: Facts) -> Triage:
    """Whether the short form will do, with the facts that make it so; where one is missing, ask for it."""
    result = holds(parse(SHORT_WHEN, facts.definitions), facts)
    form = FORMS[result.verdict]
    return Triage(form, f"{OPENINGS[form]} {reasons(result.because)}", result.because)


def short_set(
    questionnaire: Questionnaire, facts: Facts, grades: Mapping[str, Grade], contradicted: Iterable[str] = ()
) -> frozenset[str]:
    """The keys of the short form: the short questions, the buyer's gates that apply, and the sections called for.

    A section is called for as a whole when an answer in it is red, when a fact opens a gate in it that the short form
    leaves out, or when a contradiction names one of its questions (`contradicted`). `grades` are of answers given.
    """
    base = {q.key for q in questionnaire.questions if q.short_order is not None or _own_gate(q, facts)}
    doubted = {key for key, grade in grades.items() if grade is Grade.RED} | set(contradicted)
    called = {q.section for q in questionnaire.questions if q.key in doubted or _opened(q, facts, base)}
    return frozenset(base | {q.key for q in questionnaire.questions if q.section in called})


def _own_gate(question: Question, facts: Facts) -> bool:
    stands = Verdict.NO not in (applies(question, facts).verdict, gate(question, facts).verdict)
    return question.asked_of == "buyer" and stands


def _opened(question: Question, facts: Facts, base: set[str]) -> bool:
    """Whether known facts open a gate here that the short form leaves out. What is not known calls for nothing."""
    opened = applies(question, facts).verdict is gate(question, facts).verdict is Verdict.YES
    return question.key not in base and opened


def first_page(questions: Iterable[Asked], questionnaire: Questionnaire) -> FirstPage:
    """Count what is asked now. The vendor gets what is not for the buyer and stands in neither invoice nor contract."""
    shown = [asked for asked in questions if asked.counted]
    own = {asked.question.key for asked in shown if OWN_PAPERS.intersection(asked.question.look_in)}
    vendor = [asked for asked in shown if asked.asked_of != "buyer" and asked.question.key not in own]
    return FirstPage(len(shown), len(own), len(vendor), minutes((asked.question for asked in shown), questionnaire))


def minutes(questions: Iterable[Question], questionnaire: Questionnaire) -> int:
    """How long questions take: 1 minute a closed answer or a figure, 3 an open one, 5 a table."""
    return sum(_minutes(question, questionnaire) for question in questions)


def in_fives(taken: int) -> int:
    """Minutes in steps of five, at least five: more would pretend to know."""
    return max(5, 5 * round(taken / 5))


def _minutes(question: Question, questionnaire: Questionnaire) -> int:
    if question.answer_type in questionnaire.tables:
        return MINUTES_TABLE
    closed = question.answer_type in CLOSED | FIGURES or bool(question.choice_keys)
    return MINUTES_CLOSED if closed else MINUTES_OPEN
