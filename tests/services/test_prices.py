"""Prices and volumes as they are recorded: what is refused, and what stands afterwards."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from checklists.errors import Invalid, NotAllowed, NotFound, Refused, Stale
from checklists.models import PricePoint, Usage
from checklists.models.people import Role
from checklists.rules.money import checking
from checklists.services.judging import judge_assessment
from checklists.services.money import prices_of, usage_of
from checklists.services.prices import (
    find_price,
    list_prices_for,
    record_price,
    take_catalogue_price,
    withdraw_price,
)
from checklists.services.usage import write_usage
from tests.makers import (
    COMMAND,
    NOW,
    TODAY,
    actor,
    make_assessment,
    make_member,
    make_price,
    make_token_prices,
    make_use,
    priced,
)

W: dict[str, Any] = {"by": COMMAND, "at": NOW}
TOKENS: dict[str, Any] = {"unit": "million_tokens", "price": None}
TOMORROW = TODAY + timedelta(days=1)

WRONG_PRICES = [
    ({"price": Decimal("-0.01")}, "/price", "below_nought"),
    ({"price": Decimal("1000000000.01")}, "/price", "too_much"),
    ({"price": Decimal("NaN")}, "/price", "invalid"),
    ({"price": Decimal("Infinity")}, "/price", "invalid"),
    ({"price": Decimal(0)}, "/price", "nought"),
    ({"price": None}, "/price", "missing"),
    ({"price": Decimal("0.0000001")}, "/price", "max_decimal_places"),
    ({"price": Decimal(5), "is_free": True, "free_because": "A trial"}, "/is_free", "not_free"),
    ({"price": None, "is_free": True}, "/free_because", "missing"),
    ({"free_because": "A trial"}, "/free_because", "not_free"),
    ({"currency": "GPB"}, "/currency", "currency"),
    ({"currency": "gbp"}, "/currency", "currency"),
    ({"currency": ""}, "/currency", "currency"),
    ({"input_price": Decimal(1)}, "/input_price", "other_unit"),
    (TOKENS, "/input_price", "missing"),
    ({**TOKENS, "price": Decimal(1), "input_price": Decimal(1)}, "/price", "other_unit"),
    ({**TOKENS, "input_price": Decimal(0), "output_price": Decimal(1)}, "/input_price", "nought"),
    ({"read_on": TOMORROW}, "/read_on", "future"),
    ({"valid_from": date(1999, 12, 31)}, "/valid_from", "too_early"),
    ({"valid_from": date(2036, 1, 1)}, "/valid_from", "order"),
]


@pytest.mark.parametrize(("values", "pointer", "code"), WRONG_PRICES)
def test_a_price_that_cannot_be_is_refused_where_it_is_wrong(organisation, values, pointer, code):
    use = make_use()
    with pytest.raises(Invalid) as refused:
        record_price(**(priced(use) | values), **W)
    assert (pointer, code) in [(one.pointer, one.code) for one in refused.value.details]
    assert not PricePoint.objects.exists()


def test_the_largest_and_the_smallest_price_that_fit_are_kept_to_the_last_figure(organisation):
    use = make_use()
    make_price(use, price=Decimal("1000000000"))
    make_price(use, "cheaper", price=Decimal("0.000001"))
    assert [each.price for each in prices_of(use)] == [Decimal("1000000000"), Decimal("0.000001")]


def test_what_is_free_says_why_and_then_counts_as_nought(organisation):
    use = make_use()
    make_price(use, price=None, is_free=True, free_because="Part of the accounts package")
    (price,) = prices_of(use)
    assert price.charged(price.price) == 0


def test_a_price_announced_for_a_later_day_is_kept(organisation):
    use = make_use()
    assert make_price(use, valid_from=date(2027, 1, 1)).valid_from == date(2027, 1, 1)


def test_one_tier_has_one_price_by_unit_and_day(organisation):
    use = make_use()
    make_price(use)
    with pytest.raises(Invalid, match="withdraw it first"):
        make_price(use, price=Decimal(30))
    make_price(use, "cheaper")
    make_price(use, unit="task")
    make_price(use, valid_from=TOMORROW)


def test_a_withdrawn_price_counts_no_more_stays_to_be_read_and_makes_room(organisation):
    use = make_use()
    price = withdraw_price(make_price(use), version=1, **W)
    assert find_price(price.pk).state == "withdrawn"
    assert prices_of(use) == ()
    make_price(use, price=Decimal(30))
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_price(price, version=2, **W)


def test_whoever_withdraws_an_older_version_is_told(organisation):
    with pytest.raises(Stale):
        withdraw_price(make_price(make_use()), version=7, **W)


def test_a_viewer_records_no_price(organisation):
    use, viewer = make_use(), actor(make_member(Role.VIEWER))
    with pytest.raises(NotAllowed):
        record_price(**priced(use), by=viewer, at=NOW)
    with pytest.raises(NotAllowed):
        write_usage(model_use=use, by=viewer, at=NOW)


def test_there_is_no_price_of_another_key(organisation):
    with pytest.raises(NotFound):
        find_price(make_use().pk)


def test_a_list_price_is_taken_with_its_source_and_the_day_it_was_read(organisation):
    use = make_use()
    price = take_catalogue_price(model_use=use, tier="cheaper", key="gpt-4o-mini.openai", **W)
    assert (price.input_price, price.output_price, price.currency) == (Decimal("0.15"), Decimal("0.6"), "USD")
    assert price.from_catalogue and price.read_on == price.valid_from == date(2026, 11, 24)
    assert "not a quotation" in price.source and "litellm" in price.source


def test_a_list_price_holds_from_an_earlier_day_where_somebody_knows_it(organisation):
    given = {"tier": "larger", "key": "gpt-4o.openai", "valid_from": date(2026, 1, 1)}
    assert take_catalogue_price(model_use=make_use(), **given, **W).valid_from == date(2026, 1, 1)


def test_a_list_price_does_not_hold_only_from_a_day_that_nobody_announces_prices_for(organisation):
    given = {"tier": "larger", "key": "gpt-4o-mini.openai", "valid_from": date(9999, 12, 31)}
    with pytest.raises(Invalid, match="more than five years") as refused:
        take_catalogue_price(model_use=make_use(), **given, **W)
    assert refused.value.details[0].pointer == "/valid_from"


def test_a_list_price_that_the_catalogue_does_not_have_is_refused(organisation):
    with pytest.raises(Invalid, match="no list price"):
        take_catalogue_price(model_use=make_use(), tier="larger", key="gpt-9.openai", **W)


def test_every_list_price_is_offered_once(organisation):
    keys = [price.key for price in list_prices_for(make_use())]
    assert len(keys) == len(set(keys)) > 20


WRONG_USAGE = [
    ({"larger_input_tokens": -1}, "/larger_input_tokens", "tokens"),
    ({"cheaper_output_tokens": checking.MOST_TOKENS + 1}, "/cheaper_output_tokens", "tokens"),
    ({"larger_attempts": Decimal("0.99")}, "/larger_attempts", "attempts"),
    ({"cheaper_attempts": Decimal("1000.01")}, "/cheaper_attempts", "attempts"),
    ({"mistake_cost": Decimal(5)}, "/mistake_currency", "missing"),
    ({"mistake_currency": "GBP"}, "/mistake_cost", "missing"),
    ({"mistake_cost": Decimal(0), "mistake_currency": "GBP"}, "/mistake_cost", "nought"),
    ({"mistake_cost": Decimal(-5), "mistake_currency": "GBP"}, "/mistake_cost", "below_nought"),
    ({"mistake_cost": Decimal(5), "mistake_currency": "QQQ"}, "/mistake_currency", "currency"),
]


@pytest.mark.parametrize(("values", "pointer", "code"), WRONG_USAGE)
def test_a_volume_that_cannot_be_is_refused_where_it_is_wrong(organisation, values, pointer, code):
    with pytest.raises(Invalid) as refused:
        write_usage(model_use=make_use(), **values, **W)
    assert (pointer, code) in [(one.pointer, one.code) for one in refused.value.details]
    assert not Usage.objects.exists()


def test_a_volume_is_written_whole_so_what_is_left_out_is_not_known_again(organisation):
    use = make_use()
    write_usage(model_use=use, larger_input_tokens=900, cheaper_attempts=Decimal("1.5"), **W)
    row = write_usage(model_use=use, version=1, larger_output_tokens=50, **W)
    assert (row.larger_input_tokens, row.larger_output_tokens, row.cheaper_attempts) == (None, 50, 1)


def test_two_people_do_not_write_over_each_others_volume(organisation):
    use = make_use()
    with pytest.raises(Stale):
        write_usage(model_use=use, version=3, **W)
    write_usage(model_use=use, version=0, larger_input_tokens=900, **W)
    with pytest.raises(Stale):
        write_usage(model_use=use, version=0, larger_input_tokens=1, **W)
    assert usage_of(use).larger.input_tokens == 900


def test_the_judgement_holds_the_money(organisation):
    assessment = make_assessment()
    make_token_prices(assessment.model_use)
    money = judge_assessment(assessment, TODAY).record["money"]
    assert [tier["month_label"] for tier in money["tiers"]] == ["US$120.00", "US$7.20"]
    assert money["saving"]["per_cent"] == "94"


def test_without_a_price_the_judgement_says_so_and_takes_nothing_as_free(organisation):
    money = judge_assessment(make_assessment(), TODAY).record["money"]
    assert money["saving"] is None and money["said"] == []
    assert money["lacking"][0].startswith("There is no price on record for the larger tier. That does not make it free")
    assert [tier["month"] for tier in money["tiers"]] == [None, None]
