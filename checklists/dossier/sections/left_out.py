"""The questions that were not asked, each with the reason: what was left out is part of the record."""

from typing import Any

from checklists.dossier.reading import Data, Reading, withheld
from checklists.dossier.reasons import reasons
from checklists.dossier.words import clipped, figures, long_date

TITLE = "Questions not asked, and why"
KEPT = 400


def context(reading: Reading) -> dict[str, Any]:
    left = reading.record["left_out"]
    return {"lead": _lead(len(left)), "rows": [_row(question, reading) for question in left]}


def _lead(number: int) -> str:
    if not number:
        return "0 questions were left out: every question of this questionnaire was asked."
    return f"{figures(number, 'question')} of this questionnaire did not apply. Should a fact change, they come back."


def _row(question: Data, reading: Reading) -> dict[str, Any]:
    return {
        "ref": reading.asked[question["key"]],
        "text": question["text"],
        "because": question["because"],
        "reasons": reasons(question["facts"], reading),
        "kept": _kept(question["answer"]),
    }


def _kept(answer: Data | None) -> str:
    """What had been said before the question fell away."""
    if not answer or answer["state"] == "not_yet":
        return ""
    said = "given in confidence" if withheld(answer) else answer["value_label"] or answer["state_label"]
    on = f", {long_date(answer['said_on'])}" if answer["said_on"] else ""
    return f"Answered before it fell away{on}: {clipped(said, KEPT)}"
