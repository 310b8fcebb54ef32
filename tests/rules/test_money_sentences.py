"""What is said of money, read out in whole: each figure in its place, and each sentence only where it is so."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from checklists.rules.money import words
from checklists.rules.money.prices import Price, Tier, Unit
from checklists.rules.money.usage import Amount
from tests.rules.test_money import CHEAPER, DAY, LARGER, ONE, D, gap, make_tier_price, make_token_price, reckon

SEEN = ("0.05", "0.01", "0.1")


def a_task(tier: Tier, price: str) -> Price:
    return make_tier_price(tier, price, unit=Unit.TASK)


def a_token(tier: Tier, price: str) -> Price:
    return make_token_price(tier, price, price)


TWO_TASKS = a_task(Tier.LARGER, "0.25"), a_task(Tier.CHEAPER, "0.10")
DEARER_TASK = a_task(Tier.LARGER, "0.10"), a_task(Tier.CHEAPER, "0.25")
TWO_TOKENS = a_token(Tier.LARGER, "2"), a_token(Tier.CHEAPER, "1")
SAME_TOKENS = a_token(Tier.LARGER, "1"), a_token(Tier.CHEAPER, "1")
DEARER = LARGER, replace(CHEAPER, price=D(140))
NEARLY = LARGER, replace(CHEAPER, price=D("99.50"))
FREE = make_tier_price(price="0", free_because="A trial"), CHEAPER

MORE_40 = (
    "As you use it, the cheaper tier costs about £40.00 a month more than the larger one, about £480.00 a year. "
    "Its lower price is no reason to choose it."
)


@pytest.mark.parametrize(
    ("prices", "usage", "said"),
    [
        (
            TWO_TASKS,
            {"tasks": None},
            [
                "The cheaper tier costs about £0.15 less for each task, which is about 60 per cent less. Record how "
                "many tasks a month there are, and we can say what that comes to.",
                words.NO_TEST,
            ],
        ),
        (DEARER, {}, [MORE_40]),
        (FREE, {}, [MORE_40]),
        (
            DEARER_TASK,
            {"tasks": None},
            [
                "As you use it, the cheaper tier costs about £0.15 more for each task than the larger one. "
                "Its lower price is no reason to choose it."
            ],
        ),
        (
            NEARLY,
            {},
            [
                "The cheaper tier costs about £0.50 a month less than the larger one, about £6.00 a year. "
                "That is about 0.5 per cent less.",
                words.NO_TEST,
            ],
        ),
        (
            TWO_TOKENS,
            {"larger": ONE, "cheaper": replace(ONE, attempts=D("1.5"))},
            [
                "The cheaper tier costs about £1.80 a month less than the larger one, about £21.60 a year. "
                "That is about 25 per cent less.",
                "Token for token the cheaper tier would be about 50 per cent cheaper; for a finished task it is about "
                "25 per cent, because it needs more attempts or longer answers for the same work.",
                words.NO_TEST,
            ],
        ),
        (
            TWO_TOKENS,
            {"larger": ONE, "cheaper": replace(ONE, attempts=D(2))},
            [words.SAME, words.TOKEN_NOT_TASK.replace("{alike}", "50")],
        ),
        (
            SAME_TOKENS,
            {"larger": ONE, "cheaper": replace(ONE, attempts=D("1.5"))},
            [
                "As you use it, the cheaper tier costs about £1.80 a month more than the larger one, about £21.60 a "
                "year. Its lower price is no reason to choose it."
            ],
        ),
    ],
)
def test_a_saving_is_said_by_the_month_or_by_the_task_with_what_eats_it_up(prices: tuple, usage: dict, said: list):
    assert list(reckon(*prices, **usage).said) == said


RANGE = (
    "The test leaves room for between 4.0 and 40 more mistakes a month; the cost of a mistake at which it stops paying "
    "then lies between £1.50 and £15.00."
)
YEAR = "Over a year the saving is about £720.00; the cheaper tier costs about 60 per cent less."


def compared(mistake: str | None, currency: str = "GBP", seen: tuple[str, str, str] = SEEN, **more: Any) -> list[str]:
    given = {"mistake": Amount(D(mistake), currency)} if mistake else {}
    return list(reckon(LARGER, CHEAPER, gap=gap(*seen), **given, **more).said)


@pytest.mark.parametrize(
    ("mistake", "currency", "said"),
    [
        (None, "GBP", [words.NO_MISTAKE_COST]),
        ("4", "USD", [words.OTHER_CURRENCY.replace("{theirs}", "USD").replace("{ours}", "GBP")]),
        ("20", "GBP", [words.ABOVE.replace("{mistake}", "£20.00").replace("{value}", "£3.00")]),
        ("15", "GBP", [words.ABOVE.replace("{mistake}", "£15.00").replace("{value}", "£3.00"), words.NOT_SURE]),
        ("1.50", "GBP", [words.BELOW.replace("{mistake}", "£1.50").replace("{value}", "£3.00"), words.NOT_SURE]),
        ("1.49", "GBP", [words.BELOW.replace("{mistake}", "£1.49").replace("{value}", "£3.00")]),
        ("3.001", "GBP", [words.LEVEL.replace("{mistake}", "£3.00").replace("{value}", "£3.00")]),
    ],
)
def test_what_a_mistake_costs_is_set_beside_what_it_may_cost(mistake: str | None, currency: str, said: list[str]):
    first, *rest = compared(mistake, currency)
    assert first == (
        "The cheaper tier saves about £60.00 a month. In your test it made more mistakes: at 400 a month, about 20. "
        "So it pays only if a mistake costs you less than about £3.00 to find and put right."
    )
    assert rest == [RANGE, YEAR, *said]


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (("0.05", "0", "0.1"), "The test was small: it may be as many as 40 more (then £1.50), or none at all."),
        (
            ("0", "-0.05", "0.05"),
            "In the test the cheaper tier made no more mistakes than the larger one. It may still make as many as 20 "
            "more a month; the saving is then used up once a mistake costs £3.00.",
        ),
        (("-0.05", "-0.1", "-0.01"), words.NO_MORE),
    ],
)
def test_a_test_that_leaves_room_for_no_more_mistakes_says_so(seen: tuple[str, str, str], said: str):
    assert compared(None, seen=seen)[1] == said


def test_half_a_pound_a_month_is_a_saving_too():
    found = reckon(*NEARLY, gap=gap(*SEEN)).said
    assert found[0].startswith("The cheaper tier saves about £0.50 a month.")
    assert found[2] == "Over a year the saving is about £6.00; the cheaper tier costs about 0.5 per cent less."


def test_a_dearer_tier_is_held_against_its_mistakes_alone():
    assert reckon(*DEARER, gap=gap(*SEEN)).said == (MORE_40, words.DEARER_AND_WORSE)
    assert reckon(*DEARER, gap=gap("-0.05", "-0.1", "-0.01")).said == (MORE_40,)


@pytest.mark.parametrize(("label", "named"), [("Lite", "Lite"), ("", "Cheaper tier")])
def test_an_old_price_is_named_with_the_day_it_was_read(label: str, named: str):
    old = replace(CHEAPER, label=label, read_on=DAY - timedelta(91))
    assert reckon(LARGER, old).old == (
        "This price was read on 25 August 2026, more than 90 days before the day of this judgement: "
        f"{named}. Prices change; read it again before you rely on it.",
    )
