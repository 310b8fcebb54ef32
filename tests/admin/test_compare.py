"""Compare two tiers at the browser: the three roads to results, and nothing that was typed is lost on a refusal."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from checklists.models import Evaluation, OwnTestItem
from checklists.rules.trade_off.counts import Pairs
from checklists.services.own_tests import finish_own_test
from tests.admin.staff import Staff, text_of
from tests.evaluation_makers import CSV, SLICES, make_evaluation, make_marks, make_outputs, make_plan, make_test
from tests.makers import COMMAND, NOW, TODAY, make_assessment, make_use

PLAN = {"title": "Our letters", "task": "Letters", "larger": "Pro", "cheaper": "Lite", "tolerance": "3"}
DAY = "20 November 2026"


def test_an_own_test_goes_from_plan_to_counts_without_script(assessor: Staff):
    use = make_use()
    assessor.send("admin:comparison_new", use.pk, **PLAN, how="own_test")
    test = Evaluation.objects.get()
    assert test.blind and test.tolerance == 3
    assessor.send("admin:comparison_items", test.pk, items="\n".join(f"Letter {n}" for n in range(1, 13)))
    page = assessor.see("admin:comparison_outputs", test.pk, 1)
    typed = {f"{tier}-{n}": f"{tier} {n}" for tier in ("larger", "cheaper") for n in range(1, 11)}
    sent = assessor.send("admin:comparison_outputs", test.pk, 1, page=page, next="", **typed)
    assert sent["Location"].endswith("/outputs/2/")
    marked = {f"{side}-{n}": "right" for side in ("first", "second") for n in range(1, 11)}
    assessor.send("admin:comparison_marks", test.pk, 1, leave="", **marked)
    refused = assessor.post(
        "admin:comparison_finish", test.pk, data={"rendered_for": assessor.token(), "measured_on": DAY}
    )
    assert "2 of 12 items lack a mark: 11, 12" in text_of(refused.content.decode())
    done = {"rendered_for": assessor.token(), "measured_on": DAY, "leave_out": "on"}
    assessor.post("admin:comparison_finish", test.pk, data=done)
    test.refresh_from_db()
    assert test.slices.get().counts == Pairs(10, 0, 0, 0) and test.left_out == 2
    assessor.press("admin:comparison_forget", test.pk)
    assert not OwnTestItem.objects.exclude(text="").exists()


def test_marks_that_are_refused_still_stand_on_the_page(assessor: Staff):
    test = make_test(blind=True)
    page = assessor.send("admin:comparison_marks", test.pk, 1, **{"first-2": "right"}).content.decode()
    assert "Item 2 has no two outputs yet" in text_of(page)
    assert assessor.form(page)["first-2"] == "right"


def test_counts_that_contradict_each_other_are_shown_beside_their_field(assessor: Staff):
    plan = make_plan()
    counts = {"t0-larger_right": "9", "t0-larger_total": "8", "t0-cheaper_right": "1", "t0-cheaper_total": "8"}
    page = assessor.send("admin:comparison_counts", plan.pk, measured_on=DAY, **counts).content.decode()
    assert "9 cannot be right of 8" in text_of(page) and assessor.form(page)["t0-larger_right"] == "9"
    assessor.send("admin:comparison_counts", plan.pk, page=page, **{"t0-larger_right": "7"})
    assert Evaluation.objects.get().is_done


def test_every_wrong_line_of_a_file_is_listed(assessor: Staff):
    plan = make_plan()
    bad = SimpleUploadedFile("a.csv", CSV.replace(b"no", b"nope"))
    page = assessor.send("admin:comparison_file", plan.pk, files={"file": bad}, measured_on=DAY).content.decode()
    assert "Line 3: 'nope' under cheaper_correct is no mark" in text_of(page).replace("&#x27;", "'")
    assessor.send("admin:comparison_file", plan.pk, files={"file": SimpleUploadedFile("a.csv", CSV)}, measured_on=DAY)
    assert Evaluation.objects.get().is_done


def test_the_form_for_items_begins_empty(assessor: Staff):
    test = make_test(items=0)
    assert assessor.form(assessor.see("admin:comparison_items", test.pk))["items"] == ""


def test_a_comparison_with_results_says_what_they_mean(assessor: Staff):
    row = make_evaluation(
        slices=[*SLICES, {"name": "forms", "both": 20, "only_larger": 1, "only_cheaper": 1, "neither": 0}]
    )
    page = text_of(assessor.see("admin:comparison", row.pk))
    for said in ("What it says", "Nobody has said how many more mistakes", "92 of 100", "McNemar", "What was compared"):
        assert said in page


def test_a_vendors_comparison_is_shown_by_itself_and_says_that_it_is_theirs(assessor: Staff):
    row = make_evaluation(done_by="vendor")
    page = text_of(assessor.see("admin:comparison", row.pk))
    assert "The vendor's" in page and "92 of 100" in page


def test_a_comparison_that_nobody_wants_is_deleted_while_it_has_no_result(assessor: Staff):
    test = make_test()
    assert "Delete this comparison" in assessor.see("admin:comparison", test.pk)
    sent = assessor.press("admin:comparison_delete", test.pk)
    assert sent["Location"].endswith(f"/{test.model_use_id}/comparisons/")
    assert not Evaluation.objects.exists() and not OwnTestItem.objects.exists()


def test_a_comparison_with_a_mark_is_not_offered_for_deletion_and_is_not_deleted(assessor: Staff):
    test = make_marks(make_outputs(make_test()), n1=("right", "wrong"))
    assert "Delete this comparison" not in assessor.see("admin:comparison", test.pk)
    refused = assessor.press("admin:comparison_delete", test.pk)
    assert "A result of this comparison is known" in text_of(refused.content.decode())
    assert Evaluation.objects.exists()


def test_from_a_model_in_use_one_finds_every_page_about_it_in_order(assessor: Staff):
    assessment = make_assessment()
    page = assessor.see("admin:checklists_modeluse_change", assessment.model_use_id)
    words = (
        "What is known",
        "Its assessment",
        "Compare two",
        "Prices",
        "Findings",
        "Duties",
        "What changed",
        "Decide",
        "Dossiers",
    )
    links = text_of(page.split('class="register-links"')[1].split("</ul>")[0])
    places = [links.index(each) for each in words]
    assert places == sorted(places)


def test_from_the_overview_one_finds_every_page_about_it_in_order(assessor: Staff):
    page = text_of(assessor.see("admin:assessment", make_assessment().pk).split('id="look"')[1])
    words = (
        "What is known",
        "Answers",
        "Compare two",
        "Prices",
        "Judgement",
        "Duties",
        "What changed",
        "Review",
        "Decide",
        "Dossiers",
    )
    places = [page.index(each) for each in words]
    assert places == sorted(places)


def test_an_own_test_shows_whose_turn_it_is_and_offers_today_as_its_day(assessor: Staff):
    test = make_outputs(make_test(blind=True), numbers=(1, 2))
    turns = ["Go on pasting outputs", "Begin marking", "Finish the test"]
    seen = [_main_button(assessor.see("admin:comparison", test.pk))]
    make_outputs(test)
    seen.append(_main_button(assessor.see("admin:comparison", test.pk)))
    make_marks(test, **{f"n{number}": ("right", "right") for number in (1, 2, 3)})
    page = assessor.see("admin:comparison", test.pk)
    assert [*seen, _main_button(page)] == turns
    assert assessor.form(page)["measured_on"].endswith(str(date.today().year))


def _main_button(page: str) -> str:
    button = page.split('id="steps"')[1].split('class="btn main"')[1]
    return text_of("<a" + button.split("</a>")[0].split("</button>")[0])


def test_a_plan_without_a_limit_says_that_it_is_to_be_set_first(assessor: Staff):
    sent = assessor.send("admin:comparison_new", make_use().pk, **{**PLAN, "tolerance": ""}, how="own_test")
    assert "Set it on the page of the comparison before the first result" in assessor.see(sent["Location"])


def test_what_has_just_been_done_is_told_in_a_list_inside_a_status(assessor: Staff):
    sent = assessor.send("admin:comparison_new", make_use().pk, **PLAN, how="own_test")
    assert '<div role="status"><ul class="said">' in assessor.see(sent["Location"])


def test_a_finished_own_test_is_given_as_a_sheet_with_what_each_tier_wrote_and_got_right(assessor: Staff):
    test = make_test(blind=True, items=1)
    make_outputs(test, (1,))
    item = OwnTestItem.objects.get()
    first, second = ("wrong", "right") if item.cheaper_first else ("right", "wrong")
    make_marks(test, n1=(first, second))
    finish_own_test(test, measured_on=TODAY, version=None, by=COMMAND, at=NOW)
    given = assessor.get("admin:comparison_sheet", test.pk)
    assert given["Content-Disposition"] == 'attachment; filename="oak-against-oak-lite.csv"'
    assert given.content.decode("utf-8-sig").splitlines()[1] == "1,letters,Item 1,Larger 1,Cheaper 1,yes,no"


def test_no_sheet_is_given_of_a_blind_test_under_way_nor_of_a_comparison_without_items(assessor: Staff):
    blind = make_test(blind=True)
    assert "once the test is finished" in text_of(assessor.get("admin:comparison_sheet", blind.pk).content.decode())
    plan = make_plan(blind.model_use)
    assert "has no items of its own" in text_of(assessor.get("admin:comparison_sheet", plan.pk).content.decode())
    assert "Larger" not in assessor.see("admin:comparison", blind.pk)


def test_who_may_only_look_gets_no_sheet(viewer: Staff):
    assert viewer.get("admin:comparison_sheet", make_test().pk).status_code == 403
