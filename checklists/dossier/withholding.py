"""Leave out of a record what was given for other eyes than a dossier's readers, and say that it is held.

Such an answer keeps its place, its state and a digest of its words. The words and its documents go, and with them
every sentence that would repeat them: facts that rest on them alone, reasons that name those facts, findings and
contradictions that quote, the reviewer's verdict on a choice. What we conclude stays: how grave a finding is, whether
a gate is met, the score and what a duty's status is. The digest is salted with what only the organisation holds, since
a yes or a no would otherwise be found by trying. Plain data in, plain data out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from checklists.canonical import digest_of
from checklists.dossier.withheld_lives import life_withheld
from checklists.dossier.withheld_names import QUOTE_NAMES, without_names
from checklists.dossier.withheld_reasons import recommendation_without
from checklists.dossier.withholding_money import withhold_money

Data = Mapping[str, Any]

HIDDEN = {"buyer_team", "regulator_or_auditor"}
WORDS = ("value", "follow_up", "reason", "note")
LABELS = ("value_label", "follow_up_label")
EMPTIED = ("reason", "reason_label", "note", "said_by_name", "judged_label", "judged_comment", "judged_by")
HELD = "Given in confidence."
HELD_REASON = "It follows from what was given in confidence."
HELD_FINDING = "About an answer given in confidence"
HELD_TEXT = "What was found rests on what was given in confidence, so it is not repeated here. It can be seen at {who}."
HELD_LINEAGE = "Which model is used was given in confidence, so what is known of how it was made is not shown."
DISAGREE = "Two statements do not agree; one of them was given in confidence."
BASE_MODEL, TIER = "base_model_and_creator", "which_tier_are_we_on"
# These say no more than the state of an answer, which is told; every other finding may quote it.
OF_STATES = {
    "maker_does_not_say",
    "we_asked_and_wait",
    "not_recorded",
    "nobody_here_knows",
    "refuses",
    "confidential",
    "silence",
    "trade_off_undocumented",
    "own_record_missing",
    "tolerance_after_results",
}
# A finding may rest on an answer to a question that is not among its own.
RESTS_ON = {"tier_without_model": {TIER}}


@dataclass(frozen=True)
class Held:
    """What a dossier may not tell: questions and facts by key, and the new key of each finding that would tell it."""

    questions: frozenset[str]
    facts: frozenset[str]
    lineage: bool
    keys: Mapping[str, str]
    who: str = "the organisation"

    def name(self, key: str) -> str:
        """The key of a finding or contradiction as the dossier has it; others stay as they are."""
        for prefix in ("", "finding:"):
            if key.removeprefix(prefix) in self.keys and key.startswith(prefix):
                return prefix + self.keys[key.removeprefix(prefix)]
        return key


def hidden_in(record: Data) -> set[str]:
    """The questions whose answers were given for other eyes."""
    return {one["key"] for one in _questions(record) if one.get("answer") and is_hidden(one["answer"])}


def is_hidden(answer: Data) -> bool:
    """Whether an answer was given for other eyes than the dossier's readers."""
    return answer["state"] == "confidential" or answer["who_may_see"] in HIDDEN


def held_in(record: Data, *, model_told: bool, who: str) -> Held:
    """What is held back of a record. `model_told`: the model in use itself names its model, whatever an answer says."""
    questions = frozenset(hidden_in(record))
    lineage = BASE_MODEL in questions and not model_told
    facts = frozenset(fact["name"] for fact in record["facts"] if _is_held(fact, questions, lineage))
    return Held(questions, facts, lineage, _new_keys(record, questions, lineage), who)


def withhold(record: Data, held: Held, salts: Mapping[str, str]) -> dict[str, Any]:
    """The record as a dossier may carry it; `record` stays as it is. `salts` is by question, for each that is held."""
    record = without_previous(withhold_money(record, held.who))
    if not held.questions:
        return dict(record)
    return {
        **record,
        "triage": {**record["triage"], "reason": _triage(record, held)},
        "facts": [_fact(fact, held) for fact in record["facts"]],
        "lineage": _lineage(record["lineage"]) if held.lineage else record["lineage"],
        **(without_names(record) if held.lineage else {}),
        "sections": [
            {**section, "questions": [_question(one, held, salts) for one in section["questions"]]}
            for section in record["sections"]
        ],
        "left_out": [_left_out(one, held, salts) for one in record["left_out"]],
        "gates": [_gate(gate, held) for gate in record["gates"]],
        "findings": [_finding(one, held) for one in record["findings"]],
        "contradictions": [_contradiction(one, held) for one in record["contradictions"]],
        "obligations": [_reasoned(one, held, "because", "because_text") for one in record["obligations"]],
        **{name: [_named(one, held) for one in record[name]] for name in ("to_do", "next_steps", "blocking")},
        "questions_back": [one for one in record["questions_back"] if one["question"] not in held.questions],
        "score": {
            **record["score"],
            "lines": [one for one in record["score"]["lines"] if one["question"] not in held.questions],
        },
        **_recommendation(record, held),
    }


def _recommendation(record: Data, held: Held) -> dict[str, Any]:
    """Records that were frozen before there was a recommendation have none."""
    said = record.get("recommendation")
    return {"recommendation": recommendation_without(said, held.questions, held.keys)} if said else {}


def without_previous(record: Data) -> dict[str, Any]:
    """The record without what was answered in the round before: that may have been told to other eyes than this."""
    sections = [
        {
            **section,
            "questions": [{**one, "previous": None} if "previous" in one else one for one in section["questions"]],
        }
        for section in record["sections"]
    ]
    return {**record, "sections": sections}


def _questions(record: Data) -> list[Data]:
    return [one for section in record["sections"] for one in section["questions"]] + list(record["left_out"])


def _is_held(fact: Data, questions: Iterable[str], lineage: bool) -> bool:
    """Whether a fact's value would tell: it rests on what is held, alone, or as one of several that make it up."""
    hidden = [one for one in fact["said"] if _said_in_confidence(one, questions, lineage)]
    others = len(fact["said"]) - len(hidden)
    return bool(hidden) and (not others or fact["disputed"] or fact["type"] == "set")


def _said_in_confidence(said: Data, questions: Iterable[str], lineage: bool) -> bool:
    return said["source"] in questions or (lineage and said["origin"] == "lineage")


def _new_keys(record: Data, questions: frozenset[str], lineage: bool) -> dict[str, str]:
    """A key tells as much as a sentence: those of findings that may quote are counted instead."""
    contradictions = [one["key"] for one in record["contradictions"] if questions & set(one["questions"])]
    names = QUOTE_NAMES if lineage else set()
    findings = [one["key"] for one in record["findings"] if _tells(one, questions) or one["rule"] in names]
    return {key: f"held:{number}" for number, key in enumerate([*contradictions, *findings], start=1)}


def _tells(finding: Data, questions: frozenset[str]) -> bool:
    return finding["rule"] not in OF_STATES and _is_about(finding, questions)


def _is_about(finding: Data, questions: frozenset[str]) -> bool:
    return bool(questions & (set(finding["questions"]) | RESTS_ON.get(finding["rule"], set())))


def _triage(record: Data, held: Held) -> str:
    plain = [fact["plain"] for fact in record["facts"] if fact["name"] in held.facts]
    reason = record["triage"]["reason"]
    return HELD_REASON if any(words.casefold() in reason.casefold() for words in plain) else reason


def _fact(fact: Data, held: Held) -> dict[str, Any]:
    """Each statement keeps its line; the fact's value goes where nothing else gives it."""
    said = [
        {**one, "value": None, "value_label": HELD} if _said_in_confidence(one, held.questions, held.lineage) else one
        for one in fact["said"]
    ]
    gone = {"value": None, "value_label": HELD} if fact["name"] in held.facts else {}
    return {**fact, "said": said, **gone}


def _lineage(lineage: Data) -> dict[str, Any]:
    nothing: dict[str, Any] = {name: [] for name, value in lineage.items() if isinstance(value, list)}
    return {**lineage, **nothing, "subject": None, "gaps": [{"model": "", "text": HELD_LINEAGE}]}


def _question(question: Data, held: Held, salts: Mapping[str, str]) -> dict[str, Any]:
    shown = _reasoned(question, held, "why_asked", "asked_because")
    if question["key"] not in held.questions:
        return shown
    graded = {"grade": "open", "grade_label": HELD, "gate_how": HELD if question["gate_how"] else ""}
    return {**shown, **graded, "answer": _answer(question["answer"], salts[question["key"]])}


def _left_out(question: Data, held: Held, salts: Mapping[str, str]) -> dict[str, Any]:
    shown = _reasoned(question, held, "facts", "because")
    if question["key"] not in held.questions:
        return shown
    return {**shown, "answer": _answer(question["answer"], salts[question["key"]])}


def _answer(answer: Data, salt: str) -> dict[str, Any]:
    words = {name: answer[name] for name in WORDS} | {"salt": salt}
    nothing: dict[str, Any] = {"value": None, "follow_up": None, "judged": None, "documents": []}
    gone = dict.fromkeys(EMPTIED, "") | dict.fromkeys(LABELS, HELD)
    return {**answer, **nothing, **gone, "withheld": digest_of(words)}


def _reasoned(one: Data, held: Held, reasons: str, sentence: str) -> dict[str, Any]:
    """Anything that says because of which facts it is so."""
    if not any(reason["fact"] in held.facts for reason in one[reasons]):
        return dict(one)
    shown = [
        {**reason, "value_label": HELD, "member": ""} if reason["fact"] in held.facts else reason
        for reason in one[reasons]
    ]
    return {**one, reasons: shown, sentence: HELD_REASON}


def _gate(gate: Data, held: Held) -> dict[str, Any]:
    return {**gate, "how": HELD} if gate["question"] in held.questions else dict(gate)


def _finding(finding: Data, held: Held) -> dict[str, Any]:
    lived = {**finding, **life_withheld(finding)} if _is_about(finding, held.questions) else dict(finding)
    if finding["key"] not in held.keys:
        return lived
    told = {"rule": "held", "title": HELD_FINDING, "text": HELD_TEXT.format(who=held.who), "sources": []}
    return {**lived, **told, "key": held.keys[finding["key"]], "covered_by": HELD if finding["covered_by"] else ""}


def _contradiction(one: Data, held: Held) -> dict[str, Any]:
    if one["key"] not in held.keys:
        return dict(one)
    sides = {name: {**one[name], "label": HELD, "source": None} for name in ("left", "right")}
    told = {"title": HELD_FINDING, "wording": DISAGREE, "charitable": "", "ask": "", "sources": []}
    return {**one, **sides, **told, "key": held.keys[one["key"]]}


def _named(one: Data, held: Held) -> dict[str, Any]:
    """A line that stands for a finding by its key."""
    key = held.name(one["key"])
    return dict(one) if key == one["key"] else {**one, "key": key, "text": HELD_FINDING}
