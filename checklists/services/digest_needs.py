"""What the daily mail tells: a line for each thing that needs somebody, with whom it needs and from which day on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from uuid import UUID

from django.db.models import QuerySet

from checklists.models import Assessment, Condition, Membership, ModelUse
from checklists.models.people import Role
from checklists.rules.dates import in_words
from checklists.rules.mail_text import one_line
from checklists.services import needing
from checklists.services.changes import waiting_changes
from checklists.services.deciders import who_assessed
from checklists.services.judging import day_of
from checklists.services.links import page_address
from checklists.services.rows import organisation_in_scope

AHEAD = timedelta(days=14)
MOST_ROWS = 200
REVIEW, CONDITIONS, FINDINGS = "To review and decide", "Conditions to meet", "Findings to put right"
ENDING, CHANGED = "About to run out", "Changed since it was decided"
HEADINGS = (REVIEW, CONDITIONS, FINDINGS, ENDING, CHANGED)


@dataclass(frozen=True)
class Need:
    """`due` is the day that reminders are counted from; `members` are the memberships that it needs."""

    heading: str
    text: str
    link: str
    due: date
    members: frozenset[UUID]


@dataclass(frozen=True)
class People:
    """The active members, read once: those who may decide with their users, and the owners."""

    deciders: dict[UUID, UUID]
    owners: frozenset[UUID]
    active: frozenset[UUID]

    def of(self, *owners: UUID | None) -> frozenset[UUID]:
        """The first of these members who is still here; else every owner of the organisation."""
        first = next((one for one in owners if one in self.active), None)
        return frozenset({first}) if first else self.owners


def people_now() -> People:
    """Who is here today."""
    rows = list(Membership.objects.filter(is_active=True).values_list("pk", "user_id", "role"))
    owners = frozenset(pk for pk, _, role in rows if role == Role.OWNER.value)
    deciders = {pk: user for pk, user, role in rows if role in (Role.OWNER.value, Role.APPROVER.value)}
    return People(deciders, owners, frozenset(pk for pk, _, _ in rows))


def needs_on(on: date) -> list[Need]:
    """Everything that needs somebody on a day, or within two weeks of it."""
    people, until = people_now(), on + AHEAD
    sources: list[Callable[[People, date, date], Iterator[Need]]] = [
        _reviews, _conditions, _findings, _acceptances, _decisions, _records, _evidence, _changes
    ]  # fmt: skip
    return list(chain.from_iterable(source(people, on, until) for source in sources))


def until_when(due: date, on: date) -> str:
    """ "by 3 December 2026", "today", or "was due on" with the day."""
    if due == on:
        return "today"
    return f"by {in_words(due)}" if due > on else f"was due on {in_words(due)}"


def _ends(due: date, on: date) -> str:
    return f"until {in_words(due)}" if due >= on else f"ended on {in_words(due)}"


def _reviews(people: People, on: date, until: date) -> Iterator[Need]:
    four_eyes = organisation_in_scope().four_eyes
    for row in _first(needing.to_review()):
        assessed = who_assessed(row) if four_eyes else set()
        members = frozenset(pk for pk, user in people.deciders.items() if user not in assessed) or people.owners
        since = day_of(row.submitted_at) if row.submitted_at else on
        text = f"{row.model_use.name}: submitted by {row.submitted_by} on {in_words(since)}"
        yield _need(REVIEW, text, _assessment(row), since, members)


def _conditions(people: People, on: date, until: date) -> Iterator[Need]:
    for row in _first(needing.conditions_to_meet()):
        if row.due_on is not None and row.due_on > until:
            continue
        due = row.due_on or row.decision.judged_on
        when = until_when(due, on) if row.due_on else row.due.replace("_", " ")
        text = f"{one_line(row.text)}, for {_use(row).name}: {when}"
        yield _need(CONDITIONS, text, _assessment(row.decision.assessment), due, people.of(row.owner_id, _owner(row)))


def _findings(people: People, on: date, until: date) -> Iterator[Need]:
    for row in _first(needing.findings_due(on, until)):
        text = f"{one_line(row.title)}, for {row.model_use.name}: {until_when(row.due_on, on)}"
        members = people.of(row.owner_id, row.model_use.owner_id)
        yield _need(FINDINGS, text, page_address("finding", row.pk), row.due_on, members)


def _acceptances(people: People, on: date, until: date) -> Iterator[Need]:
    for row in _first(needing.acceptances_ending(on, until)):
        text = f"{one_line(row.title)}, for {row.model_use.name}: accepted {_ends(row.accepted_until, on)}"
        members = people.of(row.owner_id, row.model_use.owner_id)
        yield _need(ENDING, text, page_address("finding", row.pk), row.accepted_until, members)


def _decisions(people: People, on: date, until: date) -> Iterator[Need]:
    for row in _first(needing.decisions_ending(on, until)):
        use = row.assessment.model_use
        text = f"The decision on {use.name}: valid {_ends(row.valid_until, on)}"
        yield _need(ENDING, text, _assessment(row.assessment), row.valid_until, people.of(use.owner_id))


def _records(people: People, on: date, until: date) -> Iterator[Need]:
    for row in _first(needing.records_ending(on, until)):
        about = f" for {row.model_use.name}" if row.model_use else ""
        text = f"Your own record ({row.item.replace('_', ' ')}){about}: {_ends(row.expires_on, on)}"
        link = page_address("duties", row.model_use_id) if row.model_use_id else page_address("home")
        members = people.of(row.owner_id, row.model_use.owner_id if row.model_use else None)
        yield _need(ENDING, text, link, row.expires_on, members)


def _evidence(people: People, on: date, until: date) -> Iterator[Need]:
    for row in _first(needing.evidence_ending(on, until)):
        text = f"The evidence {one_line(row.title)}: {_ends(row.expires_on, on)}"
        yield _need(ENDING, text, page_address("evidence", row.pk), row.expires_on, people.owners)


def _changes(people: People, on: date, until: date) -> Iterator[Need]:
    for row in _first(waiting_changes().select_related("model_use")):
        text = f"{row.model_use.name}: {one_line(str(row.body['title']))}"
        link = page_address("changes", row.model_use_id)
        yield _need(CHANGED, text, link, day_of(row.noticed_at), people.of(row.model_use.owner_id))


def _first(rows: QuerySet) -> QuerySet:
    return rows[:MOST_ROWS]


def _need(heading: str, text: str, link: str, due: date, members: frozenset[UUID]) -> Need:
    return Need(heading, one_line(text, 300) + ".", link, due, members)


def _assessment(row: Assessment) -> str:
    return page_address("assessment", row.pk)


def _use(row: Condition) -> ModelUse:
    return row.decision.assessment.model_use


def _owner(row: Condition) -> UUID | None:
    return _use(row).owner_id
