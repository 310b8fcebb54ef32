"""Whatever answers stand on a sheet, the same ones are read from it: by us, and after another program saved it."""

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checklists.formats.workbook import cells
from checklists.formats.workbook.cells import Page, read_pages
from checklists.formats.workbook.child import pages_of
from checklists.formats.workbook.reading import read_returned
from checklists.formats.workbook.writing import write_sheet
from checklists.rules.answers import Answer, State, WhoMaySee
from tests.workbook_makers import QUESTIONNAIRE, SIZES, make_sheet

NO_SOFFICE = "LibreOffice is not installed (apt-get install libreoffice-calc-nogui)"
# What a person can type into a cell: no control characters, no space at the ends, and something in it.
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), include_characters="\n\t=+-@'\"<&;_x0041")
WORDS = st.text(CHARACTERS, min_size=1, max_size=60).map(str.strip).filter(bool)
FIGURES = st.decimals(0, 10**9, places=2, allow_nan=False).map(lambda number: format(number, "f"))
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
ISO = DAYS.map(date.isoformat)
SIZE = st.sampled_from([choice.value for choice in SIZES])
CURRENCY = st.sampled_from(["GBP", "USD", "EUR", "JPY"])
MONEY = st.fixed_dictionaries({"amount": FIGURES, "currency": CURRENCY})
MODEL = st.fixed_dictionaries({"name": WORDS})
# A line that holds a suggested first cell and nothing else counts as empty, so there is always a fee.
LINE = st.fixed_dictionaries(
    {"fee": MONEY},
    optional={
        "part": WORDS,
        "who": st.sampled_from(["vendor", "another_supplier"]),
        "days": FIGURES,
        "model": MODEL,
        "since": ISO,
    },
)
LINES = st.lists(LINE, min_size=1, max_size=4)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "words": WORDS,
    "link": WORDS,
    "plain": st.sampled_from(["yes", "no"]),
    "size": SIZE,
    "sizes": st.sampled_from([["small"], ["large"], ["small", "large"], ["none"]]),
    "count": st.one_of(FIGURES, st.just("no_limit")),
    "share": FIGURES,
    "price": MONEY,
    "day": ISO,
    "tested": st.one_of(ISO, st.just("never")),
    "model": MODEL,
    "parts": LINES,
    "proof": st.one_of(SIZE, st.fixed_dictionaries({"choice": SIZE, "table": LINES})),
}
SECOND = {"plain": WORDS, "size": SIZE}
REASONS = st.sampled_from([("does_not_know", "maker_does_not_say"), ("confidential", "under_nda"), ("refuses", "")])
NOTES = st.one_of(st.just(""), WORDS)
MAY_SEE = st.sampled_from(list(WhoMaySee))


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Answer]:
    """An answer to each question, or none."""
    found = {}
    for key, values in VALUES.items():
        kind = draw(st.sampled_from(["none", "answered", "silent", "not_applicable"]))
        about = {"note": draw(NOTES), "date_asked": draw(st.none() | DAYS), "who_may_see": draw(MAY_SEE)}
        if kind == "answered":
            second = draw(st.none() | SECOND[key]) if key in SECOND else None
            found[key] = Answer(key, State.ANSWERED, draw(values), second, **about)
        elif kind == "silent":
            state, reason = draw(REASONS)
            found[key] = Answer(key, State(state), reason=reason, **about)
        elif kind == "not_applicable":
            found[key] = Answer(key, State.NOT_APPLICABLE, **{**about, "note": draw(WORDS)})
    return found


def read_here(content: bytes) -> tuple[Page, ...]:
    """As `read_pages`, without a process for each example."""
    return tuple(Page(name, tuple(map(tuple, rows))) for name, rows in pages_of(content))


def read_back(pages: tuple[Page, ...]) -> dict[str, Answer]:
    found = read_returned(pages, QUESTIONNAIRE)
    assert found.wrong == ()
    return {said.answer.question: said.answer for said in found.said}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(answers())
@example({"words": Answer("words", State.ANSWERED, "_x0041_ _x000D_ _x005F_")})
def test_any_answers_come_back_as_they_were_written(said: dict[str, Answer]):
    assert read_back(read_here(write_sheet(make_sheet(**said)))) == said


ROWS = [{"part": "Serving", "who": "vendor", "days": "14", "fee": {"amount": "5.40", "currency": "USD"}}]
ONE_OF_EACH = {
    "words": '=1+1, and "this" stays\non two lines; naïve £5 日本',
    "link": "https://example.org/?a=1&b=2",
    "plain": "no",
    "size": "large",
    "sizes": ["small", "large"],
    "count": "1500",
    "share": "12.50",
    "price": {"amount": "5.40", "currency": "GBP"},
    "day": "2026-11-24",
    "tested": "2026-02-01",
    "model": {"name": "Fell Lite 2"},
    "parts": ROWS,
}


def one_of_each() -> dict[str, Answer]:
    said = {key: Answer(key, State.ANSWERED, value) for key, value in ONE_OF_EACH.items()}
    silent = Answer("proof", State.DOES_NOT_KNOW, reason="maker_does_not_say", date_asked=date(2026, 11, 2))
    said["plain"] = Answer("plain", State.ANSWERED, "no", "Since May", who_may_see=WhoMaySee.BUYER_TEAM)
    return {**said, "proof": silent}


@pytest.mark.skipif(not shutil.which("soffice"), reason=NO_SOFFICE)
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_sheet_that_libreoffice_saved_again_says_the_same(tmp_path: Path, ending: str):
    path = tmp_path / "in" / "questions.xlsx"
    path.parent.mkdir()
    path.write_bytes(write_sheet(make_sheet(**one_of_each())))
    saved = saved_by_libreoffice(path, ending, tmp_path)
    assert read_back(read_pages(saved.name, saved.read_bytes())) == one_of_each()


def saved_by_libreoffice(path: Path, ending: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "out" / f"{path.stem}.{ending}"


@pytest.mark.skipif(not shutil.which("soffice"), reason=NO_SOFFICE)
def test_drop_downs_and_protection_outlive_libreoffice(tmp_path: Path):
    path = tmp_path / "questions.xlsx"
    path.write_bytes(write_sheet(make_sheet()))
    text = saved_by_libreoffice(path, "fods", tmp_path).read_text()
    assert text.count('table:protected="true"') == 5
    assert "cell-content-is-in-list" in text and "cell-content-is-date" in text


def test_cells_are_named_as_a_spreadsheet_names_them():
    assert [cells.letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
