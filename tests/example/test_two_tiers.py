"""The example's two tiers: a test of one's own, a vendor's comparison and none; each made up, and saying so."""

from datetime import date
from typing import Any

import pytest
from django_scopes import scope

from checklists.models import Evaluation, OwnTestItem, PricePoint
from checklists.services.judging import judge_assessment
from procurement.example import deepseek, distilbert, firm, gpt4o_mini
from procurement.example.letters import CLIENTS, QUESTIONS, letters_of
from procurement.example.load import example_assessments, load_example

SLICES = gpt4o_mini.CASE["comparison"]["slices"]
CASES = (distilbert.CASE, deepseek.CASE, gpt4o_mini.CASE)


@pytest.fixture
def judged(db) -> dict[str, Any]:
    with scope(organisation=load_example()):
        rows = example_assessments()
        return {name.split("-")[0]: judge_assessment(row, firm.DECIDED.date()).judgement for name, row in rows}


def test_the_three_cases_end_with_three_recommendations(judged):
    assert {name: found.recommendation.outcome.value for name, found in judged.items()} == {
        "distilbert": "go_ahead_on_conditions",
        "deepseek": "cannot_tell_yet",
        "gpt": "prefer_larger_tier",
    }


def test_one_has_a_test_of_its_own_one_the_vendors_word_and_one_no_comparison(judged):
    found = {
        name: [each.weighed.evaluation.done_by.value for each in one.trade_off.comparisons]
        for name, one in judged.items()
    }
    assert found == {"distilbert": [], "deepseek": ["vendor"], "gpt": ["buyer"]}
    assert [name for name, one in judged.items() if one.trade_off.relied_on] == ["gpt"]


def test_the_own_test_has_a_limit_set_before_it_and_a_kind_that_came_out_worst(judged):
    relied_on = judged["gpt"].trade_off.relied_on
    assert not relied_on.evaluation.tolerance_late
    assert relied_on.evaluation.tolerance_on < relied_on.evaluation.measured_on
    assert (relied_on.worst.name, relied_on.result.items) == ("Building work", 120)


def test_what_it_saves_is_held_against_what_a_mistake_costs(judged):
    money = judged["gpt"].money
    assert money.break_even.value < money.usage.mistake.amount
    assert money.against_cheaper in [each.text for each in judged["gpt"].recommendation.reasons]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_every_comparison_says_that_it_is_made_up_and_nothing_of_the_real_model(case):
    given = case.get("comparison")
    if given:
        assert "made up" in given["title"]
        assert "made up for the example" in given["note"] and "say nothing about" in given["note"]
        assert date.fromisoformat(given["measured_on"]) <= firm.TESTED.date()


def test_every_price_is_of_the_catalogue_with_its_address_or_says_that_it_is_made_up(db):
    with scope(organisation=load_example()):
        for price in PricePoint.objects.all():
            assert price.from_catalogue or "made up" in price.source, price
            assert not price.from_catalogue or price.address.startswith("https://")
        assert PricePoint.objects.filter(from_catalogue=True).count() == 2


def test_the_letters_give_the_counts_that_the_case_names(db):
    with scope(organisation=load_example()):
        test = Evaluation.objects.get(how="own_test")
        counted = {one.name: (one.both, one.only_larger, one.only_cheaper, one.neither) for one in test.slices.all()}
        items = OwnTestItem.objects.filter(evaluation=test)
        assert items.count() == len({row.text for row in items}) == 120
    assert counted == {
        one["name"]: (one["both"], one["only_larger"], one["only_cheaper"], one["neither"]) for one in SLICES
    }


@pytest.mark.parametrize("counted", SLICES, ids=lambda one: one["name"])
def test_there_are_as_many_outcomes_as_letters_of_a_kind(counted):
    total = sum(value for name, value in counted.items() if name != "name")
    assert total == len(CLIENTS) * len(QUESTIONS[counted["name"]]) == len(list(letters_of([counted])))


def test_a_draft_that_is_right_and_one_that_is_wrong_differ():
    for letter in letters_of(SLICES):
        assert (letter.larger == letter.cheaper) is (letter.larger_right == letter.cheaper_right)
