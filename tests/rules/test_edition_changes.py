"""What a newer edition changes, read out in whole: every kind of difference has its line, and nothing else has one."""

from typing import Any

import pytest

from checklists.rules.change_kinds import Change
from checklists.rules.edition_changes import edition_change
from tests.rules.test_changes import TODAY, duty, kinds, question, state

SCORE = {"lower": 10, "upper": 90}


def finding(key: str, severity: str = "low", *questions: str) -> dict[str, Any]:
    return {
        "key": key,
        "title": f"Finding {key}",
        "severity": severity,
        "severity_label": severity.title(),
        "questions": list(questions),
    }


def gate(key: str, met: bool) -> dict[str, Any]:
    return {"question": key, "text": f"Text of {key}?", "met": met}


def asked(*questions: dict[str, Any]) -> dict[str, Any]:
    return {"sections": [{"questions": list(questions)}]}


def record(edition: str, *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**state()["record"], "edition": edition, "score": SCORE, **asked(*questions), **more}


OLD = record(
    "1",
    question("kept"),
    question("reworded"),
    question("gone"),
    obligations=[
        duty("same", "open"),
        duty("turned", "open"),
        duty("away", "met"),
        duty("met", "open"),
        duty("words", "met"),
    ],
    findings=[finding("stays"), finding("graver"), finding("over")],
    gates=[gate("opens", False), gate("shuts", True), gate("stands", True)],
    recommendation={"outcome": "go_ahead", "outcome_label": "Go ahead"},
)
NEW = record(
    "2",
    question("kept"),
    question("reworded", text="Asked otherwise?"),
    question("new"),
    obligations=[
        duty("same", "open"),
        duty("turned", "not_met"),
        duty("came", "open"),
        duty("met", "met"),
        duty("words", "met", "Keep two notes."),
    ],
    findings=[finding("stays"), finding("graver", "high", "kept"), finding("came", "low", "not_asked")],
    gates=[gate("opens", True), gate("shuts", False), gate("stands", True), gate("came", False)],
    score={"lower": None, "upper": None},
    recommendation={"outcome": "cannot_tell_yet", "outcome_label": "Cannot tell yet"},
)


def test_an_edition_is_one_change_with_a_line_for_each_difference() -> None:
    assert edition_change(OLD, NEW, kinds()) == Change(
        kind="edition",
        key="edition",
        title="Title of edition",
        text="Title of edition: 1 then, 2 now.",
        why="It matters.",
        before="1",
        after="2",
        questions=("reworded", "new", "kept"),
        source="The catalogue, edition 2",
        on=TODAY,
        parts=(
            'A question reads differently: "Text of reworded?" Now: "Asked otherwise?"',
            'A new question: It was not asked. Now: "Text of new?"',
            'A question is gone: "Text of gone?" Now: It is not asked any more.',
            'A duty: "Duty turned" stood as "Open". Now: Not_Met. Because.',
            'A duty: "Duty came" was not in the catalogue. Now: Open. Because.',
            'A duty: "Duty met" stood as "Open". Now: Met. Because.',
            'A duty: "Duty away" stood as "Met". Now: It is not in the catalogue any more.',
            "A duty is put differently: Keep a note. Now: Keep two notes.",
            "A finding: Finding graver (Low). Now: Finding graver (High).",
            "A finding: It was not raised. Now: Finding came (Low).",
            "A finding: Finding over (Low). Now: It is not raised any more.",
            'A gate, "Text of opens?": It was not met. Now: It is met.',
            'A gate, "Text of shuts?": It was met. Now: It is not met.',
            "The score: 10 to 90. Now: Nothing counted.",
            'What the rules would do: "Go ahead". Now: "Cannot tell yet".',
        ),
    )


def test_kinds_without_one_for_editions_tell_of_no_edition() -> None:
    assert edition_change(OLD, NEW, [kind for kind in kinds() if kind.key != "edition"]) is None
    assert edition_change(OLD, NEW, []) is None


@pytest.mark.parametrize("name", ["text", "answer_type", "good_answer", "red_flag", "weight", "gate"])
def test_a_question_reads_differently_in_any_part_that_is_read(name: str) -> None:
    change = edition_change(record("1", question("q")), record("2", question("q", **{name: "other"})), kinds())
    assert change is not None and len(change.parts) == 1


@pytest.mark.parametrize(
    "name", ["plain_title", "summary", "band", "our_reading", "in_force_from", "in_force_until", "watch"]
)
@pytest.mark.parametrize(("status", "told"), [("met", 1), ("open", 1), ("not_applicable", 0)])
def test_a_duty_is_put_differently_in_any_part_that_is_read(name: str, status: str, told: int) -> None:
    then, now = duty("d", status), {**duty("d", status), name: "other"}
    change = edition_change(record("1", obligations=[then]), record("2", obligations=[now]), kinds())
    assert (len(change.parts) if change else 0) == told


def test_a_question_that_only_stopped_or_began_to_apply_is_the_facts_doing() -> None:
    left = [{"key": "q"}]
    for old, new in (
        (record("1", question("q")), record("2", left_out=left)),
        (record("1", left_out=left), record("2", question("q"))),
    ):
        assert edition_change(old, new, kinds()) is None


def test_a_question_under_a_new_name_is_the_same_question() -> None:
    old, new = record("1", question("old")), record("2", question("new", text="Text of old?"))
    assert edition_change(old, new, kinds(), {"old": "new"}) is None
    assert edition_change(record("1", left_out=[{"key": "old"}]), new, kinds(), {"old": "new"}) is None
    assert edition_change(old, new, kinds()) is not None
