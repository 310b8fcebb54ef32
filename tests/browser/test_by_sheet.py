"""The sheet's road in a browser: downloaded, filled in, brought back, looked at, taken in; with script and without."""

from pathlib import Path

import pytest
from django_scopes import scope

from checklists.models import Answer
from tests.browser.stage import ASSESSOR, Stage
from tests.browser.test_pages import wrong_with
from tests.workbook_makers import Filled


def filled_in(content: bytes) -> bytes:
    """What the vendor makes of it: an answer, a silence, one that changes what stands, and one that cannot be read."""
    filled = Filled(content).sign(name="Jo Beck", role="Head of product", day="20 November 2026", attested="Yes")
    filled.answer("base_model_and_creator", "DeepSeek R1 Distill 70B").answer("prompt_retention_days", "thirty")
    filled.put("results_by_group", "state", "We do not know: nobody here knows")
    filled.beneath("tick:processing_locations:uk", "Yes")
    return filled.xlsx()


@pytest.mark.parametrize("script", [True, False])
def test_a_sheet_goes_out_and_comes_back(visit, stage: Stage, tmp_path: Path, script: bool) -> None:
    with visit(script=script) as assessor:
        page = assessor.sign_in(ASSESSOR).work_in(stage.firm.name).page
        assessor.go(f"/admin/assessments/{stage.open_assessment}/")
        page.click("text=Send as a sheet")
        page.locator(".pick", has_text="Everything that the vendor can answer").click()
        with page.expect_download() as started:
            page.click("text=Download the sheet")
        assert started.value.suggested_filename == "candour-questions-beck-fell-software-ltd-fell-assistant.xlsx"
        back = tmp_path / "back.xlsx"
        back.write_bytes(filled_in(Path(started.value.path()).read_bytes()))
        page.set_input_files("#file", back)
        page.click("text=See what is in it")
        said = page.locator("#main").inner_text()
        assert "1 changed" in said and "1 cell refused" in said and "Answered by Jo Beck" in said
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.click("text=Take in what is ticked")
        page.wait_for_url(f"**/admin/assessments/{stage.open_assessment}/")
        assert "Taken in: 3 answers from back.xlsx" in page.locator(".said").inner_text()
        assert assessor.noise == []
    with scope(organisation=stage.firm):
        rows = Answer.objects.filter(assessment=stage.open_assessment, by_face="sheet")
        assert {row.said_by_name for row in rows} == {"Jo Beck"} and rows.count() == 3


@pytest.mark.parametrize("width", [1280, 390])
def test_what_came_back_is_accessible_and_whole(visit, stage: Stage, tmp_path: Path, width: int) -> None:
    """Both pages; the second has no address of its own, so the tour of all pages does not meet it."""
    with visit(width=width) as assessor:
        page = assessor.sign_in(ASSESSOR).work_in(stage.firm.name).page
        assessor.go(f"/admin/assessments/{stage.open_assessment}/sheet/")
        assert wrong_with(assessor, "by-sheet", width) == []
        page.locator(".pick", has_text="Everything that the vendor can answer").click()
        with page.expect_download() as started:
            page.click("text=Download the sheet")
        back = tmp_path / "back.xlsx"
        back.write_bytes(filled_in(Path(started.value.path()).read_bytes()))
        page.set_input_files("#file", back)
        page.click("text=See what is in it")
        page.locator("text=1 cell refused").first.wait_for()
        assert wrong_with(assessor, "what came back", width) == []
