"""Severity: how heavily a finding weighs, by the weight of its question, at a gate, or by band and consequence."""

from collections.abc import Mapping
from typing import Any

from checklists.rules.content import FindingRule, Scoring
from checklists.rules.obligations import Obligation

INFO, MEDIUM, HIGH, CRITICAL = "info", "medium", "high", "critical"
# What tables compare by; the edition has the words, and a test holds its order to this one.
LIGHTEST_FIRST = (INFO, "low", "medium", HIGH, CRITICAL)


def of_question(rule: FindingRule, weight: int, gate: bool) -> str:
    """By the column of the question: weight 1 to 3, weight 4 to 5, or a gate."""
    column = "gate" if gate else "weight_1_3" if weight <= 3 else "weight_4_5"
    return str(rule.severity.get(column) or rule.severity["all"])


def of_obligation(rule: FindingRule, obligation: Obligation) -> str:
    """By band and consequence; empty where the rule names no severity for the band."""
    columns: Mapping[Any, str] = rule.severity.get(obligation.band, {})
    return columns.get(obligation.consequence) or columns.get(str(obligation.consequence), "")


def rank(scoring: Scoring, severity: str) -> int:
    """The place of a severity, the lightest 0."""
    return scoring.ranks[severity]


def label(scoring: Scoring, severity: str) -> str:
    """The words for a severity."""
    return scoring.severity_labels[severity]


def at_most(scoring: Scoring, severity: str, limit: str) -> str:
    """The lighter of two severities."""
    return min(severity, limit, key=lambda each: rank(scoring, each))
