"""The duties that follow, in three bands: which apply, because of which facts, and what our own record shows."""

from itertools import groupby
from typing import Any

from checklists.dossier.reading import Data, Reading, in_bands
from checklists.dossier.reasons import reasons
from checklists.dossier.steps import due_in_words
from checklists.dossier.words import figures, listed, long_date, short_digest

TITLE = "The duties that follow"
APPLY = ("applies", "not_met", "met")


def context(reading: Reading) -> dict[str, Any]:
    standing = in_bands(reading.record["obligations"])
    ruled_out = [duty for duty in reading.record["obligations"] if duty["status"] == "not_applicable"]
    return {
        "lead": counts_in_words(reading),
        "bands": [
            {"title": title, "rows": [_row(duty, reading) for duty in duties]}
            for title, duties in groupby(standing, key=lambda duty: duty["band_title"])
        ],
        "ruled_out": [_ruled_out(duty, reading) for duty in ruled_out],
        "to_do": [_step(number, step, reading) for number, step in enumerate(reading.record["to_do"], 1)],
    }


def counts_in_words(reading: Reading) -> str:
    """How many duties apply, by band, and how many are open, start later or do not apply; a zero is said too."""
    duties = reading.record["obligations"]
    apply = [duty for duty in in_bands(duties) if duty["status"] in APPLY]
    by_band = listed([f"{len(list(group))} under “{title}”" for title, group in groupby(apply, _band_title)])
    met = sum(duty["status"] == "met" for duty in apply)
    rest = {name: sum(duty["status"] == name for duty in duties) for name in ("open", "starts_on", "not_applicable")}
    return (
        f"{figures(len(apply), 'duty applies', 'duties apply')}{f': {by_band}' if by_band else ''}; "
        f"our own record meets {met}. "
        f"{rest['open']} open because a fact is missing, {rest['starts_on']} to start later, "
        f"{rest['not_applicable']} ruled out."
    )


def _band_title(duty: Data) -> str:
    return duty["band_title"]


def _row(duty: Data, reading: Reading) -> dict[str, Any]:
    return {
        "ref": reading.duties[duty["key"]],
        "title": duty["plain_title"],
        "summary": duty["summary"],
        "kind": f"{duty['regulator_name']}. {duty['status_kind_label']}"
        + (", our reading" if duty["our_reading"] else ""),
        "not_checked": duty["law_text_not_checked"],
        "status": _status(duty),
        "is_open": duty["status"] == "open",
        "force": duty["in_force_note"],
        "reasons": reasons(duty["because"], reading),
        "because": duty["because_text"],
        "items": [_item(item, reading) for item in duty["items"]],
        "questions": reading.question_refs(duty["questions"]),
        "sources": reading.source_refs(duty["sources"]),
    }


def _status(duty: Data) -> str:
    if duty["status"] == "starts_on":
        return f"Starts on {long_date(duty['in_force_from'])}"
    words = {"met": "Applies; met", "not_met": "Applies; not met yet", "applies": "Applies", "open": "Open"}
    return words.get(str(duty["status"]), str(duty["status_label"]))


def _item(item: Data, reading: Reading) -> dict[str, Any]:
    """One line of our own record: shown, by whom and when, or not yet."""
    who = item["owner"] or "no owner"
    when = long_date(item["on"]) or "no date"
    return {
        "text": item["text"],
        "met": item["met"],
        "firm": item["applies_to"] == "firm",
        "held": f"{who}, {when}" if item["owner"] or item["on"] else "",
        "planned": _planned(item),
        "statement": item["statement"],
        "digests": [
            (ref, short_digest(document["digest"]))
            for document in item["documents"]
            for ref in reading.evidence_refs([document])
        ],
    }


def _planned(item: Data) -> str:
    """Who is to put on record what is not, and by when; nothing where nobody has said."""
    plan = item.get("plan")
    if item["met"] or not plan:
        return ""
    who = item["owner"] or plan["owner"]
    by = f"by {long_date(plan['due'])}" if plan["due"] else "no date yet"
    return f"{who} sees to it, {by}" if who else f"Nobody yet; {by}"


def _ruled_out(duty: Data, reading: Reading) -> dict[str, Any]:
    return {
        "title": duty["plain_title"],
        "kind": duty["regulator_name"],
        "reasons": reasons(duty["because"], reading),
        "because": duty["because_text"],
    }


def _step(number: int, step: Data, reading: Reading) -> dict[str, Any]:
    return {
        "number": number,
        "text": step["text"],
        "duty": reading.duties.get(step["obligation"] or ""),
        "owner": step["owner"] or "nobody yet",
        "due": due_in_words(step["due"], reading) or "no date yet",
    }
