"""People: members and their roles, keys of programs, the organisation's settings."""

import re

import pytest

from checklists.models import ApiKey, Organisation
from checklists.services.access import find_key
from tests import makers
from tests.admin.staff import Staff, text_of


def test_a_role_is_changed_and_a_member_leaves(owner: Staff, assessor: Staff) -> None:
    owner.send("admin:member", assessor.member.pk, role="viewer", is_active=None)
    assessor.member.refresh_from_db()
    assert (assessor.member.role, assessor.member.is_active) == ("viewer", False)
    assert assessor.get("admin:index").status_code == 302


def test_the_last_owner_stays_one(owner: Staff) -> None:
    page = owner.send("admin:member", owner.member.pk, role="viewer").content.decode()
    owner.member.refresh_from_db()
    assert "This is the last owner." in page
    assert owner.member.role == "owner"


def test_a_key_is_shown_once_and_works(owner: Staff) -> None:
    sent = {"name": "Finance system", "member": str(owner.member.pk), "scopes": ["read", "write"]}
    page = owner.post("admin:api_key_new", data={"rendered_for": owner.token(), **sent}).content.decode()
    secret = re.search(r"cnd_[0-9a-f]+_[\w-]+", page)
    assert secret is not None
    assert find_key(secret[0], makers.NOW) == ApiKey.objects.get()
    assert secret[0] not in owner.see("admin:people")


def test_a_revoked_key_ends_at_once(owner: Staff) -> None:
    secret = makers.make_key(owner.member)
    owner.press("admin:api_key_revoke", ApiKey.objects.get().pk)
    assert find_key(secret, makers.NOW) is None
    assert "revoked on" in text_of(owner.see("admin:people"))


def test_an_owner_says_who_decides(owner: Staff, organisation: Organisation) -> None:
    sent = {"name": "Harbour Accountants LLP", "four_eyes": "no"}
    version = {"rendered_for": owner.token(), "version": "1"}
    owner.post("admin:settings", data={**sent, **version})
    organisation.refresh_from_db()
    assert (organisation.name, organisation.four_eyes) == ("Harbour Accountants LLP", False)


@pytest.mark.parametrize("name", ["admin:member_new", "admin:api_key_new", "admin:settings"])
def test_only_an_owner_lets_people_and_programs_in(approver: Staff, name: str) -> None:
    assert approver.get(name).status_code == 403
    assert approver.press(name).status_code == 403
    assert "An owner invites people" in text_of(approver.see("admin:people"))


def test_colours_and_keys_are_kept_in_the_browser(viewer: Staff) -> None:
    viewer.send("admin:you", theme="dark", keys="off")
    page = viewer.see("admin:index")
    assert '<html lang="en-GB" class="dark">' in page
    viewer.send("admin:you", theme="system")
    assert '<html lang="en-GB">' in viewer.see("admin:index")
