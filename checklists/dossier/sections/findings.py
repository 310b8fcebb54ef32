"""Contradictions and findings: what does not agree, and what is wrong or missing, the weightiest first."""

from collections.abc import Mapping
from typing import Any

from checklists.dossier.finding_lives import life_of
from checklists.dossier.reading import Data, Reading, Ref
from checklists.dossier.sayings import kind_of, rest_of, shared_words
from checklists.dossier.words import figures, short_date

TITLE = "Contradictions and findings"
BARS = {"critical": "stop", "high": "hi", "medium": "mid", "low": "low", "info": "info"}


def context(reading: Reading) -> dict[str, Any]:
    raised = open_findings(reading)
    shared = shared_words(raised)
    covered = [finding for finding in reading.record["findings"] if finding["covered_by"]]
    return {
        "lead": _lead(reading),
        "contradictions": [_contradiction(each, reading) for each in reading.record["contradictions"]],
        "findings": [_row(finding, reading, shared) for finding in raised],
        "covered": [_row(finding, reading, {}) for finding in covered],
        "sayings": _sayings(raised, shared),
        "is_decided": reading.decision is not None,
    }


def open_findings(reading: Reading) -> list[Data]:
    """The findings that nothing covers, in the record's order: the weightiest first."""
    return [finding for finding in reading.record["findings"] if not finding["covered_by"]]


def weight(finding: Data) -> str:
    """The class of the bar beside a finding: the longer, the weightier."""
    return BARS.get(finding["severity"], "info")


def concerns(finding: Data, reading: Reading) -> list[Ref]:
    """The questions and the duty that a finding is about."""
    duty = [reading.duties[finding["obligation"]]] if finding["obligation"] in reading.duties else []
    return reading.question_refs(finding["questions"]) + duty


def _lead(reading: Reading) -> str:
    found = figures(len(open_findings(reading)), "finding")
    disagree = len(reading.record["contradictions"])
    if not disagree:
        return f"{found}. No two statements on record contradict one another."
    both = "Where two statements disagree both are shown; both may be honest."
    return f"{found}, {figures(disagree, 'contradiction')}. {both}"


def _sayings(raised: list[Data], shared: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is said of all findings of one kind, each kind once, in the order in which it first comes."""
    kinds = {finding["rule"]: kind_of(finding) for finding in reversed(raised)}
    return [(kinds[rule], words) for rule, words in shared.items()]


def _row(finding: Data, reading: Reading, shared: Mapping[str, str]) -> dict[str, Any]:
    return {
        "ref": reading.findings[finding["key"]],
        "weight": weight(finding),
        "label": finding["severity_label"],
        "title": finding["title"],
        "text": rest_of(finding, shared),
        "concerns": concerns(finding, reading),
        "conditions": reading.conditions_of(finding),
        "covered_by": finding["covered_by"],
        **life_of(finding),
    }


def _contradiction(each: Data, reading: Reading) -> dict[str, Any]:
    questions = reading.question_refs(each["questions"])
    return {
        "title": each["title"],
        "weight": BARS.get(each["severity"], "info"),
        "label": each["severity_label"],
        "sides": [_side(each[name], questions, reading) for name in ("left", "right")],
        "wording": each["wording"],
        "charitable": each["charitable"],
        "ask": each["ask"],
        "questions": questions,
    }


def _side(side: Data, questions: list[Ref], reading: Reading) -> dict[str, Any]:
    """One of two statements. Who made it comes in words; only a vendor's is set as somebody else's."""
    speaker = side["said_by"]
    ours = speaker.startswith("Your ")
    theirs = speaker.startswith("The vendor")
    by_answer = theirs or speaker in ("Your organisation", "Your own answer")
    known = reading.source_refs([side["source"]]) or (questions if by_answer else [])
    return {
        "words": side["label"],
        "theirs": theirs,
        "speaker": "We say" if ours else ("The vendor says" if theirs else speaker),
        "on": short_date(side["on"]) or "date not recorded",
        "refs": known or ([Ref("the facts", "model")] if ours else []),
    }
