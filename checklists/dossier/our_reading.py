"""Our reading on paper: what the rules said beside what a person decided, and where the two differ."""

from collections.abc import Iterable
from typing import Any

from checklists.dossier.reading import Data, Reading, Ref
from checklists.dossier.words import capital, clipped, counted, sentence

# Which decisions go the way that the rules did; a purchase that is withdrawn goes against none of them.
AGREES = {
    "go_ahead": {"approved", "approved_with_conditions"},
    "go_ahead_on_conditions": {"approved_with_conditions"},
    "prefer_larger_tier": {"declined", "on_hold"},
    "do_not_go_ahead": {"declined", "on_hold"},
    "cannot_tell_yet": {"on_hold"},
}
SAID = "The rules said “{label}”. {who} decided “{outcome}”, because: {reasons}"
SAID_WITHOUT = "The rules said “{label}”. {who} decided “{outcome}”; no reasons were written down."
AGREED = "the same, “{label}”. Its reasons stand under “Decision and sign-off”."
TITLES = {"cannot_tell_yet": "What would settle it", "go_ahead_on_conditions": "What would close what is left"}
LONGEST_REASONS = 330
PARTS = {"comparison": [Ref("trade-off", "trade_off")], "money": [Ref("cost", "cost")]}


def our_reading(reading: Reading) -> str:
    """The recommendation in its own words; "" on a record that was frozen before there was one."""
    return str(_said(reading).get("text", ""))


def label_of(reading: Reading) -> str:
    """The recommendation in a few words; "" on a record that was frozen before there was one."""
    return str(_said(reading).get("outcome_label", ""))


def decided_otherwise(reading: Reading, longest: int = LONGEST_REASONS) -> str:
    """What the rules said and what the person decided instead, with the person's reasons; "" where they agree."""
    said, decision = _said(reading), reading.decision
    if not said or decision is None or decision["outcome"] in {*AGREES[said["outcome"]], "withdrawn"}:
        return ""
    words = {
        "label": said["outcome_label"],
        "who": decision["decided_by"],
        "outcome": decision["outcome_label"],
        "reasons": sentence(clipped(decision["reasons"], longest)),
    }
    return (SAID if decision["reasons"].strip() else SAID_WITHOUT).format(**words)


def in_short(reading: Reading) -> str:
    """The recommendation for a page that has little room; "" on a record that was frozen before there was one.

    Beside a decision only whether they agree; before one the reasons against the cheaper tier, or how many answers are
    wanting: what they are stands among the tasks.
    """
    said = _said(reading)
    if said and reading.decision is not None:
        return decided_otherwise(reading) or AGREED.format(label=said["outcome_label"])
    if said.get("outcome") == "prefer_larger_tier":
        return " ".join([sentence(said["outcome_label"]), *(sentence(each["text"]) for each in said["reasons"])])
    if said.get("outcome") == "cannot_tell_yet":
        wanted = capital(counted(len(said["questions"]), "answer"))
        return f"{sentence(said['outcome_label'])} {wanted} would settle it: what to do next says where to look."
    return our_reading(reading)


def told_in_full(reading: Reading) -> dict[str, Any] | None:
    """The outcome, the reasons and what would change it, each with the questions and findings that it rests on."""
    said = _said(reading)
    if not said:
        return None
    return {
        "label": said["outcome_label"],
        "text": said["text"],
        "title": TITLES.get(said["outcome"], "What would change it"),
        "reasons": _rows(said["reasons"], reading),
        "would_change": _rows(said["would_change"], reading),
    }


def _said(reading: Reading) -> Data:
    return reading.record.get("recommendation") or {}


def _rows(points: Iterable[Data], reading: Reading) -> list[dict[str, Any]]:
    return [{"text": each["text"], "where": each["where"], "refs": _refs(each, reading)} for each in points]


def _refs(point: Data, reading: Reading) -> list[Ref]:
    """The findings, where there are any; else the duty, or the questions. A reason about every gate points to none."""
    found = [reading.findings[key] for key in point["findings"] if key in reading.findings]
    duty = [reading.duties[point["key"]]] if point["key"] in reading.duties else []
    asked = reading.question_refs(point["questions"]) if point["key"] else []
    return found or duty or asked or PARTS.get(point["rests_on"], [])
