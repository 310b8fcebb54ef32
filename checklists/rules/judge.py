"""The judgement: all that follows from one case under one edition, on one day. A person decides; this never does."""

from collections.abc import Mapping
from dataclasses import dataclass

from checklists.rules.contradictions import Contradiction
from checklists.rules.facts import Facts
from checklists.rules.findings import Finding
from checklists.rules.gates import GateResult
from checklists.rules.grading import Grade
from checklists.rules.lineage import Gap, Inherited
from checklists.rules.obligations import ObligationResult
from checklists.rules.open_facts import OpenFact, QuestionBack
from checklists.rules.questions import Asked
from checklists.rules.scoring import Score
from checklists.rules.short_form import FirstPage, Triage
from checklists.rules.to_do import ToDo
from checklists.rules.who_answered import WhoAnswered


@dataclass(frozen=True)
class Judgement:
    """What the rules say of one case.

    `asked` holds every question of the questionnaire in order, those that do not apply too. `grades` is by question
    key, for those that are shown. `gates` holds every question that is a gate for this case. `to_do` is about duties
    and open facts; `next_steps` is the director's list, the gravest findings first.
    """

    facts: Facts
    triage: Triage
    asked: tuple[Asked, ...]
    first_page: FirstPage
    grades: Mapping[str, Grade]
    gates: tuple[GateResult, ...]
    findings: tuple[Finding, ...]
    contradictions: tuple[Contradiction, ...]
    obligations: tuple[ObligationResult, ...]
    score: Score
    who_answered: WhoAnswered
    to_do: tuple[ToDo, ...]
    next_steps: tuple[ToDo, ...]
    gaps: tuple[Gap, ...]
    inherited: tuple[Inherited, ...]
    questions_back: tuple[QuestionBack, ...]
    open_facts: tuple[OpenFact, ...]


@dataclass(frozen=True)
class Block:
    """One thing that refuses *approved*: a gate or a finding. A condition of a decision may name its `key`."""

    key: str
    kind: str
    text: str
    question: str = ""
