"""The offline sheet at the browser: downloaded, brought back, looked at, and taken in as far as it is ticked."""

import base64

from django.core.files.uploadedfile import SimpleUploadedFile

from checklists.formats.workbook.writing import write_sheet
from checklists.models import Answer, Event, Evidence
from checklists.services import assessments
from checklists.services.vendor_sheets import sheet_for_vendor
from tests.admin.staff import Staff, text_of
from tests.makers import COMMAND, NOW, make_answer, make_assessment, make_product, make_use, make_vendor
from tests.workbook_makers import Filled

SIGNED = {"name": "Jo Beck", "role": "Engineer", "day": "20 November 2026", "attested": "Yes"}


def make_fell():
    return make_assessment(make_use(make_product(make_vendor("Beck & Fell Ltd"), "Fell Assistant")))


def blank(assessment) -> Filled:
    return Filled(write_sheet(sheet_for_vendor(assessment, at=NOW, everything=True)))


def bring(staff: Staff, assessment, content: bytes, name: str = "back.xlsx") -> str:
    sent = {"rendered_for": staff.token()}
    response = staff.post("admin:by_sheet_look", assessment.pk, data=sent, file=SimpleUploadedFile(name, content))
    assert response.status_code == 200
    return response.content.decode()


def test_the_road_from_the_download_to_the_answers(assessor: Staff):
    assessment = make_fell()
    page = assessor.see("admin:by_sheet", assessment.pk)
    assert "What is still open: 80 questions" in text_of(page)
    sent = assessor.post("admin:by_sheet_download", assessment.pk, data={**assessor.form(page), "until": "8 Dec 2099"})
    assert sent["Content-Disposition"] == ('attachment; filename="candour-questions-beck-fell-ltd-fell-assistant.xlsx"')
    filled = Filled(sent.content).answer("is_this_distilled", "Yes").sign(**SIGNED)
    filled.put("teacher_model_identity", "state", "We would rather not say").answer("prompt_retention_days", "thirty")
    page = bring(assessor, assessment, filled.xlsx())
    said = text_of(page)
    assert "2 new, 0 changed, 0 the same, 1 cell refused. Nothing is stored yet." in said
    assert "Answered by Jo Beck, Engineer, on 20 November 2026." in said
    assert "Questions!D" in said and "is no number" in said
    assert not Answer.objects.exists() and not Evidence.objects.exists()
    assessor.send("admin:by_sheet_take", assessment.pk, page=page)
    rows = {row.question: row for row in Answer.objects.all()}
    assert {key: row.state for key, row in rows.items()} == {
        "is_this_distilled": "answered", "teacher_model_identity": "refuses",
    }  # fmt: skip
    assert {(row.said_by, row.by_face, row.by_label) for row in rows.values()} == {("vendor", "sheet", "Ash Osei")}
    came_back = text_of(assessor.see("admin:by_sheet", assessment.pk))
    assert "back.xlsx 2 answers Signed by Jo Beck. Taken in by Ash Osei" in came_back
    assert "A sheet with the vendor's answers was taken in: 2 answers." in text_of(
        assessor.see("admin:history", assessment.pk)
    )


def test_what_is_not_ticked_is_left(assessor: Staff):
    assessment = make_fell()
    filled = blank(assessment).answer("is_this_distilled", "Yes").answer("uses_to_avoid", "Payroll.")
    page = bring(assessor, assessment, filled.xlsx())
    assessor.send("admin:by_sheet_take", assessment.pk, page=page, take=["uses_to_avoid"])
    assert [row.question for row in Answer.objects.all()] == ["uses_to_avoid"]


def test_both_texts_are_shown_and_our_own_word_is_not_ticked(assessor: Staff):
    assessment = make_fell()
    make_answer(assessment, "uses_to_avoid", "Payroll.", said_by="buyer", rung="own_record")
    page = bring(assessor, assessment, blank(assessment).answer("uses_to_avoid", "Nothing.").xlsx())
    assert "Payroll." in page and "Nothing." in page and "your own word" in text_of(page)
    assert "take" not in assessor.form(page)


def test_all_or_nothing_shows_the_page_again_and_takes_nothing(assessor: Staff):
    assessment = make_fell()
    filled = blank(assessment).answer("is_this_distilled", "Yes").answer("prompt_retention_days", "thirty")
    page = bring(assessor, assessment, filled.xlsx())
    again = assessor.send("admin:by_sheet_take", assessment.pk, page=page, whole="on").content.decode()
    assert "Nothing was taken in: 1 cell is refused." in text_of(again)
    assert not Answer.objects.exists() and assessor.form(again)["take"] == ["is_this_distilled"]
    assessor.send("admin:by_sheet_take", assessment.pk, page=again, whole=None)
    assert Answer.objects.count() == 1


def test_whoever_was_faster_is_shown_before_anything_is_written_over(assessor: Staff):
    assessment = make_fell()
    page = bring(assessor, assessment, blank(assessment).answer("is_this_distilled", "Yes").xlsx())
    make_answer(assessment, "is_this_distilled", "no", said_by="vendor")
    again = assessor.send("admin:by_sheet_take", assessment.pk, page=page).content.decode()
    assert "Somebody answered in between" in text_of(again) and "1 changed" in text_of(again)
    assert Answer.objects.get().value == "no"
    assessor.send("admin:by_sheet_take", assessment.pk, page=again)
    assert Answer.objects.get().value == "yes"


def test_a_file_that_is_no_sheet_is_refused_beside_its_field(assessor: Staff):
    assessment = make_fell()
    page = bring(assessor, assessment, b"a,b\n", "back.csv")
    assert "not a sheet that Candour made" in text_of(page) and 'aria-invalid="true"' in page
    page = bring(assessor, assessment, b"x" * (1024 * 1024 + 1))
    assert "larger than 1 MB" in text_of(page)
    nothing = assessor.press("admin:by_sheet_look", assessment.pk).content.decode()
    assert "Choose the sheet that the vendor sent back" in text_of(nothing)


def test_a_day_that_is_no_day_or_past_is_refused_and_stays_typed(assessor: Staff):
    assessment = make_fell()
    for typed, said in (("soon", "Write a date"), ("1 January 2020", "This day is past")):
        page = assessor.send("admin:by_sheet", assessment.pk)
        page = assessor.press("admin:by_sheet_download", assessment.pk, until=typed).content.decode()
        assert said in text_of(page) and assessor.form(page)["until"] == typed


def test_an_earlier_sheet_fills_the_download_in_and_is_not_kept(assessor: Staff):
    assessment = make_fell()
    earlier = SimpleUploadedFile("old.xlsx", blank(make_assessment()).answer("is_this_distilled", "Yes").xlsx())
    data = {"rendered_for": assessor.token(), "which": "open"}
    sent = assessor.post("admin:by_sheet_download", assessment.pk, data=data, earlier=earlier)
    row = Filled(sent.content)._row("q:is_this_distilled")
    assert row[3] == "Yes" and not Evidence.objects.exists()
    bad = SimpleUploadedFile("old.csv", b"a,b\n")
    page = assessor.post("admin:by_sheet_download", assessment.pk, data=data, earlier=bad).content.decode()
    assert "not a sheet that Candour made" in text_of(page)


def test_a_form_without_its_file_is_refused_and_writes_nothing(assessor: Staff):
    assessment, before = make_fell(), Event.objects.count()
    for content in ("", "!!!", "é", base64.b64encode(b"a,b\n").decode()):
        response = assessor.press("admin:by_sheet_take", assessment.pk, content=content, filename="a.csv")
        assert response.status_code == 409
    assert Event.objects.count() == before


def test_a_viewer_neither_sends_nor_takes_in(viewer: Staff):
    assessment = make_fell()
    assert viewer.get("admin:by_sheet", assessment.pk).status_code == 403
    for name in ("admin:by_sheet_download", "admin:by_sheet_look", "admin:by_sheet_take"):
        assert viewer.press(name, assessment.pk).status_code == 403
    assert "Send as a sheet" not in viewer.see("admin:assessment", assessment.pk)


def test_an_assessment_in_review_says_that_it_takes_no_sheet(assessor: Staff):
    assessment = make_fell()
    make_answer(assessment, "is_this_distilled", "no")
    assessments.submit_assessment(assessments.find_assessment(assessment.pk), by=COMMAND, at=NOW)
    assert "so answers do not change" in text_of(assessor.see("admin:by_sheet", assessment.pk))
    refused = assessor.press("admin:by_sheet_download", assessment.pk)
    assert "Reopen it first" in text_of(refused.content.decode())


def test_where_nobody_sells_the_model_nothing_goes_to_a_vendor(assessor: Staff):
    assessment = make_assessment(make_use(facts={"supplied_as": "self_supplied"}))
    assert "No question here goes to a vendor" in text_of(assessor.see("admin:by_sheet", assessment.pk))
