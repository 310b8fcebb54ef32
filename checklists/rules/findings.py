"""Findings: what is wrong or missing, by rule, each with a stable key, a severity and a sentence for a person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One finding. `questions` names all of its family; `covered_by` says what already answers it (severity info)."""

    key: str
    rule: str
    severity: str
    severity_label: str
    title: str
    text: str
    questions: tuple[str, ...] = ()
    obligation: str = ""
    covered_by: str = ""
    sources: tuple[str, ...] = ()
