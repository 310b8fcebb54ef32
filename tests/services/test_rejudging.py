"""Judging many again after a new edition: a row and an event only where the judgement changed, each exactly once."""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checklists.models import Assessment, Change, Edition, Event, Rejudging
from checklists.services import rejudging
from checklists.services.cases_in_bulk import RELATED, CasesInBulk
from checklists.services.judging import case_of, content_of, judge_assessment
from tests.commands.catalogues import NEWER, copy_of_catalogue
from tests.makers import (
    COMMAND,
    NOW,
    TODAY,
    make_answer,
    make_assessment,
    make_product,
    make_use,
)
from tests.services.test_changes import change_tier, look, make_decided

RECORD = ("dsit_algorithmic_transparency", "record_published")
W = {"by": COMMAND, "at": NOW}
NEW_WORDS = ("questions/cost_and_tier.yaml", "text: Which tier or plan are we on?", "text: Which plan do we pay for?")


@pytest.fixture
def newer(tmp_path):
    """Loads a newer edition of the shipped catalogue with some texts changed."""

    def load(*changed):
        call_command("load_catalogue", folder=copy_of_catalogue(tmp_path, NEWER, *changed), stdout=StringIO())
        return Edition.objects.get(version=NEWER)

    return load


def begin(edition):
    return rejudging.begin_rejudging(to_edition=edition, **W)


def work(batch, at=NOW):
    return rejudging.rejudge(batch.pk, now=lambda: at)


@contextmanager
def dies_at(monkeypatch, name, call):
    """The worker is gone when it calls `name` for the time that `call` says."""
    calls, real = Counter(), getattr(rejudging, name)

    def dying(*args, **kwargs):
        calls[name] += 1
        if calls[name] == call:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(rejudging, name, dying)
    with pytest.raises(KeyboardInterrupt):
        yield
    monkeypatch.setattr(rejudging, name, real)


def test_a_case_read_with_others_is_the_case_read_alone(organisation):
    product = make_product()
    for number in range(3):
        assessment = make_assessment(make_use(product, facts={"agentic": bool(number)}))
        make_answer(assessment, "uses_to_avoid", f"Number {number}")
    decided = make_decided(which_tier_are_we_on="Lite")
    change_tier(decided)
    rows = list(Assessment.objects.select_related(*RELATED).order_by("pk"))
    bulk = CasesInBulk(rows)
    assert len(rows) == 4
    for row in rows:
        assert bulk.case_of(row, content_of(row), TODAY) == case_of(row, content_of(row), TODAY)


@pytest.mark.parametrize("more", [1, 9])
def test_a_chunk_is_read_with_as_many_statements_however_long_it_is(organisation, newer, more):
    for _ in range(more):
        make_answer(make_assessment(), "uses_to_avoid", "Payroll")
    edition = newer()
    rows = list(Assessment.objects.select_related(*RELATED, "questionnaire_version").order_by("pk"))
    rejudging.judged_again(rows, edition, TODAY)
    with CaptureQueriesContext(connection) as seen:
        rejudging.judged_again(rows, edition, TODAY)
    assert len(seen) <= 16


def test_an_edition_that_changes_nothing_here_leaves_no_row_and_no_event(organisation, newer):
    make_decided()
    (batch,) = begin(newer())
    count = Event.objects.count()
    assert work(batch) == "done"
    assert (Change.objects.count(), Event.objects.count()) == (0, count)
    batch.refresh_from_db()
    assert (batch.state, batch.judged, batch.changed) == ("done", 1, 0)


def test_an_edition_that_changes_the_judgement_is_noted_once_and_says_what(organisation, newer):
    decided = make_decided()
    frozen = judge_assessment(decided, TODAY).digest
    (batch,) = begin(newer(NEW_WORDS))
    work(batch)
    row = Change.objects.get()
    assert row.kind == "edition"
    assert row.questions == ["which_tier_are_we_on"]
    assert "Which plan do we pay for?" in row.body["parts"][0]
    assert Event.objects.latest("id").kind == "judgement_changed"
    assert judge_assessment(decided, TODAY).digest == frozen
    assert look(decided) == []


def test_an_organisation_has_one_batch_for_an_edition(organisation, newer):
    make_decided()
    edition = newer()
    assert list(rejudging.organisations_behind(edition)) == [organisation]
    assert len(begin(edition)) == 1
    assert begin(edition) == []
    assert not rejudging.organisations_behind(edition).exists()


def test_a_large_organisation_is_shared_by_two_workers_who_leave_nothing_out(organisation, newer, monkeypatch):
    monkeypatch.setattr(rejudging, "PART_AT_LEAST", 4)
    for _ in range(5):
        make_answer(make_assessment(), "uses_to_avoid", "Payroll")
    batches = begin(newer(NEW_WORDS))
    assert [work(batch) for batch in batches] == ["done", "done"]
    assert [Rejudging.objects.get(pk=batch.pk).judged for batch in batches] == [2, 3]
    assert Change.objects.values("assessment").distinct().count() == 5


def test_of_two_workers_one_gets_the_batch(organisation, newer):
    make_decided()
    (batch,) = begin(newer())
    assert rejudging.claim_rejudging(batch.pk, NOW) is not None
    assert rejudging.claim_rejudging(batch.pk, NOW) is None
    assert rejudging.waiting(NOW) == []
    late = NOW + rejudging.REJUDGING_LEASE + timedelta(seconds=1)
    assert rejudging.waiting(late) == [(organisation.pk, batch.pk)]
    assert rejudging.claim_rejudging(batch.pk, late) is not None


@pytest.mark.parametrize("name", ["move_cursor", "note_judgement_changed"])
def test_a_worker_that_dies_in_a_chunk_leaves_none_of_it_and_the_next_does_each_once(
    organisation, newer, monkeypatch, name
):
    monkeypatch.setattr(rejudging, "CHUNK", 2)
    for _ in range(4):
        make_answer(make_assessment(), "uses_to_avoid", "Payroll")
    (batch,) = begin(newer(NEW_WORDS))
    with dies_at(monkeypatch, name, call=2 if name == "move_cursor" else 4):
        work(batch)
    batch.refresh_from_db()
    assert (batch.judged, Change.objects.count()) == (2, 2)
    assert work(batch, NOW + timedelta(minutes=5)) == "done"
    told = Event.objects.filter(kind="judgement_changed")
    assert (Change.objects.count(), told.count()) == (4, 4)
    batch.refresh_from_db()
    assert (batch.judged, batch.changed) == (4, 4)


def test_a_worker_that_lost_its_batch_writes_nothing_more(organisation, newer, monkeypatch):
    make_decided()
    (batch,) = begin(newer(NEW_WORDS))
    real = rejudging.judged_again

    def taken_from_it(*args):
        late = NOW + rejudging.REJUDGING_LEASE + timedelta(seconds=1)
        rejudging.claim_rejudging(batch.pk, late)
        return real(*args)

    monkeypatch.setattr(rejudging, "judged_again", taken_from_it)
    assert work(batch) == "taken"
    assert not Change.objects.exists()


def test_a_batch_that_stands_still_is_parked_with_the_reason(organisation, newer):
    make_decided()
    (batch,) = begin(newer())
    at = NOW
    for _ in range(rejudging.MOST_ATTEMPTS):
        assert rejudging.claim_rejudging(batch.pk, at) is not None
        at += rejudging.REJUDGING_LEASE + timedelta(seconds=1)
    assert work(batch, at) == "taken"
    batch.refresh_from_db()
    assert (batch.state, "worker's log" in batch.error) == ("parked", True)


def test_a_batch_of_another_organisation_is_not_worked(organisation, other_organisation, newer):
    make_decided()
    begin(newer())
    assert rejudging.rejudge(uuid4(), now=lambda: NOW) == "taken"
