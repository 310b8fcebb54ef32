"""What was decided, in words; and where nothing is decided yet, what is missing. Never a decision of the rules' own."""

from checklists.dossier.reading import Reading, in_order
from checklists.dossier.words import capital, counted, figures, listed, long_date

WITH_CONDITIONS = "approved_with_conditions"
STOPS, STOP = "finding that stops approval", "findings that stop approval"


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
        f"{counts['unanswered']:,} of {figures(counts['total'], 'question')} have no answer. "
        "A decision is a person’s to take; this dossier takes none."
    )


def open_at_decision(reading: Reading) -> str:
    """What was still in the way when it was approved with conditions, and which of them cover it; "" otherwise."""
    decision, blocks = reading.decision, reading.record["blocking"]
    if decision is None or decision["outcome"] != WITH_CONDITIONS or not blocks:
        return ""
    gates, found = _gates(reading), _found(reading)
    parts = [f"{counted(len(gates), 'gate')} not met ({listed(gates)})"] if gates else []
    parts += [f"{counted(len(found), STOPS, STOP)} ({listed(found)})"] if found else []
    return f"{capital(listed(parts))}. {_covering(reading)}"


def _covering(reading: Reading) -> str:
    """Which conditions cover what was in the way, and how much of it none of them names."""
    named = [reading.conditions.get(block["key"], []) for block in reading.record["blocking"]]
    labels = [ref.label for ref in sorted({ref for refs in named for ref in refs}, key=in_order)]
    bare = sum(not refs for refs in named)
    covers = f"Condition {labels[0]} covers" if len(labels) == 1 else f"Conditions {listed(labels)} cover"
    if not labels:
        return "No condition names any of this."
    return f"{covers} {'it' if len(named) == 1 else 'them'}." if not bare else f"{covers} all but {bare} of them."


def _gates(reading: Reading) -> list[str]:
    """The numbers of the gates that are in the way, in order."""
    gates = [block["question"] for block in reading.record["blocking"] if block["kind"] == "gate"]
    return [ref.label for ref in sorted(reading.question_refs(gates), key=in_order)]


def _found(reading: Reading) -> list[str]:
    """The findings that are in the way."""
    keys = [block["key"] for block in reading.record["blocking"]]
    return [reading.findings[key].label for key in keys if key in reading.findings]


def in_the_way(reading: Reading) -> str:
    """What refuses approval today: gates by their questions' numbers, findings by theirs."""
    blocks, gates, found = reading.record["blocking"], _gates(reading), _found(reading)
    parts = [f"{'gates' if len(gates) > 1 else 'gate'} {listed(gates)}, not met yet"] if gates else []
    parts += (
        [f"{'findings' if len(found) > 1 else 'finding'} {listed(found)}, which must be settled first"] if found else []
    )
    if not blocks:
        return "nothing on this record. A named person decides, for or against."
    return f"{listed(parts) or figures(len(blocks), 'open point')}. They are listed under “Decision and sign-off”."


def submission(reading: Reading) -> str:
    """How far an undecided assessment is."""
    assessment = reading.snapshot["assessment"]
    if not assessment["submitted_on"]:
        return f"Opened on {long_date(assessment['opened_on'])}; not submitted for a decision."
    by = assessment["submitted_by"] or "somebody whose name is not recorded"
    return f"Submitted for a decision by {by} on {long_date(assessment['submitted_on'])}."
