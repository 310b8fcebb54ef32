"""Putting a finding right: whose it is and by when, the vendor's plan, our agreement, and that it is done."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from checklists.actor import Actor
from checklists.errors import Detail, Invalid, Refused
from checklists.models import Finding
from checklists.models.people import Role
from checklists.rules.blank import says_something
from checklists.services.days import FIRST_DAY
from checklists.services.history import record, service
from checklists.services.judging import day_of
from checklists.services.rows import allow, change, organisation_in_scope

HAPPENED = ("plan_on", "agreed_on", "done_on", "confirmed_on")
WORDS = ("plan", "plan_by", "confirmed_by", "confirmed_note")
NAMES = ("owner", "due_on", *HAPPENED, *WORDS)
# Who agreed and who did it is whoever writes it down.
IN_OWN_NAME = {"agreed_on": "agreed_by", "done_on": "done_by"}


@service
def put_right(finding: Finding, *, by: Actor, at: datetime, version: int | None = None, **values: Any) -> Finding:
    """Write down whose it is, by when, and how it is put right; `values` are any of NAMES, the others stay.

    A new plan takes our agreement to the old one away; the history keeps both. Raises Invalid for what cannot be.
    """
    allow(by, Role.ASSESSOR)
    if finding.by_hand and finding.settled_on is not None:
        raise Refused("This finding is closed. Raise it again where it has come back.", code="settled")
    stands = {name: getattr(finding, name) for name in NAMES} | values
    if "agreed_on" not in values and stands["plan"] != finding.plan:
        stands["agreed_on"] = None
    wrong = list(_wrong(finding, stands, day_of(at)))
    if wrong:
        raise Invalid(f"Nothing was written. {wrong[0].detail}", wrong)
    changes = change(finding, stands | _signed(finding, stands, by), version=version, by=by, at=at)
    if changes:
        told = {"title": finding.title, "changes": changes}
        record("finding_worked_on", finding, by=by, at=at, organisation=organisation_in_scope(), **told)
    return finding


def _signed(finding: Finding, stands: Mapping[str, Any], by: Actor) -> dict[str, str]:
    """The name beside a day that somebody writes down anew."""
    return {
        name: by.label if stands[day] else ""
        for day, name in IN_OWN_NAME.items()
        if stands[day] != getattr(finding, day)
    }


def _wrong(finding: Finding, stands: Mapping[str, Any], today: date) -> Iterator[Detail]:
    if stands["due_on"] is not None and stands["due_on"] != finding.due_on and stands["due_on"] < today:
        yield Detail("/due_on", "past", "Give a day that is still to come.")
    for name in HAPPENED:
        yield from _day(name, stands[name], today)
    yield from _plan(stands)
    yield from _confirmed(stands)


def _day(name: str, day: date | None, today: date) -> Iterator[Detail]:
    if day is not None and day < FIRST_DAY:
        yield _at(name, "too_early", "Give a day from the year 2000 on.")
    if day is not None and day > today:
        yield _at(name, "future", "That day is still to come.")


def _plan(stands: Mapping[str, Any]) -> Iterator[Detail]:
    """A plan has words, somebody who said them and a day; there is something to agree to only then."""
    planned = says_something(stands["plan"])
    if planned and not says_something(stands["plan_by"]):
        yield _at("plan_by", "missing", "Say whose plan it is: a name, or the vendor's.")
    if planned and stands["plan_on"] is None:
        yield _at("plan_on", "missing", "Say when the plan was given.")
    if not planned and (stands["plan_by"] or stands["plan_on"] or stands["plan"]):
        yield _at("plan", "missing", "Write down what they plan to do.")
    if not planned and stands["agreed_on"] is not None:
        yield _at("agreed_on", "nothing_to_agree", "There is nothing to agree to yet: write down the plan first.")
    if stands["plan_on"] and stands["agreed_on"] and stands["agreed_on"] < stands["plan_on"]:
        yield _at("agreed_on", "order", "It was agreed before the plan was given.")


def _confirmed(stands: Mapping[str, Any]) -> Iterator[Detail]:
    if stands["confirmed_on"] is not None and not says_something(stands["confirmed_by"]):
        yield _at("confirmed_by", "missing", "Say who told you that it is put right.")
    if stands["confirmed_on"] is None and (stands["confirmed_by"] or stands["confirmed_note"]):
        yield _at("confirmed_on", "missing", "Say on which day they told you.")


def _at(name: str, code: str, sentence: str) -> Detail:
    return Detail(f"/remediation/{name}", code, sentence)
