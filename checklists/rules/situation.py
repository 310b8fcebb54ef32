"""A situation: what the first rules found about a case, as the findings and the lists look at it."""

from collections.abc import Mapping
from dataclasses import dataclass

from checklists.rules.answers import Answer, State
from checklists.rules.case import Case, GatePass
from checklists.rules.content import Edition
from checklists.rules.contradictions import Contradiction
from checklists.rules.facts import Facts
from checklists.rules.gates import GateResult
from checklists.rules.grading import Grade
from checklists.rules.lineage import Lineage
from checklists.rules.obligations import ObligationResult
from checklists.rules.questions import Asked, Questionnaire
from checklists.rules.trade_off.trade_off import TradeOff

NO_ANSWER = Answer("", State.NOT_YET)


@dataclass(frozen=True)
class Situation:
    """`shown` holds the questions that are asked, by key and in order; `answers` those given to them. `covered` says
    what stands in for an answer, empty where nothing does; `passes` holds the passes of gates that are valid."""

    edition: Edition
    questionnaire: Questionnaire
    case: Case
    facts: Facts
    lineage: Lineage
    shown: Mapping[str, Asked]
    answers: Mapping[str, Answer]
    grades: Mapping[str, Grade]
    covered: Mapping[str, str]
    gates: Mapping[str, GateResult]
    passes: Mapping[str, GatePass]
    contradictions: tuple[Contradiction, ...]
    obligations: tuple[ObligationResult, ...]
    trade_off: TradeOff

    def answer(self, key: str) -> Answer:
        """The answer to a question; one in the state `not_yet` where there is none."""
        return self.answers.get(key, NO_ANSWER)
