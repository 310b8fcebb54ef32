"""The answers by section: the question and why it was asked, the answer in its giver's voice, support, judgement."""

from typing import Any

from checklists.dossier.reading import Data, Reading, withheld
from checklists.dossier.reasons import reasons
from checklists.dossier.voices import support, voice
from checklists.dossier.words import capital, counted, figures, listed

TITLE = "The answers"
MARKS = {
    "satisfactory": "good",
    "concern": "half",
    "unacceptable": "bad",
    "good": "good",
    "amber": "half",
    "red": "bad",
    "open": "open",
}
PUT_TO = {"vendor": "The vendor", "buyer": "Us", "either": "Either"}


def context(reading: Reading) -> dict[str, Any]:
    return {
        "lead": _lead(reading),
        "partition": _partition(reading),
        "sections": [_section(section, reading) for section in reading.record["sections"] if section["questions"]],
    }


def _lead(reading: Reading) -> str:
    """The counts of the lists below: what nobody has answered, what was replied to without an answer, what waits."""
    counts = reading.record["who_answered"]
    total, without = counts["total"], counts["unanswered"]
    waiting = sum(not question["shown"] for question in reading.questions)
    silent = sum(is_silent(question["answer"]) for question in reading.questions)
    replied = f": {silent} not known, declined or in confidence, {without - silent} with nothing said" if silent else ""
    more = f" {figures(waiting, 'more question waits', 'more questions wait')} for another answer." if waiting else ""
    return (
        f"{figures(total, 'question')} asked: {total - without} answered, {without} without an answer{replied}.{more}"
    )


def is_silent(answer: Data) -> bool:
    """Whether somebody replied and left the question as open as it was."""
    return answer["state"] in ("does_not_know", "refuses", "confidential")


def _partition(reading: Reading) -> str:
    """Who really answered, in a sentence that adds up."""
    counts = reading.record["who_answered"]
    parts = [
        f"{counts['vendor_attested']} by the vendor and attested",
        f"{counts['vendor_unattested']} by the vendor and not attested",
        f"{counts['looked_up']} looked up by our staff in what was published",
        f"{counts['own_with_document']} from our own record with a document",
        f"{counts['own_without_source']} from our own record without one",
        f"{counts['tested_by_us']} tested by us",
        f"{counts['unanswered']} without an answer",
    ]
    return f"Of {counts['total']}: {listed(parts)}."


def _section(section: Data, reading: Reading) -> dict[str, Any]:
    given = [question for question in section["questions"] if question["answer"]["state"] != "not_yet"]
    open_ones = [question for question in section["questions"] if question["answer"]["state"] == "not_yet"]
    rows = [_row(question, reading) for question in given]
    return {
        "title": section["title"],
        "intro": section["intro"],
        "rows": rows,
        "full": [row for row in rows if row["voice"].in_full],
        "open": [_open(question, reading) for question in open_ones],
        "open_title": _open_title(open_ones),
    }


def _open_title(questions: list[Data]) -> str:
    """How many of a list have been asked and not answered, and how many are put only after another."""
    asked = sum(question["shown"] for question in questions)
    parts = [f"{counted(asked, 'question')} with nothing said"] if asked or not questions else []
    waiting = len(questions) - asked
    parts += [counted(waiting, "question that waits", "questions that wait") + " for another answer"] if waiting else []
    return capital(listed(parts))


def _row(question: Data, reading: Reading) -> dict[str, Any]:
    return {
        "ref": reading.asked[question["key"]],
        "text": question["text"],
        "why": question["why"],
        "reasons": reasons(question["why_asked"], reading),
        "voice": voice(question, reading),
        "support": support(question, reading),
        "judgement": _judgement(question),
        "gate": _gate(question),
        "sources": reading.source_refs(question["sources"]),
    }


def _open(question: Data, reading: Reading) -> dict[str, Any]:
    return {
        "ref": reading.asked[question["key"]],
        "text": question["text"],
        "waits_for": None if question["shown"] else reading.asked.get(question["waits_for"] or ""),
        "reasons": reasons(question["why_asked"], reading),
        "put_to": PUT_TO.get(question["asked_of"], question["asked_of"]),
        "gate": _gate(question),
    }


def _judgement(question: Data) -> dict[str, str]:
    """The reviewer's judgement, else the rule's; a comment on what was given in confidence stays with the answer."""
    answer = question["answer"]
    judged = answer["judged"]
    waiting = answer["state"] == "answered" and not judged and question["grade"] == "open"
    comment = answer["judged_comment"] if not withheld(answer) else ""
    return {
        "mark": MARKS.get(judged or question["grade"], ""),
        "label": answer["judged_label"] if judged else ("Not judged yet" if waiting else question["grade_label"]),
        "by": _judge(answer, waiting),
        "comment": comment,
    }


def _judge(answer: Data, waiting: bool) -> str:
    """Whose judgement it is; "" while nobody has judged words that no rule can judge."""
    if answer["judged"]:
        return f"Judged by {answer['judged_by'] or 'us'}"
    return "" if waiting else "By rule"


def _gate(question: Data) -> str:
    """What a gate asks for: it has to be settled before approval."""
    if question["gate"] == "no":
        return ""
    kind = "Gate" if question["gate"] == "yes" else "Gate, unless a fact rules it out"
    if not question["gate_met"]:
        return f"{kind}: not met yet"
    how = question["gate_how"] or "met"
    return f"{kind}: {how[:1].lower()}{how[1:]}"
