"""Findings with their lives: whose they are, how they are put right, and whether somebody's acceptance still holds.

An acceptance holds from the day on which it was written to its last day, and while the finding weighs no more than it
did then. One that has run out, or was given for something lighter, counts as none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from checklists.rules.case import Case
from checklists.rules.content import Scoring
from checklists.rules.dates import in_words
from checklists.rules.life import Acceptance, ByHand, Life, LifeState, Remediation
from checklists.rules.raised import Finding
from checklists.rules.severity import LIGHTEST_FIRST

BY_HAND = "by_hand"
LONGEST_YEARS = 2
ACCEPTED = "Accepted by {by} until {until}: {reason}"
LAPSED = (
    "{by} accepted this until {until}. That day has passed, so it counts as open again: put it right, or have it "
    "accepted anew."
)
STALE = (
    '{by} accepted this when it weighed "{then}". It weighs "{now}" today, and nobody has accepted that: put it right, '
    "or have it accepted anew."
)
PLANNED = "{by} has said how it is to be put right ({on})."
AGREED = "A way to put it right was agreed on {on}."
DONE = "We noted on {on} that it is put right. It stays on this list until the answers show it."
CONFIRMED = "{by} says that it is put right ({on}). It stays on this list until the answers show it."


def with_lives(raised: Iterable[Finding], case: Case, scoring: Scoring) -> Iterator[Finding]:
    """The findings that rules raised and those that people did, each with its life as of the day of the case."""
    for finding in (*raised, *(_raised_by_hand(each, scoring) for each in case.by_hand)):
        life = case.lives.get(finding.key)
        yield finding if life is None else _alive(finding, life, scoring, case.judged_on)


def _raised_by_hand(each: ByHand, scoring: Scoring) -> Finding:
    """A severity that the edition no longer has weighs as the gravest: what is not known is not light."""
    words = dict(scoring.severities)
    severity = each.severity if each.severity in words else scoring.severities[-1][0]
    return Finding(
        key=each.key,
        rule=BY_HAND,
        severity=severity,
        severity_label=words[severity],
        title=each.title,
        text=each.text,
        questions=(each.question,) if each.question else (),
        by_hand=True,
    )


def _alive(finding: Finding, life: Life, scoring: Scoring, on: date) -> Finding:
    state = state_of(life, finding.severity, scoring, on)
    accepted = accepted_in_words(life.acceptance) if life.acceptance and state is LifeState.ACCEPTED else ""
    return replace(
        finding,
        covered_by=finding.covered_by or accepted,
        owner=life.owner,
        due=life.due,
        remediation=life.remediation,
        acceptance=life.acceptance,
        stale=stale_in_words(life.acceptance, finding.severity, scoring, state) if life.acceptance else "",
        progress=progress_in_words(life.remediation) if life.remediation else "",
    )


def state_of(life: Life, severity: str, scoring: Scoring, on: date) -> LifeState:
    """Where a finding that is raised stands on a day, weighing `severity`."""
    order = [key for key, _ in scoring.severities]
    return life_state(life.acceptance, life.remediation, severity, on, order)


def life_state(
    accepted: Acceptance | None,
    done: Remediation | None,
    severity: str,
    on: date,
    order: Sequence[str] = LIGHTEST_FIRST,
) -> LifeState:
    """The same, from its parts. `order` holds the severities that can be compared, the lightest first."""
    if accepted is not None and accepted.on <= on:
        if on > accepted.expires_on:
            return LifeState.ACCEPTANCE_LAPSED
        return LifeState.ACCEPTANCE_STALE if _is_above(severity, accepted.severity, order) else LifeState.ACCEPTED
    return LifeState.BEING_PUT_RIGHT if done is not None else LifeState.OPEN


def _is_above(severity: str, accepted: str, order: Sequence[str]) -> bool:
    """Whether it weighs more than was accepted; what there is no word for was not accepted."""
    return accepted not in order or severity not in order or order.index(severity) > order.index(accepted)


def accepted_in_words(acceptance: Acceptance) -> str:
    """Who accepted it, until when, and the reason as it was written."""
    return ACCEPTED.format(by=acceptance.by, until=in_words(acceptance.expires_on), reason=acceptance.reason)


def stale_in_words(acceptance: Acceptance, severity: str, scoring: Scoring, state: LifeState) -> str:
    """Why an acceptance no longer counts; empty while it does."""
    if state is LifeState.ACCEPTANCE_LAPSED:
        return LAPSED.format(by=acceptance.by, until=in_words(acceptance.expires_on))
    if state is not LifeState.ACCEPTANCE_STALE:
        return ""
    words = dict(scoring.severities)
    then = words.get(acceptance.severity, acceptance.severity)
    return STALE.format(by=acceptance.by, then=then, now=words.get(severity, severity))


def progress_in_words(done: Remediation) -> str:
    """How far putting it right has come; the last step that was noted speaks."""
    if done.confirmed_on is not None:
        return CONFIRMED.format(by=done.confirmed_by, on=in_words(done.confirmed_on))
    if done.done_on is not None:
        return DONE.format(on=in_words(done.done_on))
    if done.agreed_on is not None:
        return AGREED.format(on=in_words(done.agreed_on))
    return PLANNED.format(by=done.plan_by, on=in_words(done.plan_on))


def last_day(on: date) -> date:
    """The last day until which something may be accepted on `on`: two years, and of a leap day the day before."""
    year = on.year + LONGEST_YEARS
    return on.replace(year=year, day=28) if (on.month, on.day) == (2, 29) else on.replace(year=year)
