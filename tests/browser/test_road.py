"""The whole road in a browser: check a tool, answer, submit, judge, decide, export; with script and without."""

import re

import pytest
from django_scopes import scope

from checklists.models import Answer, Assessment, Decision, Dossier
from tests.browser.browsing import Visitor
from tests.browser.stage import APPROVER, ASSESSOR, Stage


def begin(visitor: Visitor, stage: Stage) -> str:
    """From the one button of home to an open assessment."""
    page = visitor.sign_in(ASSESSOR).work_in(stage.firm.name).page
    page.click("text=Check an AI tool >> nth=-1")
    page.locator(".pick", has_text="An AI feature inside other software").click()
    page.fill("#vendor", "Tarn Ledgers Ltd")
    page.fill("#product", "Tarn Copilot")
    page.fill("#purpose", "Sorting invoices")
    page.fill("#model", "4o mini")
    page.press("#model", "Enter")  # as good as the button beside it, and it leads to what was found
    page.wait_for_url("**/admin/check/#s4")
    page.locator(".pick", has_text="GPT-4o mini").click()
    page.locator('[name="fact--task_criticality"][value=complex]').check()
    page.click("button[name=work] >> nth=-1")
    assert re.search(r"\d+ questions", page.locator(".sum").inner_text())
    page.click("button[name=start]")
    page.wait_for_url("**/admin/assessments/**")
    return page.url.split("/assessments/")[1].split("/")[0]


@pytest.mark.parametrize("script", [True, False])
def test_a_tool_is_checked_from_the_first_button_to_the_dossier(visit, stage: Stage, script: bool) -> None:
    with visit(script=script) as assessor, visit(script=script) as approver:
        key = begin(assessor, stage)
        page = assessor.page
        page.click("text=Start answering")
        page.fill("#task_and_example--text", "Sorting invoices. Last week: a builder's with no VAT number.")
        page.locator("#q-output_checking .pick", has_text="A named person, every item").click()
        page.click(".dock .btn.main")
        page.wait_for_url("**/answers/cost_and_tier/#main")
        assessor.go(f"/admin/assessments/{key}/")
        page.click("text=Submit for review")
        assert "It is in review now" in page.locator(".said").inner_text()
        assessor.go(f"/admin/assessments/{key}/review/intake/")
        page.locator('[name="task_and_example--judged"][value=satisfactory]').check()
        page.click("button[name=stay]")
        decider = approver.sign_in(APPROVER).work_in(stage.firm.name).page
        approver.go(f"/admin/assessments/{key}/decide/")
        decider.locator("[name=outcome][value=on_hold]").check()
        decider.fill("#reasons", "Until the vendor says where it runs.")
        decider.click(".dock .btn.main")
        decider.wait_for_url(f"**/admin/assessments/{key}/")
        decider.click("text=Export dossier")
        decider.wait_for_url("**/admin/dossiers/**")
        assert "Waiting for its turn" in decider.locator("[data-part=dossier]").inner_text()
        assert (assessor.noise, approver.noise) == ([], [])
    with scope(organisation=stage.firm):
        assert Answer.objects.filter(assessment=key, state="answered").count() == 2
        assert Decision.objects.get(assessment=key).outcome == "on_hold"
        assert Dossier.objects.filter(assessment=key).exists()
        assert Assessment.objects.get(pk=key).state == "decided"


def test_one_who_took_part_is_told_who_decides(visit, stage: Stage) -> None:
    with visit() as visitor:
        key = begin(visitor, stage)
        page = visitor.go(f"/admin/assessments/{key}/answers/intake/")
        page.fill("#task_and_example--text", "Sorting invoices.")
        page.click("button[name=stay] >> nth=-1")
        page.locator(".said", has_text="Saved.").wait_for()
        visitor.go(f"/admin/assessments/{key}/")
        page.click("text=Submit for review")
        visitor.go(f"/admin/assessments/{key}/decide/")
        assert "Tom Webb" in visitor.page.locator("#main").inner_text()
        assert visitor.page.locator("[name=outcome]").count() == 0


def test_a_list_is_narrowed_and_opened_without_script(visit, stage: Stage) -> None:
    with visit(script=False) as visitor:
        visitor.sign_in(ASSESSOR).work_in(stage.firm.name)
        page = visitor.go("/admin/checklists/assessment/")
        page.click(".filters >> text=Being answered")
        page.click("#result_list >> text=Fell Assistant, Lite")
        assert page.locator("h1").inner_text() == "Fell Assistant, Lite"


def test_the_menu_opens_on_a_small_screen_without_script(visit, stage: Stage) -> None:
    with visit(width=390, script=False) as visitor:
        page = visitor.sign_in(ASSESSOR).page
        page.click(".rail-fold > details > summary")
        page.click("nav[aria-label='Main, small screen'] >> text=Vendors")
        assert page.locator("h1").inner_text() == "Vendors"
