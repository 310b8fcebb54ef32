"""Findings about the comparison relied on: a limit for extra mistakes that was set once its results were known."""

from collections.abc import Iterator

from checklists.rules.raised import TITLES, Finding
from checklists.rules.severity import label
from checklists.rules.situation import Situation

LATE = "tolerance_after_results"
COMPARED = "accuracy_vs_teacher"
SAYS_LESS = "Meeting it says less than meeting one that was set before. For the next test, set it first."


def tolerance_finding(situation: Situation) -> Iterator[Finding]:
    """The limit of the comparison relied on came after its results. It is about the question of how the two compare."""
    rule, relied_on = situation.edition.scoring.finding_rules.get(LATE), situation.trade_off.relied_on
    if rule is None or relied_on is None or not relied_on.evaluation.tolerance_late:
        return
    severity = str(rule.severity["all"])
    yield Finding(
        key=f"{LATE}:{relied_on.evaluation.id}",
        rule=LATE,
        severity=severity,
        severity_label=label(situation.edition.scoring, severity),
        title=f'{TITLES[LATE]}: "{relied_on.evaluation.title}"',
        text=f"{rule.plain} {SAYS_LESS}",
        questions=(COMPARED,) if COMPARED in situation.shown else (),
    )
