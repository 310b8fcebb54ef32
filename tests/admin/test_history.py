"""History in words: what happened, who did it, through what."""

from uuid import uuid4

from checklists.models import Event, Organisation, Vendor
from tests import makers
from tests.admin.staff import Staff, text_of


def test_the_history_of_a_record_is_told_with_who_and_through_what(assessor: Staff) -> None:
    assessor.send("admin:checklists_vendor_add", legal_name="Sage")
    vendor = Vendor.objects.get()
    assessor.send("admin:checklists_vendor_change", vendor.pk, note="Rings back")
    page = text_of(assessor.see("admin:history", vendor.pk))
    assert page.index("A vendor was changed: note.") < page.index("A vendor was recorded: Sage.")
    assert "Ash Osei, on this site" in page


def test_the_salt_of_an_event_is_not_shown(assessor: Staff) -> None:
    vendor = makers.make_vendor("Sage")
    event = Event.objects.get(subject_id=vendor.pk)
    assert event.body.text
    assert "salt" not in assessor.see("admin:history", vendor.pk)


def test_djangos_address_for_history_leads_to_ours(assessor: Staff) -> None:
    vendor = makers.make_vendor("Sage")
    response = assessor.get("admin:checklists_vendor_history", vendor.pk)
    assert response["Location"] == f"/admin/history/{vendor.pk}/"


def test_a_thing_without_a_history_here_is_not_found(assessor: Staff) -> None:
    assert assessor.get("admin:history", uuid4()).status_code == 404


def test_the_whole_history_is_paged_from_the_newest(assessor: Staff, organisation: Organisation) -> None:
    for number in range(105):
        makers.make_vendor(f"Vendor number {number:03}")
    first = text_of(assessor.see("admin:whole_history"))
    oldest = Event.objects.order_by("-seq")[99].seq
    second = text_of(assessor.see("admin:whole_history", before=oldest))
    assert "Vendor number 104" in first
    assert "Vendor number 000" not in first
    assert "Vendor number 000" in second
