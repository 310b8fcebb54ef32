"""What a dossier says of a finding's life: who sees to it, what was planned and agreed, why an acceptance is over."""

from typing import Any

from checklists.dossier.reading import Data
from checklists.dossier.words import short_date

SEEN_TO = {
    (True, True): "{owner} sees to it by {due}.",
    (True, False): "{owner} sees to it; no day is set.",
    (False, True): "To be settled by {due}; nobody is named.",
}
BY_HAND = "Raised by a person, not by a rule."
NOT_SAID = "somebody whose name is not on record"


def life_of(finding: Data) -> dict[str, Any]:
    """`lines` are whole sentences; `told` holds what others said about putting it right: who, on which day, words.

    What was decided before findings had a life has neither.
    """
    sentences = [BY_HAND if finding.get("by_hand") else "", _seen_to(finding)]
    lines = [*sentences, finding.get("progress", ""), finding.get("stale", "")]
    return {"lines": [line for line in lines if line], "told": _told(finding.get("remediation") or {})}


def _seen_to(finding: Data) -> str:
    owner, due = finding.get("owner") or "", short_date(finding.get("due"))
    return SEEN_TO.get((bool(owner), bool(due)), "").format(owner=owner, due=due)


def _told(done: Data) -> list[dict[str, str]]:
    parts = (("plan", "plan_by", "plan_on"), ("confirmed_note", "confirmed_by", "confirmed_on"))
    return [
        {"words": done[words], "by": done[by] or NOT_SAID, "on": short_date(done[on])}
        for words, by, on in parts
        if done.get(words)
    ]
