"""Signing in, and who gets no further than the door."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from checklists.models import Event, Organisation, User
from checklists.models.people import Role
from checklists.services import people
from tests import makers
from tests.admin.staff import Staff

PASSWORD = "a long enough pass phrase"


def sign_in(email: str, password: str) -> tuple[Client, int, str]:
    client = Client()
    response = client.post(reverse("admin:login"), {"username": email, "password": password})
    return client, response.status_code, response.content.decode()


def test_the_front_door_leads_to_the_admin(client: Client) -> None:
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_a_member_signs_in_by_email_in_any_case(organisation: Organisation) -> None:
    makers.make_member(Role.VIEWER, email="dana@example.org", password=PASSWORD)
    client, status, _ = sign_in("DANA@example.org", PASSWORD)
    assert status == 302
    assert organisation.name in client.get("/admin/").content.decode()


def test_a_wrong_password_and_an_unknown_email_are_told_in_the_same_words(organisation: Organisation) -> None:
    makers.make_member(Role.VIEWER, email="dana@example.org", password=PASSWORD)
    words = "do not go together"
    assert words in sign_in("dana@example.org", "wrong")[2]
    assert words in sign_in("nobody@example.org", PASSWORD)[2]


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_signing_in_never_leads_elsewhere_but_home(organisation: Organisation, client: Client, wanted: str) -> None:
    makers.make_member(Role.VIEWER, email="dana@example.org", password=PASSWORD)
    sent = {"username": "dana@example.org", "password": PASSWORD, "next": wanted}
    response = client.post(reverse("admin:login"), sent, follow=True)
    assert [address for address, _ in response.redirect_chain] == ["/admin/"]
    assert response.status_code == 200


def test_one_goes_on_where_one_worked_last_and_never_where_one_was_just_added(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    with makers.in_organisation(other_organisation):
        makers.make_member(Role.VIEWER, email="dana@example.org", password=PASSWORD)
    makers.make_member(Role.VIEWER, email="dana@example.org")  # the first name in the alphabet, added later
    client, *_ = sign_in("dana@example.org", PASSWORD)
    assert firm_of(client) == other_organisation.name
    client.post(reverse("admin:switch_organisation"), {"organisation": str(organisation.pk)})
    assert firm_of(sign_in("dana@example.org", PASSWORD)[0]) == organisation.name


def test_who_left_where_they_worked_last_goes_on_elsewhere(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    member = makers.make_member(Role.VIEWER, email="dana@example.org", password=PASSWORD)
    with makers.in_organisation(other_organisation):
        makers.make_member(Role.VIEWER, email="dana@example.org")
    assert firm_of(sign_in("dana@example.org", PASSWORD)[0]) == organisation.name
    people.change_member(member, is_active=False, by=makers.COMMAND, at=makers.NOW)
    assert firm_of(sign_in("dana@example.org", PASSWORD)[0]) == other_organisation.name


def test_a_new_password_leaves_one_event_of_the_installation_and_ends_others(
    organisation: Organisation,
) -> None:
    member = makers.make_member(Role.VIEWER, email="dana@example.org", password=PASSWORD)
    here, elsewhere = (sign_in("dana@example.org", PASSWORD)[0] for _ in range(2))
    new = "another long pass phrase"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post(reverse("admin:password_change"), {**sent, "old_password": "wrong"}).status_code == 200
    assert here.post(reverse("admin:password_change"), sent).status_code == 302
    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302
    assert sign_in("dana@example.org", new)[1] == 302
    event = Event.every_organisation.get(kind="password_changed")
    assert (event.organisation, event.subject_id, event.actor_id) == (None, member.user_id, member.user_id)
    assert new not in event.body.text


def firm_of(client: Client) -> str:
    """The organisation in which the pages of this browser are."""
    found = re.search(r'class="firm"[^>]*>.*?<span>([^<]*)</span>', client.get("/admin/").content.decode(), re.DOTALL)
    assert found is not None
    return found[1]


def test_a_person_without_a_membership_sees_no_more_than_that(db: None) -> None:
    user = User.objects.create(email="alone@example.org", name="Alone", created_at=makers.NOW)
    client = Client()
    client.force_login(user)
    page = client.get("/admin/login/").content.decode()
    assert client.get("/admin/").status_code == 302
    assert "not a member of any organisation" in page


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_page(client: Client, db: None) -> None:
    for name in ("admin:index", "admin:check_tool", "admin:people", "admin:whole_history", "admin:duties"):
        response = client.get(reverse(name))
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def test_the_organisation_in_which_one_is_stands_on_every_page(assessor: Staff, organisation: Organisation) -> None:
    for name in ("admin:index", "admin:checklists_vendor_changelist", "admin:people", "admin:checklists_vendor_add"):
        assert organisation.name in assessor.see(name)


def test_the_example_says_that_it_is_one(db: None) -> None:
    example = makers.make_organisation("An Example Firm", is_example=True)
    with makers.in_organisation(example):
        page = Staff(makers.make_member(Role.VIEWER)).see("admin:index")
    assert "An example." in page
    assert "made up" in page


def test_djangos_own_log_stays_empty(assessor: Staff) -> None:
    assessor.send("admin:checklists_vendor_add", legal_name="Sage (UK) Limited")
    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize("address", ["/admin/checklists/", "/admin/checklists/vendor/"])
def test_tables_of_other_packages_do_not_appear(assessor: Staff, address: str) -> None:
    page = assessor.client.get(address, follow=True).content.decode()
    assert "/admin/auth/" not in page
    assert "/admin/sessions/" not in page
