"""The subject: which AI model the lineage speaks of, and what to do where two records name different ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from checklists.rules.answers import Answer, State
from checklists.rules.case import Case
from checklists.rules.facts import FactDefinition, Said
from checklists.rules.lineage import Lineage, lineage_facts

BASE_MODEL = "base_model_and_creator"


@dataclass(frozen=True)
class Subject:
    """The model recorded for the model in use, the one that `answer` names, and the lineage of the first of them."""

    picked: str | None
    named: str | None
    lineage: Lineage
    answer: Answer | None = None

    @property
    def agreed(self) -> bool:
        """Whether no two records name different models."""
        return self.picked is None or self.named is None or self.picked == self.named

    def facts(self, definitions: Mapping[str, FactDefinition]) -> tuple[Said, ...]:
        """What the lineage says about facts: nothing where it is not agreed which model is meant."""
        return lineage_facts(self.lineage, definitions) if self.agreed else ()


def subject_of(case: Case) -> Subject:
    """The model in use's own model; while that is empty, the one picked in answer to which model it is built on."""
    named = model_picked(case.answers.get(BASE_MODEL))
    first = case.picked_model or named or case.lineage.subject
    return Subject(case.picked_model, named, case.lineage.about(first), case.answers.get(BASE_MODEL))


def model_picked(answer: Answer | None) -> str | None:
    """The id of the model that an answer picked from those on record; None for a typed name."""
    if answer is None or answer.state is not State.ANSWERED:
        return None
    picked = answer.value.get("ai_model") if isinstance(answer.value, Mapping) else None
    return answer.model or picked
