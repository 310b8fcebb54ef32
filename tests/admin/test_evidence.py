"""Evidence on the sheet: files and pages, kept with the answer that they support."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from checklists.models import Assessment, Evidence, Organisation
from tests import makers
from tests.admin.staff import Staff, text_of

SHEET = "admin:answers"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def assessment(organisation: Organisation) -> Assessment:
    return makers.make_assessment()


def send(staff: Staff, assessment: Assessment, content: bytes = PDF, name: str = "card.pdf", **fields: str):
    file = SimpleUploadedFile(name, content)
    return staff.send(SHEET, assessment.pk, "distillation", files={"is_this_distilled--file": file}, **fields)


def test_a_file_is_kept_with_the_answer_and_downloaded_again(assessor: Staff, assessment: Assessment) -> None:
    send(assessor, assessment, is_this_distilled="answered:no")
    evidence = Evidence.objects.get()
    response = assessor.get("admin:evidence", evidence.pk)
    assert response.content == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    assert "card.pdf" in assessor.see(SHEET, assessment.pk, "distillation")


def test_a_file_of_a_kind_that_is_not_kept_is_refused_and_the_answer_stays(
    assessor: Staff, assessment: Assessment
) -> None:
    page = send(assessor, assessment, b"MZ\x90\x00", "tool.exe", is_this_distilled="answered:no").content.decode()
    assert "The file was not kept: choose it again." in text_of(page)
    assert not Evidence.objects.exists()
    assert assessment.answers.count() == 1


def test_a_file_without_an_answer_waits_for_one(assessor: Staff, assessment: Assessment) -> None:
    page = text_of(send(assessor, assessment).content.decode())
    assert "Answer the question first" in page
    assert not Evidence.objects.exists()


def test_a_page_is_kept_with_its_text_and_the_day(assessor: Staff, assessment: Assessment) -> None:
    sent = {
        "is_this_distilled": "answered:no",
        "is_this_distilled--address": "https://example.org/model",
        "is_this_distilled--page_text": "It was trained\nfrom scratch.",
    }
    assessor.send(SHEET, assessment.pk, "distillation", **sent)
    page = text_of(assessor.see("admin:evidence", Evidence.objects.get().pk))
    assert "https://example.org/model" in page
    assert "It was trained from scratch." in page


def test_an_address_alone_proves_nothing_later(assessor: Staff, assessment: Assessment) -> None:
    sent = {"is_this_distilled": "answered:no", "is_this_distilled--address": "https://example.org/model"}
    page = text_of(assessor.send(SHEET, assessment.pk, "distillation", **sent).content.decode())
    assert "Paste the text that stood there" in page
    assert not Evidence.objects.exists()


def test_evidence_is_taken_off_an_answer_and_stays_where_it_is_kept(assessor: Staff, assessment: Assessment) -> None:
    send(assessor, assessment, is_this_distilled="answered:no")
    evidence = Evidence.objects.get()
    assessor.send(SHEET, assessment.pk, "distillation", untie=f"is_this_distilled:{evidence.pk}")
    assert not assessment.answers.get().evidence.exists()
    assert Evidence.objects.exists()


def test_text_of_a_kept_page_is_shown_as_text(assessor: Staff, assessment: Assessment) -> None:
    sent = {
        "is_this_distilled": "answered:no",
        "is_this_distilled--address": "https://example.org/x",
        "is_this_distilled--page_text": "<script>alert(1)</script>",
    }
    assessor.send(SHEET, assessment.pk, "distillation", **sent)
    page = assessor.see("admin:evidence", Evidence.objects.get().pk)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_page_that_is_refused_says_so_and_stays_as_it_was_pasted(assessor: Staff, assessment: Assessment) -> None:
    sent = {
        "is_this_distilled": "answered:no",
        "is_this_distilled--address": "example.org/model",
        "is_this_distilled--page_text": "It was trained\nfrom scratch.",
    }
    page = assessor.send(SHEET, assessment.pk, "distillation", **sent).content.decode()
    typed = assessor.form(page)
    assert "An address begins with https:// or http://. The page was not kept" in text_of(page)
    assert "choose it again" not in page
    assert typed["is_this_distilled--address"] == "example.org/model"
    assert typed["is_this_distilled--page_text"] == "It was trained\nfrom scratch."
    assert not Evidence.objects.exists()


def test_a_page_that_is_kept_beside_a_file_that_is_not_is_not_kept_twice(
    assessor: Staff, assessment: Assessment
) -> None:
    page_sent = {"is_this_distilled--address": "https://example.org/m", "is_this_distilled--page_text": "From scratch."}
    fields = {"is_this_distilled": "answered:no", **page_sent}
    page = send(assessor, assessment, b"MZ\x90\x00", "tool.exe", **fields).content.decode()
    assert Evidence.objects.count() == 1
    assert assessor.form(page)["is_this_distilled--address"] == ""
