"""What was decided, in words; and where nothing is decided yet, what is missing. Never a decision of the rules' own."""

from checklists.dossier.reading import Reading
from checklists.dossier.words import counted, figures, listed, long_date

WITH_CONDITIONS = "approved_with_conditions"


def decided(reading: Reading) -> str:
    """The outcome in a few words: "Approved, on three conditions"; "Not decided yet" where there is no decision."""
    decision = reading.decision
    if decision is None:
        return "Not decided yet"
    if decision["outcome"] == WITH_CONDITIONS and decision["conditions"]:
        return f"Approved, on {counted(len(decision['conditions']), 'condition')}"
    return decision["outcome_label"]


def validity(reading: Reading) -> str:
    """From when to when a decision holds."""
    decision = reading.decision
    if decision is None:
        return f"No decision; the assessment is {reading.snapshot['assessment']['state_label'].lower()}"
    until = f"until {long_date(decision['valid_until'])}" if decision["valid_until"] else "with no end date set"
    return f"From {long_date(decision['decided_on'])} {until}"


def who_decided(reading: Reading) -> str:
    """Who decided and when, and whether a second pair of eyes did."""
    decision = reading.decision
    if decision is None:
        return submission(reading)
    eyes = f"submitted by {decision['submitted_by']}, four eyes kept" if decision["four_eyes"] else one_person(reading)
    return f"by {decision['decided_by']} on {long_date(decision['decided_on'])}; {eyes}."


def one_person(reading: Reading) -> str:
    """How a decision without four eyes is told: one person did both, or two did though nobody had to."""
    decision = reading.decision or {}
    if decision.get("submitted_by") == decision.get("decided_by"):
        return "assessed and decided by the same person"
    return f"submitted by {decision.get('submitted_by')}, though nobody required a second person"


def unanswered(reading: Reading) -> str:
    """How much is without an answer, and that nobody has decided: the first thing to know of an undecided one."""
    counts = reading.record["who_answered"]
    return (
        f"{counts['unanswered']:,} of {figures(counts['total'], 'question')} have no answer yet. "
        "A decision is a person’s to take; this dossier takes none."
    )


def in_the_way(reading: Reading) -> str:
    """What refuses approval today: gates by their questions' numbers, findings by theirs."""
    blocks = reading.record["blocking"]
    gates = [
        ref.label for ref in reading.question_refs(block["question"] for block in blocks if block["kind"] == "gate")
    ]
    found = [reading.findings[block["key"]].label for block in blocks if block["key"] in reading.findings]
    parts = [f"{'gates' if len(gates) > 1 else 'gate'} {listed(gates)}, not met yet"] if gates else []
    parts += (
        [f"{'findings' if len(found) > 1 else 'finding'} {listed(found)}, which must be settled first"] if found else []
    )
    if not blocks:
        return "nothing in this record. A named person may decide."
    return f"{listed(parts) or figures(len(blocks), 'open point')}. They are listed under “Decision and sign-off”."


def submission(reading: Reading) -> str:
    """How far an undecided assessment is."""
    assessment = reading.snapshot["assessment"]
    if not assessment["submitted_on"]:
        return f"Opened on {long_date(assessment['opened_on'])}; not submitted for a decision."
    by = assessment["submitted_by"] or "somebody whose name is not recorded"
    return f"Submitted for a decision by {by} on {long_date(assessment['submitted_on'])}."
