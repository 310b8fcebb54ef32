"""What a dossier prints of money: sentences, figure and table say the same, and what is not known is said to be so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checklists.canonical import plain
from checklists.dossier.figures.monthly_cost import monthly_cost
from checklists.dossier.money_shapes import MONEY
from checklists.dossier.sections import cost
from checklists.dossier.withholding_money import withhold_money
from checklists.rules.money.prices import Price, Tier, Unit
from checklists.rules.money.reckoning import money_of
from checklists.rules.money.usage import Amount, Effort, Usage
from checklists.rules.record_money import money_on_record
from checklists.rules.trade_off.gap import Gap
from tests.dossier.examples import CONTENT
from tests.dossier.makers import make_record, make_snapshot
from tests.dossier.test_sections import part

DAY = date(2026, 11, 24)
LARGER = Price(
    id="p1",
    tier=Tier.LARGER,
    label="GPT-4o",
    unit=Unit.MILLION_TOKENS,
    currency="GBP",
    valid_from=date(2026, 1, 1),
    read_on=date(2026, 11, 20),
    input_price=Decimal("2.5"),
    output_price=Decimal(10),
    source="Price list",
    address="https://example.org/prices",
)
CHEAPER = replace(
    LARGER, id="p2", tier=Tier.CHEAPER, label="Lite", input_price=Decimal("0.15"), output_price=Decimal("0.6")
)
USAGE = Usage(4000, Effort(8000, 1000), Effort(8000, 1000), Amount(Decimal(35), "GBP"))
GAP = Gap(Decimal("0.05"), Decimal("-0.01"), Decimal("0.1"), "e1", 120)


def money_for(*prices: Price, usage: Usage = USAGE, gap: Gap | None = None) -> dict[str, Any]:
    edition = CONTENT.edition
    result = money_of(prices, usage, gap, DAY, edition.wording, edition.scoring.freshness_days)
    return plain(money_on_record(result))


def with_money(money: dict[str, Any]) -> dict[str, Any]:
    return make_snapshot(judgement=make_record(money=money))


def test_every_sentence_the_figure_and_the_table_are_printed():
    said = part("cost", with_money(money_for(LARGER, CHEAPER, gap=GAP)))
    assert "So it pays only if a mistake costs you less than about £0.56 to find and put right." in said
    assert "it may be as many as 400 more (then £0.28), or none at all" in said
    assert "The test was too small to be sure of that" in said
    assert "Cost a month. Larger tier: £120.00. Cheaper tier: £7.20." in said
    assert "8,000 read, 1,000 written" in said
    assert "read on" in said.casefold() and "Price list" in said and "https://example.org/prices" in said


def test_what_speaks_against_the_cheaper_tier_is_said_once_before_how_sure_that_is():
    said = part("cost", with_money(money_for(LARGER, CHEAPER, gap=GAP)))
    assert said.count("That is more than £0.56") == 1
    assert said.index("That is more than £0.56") < said.index("The test was too small to be sure of that")


def test_without_a_price_nothing_is_said_to_be_free_or_saved():
    said = part("cost", with_money(money_for()))
    assert cost.NOTHING in said.replace("&#x27;", "'")
    assert "£" not in said and "svg" not in said


def test_one_price_alone_is_shown_and_the_other_asked_for():
    said = part("cost", with_money(money_for(LARGER)))
    assert "There is no price on record for the cheaper tier" in said
    assert "£120.00" in said and "Cost a month" not in said


def test_a_price_without_a_source_says_that_it_has_none():
    assert "no source given" in part("cost", with_money(money_for(replace(LARGER, source="", address=""))))


def test_an_announced_price_is_named_with_its_day():
    later = replace(LARGER, id="p3", valid_from=date(2027, 1, 1), input_price=Decimal(5))
    assert "from 1 Jan 2027" in part("cost", with_money(money_for(LARGER, later)))


def test_a_record_decided_before_there_were_prices_still_prints():
    said = part("cost", make_snapshot())
    assert cost.NOT_REACHED in said


def test_a_price_given_in_confidence_takes_all_that_would_tell_it():
    record = {"money": money_for(LARGER, replace(CHEAPER, in_confidence=True), gap=GAP)}
    held = withhold_money(record, "Harbour Lane")
    text = str(held)
    assert not any(figure in text for figure in ("0.15", "0.6", "7.2", "112.8", "0.56", "0.28", "120.00"))
    assert held["money"]["withheld"] and "Harbour Lane" in held["money"]["said"][0]
    assert record["money"]["saving"], "what was judged stays as it is"
    said = part("cost", with_money(held["money"]))
    assert cost.HELD in said and "no source given" not in said


def test_prices_for_every_eye_are_not_held_back():
    record = {"money": money_for(LARGER, CHEAPER)}
    assert withhold_money(record, "We") == record
    assert withhold_money({}, "We") == {}


@pytest.mark.parametrize("prices", [(), (LARGER,), (LARGER, CHEAPER)])
@pytest.mark.parametrize("gap", [None, GAP])
def test_every_form_of_it_fits_the_schema(prices, gap):
    validator = Draft202012Validator(MONEY)
    money = money_for(*prices, gap=gap)
    assert list(validator.iter_errors(money)) == []
    assert list(validator.iter_errors(withhold_money({"money": money}, "We")["money"])) == []


def test_the_bars_are_drawn_on_one_scale_and_read_aloud():
    drawn = monthly_cost(money_for(LARGER, CHEAPER)["tiers"])
    assert "<title>Cost a month. Larger tier: £120.00. Cheaper tier: £7.20.</title>" in drawn
    assert 'width="258"' in drawn and 'width="15.48"' in drawn


def test_tiers_that_cost_nothing_are_drawn_without_a_bar():
    free = [
        replace(each, input_price=Decimal(0), output_price=Decimal(0), free_because="A trial")
        for each in (LARGER, CHEAPER)
    ]
    assert 'width="0"' not in monthly_cost(money_for(*free)["tiers"])
