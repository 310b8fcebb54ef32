"""The mail pages: what is missing and what to do, the test mail from button to proof, what was sent, one's choice."""

import pytest
from django.test import override_settings
from django.urls import reverse

from checklists.models import MailChoice, MailMessage, MailProof, Membership, User
from checklists.models.people import Role
from checklists.services.mail_standing import mail_standing
from procurement.admin import mail as mail_page
from procurement.mail_settings import SMTP
from tests.admin.staff import Staff, text_of
from tests.database import statements
from tests.mail_makers import PUBLIC, make_parked, make_proof, public_mail, send_all, token_in

HOST = "candour.example.org"
ALLOWED = override_settings(ALLOWED_HOSTS=[HOST, "testserver", "127.0.0.1"])


def opened(owner: Staff, token: str, host: str = HOST, **data: str) -> str:
    """The page behind a test mail's link, at a host; with data, its button pressed."""
    path = reverse("admin:mail_proof", args=[token])
    with ALLOWED:
        if data:
            sent = {"rendered_for": owner.token(), **data}
            answer = owner.client.post(path, sent, headers={"host": host}, follow=True)
        else:
            answer = owner.client.get(path, headers={"host": host})
    return text_of(answer.content.decode())


def test_at_first_the_page_says_that_nothing_is_mailed_why_and_what_to_do(owner: Staff) -> None:
    page = text_of(owner.see("admin:mail"))
    assert "Nothing is mailed yet, but for test mails." in page
    assert "questions to a vendor go out as a sheet" in page
    for words in ("only this machine can open", "Set EMAIL_URL to a mail server", "No test mail has been proven yet"):
        assert words in page
    assert "files in the data folder, under mail/" in page
    assert "No message was written yet." in page


def test_a_test_mail_from_the_button_to_the_proof(owner: Staff) -> None:
    with public_mail():
        owner.press("admin:mail_test")
        assert "The test mail waits to be sent." in text_of(owner.see("admin:mail"))
        token = token_in(MailMessage.objects.get())
        assert token not in owner.see("admin:mail")
        send_all()
        assert "The mail server took the test mail for" in text_of(owner.see("admin:mail"))
        assert "The test mail has arrived" in opened(owner, token)
        assert not mail_standing().works, "looking has no effect: programs that read mail open links too"
        assert "Mail works. Olu Own proved it on" in opened(owner, token, press="yes")
        assert mail_standing().reaches_outside
        assert User.objects.get(pk=owner.member.user_id).email_proven_at
        assert "noted already" in opened(owner, token)


def test_a_link_opened_at_another_address_is_refused_with_what_to_do(owner: Staff) -> None:
    with public_mail():
        owner.press("admin:mail_test")
        page = opened(owner, token_in(MailMessage.objects.get()), "127.0.0.1", press="yes")
        assert f"opened at 127.0.0.1, and the public address is {PUBLIC}" in page
        assert not mail_standing().works


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("file", "The test mail lies in a file: mail/"),
        ("console", "The test mail was printed by the clock"),
        ("smtp", "Look into your mailbox"),
    ],
)
def test_what_happened_to_the_test_mail_is_said_with_what_to_do_next(owner: Staff, state: str, words: str) -> None:
    server = "smtp://smtp.example.org" if state == "smtp" else f"{state}:"
    with public_mail(server=server):
        owner.press("admin:mail_test")
        send_all()
        assert words in text_of(owner.see("admin:mail"))


def test_a_test_mail_that_fails_says_so_at_once_in_the_server_s_words(owner: Staff) -> None:
    named = {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1}
    with public_mail(), override_settings(**named):
        owner.press("admin:mail_test")
        send_all()
        page = text_of(owner.see("admin:mail"))
    assert "The test mail could not be sent." in page and "Connection refused" in page
    assert "Check EMAIL_URL, restart Candour, and send another." in page


def test_a_test_mail_that_waits_for_a_clock_that_is_gone_says_that(owner: Staff, monkeypatch) -> None:
    monkeypatch.setattr(mail_page, "seconds_since_beat", lambda: None)
    owner.press("admin:mail_test")
    assert "No clock has gone round lately" in text_of(owner.see("admin:mail"))
    monkeypatch.setattr(mail_page, "seconds_since_beat", lambda: 1.0)
    assert "this page looks again by itself" in text_of(owner.see("admin:mail"))


def test_messages_are_listed_with_their_text_and_those_that_failed_can_be_sent_again(owner: Staff) -> None:
    row = make_parked(subject="Hello <b>there</b>", text="One & two <script>\n")
    page = owner.see("admin:mail", state="parked")
    assert "Hello &lt;b&gt;there&lt;/b&gt;" in page and "<script>\n" not in page
    said = text_of(page)
    assert "1 message could not be sent." in said
    assert "To sam@example.org." in said and "The server does not know this address. Ask for it." in said
    owner.press("admin:mail_again", row.pk)
    row.refresh_from_db()
    assert row.state == "queued"
    assert "None of these." in text_of(owner.see("admin:mail", state="parked"))


@pytest.mark.parametrize("state", ["queued", "sent", "parked", "withdrawn", "nonsense", "\x00"])
def test_the_list_can_be_narrowed_to_one_state(owner: Staff, state: str) -> None:
    make_parked()
    page = text_of(owner.see("admin:mail", state=state))
    assert ("To sam@example.org." in page) == (state in ("parked", "nonsense", "\x00"))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ASSESSOR, Role.APPROVER])
def test_only_an_owner_reads_what_is_mailed_and_sends(staff, role: Role) -> None:
    member, row = staff(role), make_parked()
    assert member.get("admin:mail").status_code == 403
    assert member.press("admin:mail_test").status_code == 403
    assert member.press("admin:mail_again", row.pk).status_code == 403
    assert member.get("admin:mail_proof", "x").status_code == 403
    assert 'href="/admin/mail/"' not in member.see("admin:index")
    assert not MailProof.objects.exists()


def test_everybody_chooses_their_own_mail_under_their_name(viewer: Staff) -> None:
    page = viewer.see("admin:you")
    assert "What needs you today" in page and "No mail goes out here yet" in page
    sent = {"rendered_for": viewer.token(), "part": "mail", "submitted": "yes"}
    viewer.post("admin:you", data=sent)
    row = MailChoice.objects.get(member=viewer.member)
    assert (row.digest, row.submitted, row.decided) == (False, True, False)
    assert viewer.form(viewer.see("admin:you"))["submitted"] == ["yes"]
    assert "digest" not in viewer.form(viewer.see("admin:you"))


def test_how_the_pages_look_is_still_kept_in_the_browser_alone(viewer: Staff) -> None:
    viewer.post("admin:you", data={"rendered_for": viewer.token(), "theme": "dark"})
    assert viewer.client.cookies["candour_theme"].value == "dark"
    assert not MailChoice.objects.exists()


def invite(owner: Staff) -> str:
    data = {"name": "Sam", "email": "sam@firm.example", "role": "assessor", "rendered_for": owner.token()}
    return owner.post("admin:member_new", data=data).content.decode()


def test_an_invitation_says_whether_it_is_mailed_and_always_shows_a_link(owner: Staff) -> None:
    assert "nothing is sent" in owner.see("admin:member_new")
    copied = invite(owner)
    assert "Nothing was mailed" in copied and "/join/" in copied


def test_a_mailed_invitation_shows_another_link_than_the_one_it_mails(owner: Staff) -> None:
    with public_mail():
        make_proof(owner.member)
        assert "A link is mailed to them" in owner.see("admin:member_new")
        page = invite(owner)
    mailed = token_in(MailMessage.objects.get(kind="invitation"))
    assert "A link is on its way to sam@firm.example." in page
    assert "/join/" in page and mailed not in page


def test_the_members_page_says_whose_address_is_proven(owner: Staff, assessor: Staff) -> None:
    with public_mail():
        make_proof(owner.member)
    page = owner.see("admin:people")
    rows = [row for row in page.split("<tr>") if "Olu Own" in row or "Ash Osei" in row]
    said = {("Olu Own" if "Olu Own" in row else "Ash Osei"): text_of(row) for row in rows}
    assert "not proven" not in said["Olu Own"] and "proven" in said["Olu Own"]
    assert "not proven" in said["Ash Osei"]
    assert Membership.objects.count() == 2


def test_pages_of_mail_ask_the_same_of_the_database_for_any_number_of_messages(owner: Staff) -> None:
    owner.see("admin:mail")
    counts = []
    for number in (1, 30):
        for one in range(number):
            make_parked(to=f"p{number}-{one}@example.org")
        with statements() as seen:
            owner.see("admin:mail")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12
