"""A recommendation without what was given for other eyes: each reason that would repeat it says only that it is held.

The outcome stays, for it is what we conclude. Plain data in, plain data out.
"""

from collections.abc import Collection, Mapping
from typing import Any

Data = Mapping[str, Any]

LISTS = ("reasons", "would_change", "questions", "conditions")
HELD_REASON = "It rests on what was given in confidence, so it is not repeated here."
HELD_SHORT = "a matter given in confidence is settled"


def recommendation_without(said: Data, questions: Collection[str], keys: Mapping[str, str]) -> dict[str, Any]:
    """`questions`: those whose answers are held; `keys`: the new key of each finding that would tell."""
    points = [point for name in LISTS for point in said[name] if _tells(point, questions, keys)]
    text = said["text"]
    for point in points:
        text = text.replace(point["short"], HELD_SHORT) if point["short"] else text
    return {**said, "text": text, **{name: [_point(one, questions, keys) for one in said[name]] for name in LISTS}}


def _tells(point: Data, questions: Collection[str], keys: Mapping[str, str]) -> bool:
    """Whether it stands on a finding that would tell, or says of a gate or a fact what only the answer shows."""
    if any(key in keys for key in point["findings"]):
        return True
    on_answer = point["rests_on"] in ("gate", "fact") and point["key"]
    return bool(on_answer) and any(key in questions for key in point["questions"])


def _point(point: Data, questions: Collection[str], keys: Mapping[str, str]) -> dict[str, Any]:
    if not _tells(point, questions, keys):
        return dict(point)
    findings = [keys.get(key, key) for key in point["findings"]]
    short = HELD_SHORT if point["short"] else ""
    return {**point, "text": HELD_REASON, "key": "held", "findings": findings, "where": "", "short": short}
