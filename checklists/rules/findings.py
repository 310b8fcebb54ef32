"""Findings: what is wrong or missing, each with a stable key, a severity, a sentence for a person, and its life.

A rule that the edition does not hold raises nothing.
"""

from checklists.rules.answer_findings import answer_findings
from checklists.rules.case_findings import contradiction_findings, record_findings, tier_finding, trade_off_finding
from checklists.rules.lives import with_lives
from checklists.rules.raised import Finding
from checklists.rules.severity import rank
from checklists.rules.silences import silences
from checklists.rules.situation import Situation
from checklists.rules.tolerance_findings import tolerance_finding

__all__ = ["Finding", "findings"]


def findings(situation: Situation) -> tuple[Finding, ...]:
    """All findings, by rule and by hand, the gravest first, and within a severity in the order of the questions."""
    trade_off = trade_off_finding(situation)
    raised = [
        *([trade_off] if trade_off else []),
        *silences(situation, without=trade_off.questions if trade_off else ()),
        *answer_findings(situation),
        *tier_finding(situation),
        *contradiction_findings(situation),
        *record_findings(situation),
        *tolerance_finding(situation),
    ]
    order = {key: place for place, key in enumerate(situation.shown)}
    scoring = situation.edition.scoring

    def place(finding: Finding) -> tuple[int, int]:
        first = min((order[key] for key in finding.questions if key in order), default=len(order))
        return -rank(scoring, finding.severity), first

    return tuple(sorted(with_lives(raised, situation.case, scoring), key=place))
