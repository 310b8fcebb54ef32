"""Leave out of a finding's life what may repeat an answer given in confidence: the plan, the reason, the names.

Who of ours agreed to it, accepted it or sees to it stays, with every day: that is ours to tell. Plain data in and out.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from checklists.rules.dates import in_words

HELD = "Given in confidence."
WORDS = ("plan", "plan_by", "confirmed_by", "confirmed_note")
ACCEPTED = "Accepted by {by} until {until}. The reason rests on what was given in confidence."


def life_withheld(finding: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a finding's life as a dossier may carry them; nothing where it has none, as of old."""
    accepted, done = finding.get("acceptance"), finding.get("remediation")
    parts: dict[str, Any] = {}
    if done:
        parts["remediation"] = done | {name: HELD for name in WORDS if done[name]}
        parts["progress"] = ""
    if accepted:
        parts["acceptance"] = accepted | {"reason": HELD}
        parts["covered_by"] = _covered(finding["covered_by"], accepted)
    return parts


def _covered(words: str, accepted: Mapping[str, Any]) -> str:
    if accepted["reason"] not in words:
        return words
    return ACCEPTED.format(by=accepted["by"], until=in_words(date.fromisoformat(accepted["expires_on"])))
