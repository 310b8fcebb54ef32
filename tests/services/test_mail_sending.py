"""Sending: at least once, the same Message-ID each time, never lost, and one that fails keeps no other waiting."""

import socket
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from checklists.models import Event, MailMessage
from checklists.models.mail import MAIL_LEASE
from checklists.rules.mail_times import MailKind
from checklists.services import mail_sending
from checklists.services.mail import queue_mail
from checklists.services.mail_sending import claim_mail, mark_sent, send_due_mail
from procurement.mail_settings import mail_server
from tests.database import statements
from tests.mail_makers import letter
from tests.makers import COMMAND, NOW
from tests.smtp_sink import smtp_sink

W = {"by": COMMAND, "at": NOW}
LATER = NOW + MAIL_LEASE + timedelta(seconds=1)


class Killed(BaseException):
    """The process is gone: nothing after this runs."""


def by_server(address: str):
    """Mail by a server of this machine, as EMAIL_URL names it."""
    named = replace(settings.MAIL, server=mail_server(address))
    return override_settings(MAIL=named, **named.for_django())


def send(at=NOW) -> int:
    return send_due_mail(now=lambda: at)


def test_a_message_reaches_a_mail_server_whole(organisation):
    text = "Grüße from Harbour & Co.\n.a line that begins with a dot\n"
    row = queue_mail(letter(subject="Prüfung: 1 < 2", text=text), **W)
    with smtp_sink() as sink, by_server(sink.address):
        assert send() == 1
    got = message_from_bytes(sink.taken[0], policy=policy.default)
    assert (got["Subject"], got["Message-ID"]) == ("Prüfung: 1 < 2", row.message_id)
    assert got.get_content().replace("\r\n", "\n") == text


@pytest.mark.parametrize("when", ["after", "before"])
def test_a_kill_around_the_handing_over_loses_nothing_and_repeats_the_same_id(organisation, monkeypatch, when):
    row = queue_mail(letter(), **W)

    def killed(*args, **kwargs):
        raise Killed

    with smtp_sink() as sink, by_server(sink.address):
        with monkeypatch.context() as patched:
            patched.setattr(mail_sending, "mark_sent" if when == "after" else "as_email", killed)
            with pytest.raises(Killed):
                send()
        assert send() == 0, "its lease has not run out"
        assert send(LATER) == 1
        assert send(LATER) == 0
    ids = [message_from_bytes(one)["Message-ID"] for one in sink.taken]
    assert ids == [row.message_id] * (2 if when == "after" else 1)
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("sent", 2)


def test_of_two_clocks_only_one_has_a_message(organisation):
    row = queue_mail(letter(), **W)
    assert claim_mail(row.pk, NOW) is not None
    assert claim_mail(row.pk, NOW) is None
    assert send() == 0


def test_a_clock_that_comes_back_too_late_marks_nothing(organisation):
    row = queue_mail(letter(), **W)
    slow = claim_mail(row.pk, NOW)
    assert claim_mail(row.pk, LATER) is not None
    assert mark_sent(slow, way="smtp", **W) == "taken"


def test_a_message_whose_sending_never_ends_is_put_aside_and_says_that_it_may_have_arrived(organisation):
    row, at = queue_mail(letter(), **W), NOW
    for _ in range(3):
        assert claim_mail(row.pk, at) is not None
        at += MAIL_LEASE + timedelta(seconds=1)
    assert send(at) == 0
    row.refresh_from_db()
    assert row.state == "parked" and "may have been delivered" in row.reason


def closed_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def test_a_server_that_is_gone_costs_one_try_and_all_else_waits_a_minute(organisation):
    rows = [queue_mail(letter(to=f"p{n}@example.org", kind=MailKind.REQUEST), **W) for n in range(5)]
    with by_server(f"smtp://127.0.0.1:{closed_port()}?tls=no"):
        assert send() == 0
        with statements() as seen:
            assert send(NOW + timedelta(seconds=30)) == 0
        assert len(seen) == 1, "nothing is due, and no server is asked"
    tries = sorted(MailMessage.objects.values_list("attempts", flat=True))
    assert tries == [0, 0, 0, 0, 1]
    with smtp_sink() as sink, by_server(sink.address):
        assert send(NOW + timedelta(minutes=2)) == len(rows)
    assert len(sink.taken) == 5


def test_a_message_that_fails_is_tried_after_ever_longer_pauses_and_then_put_aside_with_the_reason(organisation):
    row, at, pauses = queue_mail(letter(kind=MailKind.REQUEST), **W), NOW, []
    with by_server(f"smtp://127.0.0.1:{closed_port()}?tls=no"):
        for _ in range(8):
            send(at)
            row.refresh_from_db()
            pauses.append(row.not_before - at)
            at = max(row.not_before, at) + timedelta(minutes=1)
    assert row.state == "parked" and "Connection refused" in row.reason
    assert pauses[:7] == sorted(pauses[:7]) and pauses[6] > timedelta(hours=20)
    assert Event.objects.filter(kind="mail_parked").count() == 1


@pytest.mark.parametrize(
    ("command", "reply", "state", "words"),
    [
        ("RCPT", "550 no such user", "parked", "does not take mail for this address: 550 no such user"),
        ("RCPT", "451 try later", "queued", "does not take mail for this address: 451 try later"),
        ("END", "554 looks like spam", "parked", "The mail server answered: 554 looks like spam"),
        ("END", "452 disk full", "queued", "The mail server answered: 452 disk full"),
        ("MAIL", "530 sign in first", "queued", "The mail server answered: 530 sign in first"),
    ],
)
def test_what_a_server_refuses_is_told_in_its_own_words(organisation, command, reply, state, words):
    row = queue_mail(letter(kind=MailKind.REQUEST), **W)
    with smtp_sink(answers={command: reply}) as sink, by_server(sink.address):
        assert send() == 0
    row.refresh_from_db()
    assert row.state == state and words in row.reason


def test_one_address_that_is_refused_keeps_no_other_waiting(organisation):
    first = queue_mail(letter(), **W)
    queue_mail(letter(to="kim@example.org"), **W)
    with smtp_sink() as sink, by_server(sink.address):

        def refuse_once(message: bytes) -> None:
            sink.answers["END"] = "554 no" if b"sam@" in message else "250 taken"

        sink.on_taken = refuse_once
        assert send() == 1
    first.refresh_from_db()
    assert first.state == "parked" and len(sink.taken) == 2


def test_an_address_that_no_server_could_be_told_is_put_aside_and_the_clock_goes_on(organisation):
    row = queue_mail(letter(to="sam@" + "ü" * 62 + ".example"), **W)
    queue_mail(letter(), **W)
    with smtp_sink() as sink, by_server(sink.address):
        assert send() == 1
    row.refresh_from_db()
    assert row.state == "parked" and "No mail can be sent to this address" in row.reason
    assert len(sink.taken) == 1


def test_nothing_is_sent_within_a_transaction(organisation, monkeypatch):
    queue_mail(letter(), **W)
    depth = len(connection.savepoint_ids)
    seen = []
    plain = mail_sending.as_email
    monkeypatch.setattr(mail_sending, "as_email", lambda row: seen.append(len(connection.savepoint_ids)) or plain(row))
    assert send() == 1
    assert seen == [depth]


def test_a_batch_is_bounded_so_that_the_clock_comes_to_its_other_duties(organisation):
    for number in range(mail_sending.BATCH + 3):
        queue_mail(letter(to=f"p{number}@example.org"), **W)
    assert (send(), send()) == (mail_sending.BATCH, 3)


def test_a_slow_server_does_not_keep_the_clock_from_its_other_duties(organisation):
    for number in range(9):
        queue_mail(letter(to=f"p{number}@example.org"), **W)
    ticks = iter(NOW + timedelta(seconds=n) for n in range(100))
    assert 1 <= send_due_mail(now=lambda: next(ticks)) <= 3
