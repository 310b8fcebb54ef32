"""What stands in the cells of a sheet becomes an answer, or is refused with the cell and a sentence."""

import io
import zipfile
from datetime import date

import pytest

from checklists.errors import Invalid
from checklists.formats.workbook.layout import Identity
from checklists.formats.workbook.reading import Returned, read_returned
from checklists.formats.workbook.writing import write_sheet
from checklists.rules.answers import Answer, State, WhoMaySee
from tests.workbook_makers import IDENTITY, QUESTIONNAIRE, Filled, make_sheet

BLANK = write_sheet(make_sheet())


def blank() -> Filled:
    return Filled(BLANK)


def read(filled: Filled) -> Returned:
    return read_returned(filled.read(), QUESTIONNAIRE)


def only(filled: Filled):
    found = read(filled)
    assert found.wrong == () and len(found.said) == 1, found.wrong
    return found.said[0].answer


@pytest.mark.parametrize(
    ("question", "typed", "value"),
    [
        ("words", "=1+1 and more", "=1+1 and more"),
        ("words", "- nothing is kept", "- nothing is kept"),
        ("plain", "Yes", "yes"),
        ("plain", " NO ", "no"),
        ("size", "The largest, by far", "large"),
        ("size", "the largest,  by far.", "large"),
        ("count", "1,500", "1500"),
        ("count", "no limit is set", "no_limit"),
        ("share", "12.5%", "12.5"),
        ("price", "5.40", {"amount": "5.40", "currency": "USD"}),
        ("price", "£5.40", {"amount": "5.40", "currency": "GBP"}),
        ("day", "2026-11-24", "2026-11-24"),
        ("day", "24/11/2026", "2026-11-24"),
        ("tested", "Not yet", "never"),
        ("model", "Fell Lite 2", {"name": "Fell Lite 2"}),
        ("proof", "Small", "small"),
    ],
)
def test_a_cell_that_is_filled_in_is_an_answer(question, typed, value):
    answer = only(blank().answer(question, typed))
    assert (answer.question, answer.state, answer.value) == (question, State.ANSWERED, value)


def test_each_line_that_is_marked_is_one_of_several_choices():
    answer = only(blank().beneath("tick:sizes:small", "Yes").beneath("tick:sizes:large", "x"))
    assert answer.value == ["small", "large"]


def test_a_second_line_belongs_to_the_answer_above_it():
    assert only(blank().answer("plain", "Yes").beneath("second:plain", "Since May")).follow_up == "Since May"
    assert only(blank().answer("size", "Small").beneath("second:size", "small")).follow_up == "small"


def test_lines_of_a_table_become_rows_and_what_was_only_suggested_does_not():
    cells = {
        "part": "Serving",
        "who": "Another supplier",
        "days": "14",
        "fee": "5 USD",
        "model": "X",
        "since": "1/2/2026",
    }
    answer = only(blank().line("Lines 1.12", 2, **cells))
    fee, model = {"amount": "5", "currency": "USD"}, {"name": "X"}
    row = {
        "part": "Serving",
        "who": "another_supplier",
        "days": "14",
        "fee": fee,
        "model": model,
        "since": "2026-02-01",
    }
    assert answer.value == [row]


def test_a_choice_may_have_lines_behind_it():
    answer = only(blank().answer("proof", "Small").line("Lines 1.13", 0, part="A", days="3"))
    assert answer.value == {"choice": "small", "table": [{"part": "A", "days": "3"}]}


@pytest.mark.parametrize(
    ("picked", "state", "reason"),
    [
        ("We do not know: the maker does not say", "does_not_know", "maker_does_not_say"),
        ("we do not know: nobody here knows", "does_not_know", "nobody_here_knows"),
        ("We do not know", "does_not_know", ""),
        ("This does not apply", "not_applicable", ""),
        ("Confidential: shown under an agreement", "confidential", "under_nda"),
        ("We would rather not say", "refuses", ""),
    ],
)
def test_each_state_is_a_complete_answer(picked, state, reason):
    filled = (
        blank().put("words", "state", picked).put("words", "note", "As said").put("words", "asked_on", "2026-11-02")
    )
    answer = only(filled.put("words", "may_see", "Your team only"))
    assert (answer.state, answer.reason, answer.note, answer.value) == (state, reason, "As said", None)
    assert (answer.date_asked, answer.who_may_see) == (date(2026, 11, 2), WhoMaySee.BUYER_TEAM)


REFUSED = [
    (lambda f: f.answer("plain", "Perhaps"), "Questions!D6", "'Perhaps' is not on the list. Pick one of: Yes; No."),
    (lambda f: f.answer("count", "1,5"), "Questions!D14", "can be read in two ways"),
    (lambda f: f.answer("count", "-3"), "Questions!D14", "is below 0"),
    (lambda f: f.answer("day", "11/24/2026"), "Questions!D17", "the day first"),
    (lambda f: f.answer("words", "#REF!"), "Questions!D4", "is an error of the spreadsheet"),
    (lambda f: f.answer("sizes", "small"), "Questions!D10", "Pick Yes on the lines below"),
    (lambda f: f.answer("parts", "all ours"), "Questions!D20", "Fill in the page"),
    (lambda f: f.beneath("tick:sizes:small", "perhaps"), "Questions!D11", "neither Yes nor empty"),
    (lambda f: f.put("words", "state", "No idea"), "Questions!E4", "'No idea' is not on the list"),
    (lambda f: f.answer("words", "A").put("words", "state", "We would rather not say"), "Questions!E4", "Keep one"),
    (lambda f: f.put("words", "note", "Later"), "Questions!F4", "stands without an answer"),
    (lambda f: f.answer("words", "A").put("words", "asked_on", "soon"), "Questions!G4", "Write a date"),
    (lambda f: f.answer("words", "A").put("words", "may_see", "All"), "Questions!H4", "'All' is not on the list"),
    (lambda f: f.line("Lines 1.12", 0, part="A", days="few"), "Lines 1.12!C5", "'few' is no number"),
    (lambda f: f.line("Lines 1.12", 0, part="A", who="us"), "Lines 1.12!B5", "'us' is not on the list"),
    (lambda f: f.line("Lines 1.13", 0, part="A"), "Questions!D21", "nothing is picked here"),
    (lambda f: f.sign(day="someday"), "Start here!B21", "Write a date"),
    (lambda f: f.sign(name="n" * 201), "Start here!B19", "At most 200 characters"),
    (lambda f: f.sign(attested="Maybe"), "Start here!B22", "does not count as signed"),
]


@pytest.mark.parametrize(("fill", "address", "sentence"), REFUSED)
def test_a_cell_that_cannot_be_read_is_named_and_costs_no_other(fill, address, sentence):
    found = read(fill(blank().answer("link", "https://example.org")))
    assert [one.address for one in found.wrong] == [address]
    assert sentence in found.wrong[0].sentence
    assert [said.answer.question for said in found.said if said.answer.question == "link"] == ["link"]


def test_what_is_left_empty_is_no_answer():
    found = read(blank())
    assert found.said == () and found.wrong == () and found.identity == IDENTITY
    assert found.keys == {question.key for question in QUESTIONNAIRE.questions}


def test_rows_may_be_sorted_and_columns_inserted():
    filled = blank().answer("words", "Hello").beneath("tick:sizes:small", "Yes")
    rows = filled.pages["Questions"]
    filled.pages["Questions"] = [["", *row] for row in [rows[0], *reversed(rows[1:])]]
    assert {said.answer.question for said in read(filled).said} == {"words", "sizes"}


def test_a_row_that_was_copied_is_read_once_and_told():
    filled = blank().answer("words", "First")
    filled.pages["Questions"].append([cell.replace("First", "Second") for cell in filled._row("q:words")])
    found = read(filled)
    assert [said.answer.value for said in found.said] == ["First"]
    assert "stands on the sheet twice" in found.wrong[0].sentence


def test_a_question_that_was_renamed_is_read_under_its_new_name_and_one_that_is_gone_is_told():
    filled = blank().answer("words", "Hello").answer("link", "https://example.org")
    filled._row("q:words")[-1] = "q:old_words"
    filled._row("q:link")[-1] = "q:no_more"
    found = read(filled)
    assert [said.answer.question for said in found.said] == ["words"]
    assert [(one.question, one.sentence) for one in found.wrong] == [("no_more", "This question is no longer asked.")]


def test_who_signs_is_read_with_the_day_and_the_attestation():
    signed = read(blank().sign(name="Jo Beck", role="Engineer", day="20 November 2026", attested="Yes")).signed
    assert (signed.name, signed.role, signed.day, signed.attested) == ("Jo Beck", "Engineer", date(2026, 11, 20), True)


@pytest.mark.parametrize(
    "mark",
    [
        "candour-sheet-1 {}",
        "candour-sheet-1 [[",
        "candour-sheet-1 " + "[" * 30_000,
        IDENTITY.mark.replace('"org"', '"another"'),
        Identity("org", "a", "v", "yesterday").mark,
    ],
)
def test_a_mark_that_was_changed_is_refused(mark):
    with pytest.raises(Invalid, match="what it belongs to was changed"):
        read(blank().mark(mark))


@pytest.mark.parametrize("mark", ["", "something else"])
def test_a_sheet_that_is_not_ours_is_refused(mark):
    with pytest.raises(Invalid, match="not a sheet that Candour made"):
        read(blank().mark(mark))


def test_nothing_of_the_buyers_notes_is_in_any_part_of_the_file():
    with zipfile.ZipFile(io.BytesIO(BLANK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert b"What of words?" in parts["xl/sharedStrings.xml"]
    assert not [name for name, content in parts.items() if b"CANARY" in content]


def test_everything_is_a_string_or_a_date_and_never_a_formula():
    said = {"words": Answer("words", State.ANSWERED, "=HYPERLINK(1)"), "link": Answer("link", State.ANSWERED, "+1")}
    with zipfile.ZipFile(io.BytesIO(write_sheet(make_sheet(**said)))) as archive:
        pages = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert len(pages) == 5 and not any(b"<f>" in page or b"hyperlink" in page for page in pages)


def test_only_what_the_vendor_fills_in_is_not_locked():
    with zipfile.ZipFile(io.BytesIO(BLANK)) as archive:
        pages = [archive.read(name) for name in sorted(archive.namelist()) if "worksheets/sheet" in name]
        styles = archive.read("xl/styles.xml")
    assert all(b"<sheetProtection" in page for page in pages)
    assert styles.count(b'locked="0"') == 2  # fields, and fields for a date


def test_the_same_sheet_is_the_same_file():
    assert write_sheet(make_sheet()) == write_sheet(make_sheet())
