"""Contradictions and findings: what does not agree, and what is wrong or missing, the weightiest first."""

from typing import Any

from checklists.dossier.reading import Data, Reading, Ref
from checklists.dossier.words import figures, long_date

TITLE = "Contradictions and findings"
BARS = {"critical": "stop", "high": "hi", "medium": "mid", "low": "low", "info": "info"}


def context(reading: Reading) -> dict[str, Any]:
    covered = [finding for finding in reading.record["findings"] if finding["covered_by"]]
    return {
        "lead": _lead(reading),
        "contradictions": [_contradiction(each, reading) for each in reading.record["contradictions"]],
        "findings": [_row(finding, reading) for finding in open_findings(reading)],
        "covered": [_row(finding, reading) for finding in covered],
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


def _row(finding: Data, reading: Reading) -> dict[str, Any]:
    return {
        "ref": reading.findings[finding["key"]],
        "weight": weight(finding),
        "label": finding["severity_label"],
        "title": finding["title"],
        "text": finding["text"] if finding["text"] != finding["title"] else "",
        "concerns": concerns(finding, reading),
        "conditions": reading.conditions.get(finding["key"], []),
        "covered_by": finding["covered_by"],
        "sources": reading.source_refs(finding["sources"]),
    }


def _contradiction(each: Data, reading: Reading) -> dict[str, Any]:
    return {
        "title": each["title"],
        "severity": each["severity"],
        "weight": BARS.get(each["severity"], "info"),
        "label": each["severity_label"],
        "sides": [_side(each[name], reading) for name in ("left", "right")],
        "wording": each["wording"],
        "charitable": each["charitable"],
        "ask": each["ask"],
        "questions": reading.question_refs(each["questions"]),
    }


def _side(side: Data, reading: Reading) -> dict[str, Any]:
    known = reading.source_refs([side["source"]]) or reading.question_refs([side["source"] or ""])
    return {
        "words": side["label"],
        "theirs": side["said_by"] == "vendor",
        "speaker": _speaker(side["said_by"]),
        "on": long_date(side["on"]) or "date not recorded",
        "refs": known,
    }


def _speaker(said_by: str) -> str:
    names = {
        "vendor": "The vendor says",
        "buyer": "We say",
        "lineage": "The public record says",
        "catalogue": "The public record says",
    }
    return names.get(said_by, said_by)
