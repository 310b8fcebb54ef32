"""The figures of the record: money, comparisons and concentration, part by part, exact and in words."""

from datetime import date
from decimal import Decimal

from checklists.rules.concentration import concentration
from checklists.rules.money.break_even import break_even_of
from checklists.rules.money.saving import Saving
from checklists.rules.money.usage import Amount
from checklists.rules.record_concentration import concentration_on_record
from checklists.rules.record_money import money_on_record
from checklists.rules.record_trade_off import trade_off_on_record
from checklists.rules.trade_off.counts import Pairs, Separate, Share
from checklists.rules.trade_off.evaluation import DoneBy, How, Slice
from checklists.rules.trade_off.trade_off import trade_off
from tests.rules.makers import make_edition, make_evaluation
from tests.rules.test_concentration import GRAPH, use
from tests.rules.test_money import BY_TOKEN, CHEAPER, LARGER, ONE, D, gap, make_tier_price, reckon


def test_a_saving_and_its_break_even_are_on_record_exact_and_in_words() -> None:
    record = money_on_record(reckon(LARGER, CHEAPER, gap=gap("0.05", "0.01", "0.1"), mistake=Amount(D("4"), "GBP")))
    assert record["saving"] == {
        "currency": "GBP",
        "task": "0.15",
        "task_label": "£0.15",
        "month": "60",
        "month_label": "£60.00",
        "year": "720",
        "year_label": "£720.00",
        "per_cent": "60",
        "like_for_like": "60",
    }
    assert record["break_even"] == {
        "currency": "GBP",
        "evaluation": "e1",
        "items": 120,
        "may_be_none": False,
        "value": "3",
        "low": "1.5",
        "high": "15",
        "extra": "20",
        "extra_low": "4",
        "extra_high": "40",
        "value_label": "£3.00",
        "low_label": "£1.50",
        "high_label": "£15.00",
        "extra_label": "20",
    }
    assert record["mistake"] == {"amount": "4", "currency": "GBP", "label": "£4.00"}
    assert (record["volume"], record["withheld"], record["coming"]) == (400, False, [])


def test_each_price_in_force_is_on_record_with_its_day_and_its_unit() -> None:
    record = money_on_record(reckon(LARGER, CHEAPER))
    [tier, _] = record["tiers"]
    assert tier["prices"] == [
        {
            "id": "larger",
            "label": "",
            "currency": "GBP",
            "free_because": "",
            "source": LARGER.source,
            "address": LARGER.address,
            "from_catalogue": LARGER.from_catalogue,
            "in_confidence": LARGER.in_confidence,
            "tier": "larger",
            "tier_label": tier["tier_label"],
            "unit": "month",
            "unit_label": tier["prices"][0]["unit_label"],
            "price": "100",
            "input_price": None,
            "output_price": None,
            "price_label": "£100.00",
            "valid_from": "2026-11-24",
            "read_on": "2026-11-24",
        }
    ]
    assert (tier["month"], tier["month_label"], tier["task"], tier["task_label"]) == ("100", "£100.00", "0.25", "£0.25")


def test_prices_of_tokens_are_on_record_both_ways_with_what_a_task_takes() -> None:
    record = money_on_record(reckon(*BY_TOKEN, larger=ONE, cheaper=ONE))
    tier = record["tiers"][0]
    assert (tier["input_tokens"], tier["output_tokens"], tier["attempts"]) == (8000, 1000, "1")
    assert [(each["input_price"], each["output_price"], each["price"]) for each in tier["prices"]] == [
        ("2.5", "10", None)
    ]
    assert tier["prices"][0]["price_label"] == "£2.50 read, £10.00 written"


def test_a_saving_on_a_tier_that_costs_nothing_has_no_share_on_record() -> None:
    free = make_tier_price(price="0", free_because="a trial")
    saving = money_on_record(reckon(free, CHEAPER))["saving"]
    assert (saving["month"], saving["per_cent"], saving["like_for_like"]) == ("-40", None, None)


def test_where_nothing_is_saved_no_cost_of_a_mistake_uses_it_up() -> None:
    found = [
        break_even_of(Saving("GBP", None, D(month), None, None), gap("0.05", "0", "0.1"), 100)
        for month in ("-1", "0", "0.5")
    ]
    assert [each and (each.value, each.low, each.high) for each in found] == [
        (None, None, None),
        (None, None, None),
        (D("0.1"), D("0.05"), None),
    ]
    assert [each and each.may_be_none for each in found] == [True, True, True]


def test_a_comparison_is_on_record_with_its_counts_its_limit_and_its_days() -> None:
    evaluation = make_evaluation(
        Pairs(90, 5, 3, 2), tolerance=Decimal(5), tolerance_on=date(2026, 11, 1), note="Twice."
    )
    record = trade_off_on_record(trade_off((evaluation,), make_edition()))
    [one] = record["evaluations"]
    assert {key: one[key] for key in list(one)[:16]} == {
        "id": "test",
        "title": "Our own test",
        "task": "Read figures off an invoice",
        "done_by": "buyer",
        "done_by_label": one["done_by_label"],
        "how": "own_test",
        "how_label": "The guided own test",
        "measured_on": "2026-11-03",
        "larger": "Full",
        "cheaper": "Lite",
        "tolerance": "5",
        "tolerance_on": "2026-11-01",
        "tolerance_late": False,
        "blind": evaluation.blind,
        "note": "Twice.",
        "verdict": one["verdict"],
    }
    result = one["result"]
    assert (result["items"], result["paired"], result["only_larger"], result["only_cheaper"]) == (100, True, 5, 3)
    assert [(result[tier]["right"], result[tier]["total"]) for tier in ("larger", "cheaper")] == [(95, 100), (93, 100)]
    assert [result[tier]["measured"]["value"] for tier in ("larger", "cheaper")] == ["95.0", "93.0"]
    assert [result[what]["value"] for what in ("difference", "retention")] == ["-2.0", "97.9"]
    assert result["chance"]
    assert (one["slices"], one["worst"], bool(one["sentences"])) == ([], None, True)
    assert record["relied_on"] == "test"
    assert (record["gap"]["value"], record["gap"]["evaluation"], record["gap"]["items"]) == ("0.02", "test", 100)


def test_separate_items_of_two_kinds_are_on_record_without_pairs() -> None:
    each = Separate(Share(9, 10), Share(7, 20))
    slices = (Slice("Invoices", each), Slice("Letters", each))
    made = make_evaluation(slices=slices, done_by=DoneBy.BUYER, how=How.OWN_TEST)
    [one] = trade_off_on_record(trade_off((made,), make_edition()))["evaluations"]
    result = one["result"]
    assert (result["items"], result["paired"], result["only_larger"], result["chance"]) == (20, False, None, None)
    assert [(result[tier]["right"], result[tier]["total"]) for tier in ("larger", "cheaper")] == [(18, 20), (14, 40)]
    assert [(kind["name"], kind["small"], kind["result"]["items"]) for kind in one["slices"]] == [
        ("Invoices", True, 10),
        ("Letters", True, 10),
    ]


def test_no_comparison_is_on_record_as_none() -> None:
    record = trade_off_on_record(trade_off((), make_edition()))
    assert (record["relied_on"], record["gap"], record["evaluations"], record["against_cheaper"]) == (
        None,
        None,
        [],
        "",
    )


def test_what_rests_on_a_model_is_on_record_with_the_uses_behind_each_figure() -> None:
    record = concentration_on_record(concentration([use(1, "lite"), use(2, "cousin"), use(3)], GRAPH))
    assert (record["models_in_use"], [view["kind"] for view in record["views"]]) == (
        3,
        ["model", "maker", "host", "vendor"],
    )
    [share] = [share for share in record["views"][0]["shares"] if share["key"] == "base"]
    assert share | {"text": ""} == {
        "key": "base",
        "name": "Base",
        "count": 1,
        "may_count": 1,
        "text": "",
        "uses": ["1"],
        "may": ["2"],
    }
    assert share["text"].startswith("1 of 3 models in use")
    assert record["views"][0]["unknown"] == ["3"]
    assert record["views"][0]["unknown_text"]


def test_the_models_and_makers_that_carry_over_half_are_on_record_in_sentences() -> None:
    assert concentration_on_record(concentration([use(1, "lite"), use(2, "base"), use(3)], GRAPH))["heavy"] == [
        "2 of your 3 models in use rest on Base. A fault in it, or new terms, would reach all of them.",
        "2 of your 3 models in use rest on models of Meta AI. If it changes its terms or withdraws one, look at them "
        "all.",
    ]
    assert concentration_on_record(concentration([use(1, "lite"), use(2)], GRAPH))["heavy"] == []
