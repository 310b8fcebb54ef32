"""Duties, and the records of our own that alone close them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from checklists.models import Assessment, FirmRecord, Organisation
from tests import makers
from tests.admin.staff import Staff, text_of

RECORD = "admin:own_record"
ITEM = ("ico_lawful_basis", "basis_for_use")


@pytest.fixture
def assessment(organisation: Organisation) -> Assessment:
    return makers.make_assessment(makers.make_use(facts={"processes_personal_data": True, "our_role": "controller"}))


def test_the_duties_of_a_use_say_what_is_missing_and_why_they_apply(assessor: Staff, assessment: Assessment) -> None:
    page = text_of(assessor.see("admin:use_duties", assessment.model_use_id))
    assert "Lawful basis decided for using the data with this tool Missing" in page
    assert "It applies because of what is known" in page


def test_a_record_with_owner_date_and_words_closes_its_item(assessor: Staff, assessment: Assessment) -> None:
    use = assessment.model_use_id
    sent = {
        "owner": str(assessor.member.pk),
        "on": "3/3/2026",
        "statement": "Legitimate interests, weighed.",
        "expires_on": "",
    }
    assessor.send(RECORD, use, *ITEM, **sent)
    row = FirmRecord.objects.get()
    assert (str(row.on), row.owner, row.model_use_id) == ("2026-03-03", assessor.member, use)
    page = text_of(assessor.see("admin:use_duties", use))
    assert "Lawful basis decided for using the data with this tool On record" in page


def test_a_file_counts_as_the_record_too(assessor: Staff, assessment: Assessment) -> None:
    file = SimpleUploadedFile("note.txt", b"Legitimate interests, weighed on one page.")
    sent = {"owner": str(assessor.member.pk), "on": "3/3/2026"}
    assessor.send(RECORD, assessment.model_use_id, *ITEM, files={"file": file}, **sent)
    assert FirmRecord.objects.get().evidence.count() == 1
    assert "On record" in text_of(assessor.see("admin:use_duties", assessment.model_use_id))


def test_a_day_still_to_come_is_refused_and_the_words_stay(assessor: Staff, assessment: Assessment) -> None:
    sent = {"on": "1 January 2099", "statement": "Written ahead"}
    page = assessor.send(RECORD, assessment.model_use_id, *ITEM, **sent).content.decode()
    assert "still to come" in page
    assert assessor.form(page)["statement"] == "Written ahead"
    assert not FirmRecord.objects.exists()


def test_who_was_slower_at_a_record_is_told(assessor: Staff, approver: Staff, assessment: Assessment) -> None:
    address = (RECORD, assessment.model_use_id, *ITEM)
    assessor.send(*address, statement="First words")
    mine = assessor.see(*address)
    approver.send(*address, statement="Tom's words")
    page = assessor.send(*address, page=mine, statement="My words").content.decode()
    assert "changed this own record in between" in text_of(page)
    assert assessor.form(page)["statement"] == "My words"
    assert FirmRecord.objects.get().statement == "Tom's words"


@pytest.mark.parametrize("item", [("ico_lawful_basis", "nothing_like_it"), ("no_such_duty", "basis_for_use")])
def test_a_record_that_nobody_asks_for_is_not_found(
    assessor: Staff, assessment: Assessment, item: tuple[str, str]
) -> None:
    assert assessor.get(RECORD, assessment.model_use_id, *item).status_code == 404


def test_a_viewer_reads_the_duties_and_writes_no_record(viewer: Staff, assessment: Assessment) -> None:
    assert "Write it" not in text_of(viewer.see("admin:use_duties", assessment.model_use_id))
    assert viewer.get(RECORD, assessment.model_use_id, *ITEM).status_code == 403


def test_uses_are_listed_with_how_many_records_each_has(assessor: Staff, assessment: Assessment) -> None:
    page = text_of(assessor.see("admin:duties", q=assessment.model_use.name))
    assert assessment.model_use.name in page
    assert "Opened" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "last spring"}, "the day first."),
        ({"on": "1 March 2999"}, "That day is still to come."),
        ({"expires_on": "never"}, "the day first."),
        ({"owner": "nobody"}, "Choose one of your colleagues"),
    ],
)
def test_what_is_wrong_with_a_record_is_said_once_beside_its_field(
    assessor: Staff, assessment: Assessment, fields: dict[str, str], words: str
) -> None:
    sent = {"statement": "Our basis is contract.", **fields}
    page = assessor.send(RECORD, assessment.model_use_id, *ITEM, **sent).content.decode()
    assert text_of(page).count(words) == 1
    assert f'id="{next(iter(fields))}-problem"' in page
    assert assessor.form(page)["statement"] == "Our basis is contract."
    assert not FirmRecord.objects.exists()
