"""What to do next: at most seven things, the gravest first, each said once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checklists.rules.answers import Judged
from checklists.rules.case import GatePass
from checklists.rules.facts import Members
from checklists.rules.obligations import Obligation, Required
from tests.rules.makers import (
    EARLIER,
    SCORING,
    TODAY,
    judged,
    make_answer,
    make_content,
    make_obligation,
    make_record,
    make_yes_no,
    said,
)


def to_do(*obligations: Obligation, **more: Any) -> list[str]:
    content = make_content(obligations=obligations)
    return [each.key for each in judged(content, **more).to_do]


def test_what_no_record_covers_is_to_be_put_on_record() -> None:
    content = make_content(obligations=(make_obligation(consequence=2),))
    [only] = judged(content, records=(make_record(owner="Ada", statement=""),)).to_do
    assert (only.key, only.kind, only.text) == ("own_record:duty:note", "own_record", "Put on record: A note is kept")
    assert (only.obligation, only.band, only.consequence, only.owner, only.due) == ("duty", "law", 2, "Ada", None)


def test_of_one_duty_only_what_is_missing_is_to_be_done() -> None:
    duty = make_obligation(required=(Required("note", "A note"), Required("notice", "A notice")))
    assert to_do(duty, records=(make_record(),)) == ["own_record:duty:notice"]


def test_a_fact_that_a_duty_waits_for_is_to_be_found_out() -> None:
    [only] = judged(make_content(obligations=(make_obligation(applies_when="agentic"),))).to_do
    assert (only.key, only.kind, only.text) == ("open_fact:agentic", "open_fact", "Find out: What of agentic?")


@pytest.mark.parametrize(
    ("duty", "more"),
    [
        ({}, {"records": (make_record(),)}),
        ({"required": ()}, {}),
        ({"applies_when": "agentic"}, {"said": said(agentic=False)}),
        ({"in_force_from": date(2027, 1, 1)}, {}),
    ],
)
def test_a_duty_that_is_met_or_asks_for_nothing_today_leaves_nothing_to_do(duty: dict, more: dict) -> None:
    assert to_do(make_obligation(**duty), **more) == []


def test_the_gravest_come_first_then_by_band_then_what_is_in_force_without_a_date_then_by_file() -> None:
    assert to_do(
        make_obligation("light", consequence=1),
        make_obligation("dated", consequence=3, in_force_from=date(2020, 1, 1)),
        make_obligation("undated", consequence=3),
        make_obligation("advice", consequence=3, band="good_practice"),
        make_obligation("profession", consequence=3, band="professional"),
        make_obligation("second", consequence=3),
    ) == [
        "own_record:undated:note",
        "own_record:second:note",
        "own_record:dated:note",
        "own_record:profession:note",
        "own_record:advice:note",
        "own_record:light:note",
    ]


def test_each_thing_is_said_once_at_its_gravest_place() -> None:
    duties = (
        make_obligation("light", consequence=1, applies_when="agentic"),
        make_obligation("grave", consequence=3, applies_when="regulated_activity and agentic"),
        make_obligation("middle", consequence=2),
    )
    assert to_do(*duties) == ["open_fact:regulated_activity", "open_fact:agentic", "own_record:middle:note"]


def test_a_set_fact_is_asked_once_whatever_members_matter() -> None:
    duty = make_obligation(applies_when="'icaew' in professional_body or 'sra' in professional_body")
    assert to_do(duty) == ["open_fact:professional_body"]
    some = Members(frozenset(), frozenset({"icaew"}))
    assert to_do(duty, said=said(professional_body=some)) == ["open_fact:professional_body"]


def test_the_list_is_no_longer_than_the_edition_says() -> None:
    many = make_obligation(required=tuple(Required(f"item{place}", "An item") for place in range(9)))
    assert len(to_do(many)) == 7
    shorter = make_content(obligations=(many,), scoring=replace(SCORING, to_do_at_most=2))
    assert [each.key for each in judged(shorter).to_do] == ["own_record:duty:item0", "own_record:duty:item1"]
    assert len(judged(shorter).next_steps) == 2


GRAVE = make_yes_no("grave", gate_when="True", red_values=("no",))
HIGH = make_yes_no("high", weight=5, red_values=("no",))
LIGHT = make_yes_no("light", weight=1, red_values=("no",))
ANSWERS = tuple(make_answer(key, "no") for key in ("grave", "high", "light"))


def next_steps(*answers: Any, **more: Any) -> list[str]:
    content = make_content(GRAVE, HIGH, LIGHT, obligations=(make_obligation(consequence=3),))
    return [each.key for each in judged(content, *answers, **more).next_steps]


def test_the_directors_list_begins_with_grave_findings_and_goes_on_with_the_duties() -> None:
    assert next_steps(*ANSWERS) == ["finding:red:grave", "finding:red:high", "own_record:duty:note"]


def test_what_a_named_person_passed_is_no_next_step() -> None:
    passed = GatePass("grave", "For the trial.", "Ada", EARLIER, TODAY)
    assert next_steps(*ANSWERS, gate_passes=(passed,)) == ["finding:red:high", "own_record:duty:note"]


def test_a_reviewer_may_take_a_finding_off_the_list() -> None:
    accepted = (make_answer("grave", "no", judged=Judged.SATISFACTORY), *ANSWERS[1:])
    assert next_steps(*accepted) == ["finding:red:high", "own_record:duty:note"]
