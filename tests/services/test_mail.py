"""Messages as rows: what is refused before it could become a header, what leaves when, what is erased."""

from datetime import datetime, timedelta
from email import message_from_bytes

import pytest
from django.core import mail as outbox_of

from checklists.errors import Invalid, Refused
from checklists.models import Event, MailMessage
from checklists.models.people import Role
from checklists.rules.mail_times import MailKind
from checklists.services import history
from checklists.services.mail import choose_mail, queue_mail, replay_mail
from checklists.services.mail_rows import take_back_mail, written
from checklists.services.mail_sending import forget_secrets, send_due_mail
from tests import makers
from tests.mail_makers import letter, make_parked, send_all
from tests.makers import COMMAND, NOW

W = {"by": COMMAND, "at": NOW}
SECRET = "https://candour.example.org/join/a-secret-token/"


@pytest.mark.parametrize("mark", ["\n", "\r", "\r\n", "\x00", "\u2028", "\x85"])
@pytest.mark.parametrize("place", ["subject", "to"])
def test_what_could_become_another_header_is_refused_and_nothing_is_kept(organisation, mark, place):
    given = {"subject": f"Hello{mark}Bcc: all@example.org", "to": f"sam@example.org{mark}Bcc: all@example.org"}
    with pytest.raises(Invalid) as refused:
        queue_mail(letter(**{place: given[place]}), **W)
    assert refused.value.details[0].pointer == f"/{place}"
    assert not MailMessage.objects.exists()


@pytest.mark.parametrize(
    "to",
    ["", "sam", "sam@", "@example.org", "a@b@example.org", "Sam <sam@example.org>", "sam@example.org,all@example.org"],
)
def test_what_is_no_single_address_is_refused(organisation, to):
    with pytest.raises(Invalid, match="not an email address"):
        queue_mail(letter(to=to), **W)


@pytest.mark.parametrize("subject", ["", "   "])
def test_a_message_has_a_subject(organisation, subject):
    with pytest.raises(Invalid, match="one line of words"):
        queue_mail(letter(subject=subject), **W)


def test_words_that_people_typed_stay_words(organisation):
    """Neither a header, nor markup, nor a placeholder that reaches into what it was filled from."""
    words = {
        "firm": "A\r\nBcc: all@example.org",
        "name": "{{ settings.SECRET_KEY }} {name.__class__} %(x)s",
        "inviter": "<b>O'Hara & Co</b>",
        "role": "an owner",
        "until": "today",
    }
    made = written(MailKind.INVITATION, "sam@example.org", words)
    assert made.subject == "Join A Bcc: all@example.org in Candour"
    assert "{{ settings.SECRET_KEY }} {name.__class__} %(x)s" in made.text
    assert "<b>O'Hara & Co</b>" in made.text


def test_a_message_leaves_once_and_is_marked_as_a_program_s(organisation):
    row = queue_mail(letter(), **W)
    (sent,) = send_all(NOW)
    head = message_from_bytes(sent.message().as_bytes())
    assert (head["To"], head["Subject"], head["Message-ID"]) == ("sam@example.org", "A code", row.message_id)
    assert head["Auto-Submitted"] == "auto-generated"
    assert head.get_content_type() == "text/plain" and not head.is_multipart()
    assert send_all(NOW) == []
    row.refresh_from_db()
    assert (row.state, row.sent_at, row.attempts) == ("sent", NOW, 1)


def test_a_secret_link_leaves_with_the_mail_and_stays_nowhere(organisation):
    row = queue_mail(letter(text="Open this:\n\n[link]\n", secret=SECRET), **W)
    (sent,) = send_all(NOW)
    assert SECRET in sent.body and "[link]" not in sent.body
    row.refresh_from_db()
    assert (row.secret, "[link]" in row.text) == ("", True)
    assert "a-secret-token" not in str(list(MailMessage.objects.values()))
    assert "a-secret-token" not in str(list(Event.objects.values_list("body__text", flat=True)))


def test_a_code_is_read_by_its_addressee_and_by_nobody_who_may_look_into_the_list(organisation):
    row = queue_mail(written(MailKind.CODE, "sam@vendor.example", {"firm": "H", "minutes": 10}, secret="482 913"), **W)
    assert "482" not in row.text + row.subject
    (sent,) = send_all(NOW)
    assert "\n    482 913\n" in sent.body
    assert "482 913" not in str(list(MailMessage.objects.values()))


def test_a_secret_that_is_never_sent_is_forgotten_after_a_week_at_the_latest(organisation):
    row = make_parked(secret=SECRET)
    assert forget_secrets(NOW + timedelta(days=7) - timedelta(seconds=1)) == 0
    assert forget_secrets(NOW + timedelta(days=7)) == 1
    row.refresh_from_db()
    assert row.secret == ""


def test_what_can_wait_waits_for_the_morning(organisation):
    late = datetime.fromisoformat("2026-11-24T22:00:00+00:00")
    row = queue_mail(letter(kind=MailKind.DECIDED), by=COMMAND, at=late)
    assert row.not_before.isoformat() == "2026-11-25T08:00:00+00:00"
    assert send_all(row.not_before - timedelta(seconds=1)) == []
    assert len(send_all(row.not_before)) == 1


def test_what_ran_out_before_it_could_leave_is_put_aside_and_its_link_is_erased(organisation):
    until = NOW + timedelta(minutes=10)
    row = queue_mail(letter(secret=SECRET, expires_at=until), **W)
    assert send_all(until) == []
    row.refresh_from_db()
    assert (row.state, row.reason) == ("parked", "It could not be sent before the link in it ran out.")
    assert forget_secrets(until) == 1
    row.refresh_from_db()
    assert row.secret == ""
    with pytest.raises(Refused, match="has run out"):
        replay_mail(row, by=COMMAND, at=until)


def test_what_is_taken_back_is_not_sent_and_keeps_no_link(organisation):
    vendor = makers.make_vendor()
    row = queue_mail(letter(about=vendor, secret=SECRET), **W)
    _taken_back(vendor)
    assert send_all(NOW) == []
    row.refresh_from_db()
    assert (row.state, row.secret, row.reason) == ("withdrawn", "", "Not wanted.")


@history.bookkeeping
def _taken_back(about):
    """As a service does it, within its own transaction."""
    take_back_mail(about, "Not wanted.", NOW)


def test_a_parked_message_is_sent_again_under_the_same_id(organisation):
    row = make_parked()
    assert send_all(NOW + timedelta(days=3)) == []
    replay_mail(row, **W)
    (sent,) = send_all(NOW)
    assert sent.extra_headers["Message-ID"] == row.message_id
    row.refresh_from_db()
    assert (row.state, row.reason, row.remedy) == ("sent", "", "")


def test_sending_again_what_was_sent_changes_nothing(organisation):
    row = queue_mail(letter(), **W)
    send_all(NOW)
    before = Event.objects.count()
    assert replay_mail(row, **W).state == "sent"
    assert Event.objects.count() == before and len(outbox_of.outbox) == 1


def test_every_organisation_s_mail_leaves_and_each_keeps_its_own(organisation, other_organisation):
    queue_mail(letter(), **W)
    with makers.in_organisation(other_organisation):
        queue_mail(letter(to="kim@example.org"), **W)
    assert send_due_mail(now=lambda: NOW) == 2
    assert {row.to_address for row in MailMessage.objects.all()} == {"sam@example.org"}


def test_everybody_chooses_their_own_mail_and_all_of_it_is_the_start(organisation):
    member = makers.make_member(Role.VIEWER)
    by = makers.actor(member)
    row = choose_mail(member, by=by, at=NOW, digest=False)
    assert (row.digest, row.submitted, row.decided) == (False, True, True)
    before = Event.objects.count()
    choose_mail(member, by=by, at=NOW, digest=False)
    assert Event.objects.count() == before
    assert choose_mail(member, by=by, at=NOW, digest=True, decided=False).decided is False
