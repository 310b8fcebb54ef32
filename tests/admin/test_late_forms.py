"""A form that is sent after its session has ended: nothing is written, nothing that was typed is lost."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from checklists.models import Membership, Organisation, Vendor
from checklists.models.people import Role
from tests import makers
from tests.admin.staff import Staff, fields_of, text_of

PASSWORD = "a long enough pass phrase"
TYPED: dict[str, Any] = {
    "start": "1",
    "vendor": 'Sage "UK" & Co <Limited>',
    "product": "Copilot",
    "purpose": "First drafts\nof letters",
    "fact--professional_body": ["icaew"],
}


@pytest.fixture
def dana(organisation: Organisation) -> Staff:
    return Staff(makers.make_member(Role.ASSESSOR, name="Dana", email="dana@example.org", password=PASSWORD))


def send_late(staff: Staff, name: str = "admin:check_tool", /, *args: Any, **fields: Any) -> HttpResponse:
    """Open a page, lose the session, send the page."""
    page = staff.see(name, *args)
    staff.client.logout()
    return staff.send(name, *args, page=page, **fields)


def sign_in(staff: Staff, page: str, email: str = "dana@example.org", password: str = PASSWORD) -> HttpResponse:
    return staff.post("admin:login", data={**fields_of(page), "username": email, "password": password})


def test_what_was_typed_waits_behind_the_sign_in_and_is_shown_again_unsaved(dana: Staff) -> None:
    asked = send_late(dana, **TYPED)
    page = asked.content.decode()
    assert asked.status_code == 403
    assert "Your session has ended, and nothing was written." in text_of(page)
    wrong = sign_in(dana, page, password="wrong").content.decode()
    assert "do not go together" in text_of(wrong)
    again = sign_in(dana, wrong).content.decode()
    assert "What you typed is kept in this page" in text_of(again)
    assert not Vendor.objects.exists()
    shown = dana.post("admin:check_tool", data=fields_of(again)).content.decode()
    typed = dana.form(shown)
    assert {name: typed[name] for name in TYPED if name != "start"} == {k: v for k, v in TYPED.items() if k != "start"}
    assert not Vendor.objects.exists()
    dana.send("admin:check_tool", page=shown, start="1")
    assert Vendor.objects.get().legal_name == TYPED["vendor"]


def test_other_forms_are_sent_on_by_a_button_of_their_own(dana: Staff) -> None:
    page = send_late(dana, "admin:checklists_vendor_add", legal_name="Sage").content.decode()
    again = sign_in(dana, page).content.decode()
    assert "Send it now" in again
    assert not Vendor.objects.exists()
    dana.post("admin:checklists_vendor_add", data=fields_of(again))
    assert Vendor.objects.get().legal_name == "Sage"


def test_it_goes_on_in_the_organisation_that_it_was_typed_for(dana: Staff) -> None:
    other = makers.make_organisation("A Firm before all others")
    with makers.in_organisation(other):
        makers.make_member(Role.OWNER, email="dana@example.org")
    page = send_late(dana, "admin:checklists_vendor_add", legal_name="Sage").content.decode()
    again = sign_in(dana, page).content.decode()
    assert dana.post("admin:checklists_vendor_add", data=fields_of(again)).status_code == 302
    assert Vendor.objects.get().legal_name == "Sage"


def test_somebody_else_at_the_browser_is_not_shown_what_was_typed(dana: Staff) -> None:
    makers.make_member(Role.OWNER, email="tom@example.org", password=PASSWORD)
    page = send_late(dana, **TYPED).content.decode()
    response = sign_in(dana, page, email="tom@example.org")
    assert response["Location"] == "/admin/"
    home = text_of(dana.see("admin:index"))
    assert "somebody else typed it" in home
    assert "Copilot" not in home


def test_passwords_are_not_carried_and_files_are_said_to_be_lost(owner: Staff, organisation: Organisation) -> None:
    late = send_late(owner, "admin:member_new", name="Sam", email="sam@example.org", password="do not keep me")
    assert "do not keep me" not in late.content.decode()
    owner.client.force_login(owner.member.user)
    use = makers.make_assessment().model_use
    record = ("admin:own_record", use.pk, "ico_lawful_basis", "basis_for_use")
    page = send_late(owner, *record, files={"file": SimpleUploadedFile("note.txt", b"x")}, statement="Ours")
    assert "but for files" in text_of(page.content.decode())
    assert "Ours" in page.content.decode()


@pytest.mark.parametrize("to", ["https://example.org/", "//example.org/admin/", "/admin/no-such-page/", "/api/v1/", ""])
def test_a_form_is_sent_on_to_pages_of_ours_alone(dana: Staff, to: str) -> None:
    page = send_late(dana, **TYPED).content.decode()
    response = dana.post(
        "admin:login", data={**fields_of(page), "kept_to": to, "username": "dana@example.org", "password": PASSWORD}
    )
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_what_no_page_of_ours_sent_is_led_to_the_sign_in_as_ever(dana: Staff) -> None:
    dana.client.logout()
    for data in ({"vendor": "Sage"}, {"vendor": "Sage", "rendered_for": "forged"}):
        assert dana.post("admin:check_tool", data=data).status_code == 302


def test_a_script_that_saves_by_itself_is_led_to_the_sign_in_as_ever(dana: Staff) -> None:
    mark, address = dana.token(), reverse("admin:check_tool")
    dana.client.logout()
    sent = dana.client.post(address, {"rendered_for": mark}, headers={"X-Requested-With": "candour-card"})
    assert sent.status_code == 302
    assert Membership.every_organisation.exists()
