"""What two tiers cost and save, and what a mistake may cost: boundaries, refusals to guess, and laws."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.catalogue.load import read_edition
from checklists.rules.money import cost, words
from checklists.rules.money.figures import count, exact_money, money, per_cent
from checklists.rules.money.prices import Price, Tier, Unit, coming, in_force
from checklists.rules.money.reckoning import Money, money_of
from checklists.rules.money.usage import Amount, Effort, Usage
from checklists.rules.plain import decimal
from checklists.rules.record_money import money_on_record, price_label
from checklists.rules.trade_off.gap import Gap

DAY = date(2026, 11, 24)
WORDING = {one.key: one.text for one in read_edition().wording.wording}
D = Decimal


def make_tier_price(tier: Tier = Tier.LARGER, price: str | None = "100", **values: Any) -> Price:
    named = {"id": tier.value, "label": "", "unit": Unit.MONTH, "currency": "GBP", "valid_from": DAY, "read_on": DAY}
    return Price(tier=tier, price=None if price is None else D(price), **(named | values))


def make_token_price(tier: Tier, read: str | None, written: str | None, **values: Any) -> Price:
    amounts = {"input_price": read and D(read), "output_price": written and D(written)}
    return make_tier_price(tier, None, unit=Unit.MILLION_TOKENS, **(amounts | values))


LARGER, CHEAPER = make_tier_price(), make_tier_price(Tier.CHEAPER, "40")
BY_TOKEN = (make_token_price(Tier.LARGER, "2.5", "10"), make_token_price(Tier.CHEAPER, "0.15", "0.6"))
ONE = Effort(8000, 1000)


def reckon(*prices: Price, tasks: int | None = 400, gap: Gap | None = None, on: date = DAY, **usage: Any) -> Money:
    return money_of(prices, Usage(tasks, **usage), gap, on, WORDING, {"price": 90})


def gap(value: str, low: str, high: str) -> Gap:
    return Gap(D(value), D(low), D(high), "e1", 120)


def test_the_price_in_force_is_the_latest_that_has_begun():
    days = [DAY - timedelta(2), DAY - timedelta(1), DAY + timedelta(1)]
    prices = [make_tier_price(price=str(number), valid_from=day) for number, day in enumerate(days, 1)]
    assert [each.price for each in in_force(prices, Tier.LARGER, DAY)] == [2]
    assert [each.price for each in in_force(prices, Tier.LARGER, days[0])] == [1]
    assert in_force(prices, Tier.LARGER, days[0] - timedelta(1)) == ()
    assert in_force(prices, Tier.CHEAPER, DAY) == ()
    assert [each.price for each in coming(prices, Tier.LARGER, DAY)] == [3]


def test_prices_to_come_stand_with_the_next_first():
    days = [DAY + timedelta(number) for number in (3, 1, 2)]
    prices = [make_tier_price(price=str(number), valid_from=day) for number, day in enumerate(days, 1)]
    assert [each.price for each in coming(prices, Tier.LARGER, DAY)] == [2, 3, 1]
    cheaper = make_tier_price(Tier.CHEAPER, "9", valid_from=days[1])
    assert [each.price for each in reckon(cheaper, *prices).coming] == [2, 3, 1, 9]


def test_a_price_holds_from_its_first_day_on():
    assert reckon(replace(LARGER, valid_from=DAY)).larger.month == 100
    assert reckon(replace(LARGER, valid_from=DAY + timedelta(1))).larger.month is None


def test_a_fee_and_a_price_by_the_token_of_one_day_are_charged_side_by_side():
    fee = make_tier_price(price="20")
    result = reckon(fee, BY_TOKEN[0], larger=ONE)
    assert (result.larger.month, result.larger.task) == (D(20) + 400 * D("0.03"), D("0.03") + D("0.05"))


def test_a_newer_price_in_another_unit_ends_the_older_one():
    older = make_token_price(Tier.LARGER, "2.5", "10", valid_from=DAY - timedelta(9))
    assert reckon(older, LARGER, larger=ONE).larger.month == 100


def test_the_cost_by_the_token_counts_both_ways_and_every_attempt():
    result = reckon(BY_TOKEN[0], larger=replace(ONE, attempts=D("1.5")))
    assert (result.larger.task, result.larger.month) == (D("0.045"), D(18))


def test_a_price_by_the_task_is_charged_for_every_attempt():
    by_task = make_tier_price(price="0.5", unit=Unit.TASK)
    assert reckon(by_task, larger=Effort(attempts=D(2))).larger.month == 400


@pytest.mark.parametrize("amount", [None, "0"])
def test_a_price_that_is_missing_or_nought_is_unknown_and_never_free(amount):
    by_task = make_tier_price(price=amount, unit=Unit.TASK)
    for prices in ((make_tier_price(price=amount),), (by_task,), (make_token_price(Tier.LARGER, "2", amount),)):
        result = reckon(*prices, CHEAPER, larger=ONE)
        assert (result.larger.task, result.larger.month, result.saving) == (None, None, None)
        assert cost.HALF_A_PRICE[Tier.LARGER] in result.lacking
        assert "not on record" in price_label(prices[0])


def test_what_no_task_takes_costs_nothing_though_its_price_is_not_on_record():
    only_read = make_token_price(Tier.LARGER, "2", None)
    result = reckon(only_read, larger=Effort(1_000_000, 0))
    assert (result.larger.task, result.larger.lacking) == (2, ())
    assert reckon(only_read, larger=Effort(1_000_000, 1)).larger.lacking == (cost.HALF_A_PRICE[Tier.LARGER],)


def test_nought_with_a_reason_is_free():
    free = make_tier_price(Tier.CHEAPER, "0", free_because="A trial")
    result = reckon(LARGER, free)
    assert result.saving is not None and (result.saving.month, result.saving.share) == (100, 1)
    assert price_label(free) == "free: A trial"


def test_what_is_not_known_is_asked_for_by_name():
    assert reckon().lacking == (cost.NO_PRICE[Tier.LARGER], cost.NO_PRICE[Tier.CHEAPER])
    assert reckon(*BY_TOKEN, tasks=None).lacking == (
        cost.NO_TOKENS[Tier.LARGER],
        cost.NO_TASKS,
        cost.NO_TOKENS[Tier.CHEAPER],
    )
    assert reckon(LARGER, CHEAPER).lacking == ()


def test_a_fee_by_the_month_is_known_without_the_number_of_tasks_and_the_cost_of_a_task_is_not():
    result = reckon(LARGER, CHEAPER, tasks=None)
    assert (result.larger.month, result.larger.task) == (100, None)
    assert reckon(LARGER, tasks=0).larger.task is None


def test_two_currencies_are_never_mixed_nor_converted():
    result = reckon(LARGER, replace(CHEAPER, currency="USD"))
    assert result.saving is None and result.lacking == (cost.TWO_CURRENCIES,)
    within = reckon(LARGER, make_tier_price(price="1", unit=Unit.TASK, currency="USD"))
    assert within.larger.month is None and cost.TWO_CURRENCIES in within.lacking


def test_the_saving_is_told_by_the_month_and_the_year_with_its_share():
    assert reckon(LARGER, CHEAPER).said == (
        "The cheaper tier costs about £60.00 a month less than the larger one, about £720.00 a year. "
        "That is about 60 per cent less.",
        words.NO_TEST,
    )


def test_per_token_it_is_cheaper_and_per_task_it_is_not():
    result = reckon(*BY_TOKEN, larger=ONE, cheaper=replace(ONE, attempts=D(20)))
    assert result.saving is not None and result.saving.month == D("-2.4")
    assert result.said[0].startswith("As you use it, the cheaper tier costs about £2.40 a month more")
    assert result.said[1].startswith("Token for token the cheaper tier would be about 94 per cent cheaper; per task it")


def test_longer_answers_eat_a_part_of_the_saving():
    result = reckon(*BY_TOKEN, larger=ONE, cheaper=Effort(8000, 9000))
    assert any("for a finished task it is about 78 per cent" in sentence for sentence in result.said)
    assert len(reckon(*BY_TOKEN, larger=ONE, cheaper=ONE).said) == 2


def test_the_share_of_two_fees_by_the_month_needs_no_number_of_tasks():
    saving = reckon(LARGER, CHEAPER, tasks=None).saving
    assert saving is not None and (saving.task, saving.share, saving.like_for_like) == (None, D("0.6"), D("0.6"))


def test_what_the_larger_tier_would_take_is_not_guessed_where_it_has_a_fee():
    saving = reckon(LARGER, BY_TOKEN[1], cheaper=ONE).saving
    assert saving is not None and (saving.month, saving.share, saving.like_for_like) == (D("99.28"), D("0.9928"), None)


def test_tiers_that_cost_the_same_are_said_to():
    assert reckon(LARGER, replace(CHEAPER, price=D(100))).said == (words.SAME,)


EVEN = [
    # gap, low, high -> value, low, high, may be none
    ("0.05", "0.01", "0.10", "3", "1.5", "15", False),
    ("0.05", "0", "0.10", "3", "1.5", None, True),
    ("0.05", "-0.01", "0.10", "3", "1.5", None, True),
    ("0", "-0.05", "0.05", None, "3", None, True),
    ("-0.05", "-0.10", "0.01", None, "15", None, True),
    ("-0.05", "-0.10", "-0.01", None, None, None, True),
    ("-0.05", "-0.10", "0", None, None, None, True),
]


def test_less_than_one_extra_mistake_a_month_uses_the_saving_up_too():
    found = reckon(LARGER, CHEAPER, gap=gap("0.0005", "0.0001", "0.0025")).break_even
    assert found is not None and (found.value, found.low, found.high) == (300, 60, 1500)


@pytest.mark.parametrize(("value", "low", "high", "even", "at_least", "at_most", "none"), EVEN)
def test_the_break_even_is_the_saving_over_the_extra_mistakes(value, low, high, even, at_least, at_most, none):
    found = reckon(LARGER, CHEAPER, gap=gap(value, low, high)).break_even
    assert found is not None
    as_text = [each and decimal(each) for each in (found.value, found.low, found.high)]
    assert (*as_text, found.may_be_none) == (even, at_least, at_most, none)


def test_the_break_even_is_said_in_the_words_of_the_catalogue_with_how_sure_it_is():
    small = reckon(LARGER, CHEAPER, gap=gap("0.05", "-0.01", "0.1"), mistake=Amount(D(1), "GBP"))
    assert small.said == (
        "The cheaper tier saves about £60.00 a month. In your test it made more mistakes: at 400 a month, about 20. "
        "So it pays only if a mistake costs you less than about £3.00 to find and put right.",
        "The test was small: it may be as many as 40 more (then £1.50), or none at all.",
        "Over a year the saving is about £720.00; the cheaper tier costs about 60 per cent less.",
        "You say that one mistake costs you about £1.00 to find and put right. That is less than £3.00: on these "
        "figures the cheaper tier still pays.",
    )
    sure = reckon(LARGER, CHEAPER, gap=gap("0.05", "0.01", "0.1"))
    assert sure.said[1].endswith("at which it stops paying then lies between £1.50 and £15.00.")
    assert sure.said[-1] == words.NO_MISTAKE_COST


STANDING = [
    # a mistake costs, against the cheaper tier, could turn round (break-even 3, from 1.50 to 15)
    ("1.49", False, False),
    ("1.50", False, True),
    ("2.99", False, True),
    ("3.00", False, False),
    ("3.004", False, False),
    ("3.01", True, True),
    ("15", True, True),
    ("15.01", True, False),
]


@pytest.mark.parametrize(("mistake", "is_against", "turns"), STANDING)
def test_a_mistake_that_costs_more_than_the_break_even_speaks_against_the_cheaper_tier(mistake, is_against, turns):
    given_cost = Amount(D(mistake), "GBP")
    result = reckon(LARGER, CHEAPER, gap=gap("0.05", "0.01", "0.1"), mistake=given_cost)
    assert bool(result.against_cheaper) == is_against
    assert (words.NOT_SURE in result.said) == turns
    assert not is_against or result.against_cheaper in result.said


def test_without_an_upper_end_no_cost_of_a_mistake_is_surely_too_much():
    result = reckon(LARGER, CHEAPER, gap=gap("0.05", "0", "0.1"), mistake=Amount(D(1000), "GBP"))
    assert result.against_cheaper and words.NOT_SURE in result.said


def test_a_cost_of_a_mistake_in_another_currency_is_compared_with_nothing():
    result = reckon(LARGER, CHEAPER, gap=gap("0.05", "0.01", "0.1"), mistake=Amount(D(99), "USD"))
    assert result.against_cheaper == ""
    assert result.said[-1].startswith("You gave the cost of a mistake in USD and the prices are in GBP.")


def test_a_dearer_tier_that_makes_more_mistakes_has_nothing_for_it():
    dear = replace(CHEAPER, price=D(100))
    assert reckon(LARGER, dear, gap=gap("0.05", "-0.1", "0.2")).against_cheaper == words.DEARER_AND_WORSE
    assert reckon(LARGER, dear, gap=gap("0", "-0.1", "0.2")).against_cheaper == ""
    assert reckon(LARGER, dear).against_cheaper == ""


@pytest.mark.parametrize(("value", "said"), [("-0.05", "made fewer mistakes"), ("0", "made no more mistakes")])
def test_no_extra_mistakes_seen_is_said_with_what_there_may_still_be(value, said):
    high = "-0.01" if value != "0" else "0.05"
    assert said in reckon(LARGER, CHEAPER, gap=gap(value, "-0.1", high)).said[-1]


def test_no_break_even_without_a_test_a_saving_or_the_number_of_tasks():
    assert reckon(LARGER, CHEAPER).break_even is None
    assert reckon(LARGER, gap=gap("0.05", "0", "0.1")).break_even is None
    for tasks in (None, 0):
        assert reckon(LARGER, CHEAPER, tasks=tasks, gap=gap("0.05", "0", "0.1")).break_even is None


@pytest.mark.parametrize(("days", "is_old"), [(90, False), (91, True)])
def test_a_price_that_was_read_too_long_ago_is_said_to_be_old(days, is_old):
    result = reckon(replace(LARGER, read_on=DAY - timedelta(days)))
    assert bool(result.old) == is_old
    assert not is_old or "more than 90 days before" in result.old[0]


def test_where_an_edition_sets_no_limit_no_price_is_old():
    price = replace(LARGER, read_on=date(2001, 1, 1))
    assert money_of((price,), Usage(), None, DAY, WORDING, {}).old == ()


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("1234.565", "GBP", "£1,234.56"),
        ("1234.575", "GBP", "£1,234.58"),
        ("0.1", "EUR", "€0.10"),
        ("0.07", "GBP", "£0.07"),
        ("0.0999", "GBP", "£0.10"),
        ("0.0018", "USD", "US$0.0018"),
        ("0.000012345", "GBP", "£0.000012"),
        ("0", "GBP", "£0.00"),
        ("-5", "CHF", "-CHF 5.00"),
    ],
)
def test_money_is_written_to_the_penny_and_small_money_to_two_figures(amount, currency, written):
    assert money(D(amount), currency) == written


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("0.125", "USD", "US$0.125"),
        ("0.000012345", "CHF", "CHF 0.000012345"),
        ("0.100", "GBP", "£0.10"),
        ("1234.5", "GBP", "£1,234.50"),
        ("1234.565", "EUR", "€1,234.565"),
    ],
)
def test_a_price_is_written_with_all_its_figures(amount, currency, written):
    assert exact_money(D(amount), currency) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0", "0.0"),
        ("0.04", "fewer than 0.1"),
        ("0.1", "0.1"),
        ("9.94", "9.9"),
        ("10", "10"),
        ("10.6", "11"),
        ("1234.5", "1,234"),
    ],
)
def test_mistakes_are_counted_roughly(number, written):
    assert count(D(number)) == written


@pytest.mark.parametrize(
    ("share", "written"),
    [
        ("0.6", "60"),
        ("0.994", "99.4"),
        ("1", "100"),
        ("0.004", "0.4"),
        ("0.0144", "1"),
        ("0.01", "1"),
        ("0.99", "99"),
        ("-0.5", "-50"),
    ],
)
def test_a_share_is_told_in_whole_per_cent_but_at_its_ends(share, written):
    assert per_cent(D(share)) == written


AMOUNTS = st.decimals("0.01", "100000", places=2)
SHARES = st.decimals("-1", "1", places=3)


@given(AMOUNTS, AMOUNTS, SHARES, SHARES, SHARES, st.integers(1, 1_000_000), AMOUNTS)
def test_whatever_the_figures_the_result_agrees_with_itself(dear, cheap, one, two, three, tasks, mistake):
    low, value, high = sorted((one, two, three))
    prices = (replace(LARGER, price=dear), replace(CHEAPER, price=cheap))
    result = reckon(*prices, tasks=tasks, gap=Gap(value, low, high, "e", 9), mistake=Amount(mistake, "GBP"))
    even = result.break_even
    assert even is not None and result.saving is not None
    ends = [each for each in (even.low, even.value, even.high) if each is not None]
    assert ends == sorted(ends)
    if even.value is not None:
        assert abs(even.value * even.extra - (dear - cheap)) < D("0.0001")
        assert bool(result.against_cheaper) == (
            mistake > even.value and money(mistake, "GBP") != money(even.value, "GBP")
        )
    record = money_on_record(result)
    assert record["said"] and not any("{" in sentence for sentence in record["said"])


@given(st.sampled_from(["price", "tokens", "tasks"]), AMOUNTS)
def test_taking_a_figure_away_never_gives_a_smaller_cost_or_a_larger_saving(away, amount):
    prices = [replace(each, input_price=amount) for each in BY_TOKEN]
    if away == "price":
        prices[1] = replace(prices[1], output_price=None)
    efforts = {"larger": ONE, "cheaper": Effort(8000, None) if away == "tokens" else ONE}
    result = reckon(*prices, tasks=None if away == "tasks" else 400, **efforts)
    assert result.cheaper.month is None
    assert result.saving is None or result.saving.month is None
    assert result.lacking


MOST = Effort(100_000_000, 100_000_000, D(1000))
LEAST = make_token_price(Tier.CHEAPER, "0.000001", "0.000001")


@pytest.mark.parametrize(
    "prices",
    [
        (make_token_price(Tier.LARGER, "1000000000", "1000000000"), LEAST),
        (make_token_price(Tier.LARGER, "0.000001", "0.000001"), replace(LEAST, input_price=D(10**9))),
        tuple(
            make_tier_price(tier, price, unit=Unit.TASK) for tier, price in zip(Tier, ("1000000000", "1"), strict=True)
        ),
    ],
)
@pytest.mark.parametrize("tasks", [1, 2_147_483_647])
def test_the_largest_prices_and_volumes_that_are_taken_can_be_said(prices: tuple[Price, ...], tasks: int):
    result = reckon(*prices, tasks=tasks, larger=MOST, cheaper=MOST, gap=gap("0.000001", "-0.1", "0.000002"))
    record = money_on_record(result)
    assert record["saving"]["year_label"] != "cannot be said" and record["said"]


def test_without_a_single_task_a_month_no_month_speaks_against_the_cheaper_tier():
    result = reckon(*BY_TOKEN, tasks=0, larger=ONE, cheaper=ONE, gap=gap("0.05", "0.01", "0.1"))
    assert result.against_cheaper == "" and cost.NO_TASKS in result.lacking
    assert result.saving is not None and (result.saving.month, result.saving.task) == (None, D("0.0282"))
    assert not any("cost the same" in sentence for sentence in result.said)
