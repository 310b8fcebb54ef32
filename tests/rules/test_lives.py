"""The life of a finding: an acceptance holds while it lasts and weighs enough; being put right still counts."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.rules.findings import Finding
from checklists.rules.judge import Judgement, blocking
from checklists.rules.life import Acceptance, ByHand, Life, LifeState, Remediation
from checklists.rules.lives import last_day, stale_in_words, state_of
from checklists.rules.severity import LIGHTEST_FIRST
from tests.rules.makers import EARLIER, TODAY, judged, make_answer, make_content, make_yes_no

DAY = timedelta(days=1)
RED = make_yes_no(red_values=("no",), weight=5)
SCORING = make_content(RED).edition.scoring
PLAN = Remediation("We drop the old host.", "Ann Low", EARLIER)


def accepted(**more: Any) -> Acceptance:
    given = {"reason": "We read each letter.", "by": "Ada", "on": EARLIER, "expires_on": TODAY, "severity": "critical"}
    return Acceptance(**{**given, **more})


def judgement(life: Life | None = None, *, by_hand: tuple[ByHand, ...] = (), **lives: Life) -> Judgement:
    every = {**({"red:q": life} if life else {}), **lives}
    return judged(make_content(RED), make_answer("q", "no"), lives=every, by_hand=by_hand)


def red(life: Life | None = None) -> Finding:
    return next(each for each in judgement(life).findings if each.key == "red:q")


def test_the_order_of_severities_is_the_edition_s() -> None:
    assert tuple(key for key, _ in SCORING.severities) == LIGHTEST_FIRST


@pytest.mark.parametrize(
    ("on", "expires_on", "state"),
    [
        (EARLIER, TODAY - DAY, LifeState.ACCEPTANCE_LAPSED),
        (EARLIER, TODAY, LifeState.ACCEPTED),
        (EARLIER, TODAY + DAY, LifeState.ACCEPTED),
        (TODAY, TODAY + DAY, LifeState.ACCEPTED),
        (TODAY + DAY, TODAY + DAY, LifeState.OPEN),
    ],
)
def test_an_acceptance_holds_from_its_first_day_to_its_last(on: date, expires_on: date, state: LifeState) -> None:
    life = Life(acceptance=accepted(on=on, expires_on=expires_on))
    assert state_of(life, "high", SCORING, TODAY) is state


@pytest.mark.parametrize(
    ("now", "then", "state"),
    [
        ("medium", "high", LifeState.ACCEPTED),
        ("high", "high", LifeState.ACCEPTED),
        ("critical", "high", LifeState.ACCEPTANCE_STALE),
        ("info", "low", LifeState.ACCEPTED),
        ("low", "info", LifeState.ACCEPTANCE_STALE),
        ("low", "a word of another edition", LifeState.ACCEPTANCE_STALE),
        ("a word of another edition", "critical", LifeState.ACCEPTANCE_STALE),
    ],
)
def test_an_acceptance_goes_stale_when_the_finding_weighs_more(now: str, then: str, state: LifeState) -> None:
    assert state_of(Life(acceptance=accepted(severity=then)), now, SCORING, TODAY) is state


def test_what_has_run_out_counts_as_none_whatever_it_weighs() -> None:
    life = Life(acceptance=accepted(expires_on=TODAY - DAY, severity="info"))
    assert state_of(life, "critical", SCORING, TODAY) is LifeState.ACCEPTANCE_LAPSED


def test_an_accepted_finding_is_covered_in_the_name_of_who_accepted_it() -> None:
    finding = red(Life(acceptance=accepted()))
    assert finding.covered_by == "Accepted by Ada until 24 November 2026: We read each letter."
    assert (finding.stale, finding.acceptance) == ("", accepted())


def test_a_stale_acceptance_says_so_and_covers_nothing() -> None:
    finding = red(Life(acceptance=accepted(severity="low")))
    assert finding.covered_by == ""
    assert finding.stale == (
        f'Ada accepted this when it weighed "Low". It weighs "{finding.severity_label}" today, and nobody has accepted '
        "that: put it right, or have it accepted anew."
    )


def test_a_severity_without_a_word_of_its_own_stands_as_it_was_written() -> None:
    stale = stale_in_words(accepted(severity="grave"), "dire", SCORING, LifeState.ACCEPTANCE_STALE)
    assert stale.startswith('Ada accepted this when it weighed "grave". It weighs "dire" today')


def test_a_finding_that_nobody_puts_right_tells_of_no_progress() -> None:
    assert red(Life("Tom", TODAY)).progress == ""


def test_severities_are_compared_in_the_order_of_the_edition() -> None:
    turned = replace(SCORING, severities=SCORING.severities[::-1])
    life = Life(acceptance=accepted(severity="critical"))
    assert state_of(life, "low", turned, TODAY) is LifeState.ACCEPTANCE_STALE


def test_an_acceptance_that_has_run_out_says_since_when() -> None:
    finding = red(Life(acceptance=accepted(expires_on=TODAY - DAY)))
    assert finding.covered_by == ""
    assert finding.stale.startswith("Ada accepted this until 23 November 2026. That day has passed")


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (PLAN, "Ann Low has said how it is to be put right (3 November 2026)."),
        (replace(PLAN, agreed_by="Ada", agreed_on=TODAY), "A way to put it right was agreed on 24 November 2026."),
        (Remediation(done_by="Ada", done_on=TODAY), "We noted on 24 November 2026 that it is put right. It stays"),
        (Remediation(confirmed_by="Ann Low", confirmed_on=TODAY), "Ann Low says that it is put right (24 November"),
    ],
)
def test_what_is_being_put_right_still_counts_and_says_how_far_it_is(done: Remediation, words: str) -> None:
    finding = red(Life(remediation=done))
    assert finding.covered_by == ""
    assert (finding.remediation, finding.stale) == (done, "")
    assert finding.progress.startswith(words)
    assert state_of(Life(remediation=done), finding.severity, SCORING, TODAY) is LifeState.BEING_PUT_RIGHT


def test_a_finding_by_hand_stands_among_the_others_with_its_weight() -> None:
    by_hand = (
        ByHand("hand:1", "critical", "No trial", "Nobody has tried it.", "q"),
        ByHand("hand:2", "info", "Note", ""),
    )
    found = judgement(by_hand=by_hand).findings
    assert [(each.key, each.by_hand, each.questions) for each in (found[0], found[-1])] == [
        ("hand:1", True, ("q",)),
        ("hand:2", True, ()),
    ]
    assert [(each.rule, each.severity_label, each.title, each.text) for each in (found[0], found[-1])] == [
        ("by_hand", "Critical", "No trial", "Nobody has tried it."),
        ("by_hand", "Info", "Note", ""),
    ]
    assert [block.key for block in blocking(judgement(by_hand=by_hand))] == ["hand:1"]


def test_a_critical_finding_that_is_accepted_no_longer_stands_in_the_way() -> None:
    by_hand = (ByHand("hand:1", "critical", "No trial", "Nobody has tried it."),)
    held = judgement(by_hand=by_hand, **{"hand:1": Life(acceptance=accepted())})
    assert blocking(held) == ()
    over = judgement(by_hand=by_hand, **{"hand:1": Life(acceptance=accepted(expires_on=TODAY - DAY))})
    assert [block.key for block in blocking(over)] == ["hand:1"]


def test_a_severity_by_hand_that_the_edition_has_no_word_for_weighs_as_the_gravest() -> None:
    [first, *_] = judgement(by_hand=(ByHand("hand:1", "dreadful", "No trial", ""),)).findings
    assert (first.key, first.severity) == ("hand:1", "critical")


def test_the_director_s_list_says_who_sees_to_a_finding_and_by_when() -> None:
    steps = judgement(Life("Tom", TODAY)).next_steps
    assert [(step.owner, step.due) for step in steps if step.key == "finding:red:q"] == [("Tom", TODAY)]


def test_what_is_on_record_of_a_finding_that_nothing_raises_changes_nothing() -> None:
    assert judgement(**{"red:other": Life(acceptance=accepted())}) == judgement()


@pytest.mark.parametrize(
    ("on", "until"),
    [
        (date(2026, 11, 24), date(2028, 11, 24)),
        (date(2028, 2, 29), date(2030, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 28)),
    ],
)
def test_an_acceptance_lasts_two_years_at_most(on: date, until: date) -> None:
    assert last_day(on) == until


@given(
    now=st.sampled_from(LIGHTEST_FIRST),
    then=st.sampled_from(LIGHTEST_FIRST),
    on=st.integers(-3, 3),
    last=st.integers(-3, 3),
)
def test_an_acceptance_covers_only_within_its_days_and_its_weight(now: str, then: str, on: int, last: int) -> None:
    life = Life(acceptance=accepted(on=TODAY + on * DAY, expires_on=TODAY + last * DAY, severity=then))
    holds = on <= 0 <= last and LIGHTEST_FIRST.index(now) <= LIGHTEST_FIRST.index(then)
    assert (state_of(life, now, SCORING, TODAY) is LifeState.ACCEPTED) == holds
