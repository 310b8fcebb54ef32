"""A dossier's job: the row is the truth; one worker gets it; whatever dies, it is made once and whole."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django_scopes import scope

from checklists.dossier import produce, remaking, request, store
from checklists.dossier.failed import RenderFailed
from checklists.dossier.rendering import Progress
from checklists.errors import Refused, Unavailable
from checklists.models import Dossier, Event
from checklists.models.dossiers import LEASE, MOST_ATTEMPTS
from checklists.services import reviewing
from tests.makers import COMMAND, NOW, make_assessment, make_organisation, make_submitted

W = {"by": COMMAND, "at": NOW}
LATE = NOW + LEASE + timedelta(seconds=1)


class FakePress:
    """Stands in for the renderer process where a test is about the job and not about pages."""

    def __init__(
        self, pdf: bytes = b"%PDF-1.7 made", *, ticks: int = 3, fails: RenderFailed | None = None, meanwhile=None
    ):
        self.pdf, self.ticks, self.fails, self.meanwhile, self.renders = pdf, ticks, fails, meanwhile, 0

    def render(self, html, meta, on_tick, wall_seconds):
        self.renders += 1
        for step in range(self.ticks):
            on_tick(Progress(step=step))
            if self.meanwhile:
                self.meanwhile()
        if self.fails:
            raise self.fails
        return self.pdf


def make(dossier, press=None, now=lambda: NOW):
    return produce.produce(dossier.pk, renderer=press or FakePress(), now=now)


@pytest.fixture
def dossier(organisation):
    return request.request_dossier(make_submitted(), **W)


def test_a_requested_dossier_waits_and_is_made_once(dossier):
    assert dossier.state == "queued"
    press = FakePress()
    assert make(dossier, press) == "ready"
    assert make(dossier, press) == "taken"
    dossier.refresh_from_db()
    assert (dossier.state, dossier.progress, dossier.attempts, press.renders) == ("ready", 100, 1, 1)
    assert store.get(dossier.organisation_id, dossier.pdf_digest) == b"%PDF-1.7 made"


def test_an_assessment_without_an_answer_is_not_exported(organisation):
    with pytest.raises(Refused, match="no answer"):
        request.request_dossier(make_assessment(), **W)
    assert not Dossier.objects.exists()


def test_an_unchanged_assessment_gives_the_dossier_that_exists(dossier):
    again = request.request_dossier(dossier.assessment, **W)
    tomorrow = request.request_dossier(dossier.assessment, by=COMMAND, at=NOW + timedelta(days=1))
    assert again.pk == tomorrow.pk == dossier.pk
    assert Event.objects.filter(kind="dossier_frozen").count() == 1


def test_a_changed_assessment_gives_the_next_number(dossier):
    reviewing.judge_answers(dossier.assessment, {"is_this_distilled": ("concern", "Which version?")}, **W)
    following = request.request_dossier(dossier.assessment, **W)
    assert (dossier.number, following.number) == (1, 2)
    assert dossier.digest != following.digest


def test_the_envelope_names_the_place_of_its_own_event(dossier):
    event = Event.objects.get(kind="dossier_frozen")
    assert f'"event_index":{event.seq}' in dossier.envelope


def test_of_two_claims_one_gets_it(dossier):
    assert produce.claim_dossier(dossier.pk, NOW) is not None
    assert produce.claim_dossier(dossier.pk, NOW) is None


def test_a_lease_that_ran_out_is_taken_over_and_the_slow_one_finishes_nothing(dossier):
    slow = produce.claim_dossier(dossier.pk, NOW)
    fast = produce.claim_dossier(dossier.pk, LATE)
    assert fast.token != slow.token
    assert produce.renew(slow, LATE, 50) is False
    assert produce.finish(slow, digest="0" * 64, size=1, **W) == "taken"
    assert produce.finish(fast, digest="1" * 64, size=1, **W) == "ready"
    dossier.refresh_from_db()
    assert dossier.pdf_digest == "1" * 64
    assert Event.objects.filter(kind="dossier_ready").count() == 1


def test_who_lost_the_lease_in_mid_render_stops(dossier):
    def stolen():
        Dossier.objects.filter(pk=dossier.pk).update(token=uuid4())

    press = FakePress(meanwhile=request_bookkeeping(stolen), ticks=4)
    moments = iter(NOW + timedelta(seconds=6 * n) for n in range(50))
    assert make(dossier, press, now=lambda: next(moments)) == "taken"
    dossier.refresh_from_db()
    assert dossier.state == "rendering"


def request_bookkeeping(function):
    """Another worker's write, as the wrapper of the tests expects it."""
    return produce.bookkeeping(function)


def test_a_failure_that_may_pass_goes_back_into_the_queue_five_times_and_is_then_parked(dossier):
    press = FakePress(fails=RenderFailed("Stopped from outside.", "Try again.", retry=True))
    states = [make(dossier, press) for _ in range(MOST_ATTEMPTS)]
    assert states == ["queued"] * (MOST_ATTEMPTS - 1) + ["parked"]
    dossier.refresh_from_db()
    assert (dossier.error, dossier.remedy) == ("Stopped from outside.", "Try again.")


def test_a_failure_that_would_come_again_is_parked_at_once_and_can_be_replayed(dossier):
    assert make(dossier, FakePress(fails=RenderFailed("Too large.", "Shorten it.", retry=False))) == "parked"
    assert make(dossier) == "taken"
    request.replay_dossier(dossier, **W)
    assert make(dossier) == "ready"


def test_a_dossier_that_kills_every_worker_is_parked_in_the_end(dossier):
    now = NOW
    for _ in range(MOST_ATTEMPTS):
        assert produce.claim_dossier(dossier.pk, now) is not None
        now += LEASE + timedelta(seconds=1)
    assert produce.claim_dossier(dossier.pk, now) is None
    dossier.refresh_from_db()
    assert dossier.state == "parked" and "never came to its end" in dossier.error


def test_the_sweep_rings_for_what_waits_and_for_what_was_left_lying(dossier, monkeypatch):
    rung = []
    monkeypatch.setattr(request, "ring", lambda organisation, key: rung.append(key) or True)
    assert request.sweep(now=NOW) == 1
    produce.claim_dossier(dossier.pk, NOW)
    assert request.sweep(now=NOW) == 0
    assert request.sweep(now=LATE) == 1
    assert rung == [dossier.pk, dossier.pk]


def test_a_broker_that_is_gone_loses_nothing(dossier, monkeypatch):
    def gone(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr(request.current_app, "send_task", gone)
    assert request.ring(dossier.organisation_id, dossier.pk) is False
    assert request.sweep(now=NOW) == 0
    dossier.refresh_from_db()
    assert dossier.state == "queued"


def test_a_pdf_that_is_gone_or_was_changed_is_said_to_be(dossier):
    make(dossier)
    dossier.refresh_from_db()
    path = store.pdf_path(dossier.organisation_id, dossier.pdf_digest)
    path.write_bytes(b"%PDF-1.7 forged")
    with pytest.raises(Unavailable, match="not what was rendered"):
        store.get(dossier.organisation_id, dossier.pdf_digest)
    path.unlink()
    with pytest.raises(Unavailable, match="will be the same"):
        store.get(dossier.organisation_id, dossier.pdf_digest)


def test_half_files_of_a_killed_worker_are_swept_away(dossier):
    make(dossier)
    dossier.refresh_from_db()
    folder = store.pdf_path(dossier.organisation_id, dossier.pdf_digest).parent
    (folder / "left.tmp").write_bytes(b"half")
    assert store.sweep_temporary(older_than=0) == 0
    assert store.sweep_temporary(older_than=(folder / "left.tmp").stat().st_mtime + 1) == 1
    assert [path.suffix for path in folder.iterdir()] == [".pdf"]


def upgrade(monkeypatch, version: str = "dossier-1.later0000000") -> None:
    """As after an upgrade: this code has other templates."""
    for module in (request, remaking):
        monkeypatch.setattr(module, "template_version", lambda: version)


def test_a_dossier_that_waited_over_an_upgrade_is_parked_and_not_made_with_other_templates(dossier, monkeypatch):
    upgrade(monkeypatch)
    press = FakePress()
    assert make(dossier, press) == "parked"
    assert press.renders == 0
    dossier.refresh_from_db()
    assert "The templates have changed since this dossier was asked for" in dossier.error
    assert dossier.template in dossier.error and "dossier-1.later0000000" in dossier.error
    assert "Ask for a dossier of the assessment again" in dossier.remedy
    with pytest.raises(Refused, match="The templates have changed") as refusal:
        request.replay_dossier(dossier, **W)
    assert refusal.value.code == "other_templates"
    following = request.request_dossier(dossier.assessment, **W)
    assert (following.number, following.template) == (2, "dossier-1.later0000000")
    assert make(following) == "ready"


def lose(dossier) -> None:
    store.pdf_path(dossier.organisation_id, dossier.pdf_digest).unlink()


def damage(dossier) -> None:
    store.pdf_path(dossier.organisation_id, dossier.pdf_digest).write_bytes(b"%PDF-1.7 forged")


@pytest.fixture
def ready(dossier):
    make(dossier)
    dossier.refresh_from_db()
    return dossier


def replay(ready):
    return request.replay_dossier(ready, **W)


def ask_again(ready):
    return request.request_dossier(ready.assessment, **W)


@pytest.mark.parametrize("harm", [lose, damage])
@pytest.mark.parametrize("again", [replay, ask_again])
def test_a_lost_or_damaged_pdf_is_made_again_and_is_the_same(ready, harm, again):
    digest = ready.pdf_digest
    harm(ready)
    assert again(ready).state == "queued"
    assert make(ready) == "ready"
    ready.refresh_from_db()
    assert (ready.pdf_digest, store.get(ready.organisation_id, digest)) == (digest, b"%PDF-1.7 made")
    assert Event.objects.filter(kind="dossier_replayed").count() == 1


@pytest.mark.parametrize("again", [replay, ask_again])
def test_a_whole_pdf_is_left_as_it_is(ready, again):
    assert again(ready).state == "ready"
    assert not Event.objects.filter(kind="dossier_replayed").exists()


def test_a_pdf_that_comes_out_differently_is_not_kept_and_said_so(ready):
    lose(ready)
    replay(ready)
    assert make(ready, FakePress(b"%PDF-1.7 other fonts")) == "parked"
    ready.refresh_from_db()
    assert "is not the same as before" in ready.error
    assert f"{ready.pdf_digest}.pdf" in ready.remedy
    path = store.pdf_path(ready.organisation_id, ready.pdf_digest)
    assert list(path.parents[1].rglob("*.pdf")) == []
    path.write_bytes(b"%PDF-1.7 made")
    replay(ready)
    press = FakePress(b"%PDF-1.7 other fonts")
    assert (make(ready, press), press.renders) == ("ready", 0), "put back from a backup"


def test_a_lost_pdf_of_other_templates_is_said_to_be_out_of_reach(ready, monkeypatch):
    lose(ready)
    upgrade(monkeypatch)
    with pytest.raises(Refused, match="this release cannot make the same again"):
        replay(ready)
    ready.refresh_from_db()
    assert ready.state == "ready", "its file may come back from a backup"


@pytest.mark.django_db(transaction=True)
def test_ten_workers_on_one_dossier_make_one_pdf():
    organisation = make_organisation()
    with scope(organisation=organisation):
        dossier = request.request_dossier(make_submitted(), **W)
    presses = [FakePress() for _ in range(10)]
    start = threading.Barrier(10)
    states = []

    def work(press):
        start.wait()
        with scope(organisation=organisation):
            states.append(make(dossier, press))
        connection.close()

    threads = [threading.Thread(target=work, args=(press,)) for press in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(states) == ["ready"] + ["taken"] * 9
    assert sum(press.renders for press in presses) == 1
