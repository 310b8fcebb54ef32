"""Decision and sign-off: what was decided by whom, on which conditions, what passed a gate, and the history."""

from typing import Any

from checklists.dossier.deeds import deed, doer
from checklists.dossier.our_reading import decided_otherwise, told_in_full
from checklists.dossier.outcome import decided, one_person, submission, validity
from checklists.dossier.reading import GATE, Data, Reading, Ref, condition_ref, in_order
from checklists.dossier.words import capital, instant, long_date, sentence, short_date, short_digest

TITLE = "Decision and sign-off"


def context(reading: Reading) -> dict[str, Any]:
    decision = reading.decision
    return {
        "lead": _lead(reading),
        "rows": _decided_rows(reading, decision) if decision else _open_rows(reading),
        "is_decided": decision is not None,
        "conditions": [_condition(each, reading) for each in decision["conditions"]] if decision else [],
        "passes": [_pass(each, reading) for each in decision["gate_passes"]] if decision else [],
        "blocking": [_block(block, reading) for block in reading.record["blocking"]],
        "ours": told_in_full(reading),
        "otherwise": decided_otherwise(reading),
        "history": [_event(event, reading) for event in reading.snapshot["history"]],
        "signers": _signers(reading, decision) if decision else [],
    }


def _lead(reading: Reading) -> str:
    if reading.decision is None:
        return f"Not decided yet. The assessment is {reading.snapshot['assessment']['state_label'].lower()}."
    return f"{sentence(decided(reading))} {sentence(validity(reading))}"


def _decided_rows(reading: Reading, decision: Data) -> list[tuple[str, str]]:
    eyes = f"Kept: submitted by {decision['submitted_by']}, decided by {decision['decided_by']}"
    return [
        ("Reasons", decision["reasons"] or "No reasons were written down"),
        ("Decided by", f"{decision['decided_by']}, {long_date(decision['decided_on'])}"),
        ("Four eyes", eyes if decision["four_eyes"] else f"Off: {one_person(reading)}"),
        (
            "Bound to",
            f"The record with digest {short_digest(decision['digest'])}, catalogue {reading.record['edition']}",
        ),
    ]


def _open_rows(reading: Reading) -> list[tuple[str, str]]:
    assessment = reading.snapshot["assessment"]
    return [
        ("So far", submission(reading)),
        ("Round", str(assessment["round"])),
        ("Record as at", f"{long_date(reading.record['judged_on'])}, catalogue {reading.record['edition']}"),
    ]


def _condition(each: Data, reading: Reading) -> dict[str, Any]:
    due = long_date(each["due_on"])
    met = f"Met on {short_date(each['met_on'])}" if each["met_on"] else ""
    return {
        "ref": condition_ref(each),
        "text": each["text"],
        "due": each["due_label"] + (f", {due}" if due else ""),
        "owner": each["owner"] or "no owner yet",
        "settles": _settles(each["names"], reading),
        "met": met,
    }


def _settles(names: list[str], reading: Reading) -> list[Ref]:
    """What a condition answers for, in order: findings, and gates by the numbers of their questions."""
    blocks = {block["key"]: block["question"] for block in reading.record["blocking"]}
    found = [reading.findings[name] for name in names if name in reading.findings]
    questions = [blocks.get(name) or name.removeprefix(GATE) for name in names if name not in reading.findings]
    return sorted(found, key=in_order) + sorted(reading.question_refs(questions), key=in_order)


def _pass(each: Data, reading: Reading) -> dict[str, Any]:
    return {
        "refs": reading.question_refs([each["question"]]),
        "reason": each["reason"],
        "by": f"{each['by']}, {short_date(each['on'])}",
        "until": short_date(each["expires_on"]) or "no end date",
    }


def _block(block: Data, reading: Reading) -> dict[str, Any]:
    refs = reading.question_refs([block["question"] or ""])
    refs += [reading.findings[block["key"]]] if block["key"] in reading.findings else []
    return {"text": block["text"], "kind": capital(block["kind"]), "refs": refs}


def _event(event: Data, reading: Reading) -> dict[str, str]:
    return {
        "number": event["seq"],
        "at": instant(event["at"]),
        "what": deed(event, reading),
        "by": doer(event),
    }


def _signers(reading: Reading, decision: Data) -> list[tuple[str, str]]:
    if decision["submitted_by"] == decision["decided_by"]:
        return [("Decided by", decision["decided_by"])]
    return [("Submitted by", decision["submitted_by"]), ("Decided by", decision["decided_by"])]
