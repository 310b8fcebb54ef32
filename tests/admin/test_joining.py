"""Invitations: who is let in, by a link and their own word, and what nobody can do to somebody else."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from checklists.errors import NotAllowed
from checklists.models import Event, Invitation, Membership, Organisation, User
from checklists.models.people import Role
from checklists.services import people
from tests import makers
from tests.admin.staff import Staff, text_of

OWN = "a long enough pass phrase"
NEW = {"name": "Vic Tim", "password": "four words nobody joins"}
VICTIM = "victim@firm.example"


def link_to(email: str = VICTIM, *, role: Role = Role.ASSESSOR, days: int = 0) -> str:
    """A link made so many days ago."""
    made = makers.make_invitation(email, role=role, at=timezone.now() - timedelta(days=days))
    return reverse("join", args=[made.token])


def known_elsewhere(other: Organisation, email: str = VICTIM) -> Membership:
    with scope(organisation=other):
        return makers.make_member(Role.OWNER, name="Real Name", email=email, password=OWN)


def signed_in(email: str = VICTIM, password: str = OWN, follow: str = "") -> Client:
    client = Client()
    client.post(reverse("admin:login"), {"username": email, "password": password, "next": follow})
    return client


def invite(owner: Staff, **changed: str) -> str:
    sent = {"name": "The New One", "email": VICTIM, "role": "approver", "rendered_for": owner.token(), **changed}
    return owner.post("admin:member_new", data=sent).content.decode()


def address_on(page: str) -> str:
    found = re.search(r"/join/[\w-]+/", page)
    assert found is not None
    return found[0]


def test_an_owner_invites_and_the_link_is_shown_once_and_stored_hashed(owner: Staff) -> None:
    address = address_on(invite(owner))
    token = address.split("/")[2]
    page = owner.see("admin:people")
    assert "The New One invited" in text_of(page) and token not in page
    assert token not in str(Invitation.objects.values())
    assert token not in str(list(Event.objects.values_list("body__text", flat=True)))


def test_no_form_asks_for_another_person_s_password(owner: Staff) -> None:
    assert 'type="password"' not in owner.see("admin:member_new")
    invite(owner, password="planted by the owner")
    assert not User.objects.filter(email=VICTIM).exists()


def test_no_face_makes_somebody_a_member_unasked_or_sets_another_s_password(owner: Staff, assessor: Staff) -> None:
    by, at = makers.actor(owner.member), makers.NOW
    with pytest.raises(NotAllowed):
        people.add_member(email=VICTIM, name="V", role="viewer", password_hash="planted", by=by, at=at)
    with pytest.raises(NotAllowed):
        people.change_password(user=assessor.member.user, password_hash="planted", by=by, at=at)


def test_an_invited_person_has_no_rights_before_they_say_yes(owner: Staff, other_organisation: Organisation) -> None:
    known_elsewhere(other_organisation)
    link_to()
    client = signed_in()
    assert not Membership.objects.filter(user__email=VICTIM).exists()
    assert other_organisation.name in client.get("/admin/").content.decode()
    switch = client.post("/admin/organisation/", {"organisation": str(owner.member.organisation_id)})
    assert switch.status_code == 404


def test_whether_an_address_has_an_account_is_told_neither_by_the_page_nor_by_its_link(
    owner: Staff, other_organisation: Organisation
) -> None:
    known_elsewhere(other_organisation)
    known, unknown = invite(owner), invite(owner, email="unknown@firm.example")
    assert "Real Name" not in known + owner.see("admin:people")
    shown = [Client().get(address_on(page)).content.decode() for page in (known, unknown)]
    plain = [text_of(re.sub(r"/join/[\w-]+/|(victim|unknown)@firm.example", "", page)) for page in shown]
    assert plain[0] == plain[1] and "Real Name" not in shown[0]


def test_looking_at_the_link_has_no_effect(organisation: Organisation, client: Client) -> None:
    address = link_to()
    assert client.get(address).status_code == client.head(address).status_code == 200
    assert Invitation.objects.get().accepted_at is None
    assert not User.objects.filter(email=VICTIM).exists()


def test_somebody_without_an_account_makes_one_and_is_inside(organisation: Organisation, client: Client) -> None:
    response = client.post(link_to(role=Role.APPROVER), NEW)
    member = Membership.objects.get(user__email=VICTIM)
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert (member.role, member.user.name, member.is_active) == ("approver", "Vic Tim", True)
    assert organisation.name in client.get("/admin/").content.decode()
    assert signed_in(password=NEW["password"]).get("/admin/").status_code == 200


@pytest.mark.parametrize(("changed", "words"), [({"password": "short"}, "too short"), ({"name": ""}, "required")])
def test_what_is_wrong_is_said_and_the_link_still_works(
    organisation: Organisation, client: Client, changed: dict[str, str], words: str
) -> None:
    address = link_to()
    page = client.post(address, {**NEW, **changed}).content.decode()
    assert words in page and NEW["password"] not in page
    assert client.post(address, NEW).status_code == 302


def test_nobody_sets_the_password_of_an_account_by_a_link(
    organisation: Organisation, other_organisation: Organisation, client: Client
) -> None:
    """The owner who made the link opens it: the account that the address has elsewhere stays its person's."""
    known_elsewhere(other_organisation)
    page = client.post(link_to(), NEW).content.decode()
    assert "Sign in with its password" in text_of(page)
    assert client.get("/admin/").status_code == 302
    assert User.objects.get(email=VICTIM).check_password(OWN)
    assert not Membership.objects.filter(user__email=VICTIM).exists()


def test_a_planted_password_opens_no_second_organisation(
    owner: Staff, other_organisation: Organisation, client: Client
) -> None:
    """One owner takes the address with a password of their own; another firm's invitation does not open to them."""
    client.post(link_to(), NEW)
    with scope(organisation=other_organisation):
        makers.make_invitation(VICTIM, at=timezone.now())
        assert not Membership.objects.filter(user__email=VICTIM).exists()
    wanted = {"organisation": str(other_organisation.pk)}
    assert client.post("/admin/organisation/", wanted).status_code == 404


def test_somebody_with_an_account_signs_in_comes_back_and_says_yes(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    known_elsewhere(other_organisation, "Victim@Firm.example")
    address, client = link_to(), Client()
    sent = {"username": VICTIM, "password": OWN, "next": address}
    assert client.post(reverse("admin:login"), sent)["Location"] == address
    assert f"Join {organisation.name}?" in text_of(client.get(address).content.decode())
    client.post(address, NEW)
    assert not Membership.objects.filter(user__email__iexact=VICTIM).exists(), "only the confirming button joins"
    assert client.post(address, {"join": "yes"})["Location"] == "/admin/"
    member = Membership.objects.get(user__email__iexact=VICTIM)
    assert (member.role, member.user.name) == ("assessor", "Real Name")
    assert member.user.check_password(OWN)


def test_an_invitation_opens_to_its_own_address_alone(organisation: Organisation, assessor: Staff) -> None:
    address = link_to()
    assert "for another address" in text_of(assessor.client.get(address).content.decode())
    assessor.client.post(address, {"join": "yes", **NEW})
    assert Invitation.objects.get().accepted_at is None


def ended(owner: Staff, way: str) -> str:
    address = link_to(days=8 if way == "expired" else 0)
    if way == "used":
        Client().post(address, NEW)
    if way in ("link", "withdraw"):
        owner.press(f"admin:member_{way}", Invitation.objects.get().pk)
    return address


@pytest.mark.parametrize("way", ["used", "expired", "link", "withdraw", "never made"])
def test_links_that_no_longer_work_say_so_in_the_same_words(owner: Staff, way: str) -> None:
    address = ended(owner, way) if way != "never made" else reverse("join", args=["nonsense"])
    before = Membership.objects.count()
    for answer in (Client().get(address), Client().post(address, NEW)):
        assert answer.status_code == 404
        assert "This link does not work" in answer.content.decode()
    assert Membership.objects.count() == before


def test_a_new_link_works_and_who_is_withdrawn_is_gone_from_the_page(owner: Staff, client: Client) -> None:
    ended(owner, "link")
    key = Invitation.objects.get().pk
    address = address_on(owner.press("admin:member_link", key).content.decode())
    assert client.get(address).status_code == 200
    owner.press("admin:member_withdraw", key)
    assert VICTIM not in owner.see("admin:people")


def test_who_is_a_member_or_invited_is_not_invited_again(owner: Staff, assessor: Staff) -> None:
    assert "member already" in invite(owner, email=assessor.member.user.email.upper())
    invite(owner)
    assert "invited already" in invite(owner, email=VICTIM.upper())
    assert Invitation.objects.count() == 1


def test_who_left_comes_back_by_an_invitation_in_its_role(owner: Staff, organisation: Organisation) -> None:
    member = makers.make_member(Role.VIEWER, email=VICTIM, password=OWN)
    owner.send("admin:member", member.pk, is_active=None)
    client, address = signed_in(), link_to(role=Role.APPROVER)
    assert client.get("/admin/").status_code == 302
    client.post(address, {"join": "yes"})
    member.refresh_from_db()
    assert (member.is_active, member.role) == (True, "approver")


@pytest.mark.parametrize("name", ["admin:member_link", "admin:member_withdraw"])
def test_only_an_owner_changes_an_invitation(approver: Staff, name: str) -> None:
    invited = makers.make_invitation().invitation
    assert approver.press(name, invited.pk).status_code == 403
