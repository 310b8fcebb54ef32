"""Leave out of a record what was given for other eyes than a dossier's readers, and say that it is held.

Such an answer keeps its place, its state and a digest of its words; the words, its documents, and every sentence of
the record that would repeat them go. The digest is salted with what only the organisation holds, since a yes or a no
would otherwise be found by trying. Plain data in, plain data out.
"""

from collections.abc import Mapping
from typing import Any

from checklists.canonical import digest_of

HIDDEN = {"buyer_team", "regulator_or_auditor"}
WORDS = ("value", "follow_up", "note")
LABELS = ("value_label", "follow_up_label")
HELD = "Given in confidence."


def withhold(record: Mapping[str, Any], salts: Mapping[str, str]) -> dict[str, Any]:
    """The record as a dossier may carry it; `record` stays as it is. `salts` is by question, for the `hidden_in` it."""
    sections = [
        {**section, "questions": [_question(question, salts) for question in section["questions"]]}
        for section in record["sections"]
    ]
    left_out = [_question(question, salts) if question.get("answer") else question for question in record["left_out"]]
    hidden = hidden_in(record)
    return {
        **record,
        "sections": sections,
        "left_out": left_out,
        "facts": [_fact(fact, hidden) for fact in record["facts"]],
        "contradictions": [_contradiction(one, hidden) for one in record["contradictions"]],
    }


def hidden_in(record: Mapping[str, Any]) -> set[str]:
    """The questions whose answers were given for other eyes."""
    return {one["key"] for one in _questions(record) if one.get("answer") and is_hidden(one["answer"])}


def is_hidden(answer: Mapping[str, Any]) -> bool:
    """Whether an answer was given for other eyes than the dossier's readers."""
    return answer["state"] == "confidential" or answer["who_may_see"] in HIDDEN


def _questions(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for section in record["sections"] for one in section["questions"]] + list(record["left_out"])


def _question(question: Mapping[str, Any], salts: Mapping[str, str]) -> dict[str, Any]:
    answer = question["answer"]
    if not is_hidden(answer):
        return dict(question)
    words = {name: answer[name] for name in WORDS} | {"salt": salts[question["key"]]}
    held = dict.fromkeys(WORDS) | dict.fromkeys(LABELS, HELD) | {"note": "", "documents": []}
    return {**question, "answer": {**answer, **held, "judged_comment": "", "withheld": digest_of(words)}}


def _fact(fact: Mapping[str, Any], hidden: set[str]) -> dict[str, Any]:
    """A statement that rests on a hidden answer keeps its line; the fact's value goes where nothing else gives it."""
    said = [{**one, "value": None, "value_label": HELD} if one["source"] in hidden else one for one in fact["said"]]
    open_ones = [one for one in fact["said"] if one["source"] not in hidden]
    if len(open_ones) == len(said):
        return dict(fact)
    if open_ones and not fact["disputed"]:
        return {**fact, "said": said}
    return {**fact, "said": said, "value": None, "value_label": HELD}


def _contradiction(one: Mapping[str, Any], hidden: set[str]) -> dict[str, Any]:
    if not hidden & set(one["questions"]):
        return dict(one)
    sides = {name: {**one[name], "label": HELD} for name in ("left", "right")}
    return {**one, **sides, "wording": "Two statements do not agree; one of them was given in confidence."}
