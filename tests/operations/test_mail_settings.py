"""EMAIL_URL and MAIL_FROM: what each means, what is refused, and mail that goes into files."""

from email import message_from_bytes

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import resolve

from procurement.mail_files import FileBackend, file_name
from procurement.mail_settings import MailServer, mail_server, read_mail, sender


@pytest.mark.parametrize(
    ("address", "host", "port", "user", "password", "encrypted"),
    [
        ("smtp://smtp.example.org", "smtp.example.org", 587, "", "", "tls"),
        ("smtp://u%40x.org:p%2Fw%3A@smtp.example.org:2525", "smtp.example.org", 2525, "u@x.org", "p/w:", "tls"),
        ("smtps://u:pass9@smtp.example.org/", "smtp.example.org", 465, "u", "pass9", "ssl"),
        ("smtp://127.0.0.1:25?tls=no", "127.0.0.1", 25, "", "", ""),
    ],
)
def test_a_mail_server_is_one_address(address, host, port, user, password, encrypted):
    made = mail_server(address)
    assert (made.way, made.host, made.port, made.user, made.password) == ("smtp", host, port, user, password)
    assert made.encrypted == encrypted
    assert not password or password not in made.way_out + repr(made)


@pytest.mark.parametrize("way", ["file", "console"])
def test_mail_may_stay_on_the_machine(way):
    assert (mail_server(f"{way}:").way, mail_server(f"{way}:").way_out) == (way, way)


@pytest.mark.parametrize(
    "address",
    ["", "smtp", "smtp://", "smtp://host:port", "smtp://host:99999", "http://host", "file:/etc", "console:x", "smtp://host/x",
     "smtp://u:p@host?tls=no", "smtps://host?tls=no", "smtp://host?tls=yes", "smtp://host?tls", "smtp://host#x", "smtp://[x"],
)  # fmt: skip
def test_anything_else_is_refused_and_no_password_goes_over_an_open_line(address):
    with pytest.raises(ValueError):
        mail_server(address)


@pytest.mark.parametrize(
    ("given", "public", "wanted"),
    [
        ("", "https://candour.example.org", "Candour <candour@candour.example.org>"),
        ("", "http://127.0.0.1:8000", "Candour <candour@127.0.0.1>"),
        ("it@example.org", "https://x.org", "it@example.org"),
        ("Harbour & Co <it@example.org>", "https://x.org", "Harbour & Co <it@example.org>"),
    ],
)
def test_mail_comes_from_the_address_that_is_given_or_from_the_public_host(given, public, wanted):
    assert sender(given, public) == wanted


@pytest.mark.parametrize(
    "given", ["it", "a@b\nBcc: all@example.org", "A\r\nB <a@b.org>", "<a b@c.org>", "a@b.org, c@d.org"]
)
def test_a_sender_that_is_no_address_or_more_than_a_line_is_refused(given):
    with pytest.raises(ValueError):
        sender(given, "https://x.org")


def test_what_is_not_understood_ends_the_start_with_a_sentence_and_no_password(tmp_path):
    with pytest.raises(SystemExit) as ended:
        read_mail(lambda name, default: "smtp://u:hunter2@host:port" if name == "EMAIL_URL" else default, "", tmp_path)
    assert "EMAIL_URL in the environment is not" in str(ended.value) and "hunter2" not in str(ended.value)


def test_every_page_that_mail_links_to_is_a_page():
    known = {"home": "index", "join": "join", "proof": "mail_proof", "request": "follow"}
    key = "0190c0de-0000-7000-8000-000000000000"
    for name, address in settings.MAIL.pages.items():
        assert resolve(address.format(key)).url_name == known.get(name, "use_duties" if name == "duties" else name)


@pytest.fixture
def folder(tmp_path, settings):
    named = settings.MAIL
    settings.MAIL = type(named)(MailServer("file", ""), named.sender, tmp_path / "mail", named.pages)
    return tmp_path / "mail"


def message(text: str = "Grüße\n") -> EmailMessage:
    return EmailMessage(
        "Subject", text, "a@b.org", ["c@d.org"], headers={"Message-ID": "<0190-ab@candour.example.org>"}
    )


def test_a_message_is_one_file_that_a_mail_program_reads_for_this_user_alone(folder):
    assert FileBackend().send_messages([message()]) == 1
    (path,) = folder.iterdir()
    assert (path.name, path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == ("0190-ab.eml", 0o600, 0o700)
    read = message_from_bytes(path.read_bytes())
    assert (read["To"], read.get_payload(decode=True)) == ("c@d.org", "Grüße\n".encode())


def test_the_same_message_sent_twice_is_one_file(folder):
    FileBackend().send_messages([message("one"), message("two")])
    (path,) = folder.iterdir()
    assert "two" in path.read_text()


@pytest.mark.parametrize("name", ["<../../etc/passwd@x>", "</etc/passwd@x>", "<\x00@x>", "", "<@x>"])
def test_no_message_id_leads_out_of_the_folder(name):
    assert "/" not in file_name(name) and file_name(name).endswith(".eml") and not file_name(name).startswith(".")


def test_a_folder_that_cannot_be_written_to_is_an_error_that_the_clock_knows(folder):
    folder.write_text("a file is in its place")
    with pytest.raises(OSError):
        FileBackend().send_messages([message()])
