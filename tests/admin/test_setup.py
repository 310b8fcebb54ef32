"""The one-time link of the first owner."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_scopes import scope

from checklists.models import Membership, Organisation, SetupLink
from checklists.services.people import make_setup_link
from tests import makers
from tests.admin.staff import text_of

FILLED = {
    "name": "Olu Own",
    "organisation": "Harbour Accountants",
    "email": "olu@example.org",
    "password": "four words nobody joins",
    "alone": "yes",
}


@pytest.fixture
def address(db: None) -> str:
    return reverse("setup", args=[make_setup_link(by=makers.COMMAND, at=timezone.now())])


def test_looking_at_the_link_has_no_effect(address: str, client: Client) -> None:
    assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200
    assert SetupLink.objects.get().used_at is None
    assert not Organisation.objects.exists()


def test_the_first_owner_gets_an_organisation_and_is_signed_in(address: str, client: Client) -> None:
    response = client.post(address, FILLED)
    made = Organisation.objects.get()
    assert response["Location"] == "/admin/"
    assert (made.name, made.four_eyes) == ("Harbour Accountants", False)
    assert "Harbour Accountants" in client.get("/admin/").content.decode()


def test_the_owner_may_look_round_in_the_example_and_starts_at_home(address: str, client: Client) -> None:
    example = makers.make_organisation("An Example Firm", is_example=True)
    client.post(address, FILLED)
    with scope(organisation=example):
        assert Membership.objects.get().user.email == "olu@example.org"
    page = client.get("/admin/").content.decode()
    assert "Look round in the example" in page
    assert "An Example Firm" in page
    assert "<span>Harbour Accountants</span>" in page


def test_a_second_firm_s_owner_does_not_meet_the_first_in_the_example(address: str, client: Client) -> None:
    example = makers.make_organisation("An Example Firm", is_example=True)
    client.post(address, FILLED)
    second = reverse("setup", args=[make_setup_link(by=makers.COMMAND, at=timezone.now())])
    Client().post(second, {**FILLED, "email": "other@example.org", "organisation": "Oak Accountants"})
    assert Organisation.objects.filter(name="Oak Accountants").exists()
    with scope(organisation=example):
        assert [member.user.email for member in Membership.objects.all()] == ["olu@example.org"]


def test_the_link_works_once(address: str, client: Client) -> None:
    client.post(address, FILLED)
    again = Client().post(address, {**FILLED, "email": "other@example.org"})
    assert again.status_code == 404
    assert "manage.py owner_link" in text_of(again.content.decode())
    assert Organisation.objects.count() == 1


def test_a_wrong_link_says_the_same_as_a_used_one(db: None, client: Client) -> None:
    assert "This link does not work" in client.get(reverse("setup", args=["nonsense"])).content.decode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "short"}, "too short"),
        ({"email": "no address"}, "valid email"),
        ({"name": ""}, "required"),
        ({"alone": ""}, "required"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    address: str, client: Client, changed: dict[str, str], words: str
) -> None:
    page = client.post(address, {**FILLED, **changed}).content.decode()
    assert words in page
    assert 'value="Harbour Accountants"' in page
    assert FILLED["password"] not in page
    assert SetupLink.objects.get().used_at is None
