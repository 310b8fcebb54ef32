"""What to do next, for a director: what the gravest findings ask for, one task a kind, then the duties' to-do list."""

from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from checklists.dossier.reading import Data, Reading, Ref, condition_ref
from checklists.dossier.words import clipped, listed, short_date

GRAVE = {"critical", "high"}
# What each kind of finding asks for; {what} is the questions or duties that it concerns, by number.
TASKS = {
    "silence": "Get an answer to {what}",
    "not_recorded": "Find out again, and record, {what}",
    "maker_does_not_say": "Test it on your own work, since the maker does not say: {what}",
    "we_asked_and_wait": "Ask again for the answer that was promised to {what}",
    "nobody_here_knows": "Name who could find out {what}",
    "refuses": "Decide what to do without an answer to {what}: test it, restrict the use, or accept it with a reason",
    "confidential": "Look at what is offered in confidence on {what}",
    "red": "Put right, or restrict the use until it is: {what}",
    "amber": "Settle the concern about {what}",
    "judged_unacceptable": "Put right what the reviewer could not accept: {what}",
    "judged_concern": "Settle the reviewer’s concern about {what}",
    "evidence_missing": "Attach the document that {what} speaks of",
    "evidence_expired": "Get a current document for {what}",
    "answer_stale": "Ask again, for the answer is old: {what}",
    "contradiction": "Ask which of two statements holds, on {what}",
    "trade_off_undocumented": "Write down why this tier is good enough for the work: {what}",
    "held": "Look at what was found on {what} with somebody who may see it",
    "tier_without_model": "Get the model’s name and version in writing before you sign: {what}",
}
BY_DUTIES, BY_HAND, SILENCE = "own_record_missing", "by_hand", "silence"
TO_LARGER = "Move this work to the larger tier{name}. Whoever decides otherwise writes down why"
TO_TEST = "Test both tiers on documents of your own, and mark each answer right or wrong"
IN_WORDS, WORDS = 2, 48


class Task(NamedTuple):
    """One task: its words, what it settles, and who does it by when ("" where nobody has said)."""

    text: str
    settles: list[Ref]
    owner: str = ""
    due: str = ""


def next_tasks(reading: Reading) -> list[Task]:
    """The tasks in order: open conditions, what our reading asks for while nobody has decided, grave findings by rule,
    then unmet duties and open facts."""
    return [*_from_conditions(reading), *_from_our_reading(reading), *_from_findings(reading), *_from_duties(reading)]


def _from_conditions(reading: Reading) -> list[Task]:
    """The conditions of the decision that nobody has met yet: they come first."""
    conditions = reading.decision["conditions"] if reading.decision else []
    return [
        Task(
            each["text"],
            [condition_ref(each)],
            each["owner"] or "",
            short_date(each["due_on"]) or each["due_label"].lower(),
        )
        for each in conditions
        if not each["met_on"]
    ]


def _from_findings(reading: Reading) -> list[Task]:
    """A missing own record is left to the duties' list, which names the very line that is missing.

    Open questions are put together by where their answers may be found.
    """
    open_ones = [finding for finding in reading.record["findings"] if not finding["covered_by"]]
    grave = [each for each in open_ones if each["severity"] in GRAVE and each["rule"] != BY_DUTIES]
    places = _places(reading)
    kinds = {each["key"]: _kind(each, places) for each in grave}
    order, rules = list(dict.fromkeys(kinds.values())), list(dict.fromkeys(each["rule"] for each in grave))
    grave.sort(key=lambda each: (rules.index(each["rule"]), order.index(kinds[each["key"]])))
    groups = groupby(grave, key=lambda each: kinds[each["key"]])
    return [_task(list(found), reading, where) for (_, where), found in groups]


def _places(reading: Reading) -> dict[str, str]:
    """Where to look for the answer to each question that our reading waits for."""
    said = reading.record.get("recommendation") or {}
    return {each["key"]: each["where"] for each in said.get("questions", ()) if each["rests_on"] == "question"}


def _kind(finding: Data, places: Mapping[str, str]) -> tuple[str, str]:
    """What is done in one go: its rule, or its own key where a person raised it; and where to look."""
    if finding.get("by_hand"):
        return finding["key"], ""
    first = finding["questions"][0] if finding["questions"] else ""
    return finding["rule"], places.get(first, "") if finding["rule"] == SILENCE else ""


def _from_our_reading(reading: Reading) -> list[Task]:
    """What our reading asks for that no finding does: the larger tier, or a test of both."""
    said = reading.record.get("recommendation") or {}
    if reading.decision is not None or not said:
        return []
    if said["outcome"] == "prefer_larger_tier":
        return [Task(TO_LARGER.format(name=_larger(reading)), [Ref("trade-off", "trade_off")])]
    tests = [each for each in said["questions"] if each["rests_on"] == "test"]
    return [Task(TO_TEST, reading.question_refs(each["questions"])) for each in tests]


def _larger(reading: Reading) -> str:
    """What the larger tier of the comparison relied on is called."""
    compared = reading.record.get("trade_off") or {"evaluations": [], "relied_on": None}
    names = [each["larger"] for each in compared["evaluations"] if each["id"] == compared["relied_on"]]
    return f", “{clipped(names[0], WORDS)}”" if names else ""


def _task(found: list[Data], reading: Reading, where: str = "") -> Task:
    """One task for findings of one kind; one that a person raised asks for what its title says."""
    settles = [reading.findings[finding["key"]] for finding in found]
    keys = dict.fromkeys(finding["questions"][0] for finding in found if finding["questions"])
    numbers = _numbers(list(keys), reading, in_words=found[0]["rule"] == SILENCE)
    what = f"question{'s' if len(numbers) > 1 else ''} {listed(numbers)}" if numbers else "what the finding names"
    rule, title = found[0]["rule"], found[0]["title"]
    text = title if rule == BY_HAND else TASKS.get(rule, "Settle {what}").format(what=what)
    text = f"{text}. {where}" if where else text
    owners = dict.fromkeys(finding["owner"] for finding in found if finding.get("owner"))
    days = sorted(finding["due"] for finding in found if finding.get("due"))
    return Task(text, settles, listed(list(owners)), due_in_words(days[0], reading) if days else "")


def _numbers(keys: list[str], reading: Reading, *, in_words: bool) -> list[str]:
    """Questions by number, and where that is wished and they are few by their first words too."""
    texts = {each["key"]: clipped(each["text"], WORDS) for each in reading.questions}
    labels = {key: ref.label for key in keys for ref in reading.question_refs([key])}
    if not in_words or len(labels) > IN_WORDS:
        return list(labels.values())
    return [f"{label} (“{texts[key]}”)" if key in texts else label for key, label in labels.items()]


def _from_duties(reading: Reading) -> list[Task]:
    return [
        Task(
            step["text"],
            [reading.duties[step["obligation"]]] if step["obligation"] in reading.duties else [],
            step["owner"] or "",
            due_in_words(step["due"], reading),
        )
        for step in reading.record["to_do"]
    ]


def due_in_words(due: str | None, reading: Reading) -> str:
    """The day by which something is to be done, and that it had passed when the dossier was frozen; "" for none."""
    late = due is not None and due < reading.frozen_on
    return f"{short_date(due)}, overdue" if late else short_date(due)
