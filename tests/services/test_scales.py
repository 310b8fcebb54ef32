"""The organisation's own scale: set by an owner, never changed, and what it does to scores that are not decided."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django_scopes import scope

from checklists.errors import Invalid, NotAllowed, Refused, Stale
from checklists.models import Event, OwnScale
from checklists.models.people import Role
from checklists.services import judging
from checklists.services.assessments import find_assessment
from checklists.services.reading_history import bodies_of
from checklists.services.scale_preview import AT_MOST, preview_scale
from checklists.services.scales import all_scales, scale_today, write_scale
from checklists.services.telling import told
from tests.database import statements, writing_around_the_services
from tests.makers import (
    COMMAND,
    NOW,
    TODAY,
    actor,
    make_answer,
    make_assessment,
    make_member,
    make_organisation,
    make_submitted,
    make_use,
)
from tests.scale_makers import go_back, make_own_scale, make_terms
from tests.services.test_changes import decide, look, make_decided

DAY = timedelta(days=1)


def scored(assessment, on=TODAY):
    return judging.judge_assessment(assessment, on).record["score"]


@pytest.fixture
def assessment(organisation):
    made = make_assessment()
    make_answer(made, "is_this_distilled", "no")
    return made


def test_a_scale_counts_from_its_day_on_until_the_next_one_takes_its_place(assessment):
    make_own_scale(holds_from=TODAY + DAY, closed_good="0.5", amber="0.5")
    make_own_scale(make_terms(closed_good="0.9"), holds_from=TODAY + 3 * DAY, reason="Softer again")
    go_back(TODAY + 5 * DAY)
    by = [scored(assessment, TODAY + number * DAY)["scale"]["number"] for number in range(7)]
    assert by == [None, 1, 1, 2, 2, None, None]


def test_what_an_open_assessment_scores_follows_the_scale_on_the_next_look(assessment):
    before = scored(assessment)
    make_own_scale(closed_good="0.5", amber="0.5")
    after = scored(assessment)
    assert (before["scale"]["own"], after["scale"]["own"]) == (False, True)
    assert after["scale"]["reason"] == "A concern is half a refusal to us"
    [line] = [one for one in after["lines"] if one["why"] == "closed_good"]
    [was] = [one for one in before["lines"] if one["why"] == "closed_good"]
    assert float(line["lower"]) == float(was["lower"]) / 2


def test_what_is_decided_keeps_the_score_and_the_scale_that_it_was_decided_by(organisation):
    decided = make_decided()
    frozen = judging.sealed_of(decided, TODAY)
    make_own_scale(closed_good="0.5", amber="0.5")
    assert judging.sealed_of(find_assessment(decided.pk), TODAY) == frozen
    assert frozen["record"]["score"]["scale"]["own"] is False


def test_a_change_of_scale_is_no_change_of_what_was_decided_on(organisation):
    decided = make_decided()
    make_own_scale(closed_good="0.5", amber="0.5")
    assert look(decided) == []


def test_nobody_decides_on_a_score_by_a_scale_that_holds_no_longer(organisation):
    submitted = make_submitted()
    digest = judging.judge_assessment(submitted, TODAY).digest
    make_own_scale()
    with pytest.raises(Refused, match="Something changed"):
        decide(submitted, digest=digest)


def test_a_scale_belongs_to_its_organisation_alone(assessment):
    with scope(organisation=make_organisation()):
        make_own_scale()
    assert scored(assessment)["scale"]["own"] is False
    assert scale_today(TODAY) is None
    make_own_scale()
    assert [each.number for each in all_scales()] == [1]


def test_a_scale_is_kept_in_its_one_spelling_with_who_wrote_it(organisation):
    owner = make_member(Role.OWNER, name="Dana Price")
    row = make_own_scale(by=actor(owner), amber="0.50", red="0.0")
    row.refresh_from_db()
    assert (row.points["amber"], row.points["red"], row.by_label) == ("0.5", "0", "Dana Price")
    assert row.bands == [{"label": "Fine", "at_least": "70"}, {"label": "Ask again", "at_least": "0"}]


def test_the_event_says_what_was_set_from_when_and_why(organisation):
    make_own_scale(holds_from=TODAY + DAY)
    go_back(TODAY + 2 * DAY)
    events = list(Event.objects.filter(kind="scale_written").order_by("seq"))
    first, second = told(events, bodies_of(events))
    assert first.text == (
        "The scale of the scores was set: our own, from 25 November 2026: A concern is half a refusal to us."
    )
    assert first.body["points"]["concern"] == "0.5"
    assert (
        second.text == "The scale of the scores was set: the catalogue's again, from 26 November 2026: It was a trial."
    )


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"terms": make_terms(amber="2")}, "/points/amber"),
        ({"terms": make_terms(bands=())}, "/bands"),
        ({"terms": make_terms(weights={})}, "/weights/1"),
        ({"holds_from": TODAY - DAY}, "/holds_from"),
        ({"holds_from": TODAY + 800 * DAY}, "/holds_from"),
        ({"reason": " "}, "/reason"),
        ({"reason": "a" * 1001}, "/reason"),
        ({"reason": "Why\x00"}, "/reason"),
        ({"terms": None, "reason": ""}, "/reason"),
    ],
)
def test_a_scale_that_cannot_be_is_refused_where_it_is_wrong(organisation, given, pointer):
    said = {"terms": make_terms(), "holds_from": TODAY, "reason": "Why", **given}
    with pytest.raises(Invalid) as refused:
        write_scale(**said, by=COMMAND, at=NOW)
    assert pointer in [one.pointer for one in refused.value.details]
    assert not OwnScale.objects.exists()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ASSESSOR, Role.APPROVER])
def test_only_an_owner_sets_a_scale(organisation, role):
    with pytest.raises(NotAllowed):
        make_own_scale(by=actor(make_member(role)))
    assert not OwnScale.objects.exists()


def test_the_same_twice_is_one_scale_and_one_event(organisation):
    first, second = make_own_scale(), make_own_scale()
    assert first.pk == second.pk
    assert Event.objects.filter(kind="scale_written").count() == 1


def test_the_same_figures_for_another_reason_or_another_day_are_another_scale(organisation):
    make_own_scale()
    make_own_scale(reason="Said better")
    make_own_scale(holds_from=TODAY + DAY)
    assert [each.number for each in all_scales()] == [3, 2, 1]


def test_whoever_was_slower_is_shown_what_stands_and_overwrites_nothing(organisation):
    make_own_scale(reason="The first")
    with pytest.raises(Stale) as refused:
        go_back(seen=0)
    assert refused.value.current["reason"] == "The first"
    assert go_back(seen=1).number == 2


@pytest.mark.parametrize("how", ["change", "delete"])
def test_a_scale_is_never_changed_not_even_past_the_services(organisation, how):
    row = make_own_scale()
    rows = OwnScale.objects.filter(pk=row.pk)
    with (
        writing_around_the_services(),
        pytest.raises((DatabaseError, IntegrityError), match="a scale never changes"),
        transaction.atomic(),
    ):
        rows.update(reason="Otherwise") if how == "change" else rows.delete()


def test_a_look_at_what_it_would_do_is_what_it_then_does_and_writes_nothing(assessment):
    make_decided()
    terms = make_terms(closed_good="0.5", amber="0.5")
    seen = preview_scale(terms, TODAY)
    assert not OwnScale.objects.exists()
    [one] = seen.rows
    assert (one.assessment.pk, seen.left) == (assessment.pk, 0)
    assert (one.before.lower, one.before.upper) == (scored(assessment)["lower"], scored(assessment)["upper"])
    make_own_scale(terms)
    after = scored(assessment)
    assert (one.after.lower, one.after.upper, one.after.label) == (after["lower"], after["upper"], after["label"])
    back = preview_scale(None, TODAY).rows[0]
    assert (back.before, back.after) == (one.after, one.before)


def test_a_look_refuses_what_writing_would_refuse(organisation):
    with pytest.raises(Invalid):
        preview_scale(make_terms(amber="2"), TODAY)


def test_a_look_costs_the_same_for_one_assessment_and_for_more_than_it_shows(organisation):
    make_assessment(make_use())
    preview_scale(make_terms(), TODAY)
    with statements() as few:
        preview_scale(make_terms(), TODAY)
    for _ in range(AT_MOST + 1):
        make_assessment(make_use())
    with statements() as many:
        seen = preview_scale(make_terms(), TODAY)
    assert len(many) == len(few)
    assert (len(seen.rows), seen.left) == (AT_MOST, 2)
