"""The answer sheet under the fingers: saved as one goes, by keys alone, with two people, and when the line is gone."""

import re
from typing import Any

from django_scopes import scope

from checklists.models import Answer
from tests.browser.browsing import Visitor
from tests.browser.stage import APPROVER, ASSESSOR, Stage


def at_sheet(visitor: Visitor, stage: Stage, email: str, section: str = "distillation") -> Any:
    visitor.sign_in(email).work_in(stage.firm.name)
    return visitor.go(f"/admin/assessments/{stage.open_assessment}/answers/{section}/")


def mark(page: Any, key: str, words: str) -> None:
    """Wait until the mark of the card begins so."""
    begins = re.compile(rf"^\s*{re.escape(words)}")
    page.locator(f"#q-{key} [data-slot=mark]").filter(has_text=begins).wait_for()


def stored(stage: Stage, key: str) -> Any:
    with scope(organisation=stage.firm):
        return (
            Answer.objects.filter(assessment=stage.open_assessment, question=key)
            .values_list("value", flat=True)
            .first()
        )


def test_an_answer_is_saved_as_one_goes(visit, stage: Stage) -> None:
    with visit() as visitor:
        page = at_sheet(visitor, stage, ASSESSOR)
        page.locator('#q-safety_and_bias_retested [value="answered:no"]').click()
        mark(page, "safety_and_bias_retested", "Saved")
        page.locator("[data-part=state]", has_text="All saved").wait_for()
        page.reload()
        assert page.locator('#q-safety_and_bias_retested [value="answered:no"]').is_checked()
        assert visitor.noise == []


def test_progress_findings_and_new_questions_follow_at_once(visit, stage: Stage) -> None:
    with visit() as visitor:
        page = at_sheet(visitor, stage, ASSESSOR)
        before = page.locator("[data-part=progress]").inner_text()
        page.locator('#q-is_this_distilled [value="answered:no"]').click()
        mark(page, "is_this_distilled", "Saved")
        page.locator("#q-teacher_model_identity.gone").wait_for()
        page.locator('#q-is_this_distilled [value="answered:yes"]').click()
        page.locator("#q-distillation_method:not(.gone)").wait_for()
        page.locator('#q-distillation_done_by [value="answered:model_maker"]').click()
        mark(page, "distillation_done_by", "Saved")
        assert page.locator("[data-part=progress]").inner_text() != before


def test_a_half_finished_card_is_not_scolded_until_one_leaves_it(visit, stage: Stage) -> None:
    with visit() as visitor:
        page = at_sheet(visitor, stage, ASSESSOR)
        page.locator("#q-safety_and_bias_retested [value=does_not_know]").click()
        mark(page, "safety_and_bias_retested", "Not complete yet")
        assert page.locator("#q-safety_and_bias_retested .err").count() == 0
        page.locator("#q-other_techniques_used [name$='--tick']").first.focus()
        page.locator("#q-safety_and_bias_retested .err", has_text="Pick why it is not known.").wait_for()
        page.locator("[data-part=state].bad", has_text="1 answer not saved yet").wait_for()
        page.locator("#q-safety_and_bias_retested [value=nobody_here_knows]").click()
        mark(page, "safety_and_bias_retested", "Saved")
        page.locator("[data-part=state].saved", has_text="All saved").wait_for()


def test_the_bar_counts_what_a_page_of_the_server_could_not_save(visit, stage: Stage) -> None:
    with visit() as visitor:
        page = at_sheet(visitor, stage, ASSESSOR)
        page.locator("#q-safety_and_bias_retested [value=does_not_know]").click()
        mark(page, "safety_and_bias_retested", "Not complete yet")
        page.click("button[name=stay] >> nth=-1")
        page.locator(".note.stop", has_text="1 answer needs mending").wait_for()
        page.locator("[data-part=state].bad", has_text="1 answer not saved yet").wait_for()
        assert page.locator("[data-part=state].saved").count() == 0


def test_a_card_is_answered_by_keys_alone(visit, stage: Stage) -> None:
    with visit() as visitor:
        page = at_sheet(visitor, stage, ASSESSOR)
        page.locator("#q-other_techniques_used [name$='--tick']").first.focus()
        page.keyboard.press("6")
        mark(page, "other_techniques_used", "Saved")
        page.locator("#q-safety_and_bias_retested .say input").first.focus()
        page.keyboard.press("k")
        mark(page, "safety_and_bias_retested", "Not complete yet")
        page.locator("#q-other_techniques_used [name$='--tick']").last.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("1")
        mark(page, "safety_and_bias_retested", "Saved")
    assert stored(stage, "other_techniques_used") == ["none"]
    assert stored(stage, "safety_and_bias_retested") == "yes"


def test_letters_in_a_text_field_stay_letters(visit, stage: Stage) -> None:
    with visit() as visitor:
        page = at_sheet(visitor, stage, ASSESSOR, "accuracy_trade_off")
        field = page.locator("#uses_to_avoid--text")
        field.fill("")
        field.press_sequentially("kac d1y")
        page.keyboard.press("Control+s")
        mark(page, "uses_to_avoid", "Saved")
    assert stored(stage, "uses_to_avoid") == "kac d1y"


def test_the_next_open_question_is_a_key_away(visit, stage: Stage) -> None:
    with visit() as visitor:
        page = at_sheet(visitor, stage, ASSESSOR)
        page.locator("#q-is_this_distilled .say input").first.focus()
        page.keyboard.press("Alt+n")
        focused = page.evaluate("document.activeElement.closest('fieldset.q').dataset.question")
        assert focused == "distillation_done_by"


# The server has written, and its reply is still on the way: where a page sent meanwhile would be a version behind.
SLOW_REPLIES = """() => {
  const quick = window.fetch;
  window.fetch = async (...asked) => {
    const reply = await quick(...asked);
    await new Promise((done) => setTimeout(done, 1500));
    return reply;
  };
}"""


def test_a_page_saved_while_a_card_is_being_saved_meets_no_conflict_with_itself(visit, stage: Stage) -> None:
    with visit() as visitor:
        page = at_sheet(visitor, stage, ASSESSOR, "accuracy_trade_off")
        page.evaluate(SLOW_REPLIES)
        page.fill("#uses_to_avoid--text", "Payroll")
        page.keyboard.press("Control+s")
        mark(page, "uses_to_avoid", "Saving")
        page.fill("#uses_to_avoid--text", "Payroll and tax")
        page.click("button[name=stay] >> nth=-1")
        page.locator(".said", has_text="Saved.").wait_for()
        assert page.locator(".conflict").count() == 0
    assert stored(stage, "uses_to_avoid") == "Payroll and tax"


def test_two_people_at_one_answer_see_both_texts(visit, stage: Stage) -> None:
    with visit() as one, visit() as other:
        mine, theirs = at_sheet(one, stage, ASSESSOR), at_sheet(other, stage, APPROVER)
        theirs.locator('#q-safety_and_bias_retested [value="answered:yes"]').click()
        mark(theirs, "safety_and_bias_retested", "Saved")
        mine.locator('#q-safety_and_bias_retested [value="answered:no"]').click()
        mark(mine, "safety_and_bias_retested", "Two answers, yours not saved")
        mine.locator("[data-part=state].bad", has_text="1 answer not saved yet").wait_for()
        alert = mine.locator("#q-safety_and_bias_retested [data-slot=alert]")
        assert "Tom Webb saved a different answer" in alert.inner_text()
        alert.locator("[value=mine]").check()
        alert.locator("text=Use the one I picked").click()
        mark(mine, "safety_and_bias_retested", "Saved")
    assert stored(stage, "safety_and_bias_retested") == "no"


def test_what_is_typed_while_the_line_is_gone_is_saved_once_it_is_back(visit, stage: Stage) -> None:
    with visit() as visitor:
        page = at_sheet(visitor, stage, ASSESSOR, "accuracy_trade_off")
        page.context.set_offline(True)
        page.fill("#uses_to_avoid--text", "Typed in a tunnel")
        mark(page, "uses_to_avoid", "Not saved: no connection")
        assert "not saved yet" in page.locator("[data-part=state]").inner_text()
        page.context.set_offline(False)
        mark(page, "uses_to_avoid", "Saved")
    assert stored(stage, "uses_to_avoid") == "Typed in a tunnel"


def test_what_is_typed_after_the_session_ended_is_saved_once_one_has_signed_in_again(visit, stage: Stage) -> None:
    with visit() as visitor:
        page = at_sheet(visitor, stage, ASSESSOR, "accuracy_trade_off")
        tab = Visitor(page.context.new_page(), visitor.base)
        tab.go("/admin/you/").click("text=Sign out")
        page.fill("#uses_to_avoid--text", "Typed after lunch")
        mark(page, "uses_to_avoid", "Not saved: you are signed out")
        page.click("button[name=stay] >> nth=-1")
        assert page.locator("#uses_to_avoid--text").input_value() == "Typed after lunch"
        tab.sign_in(ASSESSOR).work_in(stage.firm.name)
        mark(page, "uses_to_avoid", "Saved")
    assert stored(stage, "uses_to_avoid") == "Typed after lunch"


def test_a_line_is_added_to_a_table_and_a_file_is_kept(visit, stage: Stage) -> None:
    with visit() as visitor:
        page = at_sheet(visitor, stage, ASSESSOR, "accuracy_trade_off")
        card = page.locator("#q-rare_and_hard_cases")
        card.locator("[name='rare_and_hard_cases--row-0-test']").fill("Letters")
        card.locator("text=Add a line").click()
        card.locator("[name='rare_and_hard_cases--row-1-test']").fill("Penalties")
        page.keyboard.press("Control+s")
        mark(page, "rare_and_hard_cases", "Saved")
        card.locator("[data-slot=support]").click()
        file = {"name": "results.txt", "mimeType": "text/plain", "buffer": b"106 of 120"}
        card.locator("input[type=file]").set_input_files([file])
        card.locator("[data-slot=files]", has_text="results.txt").wait_for()
    assert [row["test"] for row in stored(stage, "rare_and_hard_cases")] == ["Letters", "Penalties"]


def test_leaving_with_something_unsaved_asks_first(visit, stage: Stage) -> None:
    with visit() as visitor:
        page = at_sheet(visitor, stage, ASSESSOR, "accuracy_trade_off")
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        page.context.set_offline(True)
        page.fill("#uses_to_avoid--text", "Not saved")
        mark(page, "uses_to_avoid", "Not saved: no connection")
        page.evaluate("setTimeout(() => { location.href = '/admin/'; }, 0)")
        page.wait_for_timeout(800)
        assert asked == ["beforeunload"]
        assert page.locator("#uses_to_avoid--text").input_value() == "Not saved"
