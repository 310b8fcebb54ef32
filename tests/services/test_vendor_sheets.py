"""What goes to a vendor on a sheet: the questions that are theirs, and nothing that anybody of ours wrote."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from checklists.actor import Actor
from checklists.errors import Invalid, Refused
from checklists.formats.workbook.writing import write_sheet
from checklists.services.judging import judge_assessment
from checklists.services.vendor_sheets import answers_on_earlier, file_name, going_of, lines_of, sheet_for_vendor
from tests.makers import (
    NOW,
    TODAY,
    in_organisation,
    make_answer,
    make_assessment,
    make_product,
    make_submitted,
    make_use,
    make_vendor,
)
from tests.workbook_makers import Filled

VENDOR_AT_SHEET = Actor("person", None, "Ash", "sheet", None, "assessor")
CANARY = "CANARYWORDS"


def keys_of(sheet: Any) -> set[str]:
    return {line.question.key for line in sheet.lines}


def words_in(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_only_questions_that_a_vendor_may_answer_and_that_apply_are_on_it(organisation):
    assessment = make_assessment(make_use(facts={"fca_firm_type": "none"}))
    record = judge_assessment(assessment, TODAY).record
    sheet = sheet_for_vendor(assessment, at=NOW)
    assert {line.question.asked_of for line in sheet.lines} == {"vendor", "either"}
    left_out = {line["key"] for line in record["left_out"]}
    assert left_out and not keys_of(sheet) & left_out
    assert going_of(record).total == len(keys_of(sheet)) == going_of(record).still_open


def test_a_question_that_would_follow_on_another_is_on_it_and_says_on_which(organisation):
    lines = {line.question.key: line for line in sheet_for_vendor(make_assessment(), at=NOW).lines}
    assert lines["teacher_model_identity"].follows == lines["is_this_distilled"].number


def test_what_is_answered_stays_off_it_unless_everything_is_sent(organisation):
    assessment = make_assessment()
    make_answer(assessment, "is_this_distilled", "no")
    assert "is_this_distilled" not in keys_of(sheet_for_vendor(assessment, at=NOW))
    assert "is_this_distilled" in keys_of(sheet_for_vendor(assessment, at=NOW, everything=True))


def test_the_vendors_own_hand_is_filled_in_and_what_we_wrote_down_is_not(organisation):
    assessment = make_assessment()
    make_answer(assessment, "is_this_distilled", "no", by=VENDOR_AT_SHEET, said_by="vendor")
    make_answer(assessment, "uses_to_avoid", CANARY, note=CANARY)
    make_answer(assessment, "explain_outputs", "yes", note=CANARY, by=VENDOR_AT_SHEET, said_by="buyer")
    sheet = sheet_for_vendor(assessment, at=NOW, everything=True)
    assert {line.question.key for line in sheet.lines if line.said} == {"is_this_distilled"}
    assert CANARY not in words_in(write_sheet(sheet))


def test_no_buyers_note_of_the_catalogue_is_on_it(organisation):
    """Every question's reason, good answer, red flag and evidence, and every note of the buyer's own."""
    assessment = make_assessment(make_use(name=f"{CANARY} name"))
    make_answer(assessment, "uses_to_avoid", f"{CANARY} answer", said_by="buyer", rung="own_record")
    record = judge_assessment(assessment, TODAY).record
    words = words_in(write_sheet(sheet_for_vendor(assessment, at=NOW, everything=True)))
    lines = lines_of(record).values()
    texts = {line[name] for line in lines for name in ("why", "good_answer", "red_flag", "evidence", "grade_label")}
    escaped = {text.replace("&", "&amp;") for text in texts if len(text) > 12}
    assert len(escaped) > 150 and not [text for text in escaped if text in words]
    assert CANARY not in words


def test_the_first_page_says_who_asks_and_what_for(organisation):
    use = make_use(make_product(make_vendor("Beck & Fell Ltd"), "Fell Assistant"), purpose="Letters about VAT")
    assessment = make_assessment(use)
    pages = Filled(write_sheet(sheet_for_vendor(assessment, at=NOW, until=date(2026, 12, 8)))).pages
    said = "\n".join(cell for row in pages["Start here"] for cell in row)
    for part in ("Harbour Accountants", "Beck & Fell Ltd", "Fell Assistant", "Letters about VAT", "8 December 2026"):
        assert part in said
    assert "we do not know, it does not apply, it is confidential" in said
    assert file_name(assessment) == "candour-questions-beck-fell-ltd-fell-assistant.xlsx"


def test_a_name_without_a_latin_letter_still_names_a_file(organisation):
    assessment = make_assessment(make_use(make_product(make_vendor("株式会社"), "製品")))
    assert file_name(assessment) == "candour-questions.xlsx"


def test_no_sheet_is_made_while_answers_do_not_change(organisation):
    with pytest.raises(Refused, match="in review, so answers do not change"):
        sheet_for_vendor(make_submitted(), at=NOW)


def test_no_sheet_is_made_where_nobody_sells_the_model(organisation):
    assessment = make_assessment(make_use(facts={"supplied_as": "self_supplied"}))
    with pytest.raises(Refused, match="yours to answer"):
        sheet_for_vendor(assessment, at=NOW)


def test_an_earlier_sheet_of_another_customer_fills_a_new_one_in(organisation, other_organisation):
    with in_organisation(other_organisation):
        theirs = Filled(write_sheet(sheet_for_vendor(make_assessment(), at=NOW)))
    theirs.answer("is_this_distilled", "Yes").answer("prompt_retention_days", "thirty")
    assessment = make_assessment()
    earlier = answers_on_earlier(assessment, filename="a.xlsx", content=theirs.xlsx(), at=NOW)
    sheet = sheet_for_vendor(assessment, at=NOW, earlier=earlier)
    assert {line.question.key: line.said.value for line in sheet.lines if line.said} == {"is_this_distilled": "yes"}


def test_what_is_no_sheet_fills_nothing_in(organisation):
    with pytest.raises(Invalid, match="not a sheet that Candour made"):
        answers_on_earlier(make_assessment(), filename="a.csv", content=b"a,b\n", at=NOW)
