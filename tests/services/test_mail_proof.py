"""Mail is proven by one test mail, for the server and the address it was proven with, and by nothing else."""

from datetime import timedelta

import pytest

from checklists.errors import NotAllowed, NotFound, Refused
from checklists.models import MailMessage, MailProof, User
from checklists.models.people import Role
from checklists.services.mail_proof import find_proof, prove_test_mail, send_test_mail
from checklists.services.mail_standing import mail_standing
from tests import makers
from tests.mail_makers import PUBLIC, make_proof, public_mail, send_all, token_in
from tests.makers import NOW, actor

HOST = "candour.example.org"


@pytest.fixture
def owner(organisation):
    return makers.make_member(Role.OWNER, email="olu@example.org")


def asked(owner) -> MailProof:
    return send_test_mail(owner, by=actor(owner), at=NOW)


def test_the_start_is_that_nothing_goes_out_and_it_is_said_why(organisation):
    standing = mail_standing()
    assert (standing.works, standing.reaches_outside, standing.way) == (False, False, "file")
    address, files, test = standing.why_not
    assert "only this machine can open" in address and "PUBLIC_URL" in address
    assert "goes into files" in files and "EMAIL_URL" in files
    assert "No test mail has been proven yet" in test


def test_a_proven_test_mail_at_a_public_address_by_a_server_is_all_it_takes(owner):
    with public_mail():
        assert [*mail_standing().why_not] == [mail_standing().why_not[0]]
        make_proof(owner)
        assert mail_standing().reaches_outside and mail_standing().why_not == ()


@pytest.mark.parametrize(
    ("public_url", "server", "missing"),
    [
        ("http://127.0.0.1:8000", "smtp://smtp.example.org", "only this machine can open"),
        ("http://localhost:8000", "smtp://smtp.example.org", "only this machine can open"),
        (PUBLIC, "file:", "goes into files"),
        (PUBLIC, "console:", "is printed"),
    ],
)
def test_where_mail_or_address_stays_on_the_machine_members_alone_get_mail(owner, public_url, server, missing):
    with public_mail(public_url, server):
        make_proof(owner)
        standing = mail_standing()
        assert (standing.works, standing.reaches_outside) == (True, False)
        assert len(standing.why_not) == 1 and missing in standing.why_not[0]


@pytest.mark.parametrize(
    ("public_url", "server"),
    [("https://new.example.org", "smtp://mailer:word@smtp.example.org:587"), (PUBLIC, "smtp://smtp.example.net")],
)
def test_another_server_or_address_has_to_be_proven_anew(owner, public_url, server):
    with public_mail():
        make_proof(owner)
    with public_mail(public_url, server):
        assert not mail_standing().works
        assert "has changed since mail was proven on 24 November 2026" in mail_standing().why_not[0]


def test_a_new_password_of_the_server_is_no_other_server(owner):
    with public_mail():
        make_proof(owner)
    with public_mail(server="smtp://mailer:another@smtp.example.org:587"):
        assert mail_standing().reaches_outside
        assert "another" not in mail_standing().way_out


def test_one_organisation_s_proof_is_not_another_s(owner, other_organisation):
    with public_mail():
        make_proof(owner)
        with makers.in_organisation(other_organisation):
            assert not mail_standing().works


def test_the_test_mail_goes_to_its_asker_and_opening_its_link_proves_their_address(owner):
    with public_mail():
        proof = asked(owner)
        token = token_in(proof.message)
        (sent,) = send_all(NOW)
        assert (sent.to, f"{PUBLIC}/admin/mail/test/{token}/" in sent.body) == (["olu@example.org"], True)
        assert User.objects.get(pk=owner.user_id).email_proven_at is None
        prove_test_mail(find_proof(token, NOW), opened_at=HOST, by=actor(owner), at=NOW)
    assert User.objects.get(pk=owner.user_id).email_proven_at == NOW
    assert token not in str([*MailProof.objects.values(), *MailMessage.objects.values()])


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "candour.example.org:8443", ""])
def test_a_link_opened_elsewhere_than_at_the_public_address_proves_nothing(owner, host):
    with public_mail():
        proof = asked(owner)
        with pytest.raises(Refused, match="Open the link as it stands in the mail"):
            prove_test_mail(proof, opened_at=host, by=actor(owner), at=NOW)
        assert not mail_standing().works


@pytest.mark.parametrize(
    ("server", "shown"), [("smtp://smtp.example.org", True), ("file:", False), ("console:", False)]
)
def test_who_reads_a_test_mail_on_the_machine_has_shown_nothing_of_their_address(owner, server, shown):
    with public_mail(server=server):
        make_proof(owner)
    assert (User.objects.get(pk=owner.user_id).email_proven_at is not None) == shown


def test_what_changed_between_sending_and_opening_is_not_proven(owner):
    with public_mail():
        proof = asked(owner)
    with public_mail(server="smtp://smtp.example.net"), pytest.raises(Refused, match="settings of mail have changed"):
        prove_test_mail(proof, opened_at=HOST, by=actor(owner), at=NOW)


def test_the_test_of_one_owner_is_nobody_else_s_to_prove(owner):
    with public_mail():
        proof = asked(owner)
        with pytest.raises(NotFound):
            prove_test_mail(proof, opened_at=HOST, by=actor(makers.make_member(Role.OWNER)), at=NOW)
        with pytest.raises(NotAllowed):
            prove_test_mail(proof, opened_at=HOST, by=actor(makers.make_member(Role.APPROVER)), at=NOW)


@pytest.mark.parametrize(("after", "works"), [(timedelta(hours=23), True), (timedelta(days=1), False)])
def test_a_test_link_works_for_a_day(owner, after, works):
    token = token_in(asked(owner).message)
    if works:
        assert find_proof(token, NOW + after)
    else:
        with pytest.raises(NotFound):
            find_proof(token, NOW + after)


def test_a_second_test_takes_the_place_of_the_first(owner):
    first = token_in(asked(owner).message)
    second = token_in(asked(owner).message)
    with pytest.raises(NotFound):
        find_proof(first, NOW)
    assert find_proof(second, NOW)
    assert sorted(MailMessage.objects.values_list("state", flat=True)) == ["queued", "withdrawn"]


def test_proving_twice_is_harmless(owner):
    with public_mail():
        proof = make_proof(owner)
        assert prove_test_mail(proof, opened_at="elsewhere", by=actor(owner), at=NOW).proven_at == NOW
