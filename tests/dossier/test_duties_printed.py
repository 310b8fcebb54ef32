"""The duties as they are printed: who sees to them by when, from when they hold, and where it is our reading."""

from typing import Any

import pytest

from checklists.dossier.build import build_html
from tests.dossier.makers import make_duty, make_envelope, make_item, make_record, make_snapshot, make_step_to_do
from tests.dossier.printing import body_of, print_dossier, squeezed
from tests.dossier.test_build import section_of

FROZEN = "2026-11-24T10:05:00Z"


def duties_of(record: dict[str, Any], frozen_at: str = FROZEN) -> str:
    envelope = make_envelope(frozen_at=frozen_at)
    return section_of(build_html(make_snapshot(judgement=record), envelope), "duties")


def step(**values: Any) -> dict[str, Any]:
    return make_record(to_do=[make_step_to_do(**values)])


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "nobody yetno date yet"),
        ({"owner": "Ben"}, "Benno date yet"),
        ({"due": "2026-12-01"}, "nobody yet1 Dec 2026"),
        ({"owner": "Ben", "due": "2026-11-24"}, "Ben24 Nov 2026"),
        ({"owner": "Ben", "due": "2026-11-23"}, "Ben23 Nov 2026, overdue"),
    ],
)
def test_each_task_has_an_owner_and_a_day_or_says_that_it_has_none(values: dict[str, Any], told: str) -> None:
    text = duties_of(step(**values))
    assert told in text
    assert ("overdue" in text) is ("overdue" in told)


def test_overdue_is_told_as_of_the_day_in_london_on_which_it_was_frozen() -> None:
    due = step(owner="Ben", due="2026-07-01")
    assert "overdue" not in duties_of(due, "2026-07-01T22:30:00Z")
    assert "1 Jul 2026, overdue" in duties_of(due, "2026-07-01T23:30:00Z")


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ({"plan": {"owner": "Ben", "due": "2026-12-01"}}, "Ben sees to it, by 1 December 2026"),
        ({"plan": {"owner": "Ben", "due": None}}, "Ben sees to it, no date yet"),
        ({"plan": {"owner": "", "due": "2026-12-01"}}, "Nobody yet; by 1 December 2026"),
        ({"plan": {"owner": "Ben", "due": None}, "owner": "Ada"}, "Ada sees to it, no date yet"),
    ],
)
def test_a_missing_record_says_who_sees_to_it_and_still_counts_as_missing(item: dict[str, Any], told: str) -> None:
    text = duties_of(make_record(obligations=[make_duty(items=[make_item(**item)])]))
    assert told in text
    assert "Not yet:" in text


@pytest.mark.parametrize("item", [{}, {"plan": None}, {"plan": {"owner": "Ben", "due": None}, "met": True}])
def test_without_a_plan_or_with_a_record_nobody_is_said_to_see_to_it(item: dict[str, Any]) -> None:
    text = duties_of(make_record(obligations=[make_duty(items=[make_item(**item)])]))
    assert "sees to it" not in text


def test_a_duty_before_its_date_and_one_that_is_our_reading_are_printed_as_such() -> None:
    prose = "Made law; the rules are to come into force next year."
    duties = [
        make_duty("later", status="starts_on", in_force_from="2027-01-01", in_force_note=prose),
        make_duty("ours", our_reading=True, in_force_note="In force."),
    ]
    plan = {"owner": "Ben", "due": "2026-11-01"}
    duties[1]["items"] = [make_item(plan=plan)]
    snapshot = make_snapshot(judgement=make_record(obligations=duties))
    text = body_of(print_dossier(snapshot, make_envelope(frozen_at=FROZEN)))
    for words in ("Starts on 1 January 2027", prose, "Law, our reading.", "Ben sees to it, by 1 November 2026"):
        assert squeezed(words) in text
