"""The director's page of the two tiers: how each did, what each costs, and what our reading makes of it."""

from typing import Any

import pytest

from checklists.dossier.our_reading import in_short, told_in_full
from checklists.dossier.reading import Reading, read
from checklists.dossier.sections.cost import context as cost
from checklists.dossier.sections.cover import context as cover
from checklists.dossier.steps import next_tasks
from checklists.dossier.two_tiers import FREE, HELD, NO_PRICE, UNLIKE, two_tiers
from tests.dossier.examples import make_example
from tests.dossier.makers import make_envelope


def reading(name: str, **judged: Any) -> Reading:
    snapshot = make_example(name)
    snapshot["judgement"] |= judged
    return read(snapshot, make_envelope())


def money(name: str, **changes: Any) -> dict[str, Any]:
    return make_example(name)["judgement"]["money"] | changes


def test_an_own_test_is_told_in_figures_with_its_worst_kind_and_what_a_mistake_may_cost():
    assert two_tiers(reading("gpt4o_mini")) == (
        "Our own test, 18 Nov 2026: the larger tier had 110 of 120 right, the cheaper one 98 of 120. Beyond your limit "
        "(2 in a hundred). Worst: “Building work”, 26 of 30 and 16 of 30. They cost £64.00 and £28.00 a month. The "
        "cheaper one pays while a mistake costs less than £0.90; we say it costs £35.00."
    )


def test_a_vendors_comparison_is_told_as_the_vendors_and_never_as_ours():
    told = two_tiers(reading("deepseek"))
    assert told.startswith("Not compared on our own work. The vendor's comparison, 6 Nov 2026: the larger tier had 52")


@pytest.mark.parametrize(
    ("judged", "said"),
    [
        ({}, FREE),
        ({"money": money("gpt4o_mini", withheld=True)}, HELD),
        ({"money": money("gpt4o_mini", saving=None)}, UNLIKE),
        (
            {"money": money("gpt4o_mini", tiers=[each | {"prices": []} for each in money("gpt4o_mini")["tiers"]])},
            NO_PRICE,
        ),
    ],
)
def test_what_is_not_known_of_the_money_is_said_and_never_nought(judged, said):
    assert two_tiers(reading("distilbert", **judged)) == f"Not compared on our own work. {said}"


def test_a_record_from_before_tiers_were_compared_says_nothing_of_them():
    snapshot = make_example("gpt4o_mini")
    del snapshot["judgement"]["trade_off"], snapshot["judgement"]["money"]
    assert two_tiers(read(snapshot, make_envelope())) == ""


def test_our_reading_in_short_gives_the_reasons_for_the_larger_tier():
    said = in_short(reading("gpt4o_mini"))
    assert said.startswith("Use the larger model. Your own test of 120 items shows") and "£35.00" in said


def test_our_reading_in_short_counts_the_answers_that_are_wanting_and_repeats_none():
    assert in_short(reading("deepseek")) == (
        "Cannot tell yet. Five answers would settle it: what to do next says where to look."
    )


def test_beside_a_decision_that_agrees_our_reading_is_one_line():
    assert in_short(reading("distilbert")).startswith("the same, “Go ahead, on conditions”.")


def test_the_title_page_says_what_we_make_of_it_beside_the_decision():
    rows = [label for label, _ in cover(reading("gpt4o_mini"))["rows"]]
    assert rows[rows.index("Decision") + 1] == "Our reading"
    assert dict(cover(reading("gpt4o_mini"))["rows"])["Our reading"] == "Use the larger model"
    assert "Our reading" not in dict(cover(reading("gpt4o_mini", recommendation=None))["rows"])


def test_the_first_task_is_the_larger_tier_by_the_name_that_its_vendor_gives_it():
    task = next_tasks(reading("gpt4o_mini"))[0]
    assert task.text == "Move this work to the larger tier, “Standard”. Whoever decides otherwise writes down why"
    assert [ref.anchor for ref in task.settles] == ["trade_off"]


def test_open_questions_are_put_together_by_where_their_answers_may_be_found():
    tasks = [each.text for each in next_tasks(reading("deepseek"))]
    assert tasks[0] == "Write down why this tier is good enough for the work: question 1.3"
    assert tasks[1].endswith("Try it on your own documents: that tells you more than a sentence from the vendor would.")
    assert tasks[2].startswith("Get an answer to questions 7.1 (“") and "Look in the contract first" in tasks[2]
    assert tasks[3].startswith("Get an answer to question 7.7 (“") and tasks[3].endswith("Ask the vendor.")


def test_where_a_test_would_settle_it_the_test_is_a_task():
    said = make_example("deepseek")["judgement"]["recommendation"]
    test = said["questions"][1] | {"rests_on": "test", "key": "own_test"}
    tasks = next_tasks(reading("deepseek", recommendation=said | {"questions": [test]}))
    assert tasks[0].text.startswith("Test both tiers") and [ref.label for ref in tasks[0].settles] == ["5.1"]


def test_a_decided_dossier_sets_no_task_of_our_reading():
    assert next_tasks(reading("distilbert"))[0].settles[0].label == "C1"


def test_reasons_from_the_comparison_and_the_money_point_to_their_parts():
    reasons = told_in_full(reading("gpt4o_mini"))["reasons"]
    assert [[ref.anchor for ref in each["refs"]] for each in reasons] == [["trade_off"], ["cost"]]


def test_two_tiers_that_cost_nothing_have_no_bars():
    assert cost(reading("distilbert"))["figure"] == "" and cost(reading("deepseek"))["figure"]
